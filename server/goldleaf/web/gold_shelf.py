"""The gold set as the server shows it. With the gold routes the only place in this room that knows
scoring."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from goldleaf.web.refusals import plain

if TYPE_CHECKING:
    from goldleaf.scoring.goldset import GoldCase, GoldSet


class GoldShelf:
    """Loads a gold set and keeps it until a file of it changes."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet: loading imports the scoring room, which takes its time."""
        self._folder = folder
        self._lock = threading.Lock()
        self._stamp: tuple[tuple[str, int, int], ...] = ()
        self._set: GoldSet | None = None

    def cases(self) -> tuple[GoldCase, ...]:
        """All cases, by name.

        Raises:
            BrokenGoldSet: it can't be loaded; the message says why.
        """
        from goldleaf.scoring.goldset import load_goldset

        with self._lock:
            stamp = self._look()
            if self._set is None or stamp != self._stamp:
                self._set, self._stamp = load_goldset(self._folder), stamp
            return tuple(self._set.cases)

    def case(self, name: str) -> GoldCase:
        """One case. The name is looked up among those there are; no path is made of it.

        Raises:
            Refusal: 404, there is no such case.
            BrokenGoldSet: the gold set can't be loaded.
        """
        for case in self.cases():
            if case.name == name:
                return case
        raise plain(404)

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        if not self._folder.is_dir():
            return ()
        files = sorted(self._folder.glob("*/*"))
        return tuple(
            (str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()
        )
