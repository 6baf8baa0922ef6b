"""``docs/api.md`` is true: its examples run, and what it names exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from goldleaf.web.command import serve_command
from goldleaf.web.config import ServerConfig
from goldleaf.web.refusals import PLAIN, STATUS

from tests.web.house import PAGE, ROOT, Live

TEXT = (ROOT / "docs" / "api.md").read_text("utf-8")
WEB = ROOT / "server" / "goldleaf" / "web"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return [str(block) for block in found]


def example(block: str, live: Live) -> str:
    """An example of the page, pointed at the server under test."""
    here = block.replace("http://127.0.0.1:7878", live.url).replace("~/.config/goldleaf", str(live.home))
    assert here != block
    return here


def test_the_python_example_runs(live: Live, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (block,) = blocks("python")
    answer = subprocess.run(
        [sys.executable, "-c", example(block, live)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("The harbour wakes ")


def test_the_curl_examples_run(live: Live, tmp_path: Path) -> None:
    assert shutil.which("curl"), "the examples need curl"
    (tmp_path / "page.html").write_text(PAGE)
    script = "set -e\n" + "\necho\n".join(example(block, live) for block in blocks("sh"))
    # The python3 of the example is whichever runs the tests.
    environ = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    answer = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )
    first, _, second = answer.stdout.partition("\n")
    assert '"name": "goldleaf"' in first
    assert "one boat after another" in second


def test_the_addresses_are_those_of_the_description() -> None:
    spec = yaml.safe_load((WEB / "openapi.yaml").read_text("utf-8"))
    described = {f"{verb.upper()} {path}" for path, methods in spec["paths"].items() for verb in methods}
    assert set(re.findall(r"`((?:GET|POST) /[^`]*)`", TEXT)) == described


def test_every_error_code_is_listed_with_its_status() -> None:
    listed = {
        (int(status), code)
        for status, codes in re.findall(r"^\| (\d{3}) \| (.*?) \|", TEXT, re.MULTILINE)
        for code in re.findall(r"`(\w+)`", codes)
    }
    source = "".join(path.read_text("utf-8") for path in WEB.rglob("*.py"))
    raised = {(int(status), code) for status, code in re.findall(r'Refusal\(\s*(\d{3}),\s*"(\w+)"', source)}
    raised |= {(status, code) for code, status in STATUS.items()}
    raised |= {(status, code) for status, (code, _) in PLAIN.items()}
    raised |= {(500, "broken_gold_set"), (500, "broken_keys")}
    assert listed == raised - {(421, "misdirected")}


def test_options_and_numbers_are_those_of_the_server() -> None:
    options = {name for parameter in serve_command.params for name in parameter.opts}
    assert set(re.findall(r"`(--\w+)`", TEXT)) == options
    config = ServerConfig()
    assert f"{config.max_body_bytes // 1_000_000} MB" in TEXT
    assert f"{config.body_seconds:.0f} seconds to arrive" in TEXT
    assert f"({config.deadline:.0f} seconds)" in TEXT
    assert f"http://127.0.0.1:{config.port}" in TEXT
