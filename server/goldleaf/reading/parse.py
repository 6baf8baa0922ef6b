"""Text to tree: lxml's HTML parser without its silent caps, and with caps of our own."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlComment, HtmlElement

from goldleaf.errors import TooLarge, Unreadable
from goldleaf.reading.limits import Limits
from goldleaf.reading.tame import cut_attributes, flatten_nesting, resolve_untreeable
from goldleaf.reading.xpath import tester

# libxml2 gives up at 2,048 levels; browsers stop nesting at 512, and the deepest real pages stay far below.
_NESTING = 1_900
# One step a level: libxml2 walks it in C, where a loop over all elements would cost as much as the parse.
# Each step has its price on any page, so hardly one gets the long test.
_deep = tester("/*" * 200)
_too_deep = tester("/*" * _NESTING)
# One class for all elements: choosing one by name, as lxml.html does, asks Python about each of them.
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)

_IN_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())


def parse(text: str, limits: Limits) -> HtmlElement:
    """Parse a decoded page.

    libxml2's defaults drop, without a word, all that follows the 256th level of nesting or a text of 10 MB;
    ``huge_tree`` lifts both, up to 2,048 levels; a page deeper than that is flattened and parsed again.

    Args:
        text: output of :func:`~goldleaf.reading.decode.decode`.
        limits: caps; elements and attributes are enforced here.

    Returns:
        The ``<html>`` element, with a ``<body>``.

    Raises:
        TooLarge: more elements than ``limits.max_elements``.
        Unreadable: libxml2 finds no element at all.
    """
    tags = text.count("<")
    if tags > 2 * limits.max_elements + 1000:
        raise TooLarge(
            f"The page has about {tags // 2:,} elements; the limit is {limits.max_elements:,}.",
            limit="max_elements",
            size=tags // 2,
            allowed=limits.max_elements,
        )
    text = resolve_untreeable(cut_attributes(text, limits.max_attributes))
    root = _tree(text)
    if _deep(root) and _too_deep(root):
        root = _tree(flatten_nesting(text))
    if root.find("body") is None:
        _give_body(root)
    if root.getnext() is not None:
        _take_in_rest(root)
    return root


def _tree(text: str) -> HtmlElement:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("This could not be parsed as HTML: no element was found in it.") from error
    if root is None:
        raise Unreadable("This could not be parsed as HTML: no element was found in it.")
    if root.tag == "html":
        return root
    html = parser.makeelement("html")
    html.append(root)
    return html


def _give_body(root: HtmlElement) -> None:
    # Framesets and fragments: what is not the head becomes the body, so later stages need no second path.
    body = etree.SubElement(root, "body")
    for child in list(root):
        if child.tag == "head":
            _end_head(child, body)
        elif child is not body:
            body.append(child)


def _end_head(head: HtmlElement, body: HtmlElement) -> None:
    """Begin the body with the first element that no head can have, as browsers do.

    Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead. Elements newer than
    libxml2's table, such as ``<article>``, it leaves in the head of a page that names no body.
    """
    ended = False
    for child in list(head):
        ended = ended or (isinstance(child.tag, str) and child.tag not in _IN_HEAD)
        if ended:
            body.append(child)


def _take_in_rest(root: HtmlElement) -> None:
    """Put what stands behind ``</html>`` at the end of the body, as browsers do.

    libxml2 makes a second ``<html>`` of it, beside the first, where nothing would find it.
    """
    body = root.find("body")
    for rest in list(root.itersiblings("html")):
        for part in (rest, *rest.findall("body")):
            if part.text:
                _append_text(body, part.text)
            for child in list(part):
                if child.tag not in ("head", "body"):
                    body.append(child)


def _append_text(body: HtmlElement, text: str) -> None:
    if len(body):
        body[-1].tail = (body[-1].tail or "") + text
    else:
        body.text = (body.text or "") + text
