"""Where Goldleaf's own time goes, stage by stage."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from statistics import median
from typing import Any

from goldleaf.reading import pipeline

WHOLE = "whole"
"""The name of the sum, with what is between the stages."""

_ROOM = "goldleaf.reading"


def stage_times(pages: Iterable[bytes], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each stage of the pipeline on each page, the median of the rounds.

    A stage is a function of the reading room that the pipeline calls; those that it doesn't get to, because
    a page has no article, count as nothing there.

    Args:
        pages: the pages.
        rounds: how often each page is read, at least once.

    Returns:
        A value for each page by stage, in the order in which they first ran, :data:`WHOLE` last.
    """
    runs_of_pages = [[_run(page) for _ in range(rounds)] for page in pages]
    names = dict.fromkeys(name for runs in runs_of_pages for run in runs for name in run)
    names[WHOLE] = names.pop(WHOLE, None)  # to the end
    return {name: [median(run.get(name, 0.0) for run in runs) for runs in runs_of_pages] for name in names}


def _run(page: bytes) -> dict[str, float]:
    seconds: dict[str, float] = {}
    with _clocks(seconds) as read:
        start = time.process_time()
        with suppress(Exception):  # whatever is raised, a page without an article costs what it costs
            read(page)
        seconds[WHOLE] = time.process_time() - start
    return seconds


@contextmanager
def _clocks(seconds: dict[str, float]) -> Iterator[Callable[[bytes], object]]:
    """The pipeline's ``read`` with a clock on each function that it calls, while the context lasts."""
    stages = {
        name: member
        for name, member in vars(pipeline).items()
        if inspect.isfunction(member)
        and member.__module__ != pipeline.__name__
        and member.__module__.startswith(_ROOM)
    }
    options: dict[str, Any] = {}
    # Defaults were bound when the pipeline was loaded.
    for parameter in inspect.signature(pipeline.read).parameters.values():
        if callable(parameter.default) and parameter.default is not inspect.Parameter.empty:
            options[parameter.name] = _clocked(parameter.name, parameter.default, seconds)
    try:
        for name, member in stages.items():
            setattr(pipeline, name, _clocked(name, member, seconds))
        yield lambda page: pipeline.read(page, **options)
    finally:
        for name, member in stages.items():
            setattr(pipeline, name, member)


def _clocked(name: str, function: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **keywords: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **keywords)
        finally:
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - start

    return timed
