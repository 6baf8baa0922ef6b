"""``goldleaf serve`` whose workers do what a page says: for tests of stuck and dying workers."""

from __future__ import annotations

from unittest.mock import patch

from goldleaf.web.command import serve_command

from tests.web.web_tasks import read_or_obey

if __name__ == "__main__":
    with patch("goldleaf.web.house.read_as", read_or_obey):
        serve_command()
