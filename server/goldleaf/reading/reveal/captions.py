"""Captions that stand beside their figure are put into it, where every later step looks for them."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import remove, text_of

# Containers around a caption, and inside what stands before it, that hold nothing else.
_LEVELS = 3
_PICTURES = ("img", "picture", "video", "iframe", "amp-img", "svg")


def join_captions(root: HtmlElement) -> None:
    """Move each ``<figcaption>`` outside a figure into the figure right before it, if that has none."""
    for caption in list(root.iter("figcaption")):
        if next(caption.iterancestors("figure"), None) is not None:
            continue
        figure = _figure_before(caption)
        if figure is not None:
            remove(caption)
            figure.append(caption)


def _figure_before(caption: HtmlElement) -> HtmlElement | None:
    outer: HtmlElement | None = caption
    for _ in range(_LEVELS):
        if outer is None or outer.tag == "body":
            return None
        before = outer.getprevious()
        if before is not None:
            return None if (before.tail or "").strip() else _only_figure(before)
        parent = outer.getparent()
        if parent is None or (parent.text or "").strip():
            return None
        outer = parent
    return None


def _only_figure(element: HtmlElement) -> HtmlElement | None:
    """The one figure with a picture in an element that has no text and no caption besides."""
    figures = [element] if element.tag == "figure" else list(element.iter("figure"))
    if len(figures) != 1 or text_of(element) or next(element.iter("figcaption"), None) is not None:
        return None
    return figures[0] if next(figures[0].iter(*_PICTURES), None) is not None else None
