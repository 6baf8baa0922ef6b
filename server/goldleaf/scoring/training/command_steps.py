"""The steps of a training, one after the other."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from goldleaf.reading.model import write_model
from goldleaf.scoring.cases import Case
from goldleaf.scoring.training.assemble import assemble
from goldleaf.scoring.training.assess import assess
from goldleaf.scoring.training.evaluate import evaluate, summarise
from goldleaf.scoring.training.examples import make_examples, make_inventions
from goldleaf.scoring.training.fit import fit_all
from goldleaf.scoring.training.folds import fold_numbers
from goldleaf.scoring.training.report import digest_of, make_report


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training gives.

    Attributes:
        data: the model's file.
        report: its report.
    """

    data: bytes
    report: dict[str, Any]


def train(
    cases: Sequence[tuple[str, Case]], folds: int, seed: int, workers: int, tell: Callable[[str], None]
) -> Trained:
    """Learn a model and how it does on pages that it hasn't seen.

    Args:
        cases: the kind of benchmark, or ``goldset``, and the page.
        folds: how many.
        seed: of the folds.
        workers: processes to use; each needs some gigabytes where there are thousands of pages.
        tell: called with a line about each step.
    """
    start = time.monotonic()

    def step(line: str) -> None:
        tell(f"{time.monotonic() - start:5.0f} s  {line}")

    step(f"{len(cases)} pages are read and labelled")
    numbers = fold_numbers([case.domain for _, case in cases], folds, seed)
    real = make_examples(cases, workers)
    step("each page is changed, to learn from a second time")
    invented = make_inventions(cases, real, numbers, workers)
    examples, example_folds = [], []
    for example, number in zip(real + invented, numbers * 2, strict=True):
        if example is not None:
            examples.append(example)
            example_folds.append(number)
    blocks = sum(example.count for example in examples)
    step(f"{blocks} blocks; a model is made for each of {folds} folds, and one from all")
    *block_models, whole = fit_all(examples, example_folds, folds, seed, workers)
    step("each page is judged by the model that hasn't seen it")
    assessments = assess(examples, example_folds, block_models)
    models = [
        assemble(part, [found for found in assessments if found.fold != fold])
        for fold, part in enumerate(block_models)
    ]
    step("each page is read by the model that hasn't seen it")
    rows = summarise(evaluate(cases, numbers, models, workers))
    model = assemble(whole, assessments)
    file = BytesIO()
    write_model(model, file)
    sources = list(Counter(kind for kind, _ in cases).items())
    step("done")
    return Trained(file.getvalue(), make_report(model, sources, digest_of(cases), rows, seed, folds))
