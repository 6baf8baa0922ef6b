"""Notes belong to the text that their marks stand in, whatever they look like themselves."""

from __future__ import annotations

from lxml import etree

from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.verdict import Verdict

# Letters of a mark: *, †, 12, [12].
_LONGEST_MARK = 6
# A note is a paragraph or a few; a mark that leads to more leads to a section.
_MOST_CHARS = 2_500


def settle_notes(page: Page, verdicts: list[Verdict]) -> None:
    """Keep what a short raised or bracketed link in the kept text leads to, farther on in the page.

    Args:
        page: the segmented page.
        verdicts: one for each block; changed in place.
    """
    marks: dict[str, int] = {}
    for block in page.blocks:
        if block.links and verdicts[block.index].keep:
            for target in _marks_of(block):
                marks.setdefault(target, block.index)
    if not marks:
        return
    named = _named(page, marks)
    # The mark of the note that each container is, or is in.
    leading: list[int | None] = []
    for node in page.nodes:
        mark = named.get(node.index) if node.chars <= _MOST_CHARS else None
        leading.append(leading[node.parent] if mark is None and node.parent >= 0 else mark)
    for block in page.blocks:
        mark = leading[block.node]
        if block.chars and mark is not None and mark < block.index and not verdicts[block.index].keep:
            verdicts[block.index] = Verdict(True, verdicts[block.index].score)


def _named(page: Page, marks: dict[str, int]) -> dict[int, int]:
    """The containers that marks lead to, by index: by their own id, or by a named link in them."""
    indices = {node.element: node.index for node in page.nodes}
    found: dict[int, int] = {}
    for element in page.root.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name in marks:
                holder = element
                while holder is not None and holder not in indices:
                    holder = holder.getparent()
                if holder is not None:
                    found.setdefault(indices[holder], marks[name])
    return found


def _marks_of(block: Block) -> list[str]:
    """Where the marks of a block lead to."""
    found = []
    for part, inline, _ in block.parts:
        if not isinstance(part, str) or not 0 < len(part.strip()) <= _LONGEST_MARK:
            continue
        target = next((each.get("href") or "" for each in inline if each.tag == "a"), "")
        raised = any(each.tag == "sup" for each in inline)
        if target[:1] == "#" and len(target) > 1 and (raised or not part.strip("[]()*†‡§¶ \n").isalpha()):
            found.append(target[1:])
    return found
