"""What a person sees while a run is under way: how far it is, and how long it takes."""

from __future__ import annotations

import pytest
from goldleaf.scoring.command_support import _Log


@pytest.mark.parametrize(
    ("seconds", "done", "told"),
    [
        (10.0, 0, "0/40 pages done, waiting for goldleaf on x"),
        (10.0, 10, "10/40 pages done, about 30 s left, waiting for goldleaf on x"),
        (60.0, 10, "10/40 pages done, about 3 min left, waiting for goldleaf on x"),
    ],
)
def test_a_log_tells_the_time_left(
    seconds: float, done: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 100.0
    monkeypatch.setattr("goldleaf.scoring.command_support.time.monotonic", lambda: now)
    log = _Log()
    now += seconds
    log.tell(done, 40, "goldleaf on x")
    assert capsys.readouterr().err == told + "\n"
