"""What the tests of the server share: an application without worker processes, a real server, raw
requests."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import goldleaf.web
from goldleaf.web.config import ServerConfig

PORT = 7878
HOST = f"127.0.0.1:{PORT}"
CHROMIUM = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
FIREFOX = "moz-extension://0f6a1c1e-7a51-4b8e-9d5e-2f1f0f6a1c1e"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
F = TypeVar("F", bound=Callable[..., object])

STORY = " ".join(
    f"Sentence number {n} tells how the harbour woke, one boat after another." for n in range(40)
)
PAGE = (
    "<!doctype html><html lang=en><head><title>The harbour wakes</title></head><body><article>"
    f"<h1>The harbour wakes</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"
)
EMPTY_PAGE = "<!doctype html><title>Nothing</title><p>Hi.</p>"


class InlinePool:
    """Runs tasks at once, in the calling thread; counts them."""

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self.answer: Callable[[], Any] | None = None

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        self.calls.append(args)
        return self.answer() if self.answer else function(*args)

    def close(self, *, finish: bool = True) -> None:
        pass


def config_for(home: Path, **changes: Any) -> ServerConfig:
    return ServerConfig(**{"port": PORT, "home": home, "goldset": None, **changes})


def template(name: str) -> str:
    return (Path(goldleaf.web.__file__).parent / "templates" / name).read_text("utf-8")


@dataclass
class Live:
    """A server process."""

    process: subprocess.Popen[str]
    port: int
    code: str
    home: Path
    lines: list[str]

    @property
    def token(self) -> str:
        return (self.home / "token").read_text().strip()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str | None] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """One request with the command line's token; a header set to None is left out."""
        wanted: dict[str, str | None] = {"Authorization": f"Bearer {self.token}"}
        data = b""
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            wanted |= {"Content-Type": "application/json", "Content-Length": str(len(data))}
        wanted |= headers or {}
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in wanted.items() if value is not None]
        return self.raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data)

    def read(self, html: str, **headers: str) -> tuple[int, dict[str, Any]]:
        """``POST /v1/read``, and its JSON."""
        status, _, body = self.request("POST", "/v1/read", {"html": html}, dict(headers))
        return status, json.loads(body)

    def raw(self, data: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send bytes, read until the server closes, and take the answer apart."""
        with self.connect() as connection:
            connection.sendall(data)
            return answer_on(connection)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def log(self) -> str:
        """What the server has written on standard error until now."""
        return (self.home / "stderr").read_text()

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def answer_on(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Read one answer until the connection closes."""
    data = b""
    while part := connection.recv(65_536):
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers, body


@contextmanager
def live_server(
    home: Path, *arguments: str, command: tuple[str, ...] = ("-m", "goldleaf.cli", "serve")
) -> Iterator[Live]:
    """A real server on a free port, in a process of its own."""
    home.mkdir(parents=True, exist_ok=True)
    environ = {
        **os.environ,
        "GOLDLEAF_HOME": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "server"), str(ROOT)]),
    }
    with (home / "stderr").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environ,
            cwd=home,
        )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        while not any("Ctrl-C" in line for line in lines):
            line = process.stdout.readline()
            assert line, f"the server ended: {lines} {(home / 'stderr').read_text()}"
            lines.append(line.rstrip("\n"))
        found = re.search(r"http://127\.0\.0\.1:(\d+)/pair#(\S+)", "\n".join(lines))
        assert found, lines
        live = Live(process, int(found[1]), found[2], home, lines)
        yield live
        assert live.stop() == 0, live.log()
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def eventually(check: Callable[[], Any], what: str) -> Any:
    """Ask until the answer is true."""
    end = time.monotonic() + PATIENCE
    while not (answer := check()):
        assert time.monotonic() < end, what
        time.sleep(0.02)
    return answer


def only_where(holds: bool) -> Callable[[F], F]:
    """Collect a test only where the platform has what it is about: a limit, a signal."""

    def mark(function: F) -> F:
        function.__test__ = holds  # type: ignore[attr-defined]
        return function

    return mark


def head_of(live: Live, *lines: str) -> bytes:
    """The head of a ``POST /v1/read`` with these lines."""
    first = ("POST /v1/read HTTP/1.1", f"Host: 127.0.0.1:{live.port}")
    return "\r\n".join([*first, *lines]).encode() + b"\r\n\r\n"


def good_head(live: Live, length: int) -> bytes:
    """The head that lets a body of this length in."""
    return head_of(
        live,
        f"Authorization: Bearer {live.token}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
    )


def code_of(body: bytes) -> str:
    """The code of an error."""
    found = json.loads(body)["error"]["code"]
    assert isinstance(found, str)
    return found
