"""Engines that other distributions bring along, as entry points of the group ``goldleaf.engines``.

Their distribution says so in its ``pyproject.toml``::

    [project.entry-points."goldleaf.engines"]
    lantern = "lantern.goldleaf:ENGINE"

and has an :class:`~goldleaf.scoring.engines.base.Engine` of that name there. Its code is imported only when
it is asked for by name.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from goldleaf.scoring.engines.base import Engine
from goldleaf.scoring.errors import BrokenEngine

GROUP = "goldleaf.engines"


def plugin_names() -> list[str]:
    """The names under which installed distributions offer engines, sorted. None of them is imported."""
    return sorted({found.name for found in entry_points(group=GROUP)})


def load_plugin(name: str) -> Engine:
    """Import the engine of an entry point.

    Args:
        name: one of :func:`plugin_names`.

    Raises:
        BrokenEngine: there are several of this name, it can't be imported, or it is no engine of this name.
    """
    points = list(entry_points(group=GROUP, name=name))
    if len(points) > 1:
        makers = ", ".join(sorted(_maker(point) for point in points))
        raise _broken(name, f"is offered by several distributions ({makers}). Uninstall all but one.")
    [point] = points
    try:
        found = point.load()
    except Exception as error:  # whatever a stranger's module raises when it is imported
        problem = f"{type(error).__name__}: {error}"
        raise _broken(
            name, f"of {_maker(point)} can't be imported ({problem}). Mend or uninstall it."
        ) from error
    if not isinstance(found, Engine):
        raise _broken(
            name,
            f"of {_maker(point)} is no engine: {point.value} is of type {type(found).__name__}. "
            "It has to be a goldleaf.scoring.engines.Engine.",
        )
    if found.name != name:
        raise _broken(
            name, f"of {_maker(point)} calls itself {found.name!r}. Entry point and engine need one name."
        )
    if not found.installed:
        raise _broken(name, f"needs the module {found.module}, which is not installed. Install it.")
    return found


def _maker(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unknown distribution"


def _broken(name: str, problem: str) -> BrokenEngine:
    return BrokenEngine(f"The engine {name} {problem}", engine=name)
