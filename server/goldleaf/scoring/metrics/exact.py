"""Exact match, which the article-extraction-benchmark (AEB) calls accuracy."""

from __future__ import annotations

import re

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms

_WORD = re.compile(r"\w+")


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """1 where the two texts have the same words in the same order, case kept; else 0.

    Signs and white space don't count, as published.
    """
    if reference.text is None:
        return None
    value = float(_WORD.findall(reference.text) == _WORD.findall(output.text))
    return Measurement(value, (value, 1.0), {})


METRIC = Metric(
    name="exact_match",
    title="exact match",
    source="AEB: scrapinghub/article-extraction-benchmark, evaluate.py (accuracy)",
    about="Share of the pages whose words are all there, in order, and no others.",
    unit="share of pages",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
