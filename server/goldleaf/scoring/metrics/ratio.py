"""The headline: rapidfuzz's normalised Indel similarity of the two texts."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms
from goldleaf.scoring.plaintext import fold


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """1 - d / (len(a) + len(b)) for the texts with white space folded, d the least number of insertions and
    deletions.

    Two empty texts are equal: 1. Cost grows with the product of the lengths, 64 letters at a time: 0.2 s for
    two texts of 100,000 letters.
    """
    if reference.text is None:
        return None
    value = Indel.normalized_similarity(fold(reference.text), fold(output.text))
    return Measurement(value, (value, 1.0), {})


METRIC = Metric(
    name="ratio",
    title="rapidfuzz ratio",
    source="rapidfuzz.distance.Indel.normalized_similarity, which is rapidfuzz.fuzz.ratio / 100",
    about="Share of both texts' letters that match in order: one minus insertions and deletions per letter.",
    unit="share of letters",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
)
