"""Digests of what decides an engine's output and a metric's value, so that a stored result is used only while
nothing of that has changed."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from goldleaf.scoring.engines import engine
from goldleaf.scoring.metrics import METRICS


class Digest(Protocol):
    """What :mod:`hashlib` gives."""

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""


_PACKAGE = Path(__file__).resolve().parents[1]
_SCORING = Path(__file__).resolve().parent
# Rooms of this package that no extraction passes through.
_NOT_READING = frozenset({"scoring", "web"})
_NO_CODE = frozenset({"__pycache__", "tests", "test"})
_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r";.*\bextra\s*==")


@cache
def engine_fingerprint(name: str) -> str:
    """What an engine's output depends on beside the page: its code, its adapter, the versions below it.

    The code is that of every file in its package, data such as a learned model included, so that an edit in a
    checkout counts as well as another version. Of Goldleaf's own package, what reads pages.

    Args:
        name: the engine's.

    Returns:
        SHA-256, hexadecimal.

    Raises:
        UnknownName: there is no such engine.
        MissingExtra: it is not installed.
    """
    found = engine(name)
    digest = sha256()
    _add(digest, [platform.python_implementation(), platform.python_version(), name])
    _add(digest, (f"{package} {number}" for package, number in _versions(found.package)))
    for file in _code_of(found.module):
        _add_file(digest, file)
    # The adapter, and the renderer by which engines that answer in HTML get their text.
    adapter = find_spec(getattr(found.loader, "__module__", "") or __name__)
    if adapter is not None and adapter.origin and Path(adapter.origin).is_file():
        _add_file(digest, Path(adapter.origin))
    _add_file(digest, _SCORING / "plaintext.py")
    return digest.hexdigest()


@cache
def metrics_fingerprint() -> str:
    """What every value depends on beside output and reference: the metrics' code, versions and libraries.

    Returns:
        SHA-256, hexadecimal.
    """
    digest = sha256()
    _add(digest, [platform.python_implementation(), platform.python_version()])
    _add(digest, (f"{name} {metric.version}" for name, metric in METRICS.items()))
    _add(digest, (f"{package} {number}" for package, number in _versions("rapidfuzz", "lxml")))
    for file in [*_files(_SCORING / "metrics", frozenset()), _SCORING / "plaintext.py"]:
        _add_file(digest, file)
    return digest.hexdigest()


def _versions(*packages: str) -> Iterator[tuple[str, str]]:
    """Versions of some distributions and of all that they need, sorted by name; extras left out."""
    found: dict[str, str] = {}
    waiting = list(packages)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = version(name)
            needed = requires(name) or []
        except PackageNotFoundError:
            found[name], needed = "absent", []
        for line in needed:
            match = _REQUIREMENT.match(line)
            if match and not _EXTRA.search(line):
                waiting.append(match[1])
    return iter(sorted(found.items()))


def _code_of(module: str) -> list[Path]:
    if module == "goldleaf":
        return _files(_PACKAGE, _NOT_READING)
    spec = find_spec(module)
    if spec is None:
        return []
    if spec.submodule_search_locations:
        return [
            file for place in spec.submodule_search_locations for file in _files(Path(place), frozenset())
        ]
    return [Path(spec.origin)] if spec.origin and Path(spec.origin).is_file() else []


def _files(folder: Path, without: frozenset[str]) -> list[Path]:
    """All files of a package in a fixed order, what Python compiled from them left out."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _NO_CODE | without:
                found += _files(path, frozenset())
        elif path.suffix != ".pyc":
            found.append(path)
    return found


def _add(digest: Digest, parts: Iterable[str]) -> None:
    for part in parts:
        digest.update(part.encode() + b"\0")


def _add_file(digest: Digest, file: Path) -> None:
    data = file.read_bytes()
    digest.update(f"{file.name} {len(data)}\0".encode() + data)
