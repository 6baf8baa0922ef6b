"""The rules outvote the model where they see furniture, and not where they would take half the text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from goldleaf.reading import decide
from goldleaf.reading.blocks import Page
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.model import load_model
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import Proposal, propose
from goldleaf.reading.rules import Judgement, judge_by_rules
from goldleaf.reading.segment import segment
from goldleaf.reading.verdict import Verdict

STORY = "".join(
    f"<p>On day {number} of the walk the path ran beside the canal, and the locks were opened by hand.</p>"
    for number in range(1, 21)
)
PAGE = f"<html><head><title>By the canal</title></head><body><main>{STORY}</main></body></html>"


def decided(monkeypatch: pytest.MonkeyPatch, against: int) -> list[Verdict]:
    """The verdicts where the model keeps all, and the rules call the last so many blocks a tail."""
    page = segment(parse(PAGE, DEFAULT_LIMITS))
    proposal = propose(page)

    def judge(page: Page, proposal: Proposal) -> Judgement:
        judgement = judge_by_rules(page, proposal)
        for index in range(len(page.blocks) - against, len(page.blocks)):
            judgement.verdicts[index] = Verdict(False, 0.3, "tail")
        return judgement

    monkeypatch.setattr(decide, "judge_by_rules", judge)
    monkeypatch.setattr(decide, "_probability", lambda odds: np.full(len(odds), 0.9))
    return list(decide.ModelDecider(load_model())(page, proposal).verdicts)


@pytest.mark.parametrize("against", [1, 4, 8])
def test_what_hangs_on_behind_the_text_goes(monkeypatch: pytest.MonkeyPatch, against: int) -> None:
    verdicts = decided(monkeypatch, against)
    assert [verdict.keep for verdict in verdicts] == [True] * (20 - against) + [False] * against


@pytest.mark.parametrize("against", [10, 15])
def test_half_the_text_is_no_furniture(monkeypatch: pytest.MonkeyPatch, against: int) -> None:
    verdicts = decided(monkeypatch, against)
    assert all(verdict.keep for verdict in verdicts)


def test_a_proposal_of_a_few_words_is_no_answer() -> None:
    page = segment(parse(PAGE, DEFAULT_LIMITS))
    proposal = Proposal(frozenset((0,)))
    trustless = replace(load_model(), doubt=1.1)
    verdicts = decide.ModelDecider(trustless)(page, proposal).verdicts
    assert sum(verdict.keep for verdict in verdicts) > 1
    more = decide.ModelDecider(trustless)(page, Proposal(frozenset((0, 1)))).verdicts
    assert [index for index, verdict in enumerate(more) if verdict.keep] == [0, 1]
