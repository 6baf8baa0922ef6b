"""The wheel has all that the package needs when it runs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by the pinned backend without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=repository, check=True, capture_output=True,
    )  # fmt: skip
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_every_file_of_the_package_is_in_it(wheel: zipfile.ZipFile, repository: Path) -> None:
    server = repository / "server"
    sources = {
        path.relative_to(server).as_posix()
        for path in (server / "goldleaf").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == sources
    assert {"goldleaf/py.typed", "goldleaf/reading/article.css", "goldleaf/web/openapi.yaml"} <= sources


def test_the_metadata_is_complete(wheel: zipfile.ZipFile, repository: Path) -> None:
    info = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(wheel.read(info).decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert set(metadata.get_all("Provides-Extra") or []) == {
        "compare",
        "dev",
        "epub",
        "notebooks",
        "scale",
        "train",
    }
    licence = info.replace("METADATA", "licenses/LICENSE")
    assert wheel.read(licence) == (repository / "LICENSE").read_bytes()
    entry_points = wheel.read(info.replace("METADATA", "entry_points.txt")).decode()
    assert "goldleaf = goldleaf.cli:main" in entry_points
