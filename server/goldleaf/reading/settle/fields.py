"""Forms filled in, such as the figures beside each post of a forum."""

from __future__ import annotations

from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.settle.signs import BOX
from goldleaf.reading.verdict import Verdict


def leave_out_repeated_fields(page: Page, verdicts: list[Verdict]) -> None:
    """The same terms in one small ``<dl>`` after another ("Joined", "Messages") are forms filled in."""
    lists: dict[object, list[Block]] = {}
    for block in page.blocks:
        if verdicts[block.index].keep and block.kind in ("dt", "dd") and block.struct:
            group = block.innermost("dl", "dt", "dd")
            if group is not None:
                group = group if group.tag == "dl" else group.getparent()
                lists.setdefault(group, []).append(block)
    terms: dict[str, int] = {}
    for blocks in lists.values():
        for key in {block.key for block in blocks if block.kind == "dt"}:
            terms[key] = terms.get(key, 0) + 1
    for blocks in lists.values():
        repeated = sum(terms[block.key] >= 3 for block in blocks if block.kind == "dt")
        if (
            repeated * 4 >= sum(len(block.text) > 0 for block in blocks)
            and sum(block.chars for block in blocks) < BOX
        ):
            for block in blocks:
                verdicts[block.index] = Verdict(False, 0.2, "repeated_fields")
