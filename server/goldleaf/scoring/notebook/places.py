"""Where a notebook finds its data."""

from __future__ import annotations

from pathlib import Path

from goldleaf.scoring.errors import BrokenGoldSet


def find_goldset(start: Path | None = None) -> Path:
    """The folder ``goldset`` beside the notebook's folder or above it.

    Args:
        start: where to begin; the working directory by default, which is the notebook's folder in Jupyter.

    Raises:
        BrokenGoldSet: there is none up to the root.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "goldset").is_dir():
            return folder / "goldset"
    raise BrokenGoldSet(
        f"There is no folder goldset in {here} or above. Start Jupyter in the checkout.", path=str(here)
    )
