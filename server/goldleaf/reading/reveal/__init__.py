"""Make visible what a browser would have shown: each step undoes one way of keeping text out of reach.

The order matters: shadow roots may hold streamed parts, both may hold ``<noscript>``, and only what is
then in its final place can be judged hidden or not.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.reveal.captions import join_captions
from goldleaf.reading.reveal.editors import gather_editors
from goldleaf.reading.reveal.embeds import restore_embeds
from goldleaf.reading.reveal.formulas import restore_formulas
from goldleaf.reading.reveal.inline_marks import keep_inline_marks
from goldleaf.reading.reveal.late_parts import place_late_parts
from goldleaf.reading.reveal.lazy_images import restore_lazy_images
from goldleaf.reading.reveal.listings import gather_listings
from goldleaf.reading.reveal.noscript import unwrap_noscript
from goldleaf.reading.reveal.shadow_roots import flatten_shadow_roots
from goldleaf.reading.reveal.side_notes import set_side_notes
from goldleaf.reading.reveal.streamed import place_streamed_parts
from goldleaf.reading.reveal.wrappers import unhide_wrappers

STEPS = (
    flatten_shadow_roots,
    place_streamed_parts,
    place_late_parts,
    unwrap_noscript,
    restore_lazy_images,
    join_captions,
    restore_formulas,
    set_side_notes,
    gather_editors,
    gather_listings,
    restore_embeds,
    keep_inline_marks,
    unhide_wrappers,
)


def reveal(root: HtmlElement) -> None:
    """Run all steps on the tree, in place.

    Args:
        root: the ``<html>`` element, with a ``<body>``.
    """
    for step in STEPS:
        step(root)
