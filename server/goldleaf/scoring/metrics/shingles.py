"""F1 of 4-word shingles, as the article-extraction-benchmark (AEB) counts."""

from __future__ import annotations

import re
from collections import Counter

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms, f1

_WORD = re.compile(r"\w+")
SIZE = 4


def shingles(text: str, size: int = SIZE) -> Counter[tuple[str, ...]]:
    """The multiset of runs of ``size`` words, case kept. A text with fewer words is one shingle, no text
    none."""
    found = _WORD.findall(text)
    if not found:
        return Counter()
    runs = max(1, len(found) - size + 1)
    return Counter(tuple(found[start : start + size]) for start in range(runs))


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """The page's precision, recall and F1.

    The aggregate averages precision over the pages that have any output and recall over the pages that have
    any gold text, and takes F1 of the two averages. So the terms are (precision, pages with output, recall,
    pages with gold).
    """
    if reference.text is None:
        return None
    gold, found = shingles(reference.text), shingles(output.text)
    if not gold and not found:
        # Published code leaves such a page out of both averages; the page's own value is still a right
        # answer.
        return Measurement(1.0, (0.0, 0.0, 0.0, 0.0), {"precision": 1.0, "recall": 1.0})
    shared = (gold & found).total()
    precision = shared / found.total() if found else 0.0
    recall = shared / gold.total() if gold else 0.0
    terms = (precision, float(bool(found)), recall, float(bool(gold)))
    return Measurement(f1(precision, recall), terms, {"precision": precision, "recall": recall})


def combine(sums: Terms) -> float:
    """F1 of the averaged precision and the averaged recall; 1 where every page was rightly empty."""
    precision_sum, with_output, recall_sum, with_gold = sums
    if not with_output and not with_gold:
        return 1.0
    precision = precision_sum / with_output if with_output else 0.0
    recall = recall_sum / with_gold if with_gold else 0.0
    return f1(precision, recall)


METRIC = Metric(
    name="shingle_f1",
    title="4-gram F1",
    source="AEB: scrapinghub/article-extraction-benchmark, evaluate.py (string_shingle_matching)",
    about="F1 of the multisets of four-word runs, which sees order; precision and recall are averaged first.",
    unit="share of shingles",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=combine,
)
