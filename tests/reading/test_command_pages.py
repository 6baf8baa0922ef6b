"""``goldleaf read --page``: several files, one article."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .pages import LAST, TITLE, page

MORE = "The second winter was the worst, because the sheep had found out that the stairs were warm and dry."


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in a folder with some pages."""
    (folder / "first.html").write_text(page(), encoding="utf-8")
    (folder / "second.html").write_text(page(f"<p>{MORE}</p><p>{MORE[::-1]}</p>"), encoding="utf-8")
    nails = page(f"<p>{MORE}</p>" * 4).replace(TITLE, "How carpenters count their nails")
    (folder / "nails.html").write_text(nails, encoding="utf-8")
    command = [sys.executable, "-m", "goldleaf.cli", "read", "first.html", "--format", "text", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=folder)


def test_the_files_become_one_article(tmp_path: Path) -> None:
    done = run(tmp_path, "--page", "second.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index(LAST) < done.stdout.index(MORE)


def test_a_file_that_is_left_out_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "--page", "nails.html", "--page", "second.html", "--page", "first.html")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "goldleaf read: nails.html is left out: it has another headline, so it is another article.",
        "goldleaf read: first.html is left out: the pages before it have all of it.",
    ]
    assert MORE in done.stdout


def test_only_goldleaf_joins_pages(tmp_path: Path) -> None:
    done = run(tmp_path, "--page", "second.html", "--engine", "readability")
    assert done.returncode == 2
    assert "Only Goldleaf joins pages" in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "--page", "third.html")
    assert done.returncode == 4
    assert "third.html can't be read" in done.stderr
