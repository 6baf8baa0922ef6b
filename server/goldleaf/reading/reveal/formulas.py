"""Formulas as what they say: MathML where the page has it, else TeX in ``<code class="language-tex">``.

A page may hold a formula up to four times: as MathML for screen readers, drawn with boxes or as an image, as
a preview, and as its source in a script. One is left.

Source of the shapes: what KaTeX, MathJax 2 to 4, MediaWiki and the TeX plug-ins of weblogs write.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import remove
from goldleaf.reading.xpath import finder

_DRAWN = frozenset(
    "katex-html MathJax MathJax_Display MathJax_Preview MathJax_SVG MathJax_SVG_Display MathJax_CHTML"
    " MJXc-display mjx-chtml mwe-math-fallback-image-inline mwe-math-fallback-image-display".split()
)
_PROCESSORS = ("mathjax", "katex", "mathml", "jsmath")
_TEX_IMAGE = re.compile(
    r"(?:^|[\s_-])(?:la)?tex(?:$|[\s_-])|mwe-math|(?:^|[\s_-])(?:math|equation|formula)(?:$|[\s_-])"
)
# Commands, or raised and lowered groups: no description of a picture has them.
_TEX = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{|^\$.+\$$")
_DELIMITED = re.compile(r"^(?:\\\((.+)\\\)|\\\[(.+)\\\]|\$\$(.+)\$\$|\$(.+)\$)$", re.DOTALL)
# MediaWiki says with each formula what size it has.
_STYLED = re.compile(r"^\{\\(?:display|text)style(?![a-zA-Z])(.*)\}$", re.DOTALL)
_LONGEST = 5000
_classed = finder(
    "//*[self::span or self::div or self::p][contains(@class,'math') or contains(@class,'katex')"
    " or contains(@class,'MathJax') or contains(@class,'equation') or contains(@class,'tex')]"
)


def restore_formulas(root: HtmlElement) -> None:
    """Leave one copy of each formula below the root, the one that says most."""
    found = list(root.iter("math", "mjx-container", "script", "link", "img"))
    processed = False
    for element in found:
        if element.tag == "script":
            kind = (element.get("type") or "").lower()
            if kind.startswith("math/"):
                _from_script(element, kind)
                processed = True
            else:
                processed = processed or _is_processor(element.get("src"))
        elif element.tag == "link":
            processed = processed or _is_processor(element.get("href"))
        elif element.tag == "mjx-container":
            _from_container(element)
            processed = True
        elif element.tag == "img":
            _from_image(element)
        else:
            _keep_math(element)
            processed = True
    if processed:
        for element in _classed(root):
            _from_classed(element)


def _is_processor(address: str | None) -> bool:
    """Whether a script or style sheet is one of those that draw formulas."""
    lower = (address or "").lower()
    return any(name in lower for name in _PROCESSORS)


def _keep_math(math: HtmlElement) -> None:
    """Take the drawings away from around MathML, and let it say whether it stands on a line of its own."""
    outer = math.getparent()
    for _ in range(4):
        if outer is None or outer.tag not in ("span", "div", "mjx-assistive-mml", "semantics"):
            break
        names = (outer.get("class") or "").split()
        if "katex-display" in names or "mwe-math-element-block" in names or "MathJax_Display" in names:
            math.set("display", "block")
        if "katex" in names or any(name.startswith("mwe-math-element") for name in names):
            for beside in list(outer):
                if beside.tag in ("span", "img", "meta") and not _DRAWN.isdisjoint(_classes(beside)):
                    remove(beside)
            # MathML that only screen readers were to find is now the formula.
            for hidden in math.iterancestors("span"):
                if hidden is outer:
                    break
                hidden.attrib.pop("style", None)
                hidden.attrib.pop("class", None)
        outer = outer.getparent()


def _from_script(script: HtmlElement, kind: str) -> None:
    """MathJax 2 keeps the source in a script behind what it has drawn."""
    source = (script.text or "").strip()
    beside = script.getprevious()
    drawn = []
    while beside is not None and not _DRAWN.isdisjoint(_classes(beside)) and not (beside.tail or "").strip():
        drawn.append(beside)
        beside = beside.getprevious()
    math = None if kind.startswith("math/tex") else _parse(source)
    for element in drawn:
        holders = [element, *element.iter("span", "div")] if math is None else []
        math = next(
            (m for m in (_parse(holder.get("data-mathml") or "") for holder in holders) if m is not None),
            math,
        )
    if math is None and (not source or len(source) > _LONGEST or not kind.startswith("math/tex")):
        return
    for element in drawn:
        remove(element)
    made = _tex(script, source) if math is None else math
    if math is not None and "mode=display" in kind:
        math.set("display", "block")
    made.tail, script.tail = script.tail, None
    script.getparent().replace(script, made)


def _from_container(container: HtmlElement) -> None:
    """MathJax 3 and 4 keep MathML for screen readers inside what they draw, 4 the source as well."""
    math = next(container.iter("math"), None)
    if math is None:
        latex = next((e.get("data-latex") for e in container.iter() if e.get("data-latex")), None)
        if not latex:
            return
        math = _tex(container, latex)
    elif container.get("display") == "true":
        math.set("display", "block")
    math.tail, container.tail = container.tail, None
    parent = container.getparent()
    if parent is not None:
        parent.replace(container, math)


def _from_image(image: HtmlElement) -> None:
    """An image whose alternative text is its source."""
    alt = image.get("alt")
    if not alt or len(alt) > _LONGEST or ("\\" not in alt and "{" not in alt and "$" not in alt):
        return
    source = " ".join(alt.split())
    parent = image.getparent()
    if parent is None or not source:
        return
    named = bool(_TEX_IMAGE.search(image.get("class") or ""))
    delimited = _DELIMITED.match(source)
    if not delimited and not (_TEX.search(source) and (named or source[0] in "\\{")):
        return
    if _has_math_beside(image):
        remove(image)
        return
    inner = next(group for group in delimited.groups() if group) if delimited else source
    made = _tex(image, inner)
    made.tail, image.tail = image.tail, None
    parent.replace(image, made)


def _has_math_beside(image: HtmlElement) -> bool:
    outer = image.getparent()
    return (
        outer is not None
        and any(name.startswith("mwe-math") for name in _classes(outer))
        and next(outer.iter("math"), None) is not None
    )


def _from_classed(element: HtmlElement) -> None:
    """Source between delimiters that a script would have turned into a formula; leftover drawings go."""
    names = _classes(element)
    if "katex" in names:
        if next(element.iter("math"), None) is None:
            # Drawn only: its letters are all there is.
            for drawn in element.iter("span"):
                if "katex-html" in _classes(drawn):
                    drawn.attrib.pop("class")
                    drawn.attrib.pop("aria-hidden", None)
        return
    if len(element):
        return
    text = (element.text or "").strip()
    delimited = _DELIMITED.match(text) if len(text) <= _LONGEST else None
    if delimited is None:
        return
    source = next(group for group in delimited.groups() if group)
    element.text = None
    element.append(_tex(element, source))


def _tex(near: HtmlElement, source: str) -> HtmlElement:
    made = near.makeelement("code", {"class": "language-tex"})
    styled = _STYLED.match(source.strip())
    made.text = styled.group(1).strip() if styled else source.strip()
    return made


def _parse(source: str) -> HtmlElement | None:
    """MathML from its text."""
    if not source.lstrip().startswith("<math") or len(source) > 20 * _LONGEST:
        return None
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    document = etree.fromstring(source, parser)
    return None if document is None else document.find(".//math")


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()
