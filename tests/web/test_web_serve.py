"""``goldleaf serve``: what it says, where it listens, when it refuses to start."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from goldleaf.web.command import default_workers
from goldleaf.web.serving import CannotListen, bind, loopback

from tests.web.house import CHROMIUM, PATIENCE, ROOT, Live, live_server


def serve(home: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A start that is expected to fail."""
    return subprocess.run(
        [sys.executable, "-m", "goldleaf.cli", "serve", *arguments],
        env={**os.environ, "GOLDLEAF_HOME": str(home), "PYTHONPATH": str(ROOT / "server")},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_it_tells_address_extension_link_and_how_to_stop(live: Live) -> None:
    text = "\n".join(live.lines)
    assert f"Goldleaf is reading at http://127.0.0.1:{live.port}/" in text
    assert str(ROOT / "extension") in text
    assert re.search(rf"http://127\.0\.0\.1:{live.port}/pair#[0-9A-Z]{{4}}-[0-9A-Z]{{4}}\b", text)
    assert "Ctrl-C" in text


def test_it_listens_on_loopback_alone(live: Live) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
        "127.0.0.1"
    }
    for address in others:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((str(address), live.port), timeout=PATIENCE).close()
    if sys.platform == "linux":
        wanted = f"{live.port:04X}"
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(":" + wanted)]
        assert listening == [f"0100007F:{wanted}"]
        six = [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
        assert [row for row in six if row[3] == "0A" and row[1].endswith(":" + wanted)] == []


def test_pairing_with_the_printed_link(tmp_path: Path) -> None:
    with live_server(tmp_path / "home") as live:
        status, _, _ = live.request(
            "POST", "/v1/pair", {"code": live.code}, {"Origin": CHROMIUM, "Authorization": None}
        )
        assert status == 200
        assert live.process.stdout is not None
        said = [live.process.stdout.readline() for _ in range(2)]
        assert "Paired" in said[0]
        new = re.search(r"/pair#(\S+)", said[1])
        assert new
        assert new[1] != live.code
    assert re.search(r"POST /v1/pair 200 ", live.log())


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "192.168.0.1", "::", "example.org", "", "localhost.evil.example"]
)
def test_addresses_that_are_not_loopback_are_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(CannotListen, match="does not exist yet"):
        bind(host, 0)


def test_a_refused_address_ends_with_2_and_words(tmp_path: Path) -> None:
    answer = serve(tmp_path, "--host", "0.0.0.0")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "not a loopback address" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_loopback_addresses(host: str) -> None:
    assert loopback(host).is_loopback


def test_a_taken_port_ends_with_2_and_words(tmp_path: Path, live: Live) -> None:
    answer = serve(tmp_path, "--port", str(live.port))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert f"Port {live.port} on 127.0.0.1 is taken" in answer.stderr
    for command in ('`make serve ARGS="--port 9000"`', "`goldleaf serve --port 9000`"):
        assert command in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "70000"],
        ["--port", "x"],
        ["--workers", "0"],
        ["--deadline", "0"],
        ["--goldset", "nowhere"],
        ["--speed", "3"],
        ["page.html"],
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    answer = serve(tmp_path, *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Error: " in answer.stderr


def test_a_broken_settings_folder_ends_with_2_and_words(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("nonsense")
    answer = serve(tmp_path, "--port", "0")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "holds no token" in answer.stderr


def test_the_gold_set_beside_is_found(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "goldset").mkdir(parents=True)
    with live_server(home) as live:
        assert any(f"The gold set is {home / 'goldset'}" in line for line in live.lines)
        assert live.request("GET", "/v1/gold")[0] == 500, "it is empty, which is told"


def test_the_number_of_workers_fits_the_machine() -> None:
    assert 1 <= default_workers() <= 4
