"""``goldleaf serve``."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from goldleaf.errors import GoldleafError
from goldleaf.web.app import create_app, house_of
from goldleaf.web.config import ServerConfig
from goldleaf.web.pairing import LIFE_SECONDS, Reason
from goldleaf.web.serving import RunningServer, bind

# Why a new pairing link is shown.
REASONS: dict[Reason, str] = {
    "first": "Pair the browser extension by opening this link in the browser that has it:",
    "used": "Paired. To pair another browser, open this link in it:",
    "lapsed": "The pairing code had lapsed. Here is a new link:",
    "guessed": "Too many wrong codes were tried. Here is a new link:",
}


def default_workers() -> int:
    """One worker a core, as many as this process may use, four at most: a person reads one page at a time."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, usable))


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 for any free port."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes that read pages.  [default: one a core, 4 at most]",
)
@click.option(
    "--deadline",
    type=click.FloatRange(0.1, 600),
    default=10.0,
    show_default=True,
    help="Seconds that one page may take.",
)
@click.option(
    "--goldset",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of gold cases to show.  [default: ./goldset where it exists]",
)
def serve_command(host: str, port: int, workers: int | None, deadline: float, goldset: Path | None) -> None:
    """Start the local server that the browser extension talks to."""
    set_up_logs()
    workers = workers or default_workers()
    if goldset is None and Path("goldset").is_dir():
        goldset = Path("goldset")
    try:
        bound = bind(host, port)
    except GoldleafError as error:
        fail(error)
    real_host, real_port = bound.getsockname()[:2]
    config = ServerConfig(
        host=real_host,
        port=real_port,
        workers=workers,
        queue=workers * 2,
        deadline=deadline,
        goldset=goldset.resolve() if goldset else None,
    )
    try:
        app = create_app(config, announce=lambda code, reason: announce(config, code, reason))
    except GoldleafError as error:
        bound.close()
        fail(error)
    with RunningServer(app.wsgi_app, house_of(app), bound) as server:
        server.stop_on_signals()
        greet(config)
        house_of(app).desk.offer()
        say("Stop with Ctrl-C.")
        server.run()
        say("Stopping.")


def greet(config: ServerConfig) -> None:
    """Tell where the server is and what comes next."""
    say(f"Goldleaf is reading at {config.address}/")
    if config.extension is not None:
        say(f"The browser extension is the folder {config.extension}")
        say("  Chromium: open chrome://extensions, switch on Developer mode, choose Load unpacked.")
        say(f"  Firefox: see {config.address}/")
    if config.goldset is not None:
        say(f"The gold set is {config.goldset}")


def announce(config: ServerConfig, code: str, reason: Reason) -> None:
    """Show a pairing link. The code stands behind the #, which browsers do not send."""
    say(REASONS[reason])
    say(f"  {config.address}/pair#{code}   (good once, for {LIFE_SECONDS / 60:.0f} minutes)")


def say(line: str) -> None:
    """One line for the person at the terminal, at once, also where the output is a pipe."""
    click.echo(line)
    sys.stdout.flush()


def fail(error: GoldleafError) -> NoReturn:
    """Say what is wrong and leave with the code for wrong usage."""
    click.echo(f"goldleaf serve: {error.message}", err=True)
    raise SystemExit(2)


def set_up_logs() -> None:
    """One line a request on standard error. Waitress's own messages would hold addresses; they are for its
    bugs only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    for name, level in (("goldleaf", logging.INFO), ("waitress", logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.addHandler(handler)
        logger.propagate = False
