"""Pages read from end to end by models that never saw them, and what that gives by kind of page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from goldleaf.errors import GoldleafError
from goldleaf.reading.decide import ModelDecider
from goldleaf.reading.model import Model
from goldleaf.reading.pipeline import read
from goldleaf.scoring.cases import Case
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import Terms, snippets, token_f1
from goldleaf.scoring.stats import interval
from goldleaf.scoring.training.examples import TYPED

# The measure of each kind of gold: a whole text by its words, snippets by how many are where they belong.
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Outcome:
    """One page, read by a model that never saw it.

    Attributes:
        kind: the benchmark's kind.
        case: the page's name.
        domain: registered domain.
        page_type: as the benchmark says, None where it says nothing.
        found_type: as the model says; empty where there was no article.
        metric: ``token_f1`` or ``snippet_f``.
        terms: what the metric adds up.
        value: the metric's value on this page alone.
        confidence: the article's; 0.0 where there was none.
        empty: whether the gold text is empty, which says that nobody wrote one.
    """

    kind: str
    case: str
    domain: str
    page_type: str | None
    found_type: str
    metric: str
    terms: Terms
    value: float
    confidence: float
    empty: bool


def evaluate(
    cases: Sequence[tuple[str, Case]], folds: Sequence[int], models: Sequence[Model], workers: int
) -> list[Outcome]:
    """Read every page with the model that was made without its fold.

    Args:
        cases: the benchmark's kind and the page.
        folds: the fold of each page.
        models: one for each fold.
        workers: processes to use.
    """
    with ProcessPoolExecutor(
        workers, mp_context=get_context("forkserver"), initializer=_take, initargs=(list(models),)
    ) as pool:
        jobs = [(kind, case, fold) for (kind, case), fold in zip(cases, folds, strict=True)]
        return list(pool.map(_read, jobs, chunksize=8))


_deciders: list[ModelDecider] = []


def _take(models: list[Model]) -> None:
    _deciders[:] = [ModelDecider(model) for model in models]


def _read(job: tuple[str, Case, int]) -> Outcome:
    kind, case, fold = job
    try:
        article = read(case.page(), case.url, decide=_deciders[fold])
        text, found, confidence = article.text, article.page_type, article.confidence
    except GoldleafError:
        # No article is an answer, measured as an empty text.
        text, found, confidence = "", "", 0.0
    metric = snippets.METRIC if case.reference.text is None else token_f1.METRIC
    measured = metric.measure(Extraction(text), case.reference)
    assert measured is not None
    return Outcome(
        kind=kind,
        case=case.name,
        domain=case.domain,
        page_type=case.page_type if kind in TYPED else None,
        found_type=found,
        metric=metric.name,
        terms=measured.terms,
        value=measured.value,
        confidence=confidence,
        empty=case.reference.text == "",
    )


def summarise(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Scores with intervals by benchmark and page type, trust and types; a row for each.

    Args:
        outcomes: of pages that their models never saw. Pages with an empty gold text are left out.
    """
    rows = []
    judged = [outcome for outcome in outcomes if not outcome.empty]
    for kind in dict.fromkeys(outcome.kind for outcome in judged):
        of_kind = [outcome for outcome in judged if outcome.kind == kind]
        rows.append(_row(f"{kind}", of_kind))
        types = sorted({outcome.page_type for outcome in of_kind if outcome.page_type})
        rows.extend(
            _row(f"{kind}:{page_type}", [found for found in of_kind if found.page_type == page_type])
            for page_type in types
        )
    whole = [outcome for outcome in judged if outcome.metric == token_f1.METRIC.name]
    sure = [outcome for outcome in whole if outcome.confidence >= _SURE]
    typed = [outcome for outcome in judged if outcome.page_type]
    shares = (
        _share("told 0.9 or more, of those F1 0.9 or more", sure, lambda found: found.value >= _SURE),
        _share("told 0.9 or more", whole, lambda found: found.confidence >= _SURE),
        _share("page type", typed, lambda found: found.page_type == found.found_type),
    )
    rows.extend(row for row in shares if row is not None)
    return rows


def _row(name: str, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    metric = snippets.METRIC if outcomes[0].metric == snippets.METRIC.name else token_f1.METRIC
    found = interval([(outcome.domain, outcome.terms) for outcome in outcomes], metric.combine)
    return {
        "name": name,
        "measure": metric.name,
        "value": round(found.value, 4),
        "low": None if found.low is None else round(found.low, 4),
        "high": None if found.high is None else round(found.high, 4),
        "pages": found.pages,
        "domains": found.clusters,
    }


def _share(name: str, outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> dict[str, Any] | None:
    if not outcomes:
        return None
    found = interval(
        [(outcome.domain, (float(holds(outcome)), 1.0)) for outcome in outcomes],
        lambda terms: terms[0] / terms[1] if terms[1] else 0.0,
    )
    return {
        "name": name,
        "measure": "share",
        "value": round(found.value, 4),
        "low": None if found.low is None else round(found.low, 4),
        "high": None if found.high is None else round(found.high, 4),
        "pages": found.pages,
        "domains": found.clusters,
    }
