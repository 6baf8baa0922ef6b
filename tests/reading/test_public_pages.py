"""Every page of the public benchmarks goes through, and the words kept are better than readability-lxml's."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import goldleaf

_WORD = re.compile(r"\w+")
# readability-lxml 0.9 alone reaches 0.704 by this measure; less than this would be no progress on it.
_FLOOR = 0.704 + 0.08


def _read(path: str) -> tuple[str, str]:
    raw = Path(path).read_bytes()
    if path.endswith(".gz"):
        raw = gzip.decompress(raw)
    try:
        return goldleaf.read(raw, "https://page.example/").text, ""
    except goldleaf.GoldleafError as error:
        return "", error.code
    except Exception as error:  # the point of the test: this must not happen
        return "", f"{path}: {error!r}"


def _texts(paths: list[Path]) -> Iterator[tuple[str, str]]:
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read, map(str, paths), chunksize=16)


def _f1(left: str, right: str) -> float:
    a, b = Counter(_WORD.findall(left.lower())), Counter(_WORD.findall(right.lower()))
    both = (a & b).total()
    return 2 * both / (a.total() + b.total()) if both else 0.0


def test_mozilla_and_trafilatura_pages_go_through(shared_dir: Path) -> None:
    paths = [
        *shared_dir.glob("benchmarks/mozilla/*/source.html"),
        *shared_dir.glob("benchmarks/trafilatura/html/*"),
    ]
    assert len(paths) > 500
    errors = Counter(error for _, error in _texts(paths) if error)
    assert set(errors) <= {"no_article"}, errors
    assert errors["no_article"] <= 5


def test_wcxb_pages_go_through_and_beat_readability(shared_dir: Path) -> None:
    paths = sorted(shared_dir.glob("benchmarks/wcxb-dev/html/*"))
    assert len(paths) == 1497
    scores = []
    errors: Counter[str] = Counter()
    for path, (text, error) in zip(paths, _texts(paths), strict=True):
        errors[error] += bool(error)
        truth_file = path.parents[1] / "ground-truth" / f"{path.name.partition('.')[0]}.json"
        truth = json.loads(truth_file.read_text(encoding="utf-8"))["ground_truth"].get("main_content") or ""
        if truth.strip():
            scores.append(_f1(text, truth))
    assert set(+errors) <= {"no_article"}, errors
    assert len(scores) == 1497 - 21
    assert sum(scores) / len(scores) > _FLOOR
