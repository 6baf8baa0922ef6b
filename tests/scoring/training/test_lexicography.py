"""A vocabulary weighs a page alike where it is learned and where it is used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from goldleaf.reading.features import describe_alone
from goldleaf.reading.features.vocabulary import weigh
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.training.examples import look_at, make_examples
from goldleaf.scoring.training.lexicography import Lexicon


def test_the_same_page_weighs_the_same_in_training_and_in_reading(repository: Path) -> None:
    cases = load_goldset(repository / "goldset").cases[:4]
    examples = [found for found in make_examples([("goldset", case) for case in cases], 1) if found]
    assert len(examples) == 4
    lexicon = Lexicon(examples)
    weights = np.random.default_rng(3).normal(size=len(lexicon.tokens)).round(4)
    vocabulary = lexicon.vocabulary(weights, 0.0)
    for number, case in enumerate(cases):
        page, witnesses = look_at(case.page())
        read = weigh(describe_alone(page, witnesses, case.url).view, vocabulary)
        learned = lexicon.weigh(number, weights)
        for channel in ("around", "near", "words", "heading"):
            np.testing.assert_allclose(getattr(read, channel), getattr(learned, channel), atol=1e-6)
