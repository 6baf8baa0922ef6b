"""What stands in a page for the eye only: formulas drawn twice, line numbers, headings' own links."""

from __future__ import annotations

from functools import lru_cache

from lxml.html import HtmlElement

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# A link to the heading it stands in, shown on hover.
_PERMALINK = frozenset(("¶", "#", "§", "🔗", "⚓", "∞", ""))
_GUTTER = frozenset(
    "gutter lineno linenos line-numbers-rows linenumber line-number blob-num hljs-ln-numbers"
    " rouge-gutter lnt".split()
)
# Said by screen readers only, inside a line that says the rest.
_UNSEEN = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
_FORMULAS = frozenset(("katex-html", "MathJax_Preview", "MathJax", "MathJax_SVG", "MathJax_CHTML"))
_SIGNS = _GUTTER | _UNSEEN | _FORMULAS


@lru_cache(maxsize=20_000)
def copy_signs(names: str) -> bool:
    """Whether a class attribute has a name that copies have; without one only links and buttons are some."""
    return not _SIGNS.isdisjoint(names.split())


def is_copy(element: HtmlElement, around: str, *, in_code: bool) -> bool:
    """Whether an element is there for the eye and no part of the text.

    Args:
        element: an element of the page.
        around: name of the container that it stands in.
        in_code: whether that is inside a ``<pre>``.
    """
    if element.tag == "a" and around in _HEADINGS:
        text = "".join(element.itertext()).strip()
        return len(element) < 2 and text in _PERMALINK and element.find("img") is None
    if in_code and element.tag == "button":
        return True
    names = element.get("class")
    if not names:
        return False
    tokens = names.split()
    if element.tag == "span" and not _UNSEEN.isdisjoint(tokens):
        return True
    if in_code or "code" in names or element.tag == "td":
        return not _GUTTER.isdisjoint(tokens)
    # MathJax 3 keeps the formula itself, for screen readers, inside what it draws.
    return not _FORMULAS.isdisjoint(tokens) and element.find(".//math") is None
