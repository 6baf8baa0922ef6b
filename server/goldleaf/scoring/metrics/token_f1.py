"""F1 of the two bags of words, as the WCXB benchmark counts."""

from __future__ import annotations

import re
from collections import Counter

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, f1, mean_of_terms

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    r"""Lower-case ``\w+`` words; a script without spaces gives a word a phrase, as in the published
    metric."""
    return _WORD.findall(text.lower())


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """Precision and recall of the multiset overlap, and their harmonic mean; empty against empty is 1."""
    if reference.text is None:
        return None
    gold, found = words(reference.text), words(output.text)
    if not gold and not found:
        precision = recall = 1.0
    elif not gold or not found:
        precision = recall = 0.0
    else:
        shared = (Counter(gold) & Counter(found)).total()
        precision, recall = shared / len(found), shared / len(gold)
    value = f1(precision, recall)
    return Measurement(value, (value, 1.0), {"precision": precision, "recall": recall})


METRIC = Metric(
    name="token_f1",
    title="token F1",
    source="WCXB, evaluate.py of web-content-extraction-benchmark: mean over pages of the word F1",
    about="F1 of the bags of lower-case words, so a measure of what is there that doesn't see the order.",
    unit="share of words",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
)
