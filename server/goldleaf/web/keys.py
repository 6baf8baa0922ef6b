"""The tokens: one for command-line clients, one for each paired extension, kept in files that only the owner
can read."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import threading
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from goldleaf.errors import GoldleafError

TOKEN_BYTES = 32
TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
# "Last seen" is for a person's eyes: one write a minute is enough.
SEEN_EVERY = timedelta(minutes=1)


class BrokenKeys(GoldleafError):
    """A file with tokens can't be read, or holds something else."""

    code = "broken_keys"


@dataclass(frozen=True, slots=True)
class Pairing:
    """An extension that was paired.

    Attributes:
        origin: ``chrome-extension://…`` or ``moz-extension://…``.
        digest: SHA-256 of its token, hexadecimal; the token itself is kept by the extension alone.
        paired: when, ISO 8601 in UTC.
        last_seen: when it last used its token, to the minute; None for never.
    """

    origin: str
    digest: str
    paired: str
    last_seen: str | None = None


class KeyRing:
    """The tokens of one settings folder. Two servers may share a folder: files are read again when they
    change."""

    LOCAL: ClassVar[str] = "local"

    def __init__(self, home: Path) -> None:
        """Read the folder; make it, and the local token, where they are missing.

        Raises:
            BrokenKeys: a file can't be read or written, or holds something else.
        """
        self.home = home
        self.token_file = home / "token"
        self._file = home / "pairings.json"
        self._lock = threading.RLock()
        self._stamp: tuple[int, int] | None = None
        self._pairings: dict[str, Pairing] = {}
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._local = _digest(self._local_token())
            self._reload()
        except OSError as error:
            raise BrokenKeys(
                f"The settings folder {home} can't be used: {error.strerror}. "
                "Make it writable, or name another with the variable GOLDLEAF_HOME.",
                path=str(home),
            ) from None

    def owner_of(self, token: str) -> str | None:
        """Who a token belongs to: LOCAL, the origin of an extension, or None. Takes the same time for every
        wrong one."""
        digest = _digest(token)
        owner = None
        if hmac.compare_digest(digest, self._local):
            owner = self.LOCAL
        for pairing in self.pairings():
            if hmac.compare_digest(digest, pairing.digest):
                owner = pairing.origin
        return owner

    def is_paired(self, origin: str) -> bool:
        """Whether this extension has a token."""
        return any(pairing.origin == origin for pairing in self.pairings())

    def pairings(self) -> tuple[Pairing, ...]:
        """All paired extensions, oldest first."""
        with self._lock:
            self._reload()
            return tuple(self._pairings.values())

    def pair(self, origin: str) -> str:
        """Give an extension a new token; the one it had before opens nothing any more."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            self._reload()
            self._pairings[origin] = Pairing(origin, _digest(token), _now())
            self._save()
        return token

    def seen(self, origin: str) -> None:
        """Remember that an extension used its token just now."""
        with self._lock:
            pairing = self._pairings.get(origin)
            if pairing is None:
                return
            now = datetime.now(UTC)
            if pairing.last_seen and now - datetime.fromisoformat(pairing.last_seen) < SEEN_EVERY:
                return
            self._pairings[origin] = replace(pairing, last_seen=_now())
            self._save()

    def _local_token(self) -> str:
        """The command line's token, made where there is none yet."""
        try:
            token = self.token_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            token = secrets.token_urlsafe(TOKEN_BYTES)
            write_private(self.token_file, token + "\n")
            return token
        except UnicodeDecodeError:
            token = ""
        if not TOKEN_SHAPE.fullmatch(token):
            raise BrokenKeys(
                f"{self.token_file} holds no token. Delete it: the next start makes a new one.",
                path=str(self.token_file),
            )
        if os.name == "posix" and self.token_file.stat().st_mode & 0o077:
            self.token_file.chmod(0o600)
        return token

    def _reload(self) -> None:
        """Read the pairings again if another process has written them."""
        try:
            status = self._file.stat()
        except FileNotFoundError:
            self._pairings, self._stamp = {}, None
            return
        stamp = (status.st_mtime_ns, status.st_ino)
        if stamp == self._stamp:
            return
        try:
            records = json.loads(self._file.read_text(encoding="utf-8"))["pairings"]
            self._pairings = {record["origin"]: Pairing(**record) for record in records}
        except (ValueError, KeyError, TypeError):
            raise BrokenKeys(
                f"{self._file} can't be read as pairings. Delete it and pair the extension again.",
                path=str(self._file),
            ) from None
        self._stamp = stamp

    def _save(self) -> None:
        data = {"version": 1, "pairings": [asdict(pairing) for pairing in self._pairings.values()]}
        write_private(self._file, json.dumps(data, indent=2) + "\n")
        status = self._file.stat()
        self._stamp = (status.st_mtime_ns, status.st_ino)


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone from its first byte on."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _digest(token: str) -> str:
    # Comparing digests of one length tells nothing about where, or how long, a wrong token differs.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
