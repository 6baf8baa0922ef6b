"""``<noscript>``: kept where it holds the only copy of a text or image, dropped where a notice or a copy.

So is ``<noframes>`` on a page that is nothing but frames: the frames are other pages, and this text is all
that the page itself has.
"""

from __future__ import annotations

from lxml import etree, html
from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import remove, replace_with_children, text_of
from goldleaf.reading.tame import resolve_untreeable
from goldleaf.reading.xpath import finder

# Below this many characters it is a notice ("please switch on JavaScript") or a tracking pixel's label.
_NOTICE = 200
_SAMPLE = 40
_body_noscripts = finder(
    "/html/body//noscript | /html/body/frameset//noframes | /html/body[frameset]/noframes"
)


def unwrap_noscript(root: HtmlElement) -> None:
    """Resolve every ``<noscript>`` of the body, and the ``<noframes>`` of a page of frames."""
    elements = _body_noscripts(root)
    if not elements:
        return
    _parse_raw(elements)
    texts = {element: text_of(element) for element in elements}
    long_ones = [element for element in elements if len(texts[element]) >= _NOTICE]
    elsewhere = _text_without(root) if long_ones else ""
    for element in elements:
        if len(texts[element]) >= _NOTICE and _is_only_copy(texts[element], elsewhere):
            _bring_out(element)
            replace_with_children(element)
            continue
        images = [image for image in element.iter("img") if _is_picture(image)]
        if images:
            _place_images(element, images)
        remove(element)


def _bring_out(element: HtmlElement) -> None:
    """Put ``<noframes>`` behind the frames that it stands among: what is in there isn't read."""
    frames = list(element.iterancestors("frameset"))
    if frames:
        element.tail = None
        frames[-1].addnext(element)


def _parse_raw(elements: list[HtmlElement]) -> None:
    # A browser with scripting keeps the content as text, and so does a page captured from one.
    for element in elements:
        raw = element.text or ""
        if len(element) == 0 and "<" in raw and ">" in raw:
            element.text = None
            for child in html.fragments_fromstring(resolve_untreeable(raw)):
                if isinstance(child, str):
                    element.text = child
                else:
                    element.append(child)


def _text_without(root: HtmlElement) -> str:
    pieces: list[str] = []
    skip = 0
    for event, element in etree.iterwalk(root.find("body"), events=("start", "end")):
        if element.tag in ("noscript", "noframes", "script", "style", "template"):
            skip += 1 if event == "start" else -1
        if skip == 0:
            piece = element.text if event == "start" else None
            if piece and isinstance(element.tag, str):
                pieces.append(piece)
        if event == "end" and skip == 0 and element.tail:
            pieces.append(element.tail)
    return " ".join(" ".join(pieces).split())


def _is_only_copy(text: str, elsewhere: str) -> bool:
    """Whether most samples of the text are found nowhere else in the page."""
    step = max(_SAMPLE, len(text) // 12)
    samples = [text[start : start + _SAMPLE] for start in range(0, len(text) - _SAMPLE, step)]
    missing = sum(sample not in elsewhere for sample in samples)
    return missing * 2 > len(samples)


def _is_picture(image: HtmlElement) -> bool:
    if not (image.get("src") or image.get("srcset") or image.get("data-src")):
        return False
    return (image.get("width") or "9").strip() not in ("0", "1") and (
        image.get("height") or "9"
    ).strip() not in ("0", "1")


def _is_placeholder(element: HtmlElement) -> bool:
    """Whether an element is an image, or holds one and no text."""
    if element.tag == "img":
        return True
    return (
        element.tag in ("span", "div", "picture")
        and not text_of(element)
        and next(element.iter("img", "source"), None) is not None
    )


def _place_images(element: HtmlElement, images: list[HtmlElement]) -> None:
    """Let the real image take the place of the placeholder that stands beside the ``<noscript>``."""
    placeholder = element.getprevious()
    if placeholder is not None and not (placeholder.tail or "").strip() and _is_placeholder(placeholder):
        images[0].set("alt", images[0].get("alt") or placeholder.get("alt") or "")
        remove(placeholder)
    for image in images:
        image.tail = None
        element.addprevious(image)
