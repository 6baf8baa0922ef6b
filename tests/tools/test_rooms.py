"""Each room of the package knows only those below it; what one process imports stays as small as it says."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

# room: the parts of the package that its modules must not import.
FORBIDDEN = {
    "reading": {"scoring", "web", "workers", "cli"},
    "scoring": {"web", "cli"},
    "web": {"cli"},
}
# The only modules of the server that may look at the gold set, and so at scoring.
GOLD_ROUTES = "gold"
# room: libraries that belong to a room above it.
FOREIGN = {
    "reading": {"flask", "werkzeug", "waitress"},
    "scoring": {"flask", "werkzeug", "waitress"},
}


def imports(path: Path, package: Path) -> set[str]:
    """All modules that a file names in import statements, also inside functions, as absolute dotted names."""
    home = ["goldleaf", *path.relative_to(package).with_suffix("").parts[:-1]]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def modules(repository: Path, room: str) -> list[Path]:
    """The files of a room."""
    found = sorted((repository / "server" / "goldleaf" / room).rglob("*.py"))
    assert found, f"the room {room} has no modules"
    return found


@pytest.mark.parametrize("room", sorted(FORBIDDEN))
def test_a_room_imports_none_above_it(repository: Path, room: str) -> None:
    package = repository / "server" / "goldleaf"
    wrong = [
        f"{path.relative_to(package)} imports {name}"
        for path in modules(repository, room)
        for name in sorted(imports(path, package))
        if name.split(".")[0] == "goldleaf" and set(name.split(".")[1:2]) & FORBIDDEN[room]
    ]
    assert not wrong


@pytest.mark.parametrize("room", sorted(FOREIGN))
def test_a_room_imports_no_library_of_another(repository: Path, room: str) -> None:
    package = repository / "server" / "goldleaf"
    wrong = [
        f"{path.relative_to(package)} imports {name}"
        for path in modules(repository, room)
        for name in sorted(imports(path, package))
        if name.split(".")[0] in FOREIGN[room]
    ]
    assert not wrong


def test_only_the_gold_set_routes_of_the_server_know_scoring(repository: Path) -> None:
    package = repository / "server" / "goldleaf"
    wrong = [
        str(path.relative_to(package))
        for path in modules(repository, "web")
        if GOLD_ROUTES not in path.stem
        and any(
            name == "goldleaf.scoring" or name.startswith("goldleaf.scoring.")
            for name in imports(path, package)
        )
    ]
    assert not wrong


def test_imports_are_seen_wherever_they_stand(tmp_path: Path) -> None:
    module = tmp_path / "web" / "views.py"
    module.parent.mkdir()
    module.write_text(
        "from . import pages\nfrom ..scoring import gate\ndef f():\n    import goldleaf.reading.page\n"
    )
    assert imports(module, tmp_path) == {
        "goldleaf.web.pages",
        "goldleaf.scoring.gate",
        "goldleaf.reading.page",
    }


def test_reading_a_page_loads_no_server_and_no_scoring(repository: Path) -> None:
    code = (
        "import sys, goldleaf\n"
        "unwanted = {'flask', 'waitress', 'pandas', 'goldleaf.web', 'goldleaf.scoring'}\n"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
