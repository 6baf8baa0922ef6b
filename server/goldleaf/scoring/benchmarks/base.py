"""What the readers of the benchmarks share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from goldleaf.scoring.errors import BrokenBenchmark


def load_json(file: Path) -> dict[str, Any]:
    """A JSON file that holds an object.

    Raises:
        BrokenBenchmark: it is missing, no JSON, or no object.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenBenchmark(
            f"{file} is missing. Is this the folder of another benchmark?", path=str(file)
        ) from None
    except ValueError as error:
        raise BrokenBenchmark(f"{file} is not valid JSON: {error}", path=str(file)) from None
    if not isinstance(data, dict):
        raise BrokenBenchmark(f"{file} holds no JSON object.", path=str(file))
    return data


def find_page(folder: Path, name: str) -> Path:
    """The page of this name, packed (``.gz``) or not.

    Raises:
        BrokenBenchmark: there is neither.
    """
    for path in (folder / f"{name}.gz", folder / name):
        if path.is_file():
            return path
    raise BrokenBenchmark(
        f"{folder / name}(.gz) is missing. Download the benchmark's pages again.", path=str(folder)
    )


def strings(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """The non-blank strings of a list; an absent list is empty."""
    found = data.get(key) or []
    return tuple(item for item in found if isinstance(item, str) and item.strip())
