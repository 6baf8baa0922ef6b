"""Labels such as "Advertisement", known by coming back between paragraphs."""

from __future__ import annotations

from goldleaf.reading.blocks import Block, Page, is_heading, is_prose
from goldleaf.reading.settle.signs import ENDS_SENTENCE, LABEL, in_layout
from goldleaf.reading.text import match_key
from goldleaf.reading.verdict import Verdict


def leave_out_labels(page: Page, verdicts: list[Verdict]) -> None:
    """A short text that comes back between paragraphs, the same each time, is a label and not text."""
    places: dict[str, list[int]] = {}
    parted: dict[int, list[tuple[int, int, str]]] = {}
    for block in page.blocks:
        if not verdicts[block.index].keep or not block.chars:
            continue
        if block.chars <= LABEL:
            if _may_be_label(page, block):
                places.setdefault(match_key(block.text), []).append(block.index)
        elif block.kind in ("p", "div", "li", "td") and any(
            not isinstance(part, str) and part.tag == "br" for part, _, _ in block.parts
        ):
            parted[block.index] = block.lines()
            for line in (parted[block.index][0], parted[block.index][-1]):
                if 0 < len(line[2]) <= LABEL:
                    places.setdefault(match_key(line[2]), []).append(block.index)
    kept = [block.index for block in page.blocks if verdicts[block.index].keep and block.chars]
    position = {index: place for place, index in enumerate(kept)}
    # The commonest first: once "Advertisement" is out, "Continues below" stands between paragraphs too.
    for key, indices in sorted(places.items(), key=lambda item: -len(item[1])):
        if not key or len(indices) < 2:
            continue
        in_lines = sum(index in parted for index in indices)
        between = in_lines + sum(
            _between_prose(page, verdicts, kept, position[index], key)
            for index in indices
            if index not in parted
        )
        # Two headings alike may be two copies of a text or two of its parts; two loose lines are a label.
        twice = between == len(indices) and not in_lines and not is_heading(page.blocks[indices[0]])
        if (len(indices) >= 3 and between >= 2) or twice:
            for index in indices:
                if index in parted:
                    block = page.blocks[index]
                    block.drop_lines(
                        {number for number, line in enumerate(block.lines()) if match_key(line[2]) == key}
                    )
                else:
                    verdicts[index] = Verdict(False, 0.1, "label")


def _may_be_label(page: Page, block: Block) -> bool:
    """Whether a short block is a heading, or unfinished text that stands in no list and no table of data."""
    if is_heading(block):
        return True
    if ENDS_SENTENCE.search(block.text):
        return False
    return block.kind in ("p", "div") or (block.kind == "td" and in_layout(page, block))


def _between_prose(page: Page, verdicts: list[Verdict], kept: list[int], place: int, key: str) -> bool:
    """Whether a block stands between sentences, as no heading of a new section would do twice."""
    near = (reversed(kept[max(0, place - 3) : place]), kept[place + 1 : place + 4])
    before, after = (
        next(
            (page.blocks[i] for i in side if verdicts[i].keep and match_key(page.blocks[i].text) != key), None
        )
        for side in near
    )
    if before is None or not is_prose(before):
        return False
    return (
        after is None or is_prose(after) or (is_heading(after) and not is_heading(page.blocks[kept[place]]))
    )
