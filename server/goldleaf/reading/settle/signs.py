"""Signs that several steps go by: what is a heading, a sentence, a call, a cell of a layout table."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Block, Page, is_prose

# The end of a sentence, in the scripts that mark one, with the quotes and brackets that may close behind it.
ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:]['\"”’»)\]]*$")
# Characters: no label is longer than this.
LABEL = 40
# Characters: a box, or a form filled in, is smaller than this.
BOX = 500


def is_sentence(block: Block) -> bool:
    """Whether the block is running text: long, or ending as a sentence does."""
    if not is_prose(block):
        return False
    return block.chars > 200 or bool(ENDS_SENTENCE.search(block.text))


def is_running(text: str) -> bool:
    """Whether a line of text is long enough to be a paragraph and ends as a sentence does, or is longer."""
    return len(text) >= 60 and (len(text) > 200 or bool(ENDS_SENTENCE.search(text)))


def in_layout(page: Page, block: Block) -> bool:
    """Whether a cell only lays the page out: it stands in a layout table, or in no table at all."""
    table = block.innermost("table")
    return table is None or table in page.layout


def calls_out(text: str) -> bool:
    """Whether a text ends with an exclamation mark, closing quotes aside."""
    return text.rstrip("'\"”’»").endswith(("!", "！"))
