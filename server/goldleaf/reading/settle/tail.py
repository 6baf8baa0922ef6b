"""What hangs on behind the end of the text."""

from __future__ import annotations

from goldleaf.reading.blocks import Page, is_prose
from goldleaf.reading.settle.evidence import evidence
from goldleaf.reading.settle.signs import LABEL, calls_out, is_sentence
from goldleaf.reading.verdict import Verdict
from goldleaf.reading.written_dates import date_in


def leave_out_loose_ends(page: Page, verdicts: list[Verdict]) -> None:
    """The last line, where it leads to something that was left out ("Write to us:") or only tells a date."""
    for block in reversed(page.blocks):
        if not verdicts[block.index].keep or not block.chars:
            continue
        leads_on = block.text.endswith((":", "：")) and block.index < len(page.blocks) - 1
        dated = block.kind in ("p", "div", "td") and block.chars <= LABEL and date_in(block.text) is not None
        if not leads_on and not dated:
            return
        verdicts[block.index] = Verdict(False, 0.3, "tail" if leads_on else "date")


def leave_out_tail(page: Page, verdicts: list[Verdict]) -> None:
    """Cut what hangs on behind the end of the text: calls to action, contact lines, lists of other pages.

    Each block behind the last certain prose is evidence for or against still being in the text; the cut
    is where the evidence for the text before it, against what follows, is greatest. Without hard evidence
    nothing is cut.
    """
    kept = [block for block in page.blocks if verdicts[block.index].keep and block.chars]
    if len(kept) < 6:
        return
    counts: dict[str, int] = {}
    for block in kept:
        counts[block.key] = counts.get(block.key, 0) + 1
    best, best_sum, running = len(kept), 0.0, 0.0
    values = [0.0] * len(kept)  # of those that are looked at, from behind
    for place in range(len(kept) - 1, 0, -1):
        values[place] = evidence(page, kept[place], counts)
        running += values[place]
        if running < best_sum:
            best, best_sum = place, running
        if running > 6:
            break
    prose = [block.chars if is_sentence(block) else 0 for block in kept]
    # Only a text that is prose through and through has an end that can be told from what follows it.
    above = sum(block.chars for block in kept[:best])
    solid = sum(prose[:best]) > 0.7 * above and sum(prose[best:]) < 0.2 * sum(prose)
    hard = sum(value <= -2.0 for value in values[best:])
    if solid and best_sum <= -4.0 and hard >= min(2, len(kept) - best):
        # A box that calls out ("Join us today!") and has a sentence or two begins above the certain part.
        for back in (1, 2, 3):
            if best - back > 0 and not is_prose(kept[best - back]) and calls_out(kept[best - back].text):
                best -= back
                break
        for block in kept[best:]:
            verdicts[block.index] = Verdict(False, 0.3, "tail")
