"""One engine on one page, as it runs in a worker process, here or on another machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines import Extract, Extraction, engine
from goldleaf.scoring.metrics import METRICS, Measurement, Reference
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.yardstick import processor_seconds, yardstick_seconds

_ERROR_LETTERS = 300
# Read once before a worker's first page is weighed, so that no page pays for what is loaded on first use.
_WARM_UP = b"<title>Warm</title><article><h1>Warm</h1>" + b"<p>A page to load what is loaded once.</p>" * 9


@dataclass(frozen=True, slots=True)
class Output:
    """What an engine gave for a page.

    Attributes:
        outcome: how it ended.
        seconds: time the engine took.
        extraction: text, HTML and fields; empty where there are none.
        error: what went wrong, in one line; empty where nothing did.
    """

    outcome: Outcome
    seconds: float
    extraction: Extraction
    error: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs, wherever it runs: it opens no file of ours.

    Attributes:
        case: the case's name.
        engine: the engine's name.
        page: the page's bytes; not looked at where ``output`` is given.
        url: the page's address, None where unknown.
        reference: what the output is measured against.
        weigh: whether to hold the engine's cost against the yardstick, too.
        output: what the engine gave in an earlier run, to be measured only; None to run the engine.
    """

    case: str
    engine: str
    page: bytes
    url: str | None
    reference: Reference
    weigh: bool = False
    output: Output | None = None


@cache
def _extract(name: str) -> Extract:
    return engine(name).loader()


@cache
def _warm_up(name: str) -> None:
    run_engine(name, _WARM_UP, None)


def score_page(job: Job) -> PageResult:
    """Run an engine over a page and measure what it gives; or measure what it gave before.

    Whatever the engine raises becomes an outcome.

    Args:
        job: engine, page and reference.
    """
    yardstick = cost = 0.0
    if job.weigh:
        _warm_up(job.engine)
        yardstick = yardstick_seconds(job.page)
    start = processor_seconds()
    output = job.output or run_engine(job.engine, job.page, job.url)
    if job.weigh:
        cost = (processor_seconds() - start) / yardstick
    return PageResult(
        job.case,
        job.engine,
        output.outcome,
        output.seconds,
        measure(output.extraction, output.outcome, job.reference),
        output.extraction.text,
        output.error,
        html=output.extraction.html,
        fields=output.extraction.fields,
        cost=cost if job.weigh else None,
        cached=job.output is not None,
    )


def run_engine(name: str, page: bytes, url: str | None) -> Output:
    """What an engine makes of a page.

    Args:
        name: the engine's.
        page: its bytes.
        url: its address, None where unknown.
    """
    extract = _extract(name)
    error = ""
    extraction = Extraction("", "")
    start = time.perf_counter()
    try:
        extraction = extract(page, url)
        outcome = Outcome.ARTICLE
    except NoArticle as refusal:
        outcome, error = Outcome.NO_ARTICLE, refusal.message
    except (Exception, RecursionError) as crash:
        outcome, error = Outcome.CRASH, f"{type(crash).__name__}: {crash}".partition("\n")[0][:_ERROR_LETTERS]
    return Output(outcome, time.perf_counter() - start, extraction, error)


def measure(extraction: Extraction, outcome: Outcome, reference: Reference) -> dict[str, Measurement]:
    """Every metric that applies to the page; a failure is measured as a miss."""
    found = {}
    for name, metric in METRICS.items():
        measured = metric.miss(reference) if outcome.failed else metric.measure(extraction, reference)
        if measured is not None:
            found[name] = measured
    return found
