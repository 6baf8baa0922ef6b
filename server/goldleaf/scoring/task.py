"""One engine on one page, as it runs in a worker process."""

from __future__ import annotations

import time
from functools import cache

from goldleaf.errors import NoArticle
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import Extract, Extraction, engine
from goldleaf.scoring.metrics import METRICS, Measurement, Reference
from goldleaf.scoring.results import Outcome, PageResult


@cache
def _extract(name: str) -> Extract:
    return engine(name).loader()


def score_page(name: str, case: Case) -> PageResult:
    """Run an engine over a case and measure what it gives.

    Whatever the engine raises becomes an outcome; only a page that can't be read from disk is an error of
    the run.

    Args:
        name: the engine's.
        case: the page.

    Raises:
        OSError: the page's file can't be read.
    """
    page = case.page()
    extract = _extract(name)
    error = ""
    extraction = Extraction("", "")
    start = time.perf_counter()
    try:
        extraction = extract(page, case.url)
        outcome = Outcome.ARTICLE
    except NoArticle as refusal:
        outcome, error = Outcome.NO_ARTICLE, refusal.message
    except (Exception, RecursionError) as crash:
        outcome, error = Outcome.CRASH, f"{type(crash).__name__}: {crash}".partition("\n")[0][:300]
    seconds = time.perf_counter() - start
    measurements = measure(extraction, outcome, case.reference)
    return PageResult(case.name, name, outcome, seconds, measurements, extraction.text, error)


def measure(extraction: Extraction, outcome: Outcome, reference: Reference) -> dict[str, Measurement]:
    """Every metric that applies to the page; a failure is measured as a miss."""
    found = {}
    for name, metric in METRICS.items():
        measured = metric.miss(reference) if outcome.failed else metric.measure(extraction, reference)
        if measured is not None:
            found[name] = measured
    return found
