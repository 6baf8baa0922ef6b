"""The registry of engines. A new one is one file with an ``ENGINE`` and one entry here."""

from __future__ import annotations

from goldleaf.errors import MissingExtra
from goldleaf.scoring.engines import (
    boilerpy3_engine,
    goldleaf_engine,
    goose3_engine,
    justext_engine,
    newspaper_engine,
    readability_engine,
    resiliparse_engine,
    trafilatura_engine,
)
from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.errors import UnknownName, install_hint

__all__ = ["ENGINES", "Engine", "Extract", "Extraction", "engine", "installed_engines"]

ENGINES: dict[str, Engine] = {
    module.ENGINE.name: module.ENGINE
    for module in (
        goldleaf_engine,
        readability_engine,
        trafilatura_engine,
        newspaper_engine,
        goose3_engine,
        justext_engine,
        resiliparse_engine,
        boilerpy3_engine,
    )
}


def installed_engines() -> list[Engine]:
    """The engines that can run here, in the registry's order."""
    return [found for found in ENGINES.values() if found.installed]


def engine(name: str) -> Engine:
    """The engine of this name.

    Raises:
        UnknownName: there is none.
        MissingExtra: it is not installed; the message says how to install it.
    """
    if name not in ENGINES:
        names = ", ".join(found.name for found in installed_engines())
        raise UnknownName(f"There is no engine {name!r}. Installed are: {names}.", name=name)
    found = ENGINES[name]
    if not found.installed:
        raise MissingExtra(
            f"The engine {name} is not installed. {install_hint(found.extra or '')}",
            engine=name,
            extra=found.extra,
        )
    return found
