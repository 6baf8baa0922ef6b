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
OURS = {"goldleaf", "dev", "devkit", "tests", "_typeshed"}


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


def imported(folder: Path) -> dict[str, Path]:
    """The top-level names that the Python files of a folder import, each with a file that does."""
    found = {}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules = [node.module]
            found.update({module.partition(".")[0]: path for module in modules})
    return {name: path for name, path in found.items() if name not in OURS | sys.stdlib_module_names}


def distributions(module: str) -> set[str]:
    """The packages that a module may come from; one that is not installed here goes by its own name."""
    return {canonicalize_name(name) for name in packages_distributions().get(module, [module])}


def declared(repository: Path, extras: bool, dev: bool) -> set[str]:
    """The packages that the project asks for."""
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra, more in project["optional-dependencies"].items():
        lines += more if (dev if extra == "dev" else extras) else []
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize(("tree", "dev"), [("server", False), ("tests", True)])
def test_everything_that_is_imported_is_declared(tree: str, dev: bool, repository: Path) -> None:
    known = declared(repository, extras=True, dev=dev)
    assert [
        f"{path.relative_to(repository)} imports {name}"
        for name, path in sorted(imported(repository / tree).items())
        if not distributions(name) & known
    ] == []


def test_readers_install_nothing_that_is_not_imported(repository: Path) -> None:
    used = {name for module in imported(repository / "server") for name in distributions(module)}
    # readability-lxml brings this one; it is named for its floor, under which there are known holes.
    assert declared(repository, extras=False, dev=False) - used == {"lxml-html-clean"}
