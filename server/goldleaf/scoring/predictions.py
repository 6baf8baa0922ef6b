"""Outputs that were made elsewhere, scored like an engine's; and an engine's outputs for scoring elsewhere.

The format is that of Scrapinghub's article-extraction-benchmark: a JSON object of page names, each with an
object whose ``articleBody`` is the text. An empty text says that the page holds no article.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenPredictions
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.local import Heartbeat, Pulse, Todo, run_in_pool
from goldleaf.scoring.metrics import of_families
from goldleaf.scoring.results import Outcome, PageResult, Run, write_json
from goldleaf.scoring.task import Output

BODY = "articleBody"
_NAMED = 5
_OF_TEXT = of_families(("text", "detail"))


@dataclass(frozen=True, slots=True)
class Predictions:
    """The outputs of one file.

    Attributes:
        name: what stands in the place of an engine's name: the file's, without extension.
        texts: by page name.
        digest: SHA-256 of the file, hexadecimal.
    """

    name: str
    texts: Mapping[str, str]
    digest: str


def load_predictions(file: Path, cases: Sequence[Case]) -> Predictions:
    """Read a file of predictions for some pages.

    Args:
        file: JSON in the format of this module.
        cases: the pages. Those that the file lacks are no error here; they will count as misses.

    Raises:
        BrokenPredictions: the file is missing, no such JSON, or names a page that is not among them.
    """
    try:
        raw = file.read_bytes()
        data = json.loads(raw)
    except OSError as error:
        raise _broken(file, f"can't be read: {error.strerror or error}") from None
    except ValueError as error:
        raise _broken(file, f"is not valid JSON: {error}") from None
    if not isinstance(data, dict) or not data:
        raise _broken(file, f'holds no predictions. Write an object such as {{"page": {{"{BODY}": "text"}}}}')
    texts = {}
    for name, entry in data.items():
        text = entry.get(BODY) if isinstance(entry, dict) else None
        if not isinstance(text, str):
            raise _broken(file, f'has no text for {name}. Write {{"{name}": {{"{BODY}": "text"}}}}')
        texts[name] = text
    known = {case.name for case in cases}
    if unknown := [name for name in texts if name not in known]:
        listed = ", ".join(unknown[:_NAMED]) + (", …" if len(unknown) > _NAMED else "")
        example = next(iter(known), "")
        raise _broken(
            file,
            f"names pages that are not among those scored ({len(unknown)} of {len(texts)}: {listed}). "
            f"Their names are such as {example}",
        )
    return Predictions(file.stem, texts, sha256(raw).hexdigest())


def check_names(engines: Sequence[str], predictions: Sequence[Predictions]) -> None:
    """Make sure that every output has a name of its own.

    Raises:
        BrokenPredictions: two files have the same name, or one has an engine's.
    """
    names = [*engines, *(found.name for found in predictions)]
    for name in names:
        if names.count(name) > 1:
            raise BrokenPredictions(
                f"Two of the outputs to score are called {name!r}. A file's name is that of its predictions: "
                "rename one.",
                name=name,
            )


def score_predictions(
    run: Run,
    cases: Sequence[Case],
    predictions: Sequence[Predictions],
    *,
    workers: int | None = None,
    deadline: float,
    progress: Callable[[PageResult], None] | None = None,
    heartbeat: Heartbeat | None = None,
    beat: float = 10.0,
) -> Run:
    """The run with the predictions measured, each like an engine after the run's own.

    A page that a file lacks is a failure: it scores the worst there is, and is counted. An empty text is an
    answer: that the page holds no article.

    Args:
        run: engines over these pages; none or several.
        cases: the pages.
        predictions: from :func:`load_predictions`; names that differ from each other and from the engines'.
        workers: processes; one a core by default.
        deadline: seconds to measure one page.
        progress: called after each page.
        heartbeat: called every ``beat`` seconds.
        beat: seconds, over 0.

    Raises:
        BrokenPredictions: two have the same name, or one has an engine's.
    """
    check_names(run.engines, predictions)
    names = [*run.engines, *(found.name for found in predictions)]
    results: dict[int, PageResult] = {}
    todo: list[Todo] = []
    pulse = Pulse(heartbeat, beat, 0, len(cases) * len(predictions))

    def done(number: int, result: PageResult) -> None:
        # What was read from a file is no result of an earlier run, and has a text only, also where it is
        # missing.
        measured = {name: value for name, value in result.measurements.items() if name in _OF_TEXT}
        results[number] = replace(result, measurements=measured, cached=False)
        pulse.done = len(results)
        if progress is not None:
            progress(results[number])

    for made in predictions:
        for case in cases:
            number = len(todo) + len(results)
            text = made.texts.get(case.name)
            if text is None:
                missing = Todo(number, case, made.name)
                done(
                    number, missing.failed(Outcome.MISSING, 0.0, "The file has no prediction for this page.")
                )
            else:
                outcome = Outcome.ARTICLE if text.strip() else Outcome.NO_ARTICLE
                output = Output(outcome, 0.0, Extraction(text))
                todo.append(Todo(number, case, made.name, output=output))
    if todo:
        run_in_pool(todo, done, workers or os.cpu_count() or 1, deadline, pulse)
    by_place = {(result.case, result.engine): result for result in (*run.results, *results.values())}
    return replace(
        run,
        engines=tuple(names),
        results=tuple(by_place[case.name, name] for case in cases for name in names),
        provenance=run.provenance | {"predictions": {found.name: found.digest for found in predictions}},
    )


def export_predictions(file: Path, run: Run, engine: str) -> int:
    """Write the texts of an engine as predictions.

    A page that the engine failed on is left out, so that whoever scores the file counts a miss, too.

    Args:
        file: where to.
        run: the run.
        engine: one of its engines.

    Returns:
        How many pages were left out.
    """
    results = run.of(engine).values()
    write_json(file, {found.case: {BODY: found.text} for found in results if not found.outcome.failed})
    return sum(found.outcome.failed for found in results)


def _broken(file: Path, problem: str) -> BrokenPredictions:
    return BrokenPredictions(f"{file} {problem}.", path=str(file))
