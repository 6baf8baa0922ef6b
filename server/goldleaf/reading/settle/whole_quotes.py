"""A quotation keeps the line that says whose it is, though a ``<footer>`` is left out elsewhere."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page
from goldleaf.reading.verdict import Verdict

_LONGEST = 200


def keep_quotes_whole(page: Page, verdicts: list[Verdict]) -> None:
    """Keep the ``<footer>`` of each quotation that is kept.

    Source: where the HTML standard lets an attribution stand
    (https://html.spec.whatwg.org/#the-blockquote-element) and where pages put it.

    Args:
        page: the segmented page.
        verdicts: one for each block, in order; changed in place.
    """
    kept: set[HtmlElement] = set()
    for block in page.blocks:
        if not block.struct or not block.chars or block.within[-1] != "blockquote":
            continue
        quote = block.struct[-1]
        if verdicts[block.index].keep:
            kept.add(quote)
        elif quote in kept and block.chars <= _LONGEST and _in_footer(page, block.node, quote):
            verdicts[block.index] = Verdict(True, 0.6)


def _in_footer(page: Page, index: int, quote: HtmlElement) -> bool:
    """Whether a node is a footer or stands in one, inside the quotation."""
    while index >= 0 and page.nodes[index].element is not quote:
        if page.nodes[index].tag == "footer":
            return True
        index = page.nodes[index].parent
    return False
