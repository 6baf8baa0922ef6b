"""The wheel has all that the package needs when it runs, and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Ours, and what exists for type checkers only.
OURS = {"goldleaf", "_typeshed"}


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


def test_everything_that_is_imported_is_declared(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [
        line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines
    ]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"] + extras}
    distributions = packages_distributions()
    undeclared = set()
    for path in (repository / "server").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules = [node.module]
            for top in (
                {module.partition(".")[0] for module in modules} - OURS - sys.stdlib_module_names
            ):
                # A library of an extra that is not installed here goes by its own name.
                names = {canonicalize_name(name) for name in distributions.get(top, [top])}
                if not names & declared:
                    undeclared.add(f"{path.relative_to(repository)} imports {top}")
    assert not undeclared
