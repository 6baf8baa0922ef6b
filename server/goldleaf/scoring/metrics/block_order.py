"""Block order: whether the paragraphs, items and headings come in the gold's order, each once."""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import LCSseq

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms
from goldleaf.scoring.metrics.structure_units import text_key
from goldleaf.scoring.plaintext import lines


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """Length of the longest common subsequence of the two lists of blocks, over the longer list's length.

    A block is a line of the text, known by its first 60 letters and digits in one case; a line of signs alone
    is none. The part ``in_order`` looks at the order alone: the same length over the number of blocks that
    both texts have; 1 where they have none in common. Two texts without blocks are equal: 1.
    """
    if reference.text is None:
        return None
    gold, found = blocks(reference.text), blocks(output.text)
    value = LCSseq.normalized_similarity(gold, found)
    both = (Counter(gold) & Counter(found)).total()
    in_order = LCSseq.similarity(gold, found) / both if both else 1.0
    return Measurement(value, (value, 1.0), {"in_order": in_order})


def blocks(text: str) -> list[str]:
    """The keys of a text's blocks, in order."""
    return [key for key in map(text_key, lines(text)) if key]


METRIC = Metric(
    name="block_order",
    title="block order",
    source="rapidfuzz.distance.LCSseq.normalized_similarity of the two lists of blocks",
    about="Normalised longest common subsequence of blocks: what is lost, extra, doubled or moved lowers it.",
    unit="share of blocks",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
