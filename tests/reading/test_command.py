"""``goldleaf read`` as a person or a script meets it: real processes, real exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .pages import LAST, TITLE, page


def _run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "goldleaf.cli", "read", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)


@pytest.fixture
def saved(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text(page(), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("html", "<article"),
        ("page", "<!doctype html>"),
        ("text", "When the sea"),
        ("markdown", "When the sea"),
        ("json", "{"),
    ],
)
def test_each_format_comes_out(saved: str, form: str, begins: str) -> None:
    done = _run(saved, "--format", form, "--url", "https://tidewater.example/")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(begins)
    assert LAST in done.stdout.decode()


def test_html_is_the_default_and_a_dash_is_standard_input() -> None:
    done = _run("-", stdin=page().encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"<article")
    assert _run(stdin=page().encode()).stdout == done.stdout


def test_json_has_the_title(saved: str) -> None:
    assert json.loads(_run(saved, "--format", "json").stdout)["title"] == TITLE


def test_readability_alone_can_be_asked_for(saved: str) -> None:
    done = _run(saved, "--engine", "readability", "--format", "text")
    assert done.returncode == 0
    assert LAST in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "says"),
    [
        (["--format", "docx"], b"", 2, b"Invalid value for '--format'"),
        (["--engine", "none"], b"", 2, b"There is no engine 'none'"),
        ([], b"<p>404</p>", 3, b"no article in this page"),
        (["https://example.org/story"], b"", 2, b"Goldleaf fetches nothing"),
        (["missing.html"], b"", 4, b"missing.html can't be read"),
        ([], b"", 4, b"empty"),
        ([], b"%PDF-1.7", 4, b"PDF"),
        ([], b" " * 25_000_001, 4, b"the limit is 25,000,000"),
        (["--timeout", "0.1"], page("<p>word, word</p>" * 150_000).encode(), 5, b"not done within"),
    ],
)
def test_each_failure_has_its_exit_code_and_a_message(
    arguments: list[str], stdin: bytes, code: int, says: bytes
) -> None:
    done = _run(*arguments, stdin=stdin)
    assert done.returncode == code, done.stderr
    assert done.stdout == b""
    assert says in done.stderr
    assert b"Traceback" not in done.stderr
