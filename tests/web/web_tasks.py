"""What the tests let worker processes do; at module level, since a worker finds its function by name."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from goldleaf.errors import NoArticle
from goldleaf.web.render import read_as


def echo(value: object) -> object:
    return value


def process_id() -> int:
    return os.getpid()


def add(left: int, right: int) -> int:
    return left + right


def sleep_for_ever(mark: str = "") -> None:
    """Sleep, after writing this worker's process id into the file ``mark``."""
    write_mark(mark)
    while True:
        time.sleep(60)


def spin_in_c(mark: str = "") -> int:
    """A loop in C that never looks at signals nor gives the interpreter back."""
    write_mark(mark)
    return sum(itertools.repeat(0))


def wait_for(path: str) -> str:
    """Return once the file exists."""
    while not Path(path).exists():
        time.sleep(0.01)
    return path


def mark_and_wait_for(mark: str, path: str) -> int:
    write_mark(mark)
    wait_for(path)
    return os.getpid()


def abort() -> None:
    """Die as a crashing C library does."""
    os.kill(os.getpid(), signal.SIGKILL)


def eat_memory() -> int:
    hoard = []
    while True:
        hoard.append(bytearray(10_000_000))


def raise_no_article() -> None:
    raise NoArticle("Nothing here.", words=3)


def raise_value_error() -> None:
    raise ValueError("odd")


class UnpicklableError(Exception):
    """An exception that cannot be rebuilt from its arguments."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def raise_unpicklable() -> None:
    raise UnpicklableError(1, 2)


def return_unpicklable() -> object:
    return lambda: None


def descriptor_count() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def zombies() -> list[int]:
    """Dead processes that nobody has reaped, among our children and theirs (the fork server's)."""
    parents: dict[int, int] = {}
    dead = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue  # It ended while we looked.
        parents[int(status.parent.name)] = int(parent)
        if state == "Z":
            dead.append(int(status.parent.name))
    return [process for process in dead if os.getpid() in (parents[process], parents.get(parents[process]))]


def write_mark(mark: str) -> None:
    """Write whole or not at all, so that whoever waits for the file can read it."""
    if mark:
        part = Path(mark + ".part")
        part.write_text(str(os.getpid()))
        part.replace(mark)


ORDERS: dict[str, Callable[[str], object]] = {
    "SLEEP": sleep_for_ever,
    "SPIN": spin_in_c,
    "ABORT": lambda _: abort(),
    "WAIT": wait_for,
    "BUG": lambda text: int(text),
}


def read_or_obey(
    media_type: str,
    html: str | bytes,
    url: str | None,
    content_type: str | None,
    pages: Sequence[tuple[str, str | None]] = (),
) -> bytes:
    """Do what a page of the form ``ORDER argument`` says, else read it as ever."""
    order, _, argument = str(html).partition(" ")
    if order in ORDERS:
        ORDERS[order](argument)
        return b"{}"
    return read_as(media_type, html, url, content_type, pages)
