"""The headline, byline and date above the text."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Block, Page, Zone, is_heading
from goldleaf.reading.byline import is_byline
from goldleaf.reading.settle.signs import ENDS_SENTENCE, is_sentence
from goldleaf.reading.text import match_key
from goldleaf.reading.titles import page_title, title_headings
from goldleaf.reading.verdict import Verdict
from goldleaf.reading.written_dates import date_in

# Words: "By Ada Quill, our man at sea, 4 March 2021, updated 11.05, 37 comments".
_LONGEST = 20
_DATE_LIKE = re.compile(r"\b(?:19|20)\d{2}\b|\d{1,2}[./:]\d{1,2}")


def leave_out_masthead(page: Page, verdicts: list[Verdict]) -> None:
    """The title, byline and date that stand above the text belong to the header, not to the body."""
    headings = title_headings(page)
    document = match_key(page_title(page) or "")
    titles = {page.blocks[index].key for index in headings[:1]}
    first_prose = next(
        (b.index for b, v in zip(page.blocks, verdicts, strict=True) if v.keep and is_sentence(b)),
        len(verdicts),
    )
    for block in page.blocks:
        if not verdicts[block.index].keep or not block.chars:
            continue
        early = block.index < first_prose
        key = block.key
        if key in titles and (early or is_heading(block)):
            verdicts[block.index] = Verdict(False, 0.1, "title")
        elif (
            len(key) > 8
            and (document.startswith(key) or document.endswith(key))
            and block.index <= first_prose
            and block.chars < 300
        ):
            verdicts[block.index] = Verdict(False, 0.1, "title")
            titles.add(key)
        elif block.words <= _LONGEST and not is_heading(block):
            if (
                page.nodes[block.node].inherited & Zone.BYLINE
                and ((early and block.words <= 12) or block.words <= 6)
            ) or (early and block.words <= 6 and is_byline(block.text)):
                verdicts[block.index] = Verdict(False, 0.2, "byline")
            elif early and block.kind in ("p", "div") and _is_date_line(block):
                verdicts[block.index] = Verdict(False, 0.2, "date")


def _is_date_line(block: Block) -> bool:
    if ENDS_SENTENCE.search(block.text):
        return False
    return (block.chars < 60 and bool(_DATE_LIKE.search(block.text))) or date_in(block.text) is not None
