"""What is timed: the engines as anyone would call them, and the bare parse that all of them begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from goldleaf.scoring.engines import engine

PARSE = "lxml parse"
READABILITY = "readability"
GOLDLEAF = "goldleaf"

Contender = Callable[[bytes], object]


def contenders(names: Iterable[str]) -> dict[str, Contender]:
    """The functions to time, by name: first the bare parse and readability-lxml, which others are held to.

    Args:
        names: engines of the registry.

    Raises:
        UnknownName: there is no such engine.
        MissingExtra: it is not installed.
    """
    found: dict[str, Contender] = {PARSE: _parse(), READABILITY: _readability()}
    for name in names:
        if name not in found:
            found[name] = _engine(name)
    return found


def _engine(name: str) -> Contender:
    extract = engine(name).loader()
    return lambda page: extract(page, None)


def _parse() -> Contender:
    from lxml import html

    return lambda page: html.document_fromstring(page)


def _readability() -> Contender:
    """readability-lxml alone: its summary, without the plain text that a score needs of it."""
    import logging

    from readability import Document

    # It logs each failure with a traceback; failures are counted here.
    logging.getLogger("readability.readability").setLevel(logging.CRITICAL + 1)
    return lambda page: Document(page).summary()
