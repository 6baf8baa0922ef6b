"""rapidfuzz's token-set ratio: the same different words, whatever their order and number."""

from __future__ import annotations

from rapidfuzz import fuzz

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms
from goldleaf.scoring.plaintext import fold


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """``rapidfuzz.fuzz.token_set_ratio`` / 100; two empty texts are equal: 1, where rapidfuzz gives 0.

    The words are what white space parts, case kept. With the words that both texts have in front, sorted, it
    is the best ratio between: these words, these with the rest of the one text, these with the rest of the
    other. So it is 1 as soon as one text has all words of the other.
    """
    if reference.text is None:
        return None
    gold, found = fold(reference.text), fold(output.text)
    value = fuzz.token_set_ratio(gold, found) / 100 if gold or found else 1.0
    return Measurement(value, (value, 1.0), {})


METRIC = Metric(
    name="token_set_ratio",
    title="token-set ratio",
    source="rapidfuzz.fuzz.token_set_ratio / 100",
    about="Ratio of the sets of words, sorted; 1 where one text has all words of the other.",
    unit="share of letters",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
