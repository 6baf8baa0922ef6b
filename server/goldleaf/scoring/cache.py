"""A store of outputs and measurements between runs: what hasn't changed is not worked out again.

An output is kept under its page, its address, and the engine's fingerprint; what was measured of it under the
reference and the fingerprint of the metrics, too. So a change of one case costs one page, and a change of a
metric costs measuring only. A crash or a time-out is never kept: it may have been the machine's fault.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from platformdirs import user_cache_path

from goldleaf.scoring.errors import BrokenCache
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.fingerprint import engine_fingerprint, metrics_fingerprint
from goldleaf.scoring.metrics import Measurement, Reference
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.task import Output

FILE = "scores-1.sqlite3"
"""Name of the file in the cache's folder; the number is raised when its layout changes."""

MOST_BYTES = 1_000_000_000
"""What the file may hold; beyond it the entries that were unused longest go."""

_TABLES = """
CREATE TABLE IF NOT EXISTS outputs (key TEXT PRIMARY KEY, data BLOB NOT NULL, day INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS measured (
  key TEXT NOT NULL REFERENCES outputs (key) ON DELETE CASCADE, against TEXT NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (key, against));
CREATE INDEX IF NOT EXISTS by_day ON outputs (day);
"""


def default_folder() -> Path:
    """Where this platform keeps what may be deleted at any time, such as ``~/.cache/goldleaf``."""
    return user_cache_path("goldleaf", appauthor=False)


class ResultCache:
    """The store, opened; to be used in a ``with`` statement. Several processes may use one file at a time."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """Open the store, made where it is missing.

        Args:
            folder: made where it is missing, too.
            most_bytes: see :data:`MOST_BYTES`.

        Raises:
            BrokenCache: the folder can't be made or written, or the file is no store.
        """
        self.file = folder / FILE
        self._most_bytes = most_bytes
        self._used: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._store = sqlite3.connect(self.file, timeout=60, isolation_level=None)
            self._store.execute("PRAGMA auto_vacuum = INCREMENTAL")
            self._store.execute("PRAGMA journal_mode = WAL")
            self._store.execute("PRAGMA synchronous = NORMAL")
            self._store.execute("PRAGMA foreign_keys = ON")
            self._store.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._broken(error) from None

    def output(self, page_digest: str, url: str | None, engine: str) -> Output | None:
        """What the engine gave for this page before, None where that isn't known.

        Raises:
            BrokenCache: the file is damaged.
        """
        key = output_key(page_digest, url, engine)
        data = self._one("SELECT data FROM outputs WHERE key = ?", key)
        if data is None:
            return None
        self._used.add(key)
        extraction = Extraction(data["text"], data["html"], data["fields"])
        return Output(Outcome(data["outcome"]), data["seconds"], extraction, data["error"])

    def measurements(
        self, page_digest: str, url: str | None, engine: str, reference: Reference
    ) -> dict[str, Measurement] | None:
        """What was measured of that output against this reference, None where that isn't known.

        Raises:
            BrokenCache: the file is damaged.
        """
        key = output_key(page_digest, url, engine)
        against = _against(reference)
        data = self._one("SELECT data FROM measured WHERE key = ? AND against = ?", key, against)
        if data is None:
            return None
        return {name: Measurement(value, tuple(terms), parts) for name, (value, terms, parts) in data.items()}

    def keep(self, page_digest: str, url: str | None, reference: Reference, result: PageResult) -> None:
        """Store a result; one of a failure is left out.

        Raises:
            BrokenCache: the file is damaged, or the disk is full.
        """
        if result.outcome.failed:
            return
        key = output_key(page_digest, url, result.engine)
        self._used.add(key)
        output = {
            "outcome": str(result.outcome),
            "seconds": result.seconds,
            "text": result.text,
            "html": result.html,
            "fields": None if result.fields is None else dict(result.fields),
            "error": result.error,
        }
        measured = {
            name: (found.value, found.terms, found.parts) for name, found in result.measurements.items()
        }
        try:
            self._store.execute(
                "INSERT OR IGNORE INTO outputs VALUES (?, ?, ?)", (key, _pack(output), _today())
            )
            self._store.execute(
                "INSERT OR REPLACE INTO measured VALUES (?, ?, ?)",
                (key, _against(reference), _pack(measured)),
            )
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def close(self) -> None:
        """Note what was used, make room where there is too much, and close the file.

        Raises:
            BrokenCache: the file is damaged.
        """
        try:
            self._store.executemany(
                "UPDATE outputs SET day = ?1 WHERE key = ?2 AND day < ?1",
                ((_today(), key) for key in sorted(self._used)),
            )
            self._make_room()
            self._store.close()
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; after an error without the housekeeping."""
        if kind is None:
            self.close()
        else:
            self._store.close()

    def _make_room(self) -> None:
        (size,) = self._store.execute("SELECT coalesce(sum(length(data)), 0) FROM outputs").fetchone()
        if size <= self._most_bytes:
            return
        gone: list[tuple[str]] = []
        oldest: Iterable[tuple[str, int]] = self._store.execute(
            "SELECT key, length(data) FROM outputs ORDER BY day, rowid"
        )
        for key, length in oldest:
            if size <= self._most_bytes:
                break
            gone.append((key,))
            size -= length
        self._store.executemany("DELETE FROM outputs WHERE key = ?", gone)
        self._store.execute("PRAGMA incremental_vacuum").fetchall()

    def _one(self, query: str, *values: str) -> Any:
        try:
            row = self._store.execute(query, values).fetchone()
            return None if row is None else json.loads(zlib.decompress(row[0]))
        except (sqlite3.Error, zlib.error, ValueError) as error:
            raise self._broken(error) from None

    def _broken(self, error: Exception) -> BrokenCache:
        return BrokenCache(
            f"The cache {self.file} can't be used: {error}. Remove it, name another folder with --cache DIR, "
            "or do without: --no-cache",
            path=str(self.file),
        )


def output_key(page_digest: str, url: str | None, engine: str) -> str:
    """What an output is stored under.

    Args:
        page_digest: SHA-256 of the page.
        url: the address that the engine is given.
        engine: the engine's name.
    """
    parts = (page_digest, "" if url is None else f"at {url}", engine, engine_fingerprint(engine))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _against(reference: Reference) -> str:
    parts = (json.dumps(asdict(reference), sort_keys=True, default=dict), metrics_fingerprint())
    return sha256("\0".join(parts).encode()).hexdigest()


def _pack(data: Any) -> bytes:
    return zlib.compress(json.dumps(data).encode("ascii"), 1)


def _today() -> int:
    return int(time.time() // 86_400)
