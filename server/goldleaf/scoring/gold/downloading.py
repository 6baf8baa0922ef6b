"""Getting a benchmark's archive, where a person asked for it by its address and agreed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from goldleaf.scoring.errors import FetchFailed
from goldleaf.scoring.gold.fetching import fetch

MOST_PACKED = 1_000_000_000
"""Bytes that an archive may have."""
MOST_UNPACKED = 8_000_000_000
"""Bytes that may come out of it; the largest of the known benchmarks has a tenth of that."""


def download_archive(url: str, folder: Path, *, timeout: float) -> int:
    """Fetch a zip archive and unpack it into a folder. A single folder that holds all of it is taken away.

    Args:
        url: the archive's address.
        folder: where to; it must not exist, or be empty.
        timeout: seconds without a sign of life from the server.

    Returns:
        How many files there are.

    Raises:
        FetchFailed: the archive can't be fetched, is none, is too large, or reaches outside the folder.
        OSError: a file can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FetchFailed(
            f"{folder} is not empty, and nothing is written over. Name another folder.", address=url
        )
    fetched = fetch(url, most=MOST_PACKED, timeout=timeout, accept="application/zip,*/*;q=0.5")
    try:
        with zipfile.ZipFile(io.BytesIO(fetched.data)) as archive:
            return _unpack(archive, folder, url)
    except zipfile.BadZipFile:
        raise FetchFailed(
            f"{url} is no zip archive ({fetched.content_type or 'of no stated kind'}). "
            "Download and unpack it yourself, and leave --download out.",
            address=url,
        ) from None


def _unpack(archive: zipfile.ZipFile, folder: Path, url: str) -> int:
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    if sum(entry.file_size for entry in files) > MOST_UNPACKED:
        raise FetchFailed(f"{url} unpacks to over {MOST_UNPACKED:,} bytes.", address=url)
    paths = [PurePosixPath(entry.filename) for entry in files]
    for path in paths:
        if path.is_absolute() or ".." in path.parts or "\\" in str(path) or ":" in str(path):
            raise FetchFailed(
                f"{url} holds {str(path)!r}, which lies outside its folder. It is not unpacked.", address=url
            )
    tops = {path.parts[0] for path in paths}
    skip = 1 if len(tops) == 1 and all(len(path.parts) > 1 for path in paths) else 0
    for entry, path in zip(files, paths, strict=True):
        target = folder.joinpath(*path.parts[skip:])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(entry))
    return len(files)
