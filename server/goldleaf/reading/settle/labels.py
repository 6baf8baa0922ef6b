"""Labels such as "Advertisement", known by coming back between paragraphs."""

from __future__ import annotations

from itertools import pairwise

from goldleaf.reading.blocks import Block, Page, is_heading, is_prose
from goldleaf.reading.settle.signs import ENDS_SENTENCE, LABEL, in_layout, is_running
from goldleaf.reading.text import match_key
from goldleaf.reading.verdict import Verdict

# The one word that the trade itself prescribes above an advertisement, as keys; other labels are known
# by where they stand.
_AD_WORDS = frozenset(
    "advertisement advertising anzeige werbung publicité"
    " publicidad publicidade pubblicità advertentie reklama reklam"
    " annonce annons mainos reklame διαφήμιση реклама إعلان פרסומת"
    " 広告 广告 廣告 광고 quảngcáo iklan โฆษณา विज्ञापन".split()
)

# A line is held against this many of the commonest others, not all: a page may have thousands.
_MOST_TURNS = 50


def leave_out_labels(page: Page, verdicts: list[Verdict]) -> None:
    """A short text that comes back between paragraphs, the same each time, is a label and not text."""
    places: dict[str, list[int]] = {}
    parted: dict[int, list[tuple[int, int, str]]] = {}
    for block in page.blocks:
        if not verdicts[block.index].keep or not block.chars:
            continue
        if block.chars <= LABEL:
            if _may_be_label(page, block):
                places.setdefault(block.key, []).append(block.index)
        elif block.kind in ("p", "div", "li", "td"):
            lines = block.lines()
            # Of two lines, one a paragraph: with more it may be a poem, whose lines come back.
            if len(lines) != 2 or not is_running(max(lines[0][2], lines[1][2], key=len)):
                continue
            parted[block.index] = lines
            for line in lines:
                if 0 < len(line[2]) <= LABEL:
                    places.setdefault(match_key(line[2]), []).append(block.index)
    kept = [block.index for block in page.blocks if verdicts[block.index].keep and block.chars]
    position = {index: place for place, index in enumerate(kept)}
    for block in page.blocks:
        if verdicts[block.index].keep and 0 < block.chars <= LABEL and block.key in _AD_WORDS:
            verdicts[block.index] = Verdict(False, 0.1, "ad_label")
    several = sorted((key for key in places if len(places[key]) > 1), key=lambda key: -len(places[key]))
    others = {key: places[key] for key in several[:_MOST_TURNS]}
    # The commonest first: once "Advertisement" is out, "Continues below" stands between paragraphs too.
    for key in several:
        indices = places[key]
        if not key or _takes_turns(key, others, indices, position):
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


def _takes_turns(
    key: str, others: dict[str, list[int]], indices: list[int], position: dict[int, int]
) -> bool:
    """Whether a line alternates with another one, with text between: speakers, questions, pros and cons."""
    mine = [position[index] for index in indices if index in position]
    for other, places in others.items():
        if other == key or abs(len(places) - len(mine)) > 1:
            continue
        theirs = [position[index] for index in places if index in position]
        merged = sorted([(place, 0) for place in mine] + [(place, 1) for place in theirs])
        turns = all(a[1] != b[1] and b[0] - a[0] > 1 for a, b in pairwise(merged))
        if turns and len(merged) >= 4:
            return True
    return False


def _may_be_label(page: Page, block: Block) -> bool:
    """Whether a short block is a heading, or unfinished text that stands in no list and no table of data."""
    if is_heading(block):
        return len(block.text) <= LABEL
    if ENDS_SENTENCE.search(block.text):
        return False
    return block.kind in ("p", "div") or (block.kind == "td" and in_layout(page, block))


def _between_prose(page: Page, verdicts: list[Verdict], kept: list[int], place: int, key: str) -> bool:
    """Whether a block stands between sentences, as no heading of a new section would do twice."""
    near = (reversed(kept[max(0, place - 3) : place]), kept[place + 1 : place + 4])
    before, after = (
        next((page.blocks[i] for i in side if verdicts[i].keep and page.blocks[i].key != key), None)
        for side in near
    )
    if before is None or not is_prose(before):
        return False
    return (
        after is None or is_prose(after) or (is_heading(after) and not is_heading(page.blocks[kept[place]]))
    )
