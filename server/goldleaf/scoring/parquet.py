"""A run as a Parquet file: a row for each page and engine; the file's metadata says where they come from."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from goldleaf.errors import MissingExtra
from goldleaf.scoring.errors import install_hint
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.results import Run

KEY = b"goldleaf"
"""Under this key of the file's metadata stands JSON: what :meth:`Run.as_dict` gives, without cases and
pages."""


def require_parquet() -> None:
    """Make sure, before the work, that Parquet can be written.

    Raises:
        MissingExtra: pyarrow is not installed; the message says how to install it.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtra(
            f"Parquet needs pyarrow, which is not installed. {install_hint('notebooks')}", extra="notebooks"
        )


def write_parquet(file: Path, run: Run, summary: list[dict[str, Any]]) -> None:
    """Write a run.

    Columns: ``case``, ``engine``, ``page_type``, ``lang``, ``domain``, ``page_sha256``, ``gold_sha256``,
    ``outcome``, ``error``, ``seconds``, ``cached``, ``cost``, and for each metric its value under
    ``score_NAME`` and a struct of what it is made of under ``parts_NAME``; null where it doesn't apply.

    Args:
        file: where to; its folder is made.
        run: the run.
        summary: rows of the scoreboard, for the metadata.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: the file can't be written.
    """
    require_parquet()
    import pyarrow as pa
    from pyarrow import parquet

    described = run.as_dict(summary)
    del described["cases"], described["pages"]
    text, number = pa.string(), pa.float64()
    parts = _parts(run)
    schema = pa.schema(
        [
            *((name, text) for name in ("case", "engine", "page_type", "lang", "domain")),
            *((name, text) for name in ("page_sha256", "gold_sha256", "outcome", "error")),
            ("seconds", number),
            ("cached", pa.bool_()),
            ("cost", number),
            *((f"score_{name}", number) for name in METRICS),
            *(
                (f"parts_{name}", pa.struct([(part, number) for part in names]))
                for name, names in parts.items()
            ),
        ],
        metadata={KEY: json.dumps(described, ensure_ascii=False).encode()},
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.Table.from_pylist(_rows(run, parts), schema=schema), file, compression="zstd")


def _parts(run: Run) -> dict[str, list[str]]:
    """The parts of each metric that has some, in order."""
    found: dict[str, dict[str, None]] = {}
    for result in run.results:
        for name, measured in result.measurements.items():
            if measured.parts:
                found.setdefault(name, {}).update(dict.fromkeys(measured.parts))
    return {name: list(found[name]) for name in METRICS if name in found}


def _rows(run: Run, parts: dict[str, list[str]]) -> list[dict[str, Any]]:
    infos = {case.name: case for case in run.cases}
    rows = []
    for result in run.results:
        info = infos[result.case]
        row: dict[str, Any] = {
            "case": result.case,
            "engine": result.engine,
            "page_type": info.page_type,
            "lang": info.lang,
            "domain": info.domain,
            "page_sha256": info.page_digest,
            "gold_sha256": info.gold_digest,
            "outcome": str(result.outcome),
            "error": result.error or None,
            "seconds": result.seconds,
            "cached": result.cached,
            "cost": result.cost,
        }
        for name, measured in result.measurements.items():
            row[f"score_{name}"] = measured.value
            if name in parts:
                row[f"parts_{name}"] = dict(measured.parts)
        rows.append(row)
    return rows
