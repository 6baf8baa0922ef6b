"""What a server is started with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import click

import goldleaf


def default_home() -> Path:
    """The folder of the tokens: ``GOLDLEAF_HOME``, else the platform's place for an application's
    settings."""
    return Path(os.environ.get("GOLDLEAF_HOME") or click.get_app_dir("goldleaf"))


def find_extension() -> Path | None:
    """The folder of the browser extension, where it lies beside the package as in a checkout; None
    elsewhere."""
    folder = Path(goldleaf.__file__).resolve().parents[2] / "extension"
    return folder if (folder / "manifest.json").is_file() else None


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """Settings of one server.

    Attributes:
        host: loopback address that is listened on.
        port: the real port (never 0 here: the socket is bound first).
        names: further host names under which the server may be addressed, without port.
        workers: processes that read pages.
        queue: pages that may wait for a worker; one more is answered with 503.
        deadline: seconds that one page may take.
        memory_bytes: what one worker may allocate, bytes; None for no limit.
        max_tasks: pages after which a worker is replaced.
        max_body_bytes: largest body of a request, bytes.
        body_seconds: time for a request to arrive whole.
        goldset: folder of gold cases; None for none.
        home: folder of the tokens.
        extension: folder of the browser extension, to tell people; None where it isn't known.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    names: tuple[str, ...] = ()
    workers: int = 2
    queue: int = 4
    deadline: float = 10.0
    memory_bytes: int | None = 2_000_000_000
    max_tasks: int = 500
    max_body_bytes: int = 32_000_000
    body_seconds: float = 20.0
    goldset: Path | None = None
    home: Path = field(default_factory=default_home)
    extension: Path | None = field(default_factory=find_extension)

    @property
    def hosts(self) -> frozenset[str]:
        """The exact values of the Host header that are let in."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        names = {"127.0.0.1", "localhost", "[::1]", own, *self.names}
        found = {f"{name}:{self.port}" for name in names}
        # Browsers leave the port out where it is the default one.
        return frozenset(found | names if self.port == 80 else found)

    @property
    def address(self) -> str:
        """Where a person on this machine finds the server, without a slash at the end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"
