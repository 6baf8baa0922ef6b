"""The programming language of a code block, as highlighters mark it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NAMED = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|highlight-(?!default|text)|brush:\s*|sourceCode\s+)"
    r"([a-z0-9+#_-]{1,20})(?=$|[\s;])",
    re.IGNORECASE,
)
_NOT_LANGUAGES = frozenset(("none", "plain", "plaintext", "text", "txt", "default", "source", "code"))


def language_of(element: HtmlElement) -> str | None:
    """The language that a ``<pre>``, its ``<code>`` or one of the two elements around it names, lower case.

    Source: the HTML standard's ``language-…`` convention (https://html.spec.whatwg.org/#the-code-element)
    and the class names of the common highlighters.
    """
    candidates = [element, *(child for child in element if child.tag == "code")]
    outer = element.getparent()
    for _ in range(2):
        if outer is not None:
            candidates.append(outer)
            outer = outer.getparent()
    for candidate in candidates:
        for value in (candidate.get("data-lang"), candidate.get("data-language")):
            if value and re.fullmatch(r"[\w+#-]{1,20}", value) and value.lower() not in _NOT_LANGUAGES:
                return str(value.lower())
        match = _NAMED.search(candidate.get("class") or "")
        if match and match.group(1).lower() not in _NOT_LANGUAGES:
            return match.group(1).lower()
    return None
