"""A fingerprint changes with what decides the output, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from goldleaf.scoring import engines, fingerprint
from goldleaf.scoring.engines import Engine
from goldleaf.scoring.errors import UnknownName
from goldleaf.scoring.fingerprint import engine_fingerprint, metrics_fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine's package, in the registry under the name "other"."""
    folder = tmp_path / "otherengine"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "data" / "model.bin").write_bytes(b"\0\1")
    monkeypatch.syspath_prepend(tmp_path)
    found = Engine("other", "otherengine", "otherengine", None, lambda: pytest.fail("loaded"))
    monkeypatch.setitem(engines.ENGINES, "other", found)
    return folder


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No fingerprint of these tests is left to others."""
    yield
    engine_fingerprint.cache_clear()


def anew() -> str:
    """The fingerprint as another process would see it."""
    engine_fingerprint.cache_clear()
    return engine_fingerprint("other")


def edit_code(folder: Path) -> None:
    (folder / "__init__.py").write_text("CHANGED = True\n")


def edit_data(folder: Path) -> None:
    (folder / "data" / "model.bin").write_bytes(b"\0\2")


def add_file(folder: Path) -> None:
    (folder / "more.py").write_text("")


def rename_file(folder: Path) -> None:
    (folder / "data" / "model.bin").rename(folder / "data" / "other.bin")


@pytest.mark.parametrize("change", [edit_code, edit_data, add_file, rename_file])
def test_any_change_of_an_engine_s_package_counts(package: Path, change: Callable[[Path], None]) -> None:
    before = anew()
    assert anew() == before
    change(package)
    assert anew() != before


def test_what_python_compiled_does_not_count(package: Path) -> None:
    before = anew()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "__init__.cpython-311.pyc").write_bytes(b"compiled")
    assert anew() == before


def test_another_version_of_a_library_counts(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = {"otherengine": "1.0", "below": "2.0"}
    monkeypatch.setattr(fingerprint, "version", lambda name: numbers[name])
    needs = {"otherengine": ["Below>=1 ; python_version >= '3.8'", "absent ; extra == 'more'"], "below": None}
    monkeypatch.setattr(fingerprint, "requires", lambda name: needs[name])
    before = anew()
    numbers["below"] = "2.1"
    assert anew() != before


def test_goldleaf_s_is_that_of_what_reads_pages() -> None:
    files = {path.relative_to(fingerprint._PACKAGE).as_posix() for path in fingerprint._code_of("goldleaf")}
    assert {"reading/pipeline.py", "reading/model.npz", "reading/features/view.py", "errors.py"} <= files
    assert not any(name.startswith(("scoring/", "web/")) or "__pycache__" in name for name in files)


def test_metrics_have_one_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = metrics_fingerprint()
    (tmp_path / "metrics").mkdir()
    (tmp_path / "plaintext.py").write_text("")
    monkeypatch.setattr(fingerprint, "_SCORING", tmp_path)
    metrics_fingerprint.cache_clear()
    try:
        assert metrics_fingerprint() != before
    finally:
        metrics_fingerprint.cache_clear()


def test_an_unknown_engine_has_none() -> None:
    with pytest.raises(UnknownName):
        engine_fingerprint("boilerpipe")
