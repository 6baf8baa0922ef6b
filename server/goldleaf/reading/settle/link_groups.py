"""What is left of a group of links after its links went."""

from __future__ import annotations

from goldleaf.reading.blocks import Page, is_heading
from goldleaf.reading.settle.signs import ENDS_SENTENCE, LABEL, is_sentence
from goldleaf.reading.verdict import Verdict

# Characters: "Read also:" is shorter than any sentence that announces a list.
_ANNOUNCEMENT = 25


def leave_out_link_groups(page: Page, verdicts: list[Verdict]) -> None:
    """What is left of a list or table whose items went as links (its caption, a "more") goes with them."""
    kept: dict[object, list[int]] = {}
    gone: dict[object, int] = {}
    _bring_back_announced(page, verdicts)
    _leave_out_lead_ins(page, verdicts)
    for block in page.blocks:
        group = block.innermost("ul", "ol", "table")
        if group is None or not block.chars:
            continue
        if verdicts[block.index].keep:
            kept.setdefault(group, []).append(block.index)
        elif verdicts[block.index].reason == "link_list":
            gone[group] = gone.get(group, 0) + block.chars
    for group, indices in kept.items():
        chars = sum(page.blocks[index].chars for index in indices)
        if gone.get(group, 0) > 2 * chars and not any(is_sentence(page.blocks[index]) for index in indices):
            for index in indices:
                verdicts[index] = Verdict(False, 0.2, "link_list")


def _bring_back_announced(page: Page, verdicts: list[Verdict]) -> None:
    """A list of links that a sentence announces ("Three of them survive:") is part of the text."""
    announced: object | None = None
    previous = None
    for block in page.blocks:
        if not block.chars:
            continue
        group = block.innermost("ul", "ol")
        if group is None:
            announced = None
        elif (
            previous is not None
            and verdicts[previous.index].keep
            and group not in previous.struct
            and previous.chars >= _ANNOUNCEMENT
            and previous.text.endswith((":", "："))
        ):
            announced = group
        if group is not None and group is announced and verdicts[block.index].reason == "link_list":
            verdicts[block.index] = Verdict(True, 0.6)
        previous = block


def _leave_out_lead_ins(page: Page, verdicts: list[Verdict]) -> None:
    """A line or heading over links that were left out ("Read also") goes with them."""
    texts = [block for block in page.blocks if block.chars]
    for place, block in enumerate(texts[:-1]):
        following = texts[place + 1]
        if (
            not verdicts[block.index].keep
            or block.chars > LABEL
            or ENDS_SENTENCE.search(block.text.rstrip(":："))
        ):
            continue
        if block.kind not in ("p", "div") and not is_heading(block):
            continue
        beside = page.nodes[following.node].parent >= page.nodes[block.node].parent
        if verdicts[following.index].reason in ("link_list", "related") and beside:
            verdicts[block.index] = Verdict(False, 0.3, "link_list")
