"""What the routes share: settings, keys, the pairing desk, the worker pool, the gold set."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from goldleaf.web.config import ServerConfig
from goldleaf.web.gold_shelf import GoldShelf
from goldleaf.web.keys import KeyRing
from goldleaf.web.pairing import PairingDesk, Reason
from goldleaf.web.render import read_as
from goldleaf.workers import WorkerPool

# What each worker imports before its first page.
WARM = ("goldleaf", "goldleaf.web.render")


class Pool(Protocol):
    """What the routes want of a worker pool."""

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function in a worker and return what it returns."""

    def close(self, *, finish: bool = True) -> None:
        """End the workers."""


class House:
    """One server's state.

    Attributes:
        config: what it was started with.
        keys: the tokens.
        desk: the pairing codes.
        pool: reads pages.
        shelf: the gold set; None where none was given.
        paste_key: what our own page sends along with a pasted page.
        began: ``time.monotonic()`` at the start.
    """

    def __init__(
        self, config: ServerConfig, announce: Callable[[str, Reason], None], pool: Pool | None
    ) -> None:
        """Open the keys and start the workers.

        Raises:
            BrokenKeys: the settings folder can't be used.
        """
        self.config = config
        self.keys = KeyRing(config.home)
        self.desk = PairingDesk(announce)
        self.shelf = GoldShelf(config.goldset) if config.goldset else None
        self.paste_key = secrets.token_urlsafe(32)
        self.began = time.monotonic()
        self.pool: Pool = pool or WorkerPool(
            workers=config.workers,
            deadline=config.deadline,
            memory_bytes=config.memory_bytes,
            queue=config.queue,
            max_tasks=config.max_tasks,
            warm=WARM,
        )

    def read_as(
        self,
        media_type: str,
        html: str | bytes,
        url: str | None,
        content_type: str | None = None,
        pages: Sequence[tuple[str, str | None]] = (),
    ) -> bytes:
        """Read a page in a worker; see :func:`goldleaf.web.render.read_as`.

        Raises:
            GoldleafError: the page can't be read, or not in time, or there is no free worker.
        """
        answer: bytes = self.pool.run(read_as, media_type, html, url, content_type, pages)
        return answer

    def close(self) -> None:
        """Let the pages being read come to their end, then end the workers."""
        self.pool.close()
