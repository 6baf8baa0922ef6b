"""F of snippets that must and must not be in the output, as trafilatura's evaluation counts."""

from __future__ import annotations

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms
from goldleaf.scoring.plaintext import fold


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """2 tp / (2 tp + fp + fn): tp wanted snippets found, fn wanted ones missing, fp unwanted ones found.

    White space is folded on both sides, letters' case counts. Not measured on a page without wanted snippets.
    """
    if not reference.keep:
        return None
    text = fold(output.text)
    tp = sum(fold(snippet) in text for snippet in reference.keep)
    fp = sum(fold(snippet) in text for snippet in reference.drop)
    fn = len(reference.keep) - tp
    terms = (float(tp), float(fp), float(fn))
    parts = {
        "precision": tp / (tp + fp) if tp + fp else 0.0,
        "recall": tp / len(reference.keep),
        "true_positives": float(tp),
        "false_positives": float(fp),
        "false_negatives": float(fn),
        "true_negatives": float(len(reference.drop) - fp),
    }
    return Measurement(combine(terms), terms, parts)


def combine(sums: Terms) -> float:
    """F of the counts added up over all pages, so a page with more snippets weighs more, as published."""
    tp, fp, fn = sums
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


METRIC = Metric(
    name="snippet_f",
    title="snippet F",
    source="adbar/trafilatura, tests/eval_common.py (count_item, ConfusionMatrix): counts summed over pages",
    about="F of the snippets that must be in the output and those that must not.",
    unit="share of snippets",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=combine,
)
