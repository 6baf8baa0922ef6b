"""Every error that Goldleaf raises on purpose.

Each class carries a stable machine-readable ``code`` (the same in Python, on the command line and over
HTTP), a message written for a person (what was wrong and what to do), and ``detail`` with the facts.
"""

from __future__ import annotations

from typing import Any, ClassVar


class GoldleafError(Exception):
    """Base class of all errors of this package.

    Attributes:
        code: stable identifier, for example ``no_article``.
        message: what was wrong and what to do about it, one or two sentences.
        detail: JSON-serialisable facts (limits, sizes, names).
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **detail: Any) -> None:
        """Keep the message and the facts behind it."""
        super().__init__(message)
        self.message = message
        self.detail: dict[str, Any] = detail

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the pickling between worker processes, keyword facts included."""
        return _rebuild, (type(self), self.message, self.detail)


def _rebuild(cls: type[GoldleafError], message: str, detail: dict[str, Any]) -> GoldleafError:
    return cls(message, **detail)


class NoArticle(GoldleafError):
    """The page was read, and there is nothing in it to read."""

    code = "no_article"


class Unreadable(GoldleafError):
    """The input is no HTML that can be read (wrong type, empty, binary, undecodable)."""

    code = "unreadable"


class TooLarge(GoldleafError):
    """The input is over one of the limits (bytes, tags, attributes, depth)."""

    code = "too_large"


class OutOfTime(GoldleafError):
    """The page was not done within its deadline; its worker was stopped."""

    code = "out_of_time"


class WorkerLost(GoldleafError):
    """The process that was reading the page died (killed, out of memory)."""

    code = "worker_lost"


class Busy(GoldleafError):
    """All workers are taken and the queue is full; try again shortly."""

    code = "busy"


class MissingExtra(GoldleafError):
    """An optional dependency is not installed; the message names the extra to install."""

    code = "missing_extra"
