"""``goldleaf serve`` with a second of patience for a request to arrive."""

from __future__ import annotations

import functools

from goldleaf.web import command
from goldleaf.web.config import ServerConfig

if __name__ == "__main__":
    command.ServerConfig = functools.partial(ServerConfig, body_seconds=1.0)  # type: ignore[assignment,misc]
    command.serve_command()
