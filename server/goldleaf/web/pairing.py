"""One-time codes: short enough for a link, short-lived, good for one extension, and closed to guessing."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from typing import Literal

from goldleaf.web.refusals import Refusal

# Crockford's base 32: digits and letters without I, L, O and U. Eight of them are 40 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
LIFE_SECONDS = 600.0
TRIES = 5
PAUSE_SECONDS = 60.0

Reason = Literal["first", "used", "lapsed", "guessed"]


def normalise(code: str) -> str:
    """A code as it is compared: capitals, no hyphens or spaces, and the letters that are taken for digits
    replaced."""
    return code.upper().translate(str.maketrans("OIL", "011", "- "))


class PairingDesk:
    """Hands out codes, one at a time, and redeems them."""

    def __init__(
        self, announce: Callable[[str, Reason], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start without a code; the first :meth:`offer` makes one.

        Args:
            announce: called with each new code (``XXXX-XXXX``) and why it was made; shows it to the person.
            clock: seconds, never going back.
        """
        self._announce = announce
        self._clock = clock
        self._lock = threading.Lock()
        self._code: str | None = None
        self._lapses = 0.0
        self._tries = 0
        self._shut_until = 0.0
        self._next_reason: Reason = "first"

    def offer(self) -> str | None:
        """Make sure that there is a live code, and return it; None during the pause after wrong guesses."""
        with self._lock:
            now = self._clock()
            if now < self._shut_until:
                return None
            if self._code is None or now >= self._lapses:
                self._mint(now, "lapsed" if self._code is not None else self._next_reason)
            return self._code

    def redeem(self, code: str) -> None:
        """Use up the code.

        Raises:
            Refusal: 403 ``bad_code`` where it is wrong, used or lapsed; 429 ``too_many_tries`` in the pause
                after five wrong ones, with Retry-After.
        """
        with self._lock:
            now = self._clock()
            if now < self._shut_until:
                raise self._pause(now)
            if self._code is None or now >= self._lapses:
                self._mint(now, "lapsed" if self._code is not None else self._next_reason)
                raise _bad_code()
            right = hmac.compare_digest(
                normalise(code).encode("utf-8", "surrogatepass"), normalise(self._code).encode()
            )
            if right:
                self._mint(now, "used")
                return
            self._tries += 1
            if self._tries >= TRIES:
                self._code, self._next_reason = None, "guessed"
                self._shut_until = now + PAUSE_SECONDS
                raise self._pause(now)
            raise _bad_code()

    def _mint(self, now: float, reason: Reason) -> None:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        self._code = f"{letters[:4]}-{letters[4:]}"
        self._lapses = now + LIFE_SECONDS
        self._tries = 0
        self._announce(self._code, reason)

    def _pause(self, now: float) -> Refusal:
        wait = max(1, round(self._shut_until - now))
        return Refusal(
            429,
            "too_many_tries",
            f"Too many wrong codes. Wait {wait} seconds, then open /pair: the terminal shows a new link.",
            headers={"Retry-After": str(wait)},
            retry_after_seconds=wait,
        )


def _bad_code() -> Refusal:
    return Refusal(
        403,
        "bad_code",
        "This code is not valid: wrong, used before, or older than ten minutes. "
        "Open the newest pairing link that the server has printed.",
    )
