"""The registry of engines: those of this package, and those that other distributions bring along.

A new one here is one file with an ``ENGINE`` and one entry below. Another distribution names its own as an
entry point of the group ``goldleaf.engines``; see :mod:`goldleaf.scoring.engines.plugins`.
"""

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
from goldleaf.scoring.engines.plugins import GROUP, load_plugin, plugin_names
from goldleaf.scoring.errors import BrokenEngine, UnknownName, install_hint

__all__ = ["ENGINES", "Engine", "Extract", "Extraction", "engine", "engine_names", "installed_engines"]

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


def engine_names() -> list[str]:
    """The names of all engines that can run here: this package's first, then those of other distributions."""
    own = [name for name, found in ENGINES.items() if found.installed]
    return own + [name for name in plugin_names() if name not in ENGINES]


def installed_engines() -> list[Engine]:
    """The engines of this package that can run here, in the registry's order."""
    return [found for found in ENGINES.values() if found.installed]


def engine(name: str) -> Engine:
    """The engine of this name.

    Raises:
        UnknownName: there is none.
        MissingExtra: it is not installed; the message says how to install it.
        BrokenEngine: another distribution brings it, and it can't be loaded, or has a name that is taken.
    """
    plugins = plugin_names()
    if name in ENGINES and name in plugins:
        raise BrokenEngine(
            f"An entry point of {GROUP} is called {name}, as one of Goldleaf's own engines is. Rename it.",
            engine=name,
        )
    if name in plugins:
        return load_plugin(name)
    if name not in ENGINES:
        raise UnknownName(
            f"There is no engine {name!r}. Installed are: {', '.join(engine_names())}.", name=name
        )
    found = ENGINES[name]
    if not found.installed:
        raise MissingExtra(
            f"The engine {name} is not installed. {install_hint(found.extra or '')}",
            engine=name,
            extra=found.extra,
        )
    return found
