"""The programming language of a code block, as highlighters mark it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NAMED = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|highlight-(?!default|text)|src-|brush:\s*|sourceCode\s+)"
    r"([a-z0-9+#_-]{1,20})(?=$|[\s;])",
    re.IGNORECASE,
)
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language", "data-code-language", "data-mode-id")
# Class names of highlighters; a language's name beside one of them is the listing's.
_HIGHLIGHTERS = frozenset(
    "hljs highlight highlighted codehilite sourcecode prettyprint syntaxhighlighter shiki prism chroma rouge"
    " code-block codeblock code src literal-block".split()
)
KNOWN = frozenset(
    "abap ada apache applescript arduino asm assembly awk bash basic batch bat brainfuck c c# c++"
    " clojure cmake cobol coffeescript cpp crystal csharp css csv cuda cython d dart delphi diff docker"
    " dockerfile elixir elm erlang f# fish fortran fsharp gherkin git glsl go golang gradle graphql"
    " groovy haml handlebars haskell hcl html http ini java javascript jinja js json json5 jsonc jsx"
    " julia kotlin latex less lisp lua makefile markdown matlab md mysql nginx nim nix objc objective-c"
    " objectivec ocaml pascal patch perl pgsql php plsql postgresql powershell prolog properties"
    " protobuf ps1 puppet py python python3 r racket rb ruby rs rust sass scala scheme scss sh shell"
    " solidity sql svelte swift tcl terraform tex toml ts tsx typescript vb vbnet verilog vhdl vim vue"
    " wasm xml yaml yml zig zsh".split()
)
"""Names that are taken for a language's where a highlighter's class or a listing's label is that name."""
_NOT_LANGUAGES = frozenset(("none", "plain", "plaintext", "text", "txt", "default", "source", "code"))


def language_of(element: HtmlElement) -> str | None:
    """The language that a ``<pre>``, its ``<code>`` or one of the three elements around it names, lower case.

    Source: the HTML standard's ``language-…`` convention (https://html.spec.whatwg.org/#the-code-element)
    and the class names of the common highlighters.
    """
    candidates = [element, *(child for child in element if child.tag == "code")]
    outer = element.getparent()
    for _ in range(3):
        if outer is not None and outer.tag not in ("body", "article", "main", "section"):
            candidates.append(outer)
            outer = outer.getparent()
    for candidate in candidates:
        for name in _ATTRIBUTES:
            value = candidate.get(name)
            if value and re.fullmatch(r"[\w+#-]{1,20}", value) and value.lower() not in _NOT_LANGUAGES:
                return str(value.lower())
        names = candidate.get("class") or ""
        match = _NAMED.search(names)
        if match and match.group(1).lower() not in _NOT_LANGUAGES:
            return match.group(1).lower()
        tokens = names.lower().replace(";", " ").split()
        if not _HIGHLIGHTERS.isdisjoint(tokens):
            named = next((token for token in tokens if token in KNOWN), None)
            if named:
                return named
    return None
