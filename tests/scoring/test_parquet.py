"""A Parquet file has all values of a run and says where they come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from goldleaf.cli import main
from goldleaf.scoring import parquet
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.parquet import KEY
from pyarrow import parquet as pq

from tests.scoring.material import write_goldset


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_goldset(tmp_path / "goldset")


def test_a_table_has_the_values_of_the_json_file(folder: Path) -> None:
    done = CliRunner().invoke(main, ["score", "--parquet", "out/run.parquet", "--json", "run.json"])
    assert done.exit_code == 0, done.output
    written = json.loads(Path("run.json").read_text(encoding="utf-8"))
    table = pq.read_table("out/run.parquet")
    rows = table.to_pylist()
    assert [row["case"] for row in rows] == [page["case"] for page in written["pages"]]
    for row, page, case in zip(rows, written["pages"], written["cases"], strict=True):
        assert row["page_sha256"] == case["page_sha256"]
        assert row["outcome"] == page["outcome"]
        for name in METRICS:
            value = page["metrics"].get(name, {}).get("value")
            assert row[f"score_{name}"] == (None if value is None else pytest.approx(value, abs=1e-6))
    assert set(rows[0]["parts_token_f1"]) == {"precision", "recall"}
    described = json.loads(table.schema.metadata[KEY])
    assert described["provenance"]["commit"] == written["provenance"]["commit"]
    assert described["provenance"]["fingerprints"].keys() == {"goldleaf"}
    assert described["provenance"]["options"]["deadline_seconds"] == 60.0
    assert described["summary"] == written["summary"]
    assert "pages" not in described


def test_without_pyarrow_the_extra_is_named_before_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["score", "--parquet", "out/run.parquet"])
    assert done.exit_code == 2
    assert 'pip install -e ".[notebooks]"' in done.stderr
    assert not Path("out").exists()
