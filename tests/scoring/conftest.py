"""What the tests of scoring share: a cache of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep results where no other test and no person has any."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("GOLDLEAF_CACHE", str(folder))
    return folder
