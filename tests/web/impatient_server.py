"""``goldleaf serve`` with a second of patience for a request to arrive."""

from __future__ import annotations

import functools
from unittest.mock import patch

from goldleaf.web.command import serve_command
from goldleaf.web.config import ServerConfig

if __name__ == "__main__":
    with patch("goldleaf.web.command.ServerConfig", functools.partial(ServerConfig, body_seconds=1.0)):
        serve_command()
