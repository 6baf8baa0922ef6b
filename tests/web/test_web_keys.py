"""Tokens in files."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from goldleaf.web.keys import BrokenKeys, KeyRing, write_private

from tests.web.house import CHROMIUM, FIREFOX


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_gets_a_token_of_256_bits_that_only_its_owner_reads(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    ring = KeyRing(home)
    token = ring.token_file.read_text().strip()
    assert len(token) == 43
    assert ring.owner_of(token) == KeyRing.LOCAL
    assert KeyRing(home).owner_of(token) == KeyRing.LOCAL, "the next start keeps it"
    assert KeyRing(tmp_path / "other").owner_of(token) is None
    if os.name == "posix":
        assert (mode(home), mode(ring.token_file)) == (0o700, 0o600)


def test_pairings_survive_and_the_file_holds_no_token(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    token = ring.pair(CHROMIUM)
    again = KeyRing(tmp_path)
    assert again.owner_of(token) == CHROMIUM
    assert again.is_paired(CHROMIUM)
    assert not again.is_paired(FIREFOX)
    file = tmp_path / "pairings.json"
    assert token not in file.read_text()
    if os.name == "posix":
        assert mode(file) == 0o600


def test_pairing_again_ends_the_old_token(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    old, new = ring.pair(CHROMIUM), ring.pair(CHROMIUM)
    assert (ring.owner_of(old), ring.owner_of(new)) == (None, CHROMIUM)
    assert len(ring.pairings()) == 1


def test_two_servers_on_one_folder_see_each_others_pairings(tmp_path: Path) -> None:
    one, two = KeyRing(tmp_path), KeyRing(tmp_path)
    first, second = one.pair(CHROMIUM), two.pair(FIREFOX)
    assert {one.owner_of(first), one.owner_of(second)} == {CHROMIUM, FIREFOX}
    (tmp_path / "pairings.json").unlink()
    assert one.owner_of(first) is None, "a person may delete the file to end all pairings"


def test_last_seen_is_kept(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    ring.pair(CHROMIUM)
    assert ring.pairings()[0].last_seen is None
    ring.seen(CHROMIUM)
    ring.seen(FIREFOX)
    (pairing,) = KeyRing(tmp_path).pairings()
    assert pairing.last_seen is not None


@pytest.mark.parametrize("content", ["", "short", "A" * 42 + "!", "Ä" * 43, "A" * 43 + "\n" + "B" * 43])
def test_a_token_file_with_something_else_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "token").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenKeys, match="Delete it"):
        KeyRing(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pairings": [{}]}', '{"pairings": {"a": 1}}', "\x00"])
def test_a_pairings_file_with_something_else_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "pairings.json").write_text(content)
    with pytest.raises(BrokenKeys, match="Delete it"):
        KeyRing(tmp_path)


def test_a_folder_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BrokenKeys, match="GOLDLEAF_HOME"):
        KeyRing(tmp_path / "file" / "home")


def test_a_token_that_others_could_read_is_closed(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    ring.token_file.chmod(0o644)
    KeyRing(tmp_path)
    if os.name == "posix":
        assert mode(ring.token_file) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data"
    write_private(file, "old")

    def fail(descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_private(file, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert file.read_text() == "old"


def test_the_pairings_file_says_its_version(tmp_path: Path) -> None:
    KeyRing(tmp_path).pair(CHROMIUM)
    assert json.loads((tmp_path / "pairings.json").read_text())["version"] == 1
