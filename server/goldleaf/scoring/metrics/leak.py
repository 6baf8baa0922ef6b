"""Boilerplate leak: how much of the output is not the article. Less is better."""

from __future__ import annotations

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms, mean_of_terms
from goldleaf.scoring.metrics.tokens import tokens
from goldleaf.scoring.plaintext import fold, lines

RUN = 4
"""Words in a row that are enough to say where a text is from."""


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """Share of the output's words that come from nowhere in the gold text.

    A word comes from the gold where it stands, in its line, in a run of four words that the gold text has
    somewhere; a line of fewer words comes from it as a whole or not at all. How often the gold has the run
    does not matter: a doubled paragraph is no leak. Words are those of
    :mod:`goldleaf.scoring.metrics.tokens`. An output without words leaks nothing: 0.
    """
    if reference.text is None:
        return None
    words = tokens(reference.text)
    known = {size: _runs(words, size) for size in range(1, RUN + 1)}
    leaked = total = 0
    for line in lines(output.text):
        found = tokens(line)
        size = min(RUN, len(found))
        total += len(found)
        at_home = [False] * len(found)
        for start in range(len(found) - size + 1) if size else ():
            if tuple(found[start : start + size]) in known[size]:
                at_home[start : start + size] = [True] * size
        leaked += at_home.count(False)
    value = leaked / total if total else 0.0
    return Measurement(value, (value, 1.0), {"leaked": float(leaked), "words": float(total)})


def _runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def measure_unwanted(output: Extraction, reference: Reference) -> Measurement | None:
    """Share of the snippets that must not be in the output that are; white space folded, case kept.

    Not measured on a page that has no such snippet.
    """
    if not reference.drop:
        return None
    text = fold(output.text)
    found = sum(fold(snippet) in text for snippet in reference.drop)
    terms = (float(found), float(len(reference.drop)))
    return Measurement(share(terms), terms, {"found": float(found), "snippets": float(len(reference.drop))})


def share(sums: Terms) -> float:
    """Share of the counts added up over all pages, so a page with more snippets weighs more."""
    found, snippets = sums
    return found / snippets if snippets else 0.0


LEAK = Metric(
    name="leak",
    title="leak",
    source="Goldleaf's own: words of the output in no four-word run of the gold",
    about="Share of the output's words that are nowhere in the gold text: boilerplate that got through.",
    unit="share of words",
    low=0.0,
    high=1.0,
    higher_is_better=False,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
UNWANTED = Metric(
    name="unwanted",
    title="unwanted snippets",
    source="adbar/trafilatura, tests/eval_common.py: false positives over all that must be absent",
    about="Share of the snippets that must not be in the output that are in it.",
    unit="share of snippets",
    low=0.0,
    high=1.0,
    higher_is_better=False,
    version=1,
    measure=measure_unwanted,
    combine=share,
    family="detail",
)
METRICS = (LEAK, UNWANTED)
