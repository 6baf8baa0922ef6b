"""What the commands of this room share: errors without a traceback, exit codes, progress on standard
error."""

from __future__ import annotations

import functools
import io
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

import click

from goldleaf.errors import GoldleafError
from goldleaf.scoring.cache import ResultCache, default_folder
from goldleaf.scoring.cases import Case
from goldleaf.scoring.local import Heartbeat
from goldleaf.scoring.results import PageResult, Run
from goldleaf.scoring.runner import BEAT, run_engines

EVERY = BEAT
"""Seconds between two lines of progress."""

Step = Callable[[PageResult], None]

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

EXIT_WORSE = 1
EXIT_BROKEN = 2

GOLDSET = Path("goldset")

goldset_option = click.option(
    "--goldset",
    "goldset",
    type=click.Path(path_type=Path),
    default=GOLDSET,
    show_default=True,
    metavar="DIR",
    help="Folder of a gold set: a folder category--slug for each case.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Worker processes. Default: one for each processor core.",
)


def timeout_option(seconds: float) -> Callable[[F], F]:
    """The option ``--timeout``.

    Args:
        seconds: its default.
    """
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help="Time for an engine on one page. Past it the page counts as failed and scores 0.",
    )


def cache_options(command: F) -> F:
    """The options ``--cache`` and ``--no-cache``, as the arguments ``cache_folder`` and ``no_cache``."""
    command = click.option(
        "--no-cache",
        is_flag=True,
        help="Work everything out anew, and store nothing.",
    )(command)
    return click.option(
        "--cache",
        "cache_folder",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="GOLDLEAF_CACHE",
        metavar="DIR",
        help="Where results are stored between runs, by page, gold, code and versions. "
        "Default: GOLDLEAF_CACHE, else the platform's folder for caches.",
    )(command)


scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of this Dask scheduler do the work (extra 'scale'), such as tcp://10.0.0.5:8786.",
)


@contextmanager
def opened_cache(folder: Path | None, no_cache: bool) -> Iterator[ResultCache | None]:
    """The store of earlier results, None where it is not wanted.

    Raises:
        BrokenCache: it can't be opened.
    """
    if no_cache:
        yield None
        return
    with ResultCache(folder or default_folder()) as cache:
        yield cache


class CommandFailed(click.ClickException):
    """An error of ours on standard error, behind the command's name: no traceback, exit code 2."""

    exit_code = EXIT_BROKEN

    def __init__(self, message: str) -> None:
        """Keep the message and the name of the command that is running."""
        super().__init__(message)
        self.command = command_name()

    def show(self, file: IO[Any] | None = None) -> None:
        """Write ``goldleaf score: …``."""
        click.echo(f"{self.command}: {self.format_message()}", file=file, err=file is None)


def command_name() -> str:
    """The running command as it is typed, such as ``goldleaf gold show``, however Python was started."""
    names = []
    context = click.get_current_context(silent=True)
    while context is not None and context.parent is not None:
        names.append(context.info_name or "")
        context = context.parent
    return " ".join(["goldleaf", *reversed(names)])


def typed_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the package's errors, and files that can't be read or written, into a message and exit code 2."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        _write_anything()
        try:
            return command(*args, **kwargs)
        except GoldleafError as error:
            raise CommandFailed(error.message) from error
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise CommandFailed(f"{place}{error.strerror or error}") from error

    return wrapped


def _write_anything() -> None:
    """Let output hold letters that a redirected stream has no code for, as on Windows: they become ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def run_with_progress(
    cases: Sequence[Case],
    engines: Sequence[str],
    source: str,
    jobs: int | None,
    timeout: float,
    *,
    cache: ResultCache | None = None,
    scheduler: str | None = None,
    weigh: bool = False,
) -> Run:
    """Run engines over cases and tell on standard error how far it is.

    A terminal gets a bar. Anything else, such as a log, gets a line every :data:`EVERY` seconds, so that a
    page that hangs is seen, and which one it is.

    Args:
        cases: the pages.
        engines: names of the registry.
        source: what to call the data in the result.
        jobs: worker processes; None for one a core.
        timeout: seconds for one engine on one page.
        cache: where results of earlier runs are, None to work all of them out.
        scheduler: address of a Dask scheduler, None for this machine.
        weigh: whether to hold each page's cost against the yardstick.
    """
    with told_progress(len(cases) * len(engines)) as (step, heartbeat):
        return run_engines(
            cases,
            engines,
            source=source,
            workers=jobs,
            deadline=timeout,
            progress=step,
            heartbeat=heartbeat,
            beat=EVERY,
            cache=cache,
            scheduler=scheduler,
            weigh=weigh,
        )


@contextmanager
def told_progress(total: int) -> Iterator[tuple[Step, Heartbeat]]:
    """What to call after each page, and every :data:`EVERY` seconds, to tell how far it is.

    Args:
        total: pages to come.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield lambda result: None, _Log().tell
        return
    with click.progressbar(
        length=total,
        label="Scoring",
        show_pos=True,
        show_eta=True,
        file=stream,
        item_show_func=lambda page: page,
    ) as bar:

        def step(result: PageResult) -> None:
            bar.update(1, "")

        def heartbeat(done: int, total: int, page: str) -> None:
            bar.update(0, f"waiting for {page}")
            # click draws a bar again only when its position changed.
            bar.render_progress()

        yield step, heartbeat


class _Log:
    """Progress for a log: a line now and then, with an estimate of the time left."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def tell(self, done: int, total: int, page: str) -> None:
        left = ""
        if done:
            seconds = (time.monotonic() - self._start) / done * (total - done)
            left = f", about {seconds:.0f} s left" if seconds < 90 else f", about {seconds / 60:.0f} min left"
        click.echo(f"{done}/{total} pages done{left}, waiting for {page}", err=True)


def prepare_output(*files: Path | None) -> None:
    """Make sure, before the work, that the files asked for can be written.

    Raises:
        CommandFailed: one is a folder, or its folder can't be made.
    """
    for file in files:
        if file is None:
            continue
        if file.is_dir():
            raise CommandFailed(f"{file} is a folder. Name a file.")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandFailed(f"{file.parent} can't be made: {error.strerror or error}") from error
