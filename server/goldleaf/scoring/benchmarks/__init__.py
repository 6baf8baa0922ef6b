"""Readers of public benchmarks. A new one is one file with a ``load`` and one entry here; nothing is
downloaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from goldleaf.scoring.benchmarks import aeb, mozilla, trafilatura, wcxb
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBenchmark, UnknownName

__all__ = ["KINDS", "load_benchmark"]

KINDS: dict[str, Callable[[Path], list[Case]]] = {
    "wcxb": wcxb.load,
    "aeb": aeb.load,
    "mozilla": mozilla.load,
    "trafilatura": trafilatura.load,
}


def load_benchmark(kind: str, folder: Path | str) -> list[Case]:
    """The pages of a benchmark as cases.

    Args:
        kind: one of :data:`KINDS`.
        folder: where it was unpacked.

    Raises:
        UnknownName: no such kind.
        BrokenBenchmark: the folder is missing or has not the layout of the kind.
    """
    if kind not in KINDS:
        raise UnknownName(f"There is no benchmark kind {kind!r}. Use one of: {', '.join(KINDS)}.", name=kind)
    folder = Path(folder)
    if not folder.is_dir():
        raise BrokenBenchmark(
            f"There is no folder {folder}. Name an unpacked benchmark: {kind}:DIR.{_unset(folder)}",
            path=str(folder),
        )
    return KINDS[kind](folder)


def _unset(folder: Path) -> str:
    """A question where a path begins at the root with a folder that the root hasn't: ``$DATA/benchmarks`` is
    ``/benchmarks`` when DATA is not set."""
    if len(folder.parts) > 1 and folder.root and not Path(*folder.parts[:2]).exists():
        return f" Nor is there a folder {Path(*folder.parts[:2])}: is the variable in that path set?"
    return ""
