"""The gold set as a whole: cases of every kind, on many ways of building pages, in many languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from goldleaf.scoring.goldset import load_goldset

_CASES = load_goldset(Path(__file__).resolve().parents[2] / "goldset").cases
_LANGUAGES = Counter((case.lang or "").partition("-")[0] for case in _CASES)
_CATEGORIES = Counter(case.category for case in _CASES)
_TYPES = Counter(case.page_type for case in _CASES)
_STORIES = ("news", "magazine", "liveblog", "amp", "paywall", "longread", "classless", "streamed", "shadow",
            "video", "rtl", "japanese")  # fmt: skip


def test_there_are_enough_cases() -> None:
    assert len(_CASES) >= 64


def test_no_way_of_building_pages_rules() -> None:
    skeletons = Counter(case.meta.skeleton for case in _CASES)
    assert "" not in skeletons
    assert len(skeletons) >= 16
    assert {name: count for name, count in skeletons.items() if count > 4} == {}


def test_languages_and_scripts() -> None:
    assert len(_LANGUAGES) >= 14
    assert _LANGUAGES.keys() >= {"ar", "he", "fa", "zh", "ja", "ko", "th", "hi"}


def test_news_and_magazines() -> None:
    assert sum(_CATEGORIES[category] for category in _STORIES) >= 24


@pytest.mark.parametrize(
    ("page_type", "least"), [("documentation", 6), ("forum", 6), ("product", 4), ("listing", 4)]
)
def test_types_of_pages(page_type: str, least: int) -> None:
    assert _TYPES[page_type] >= least


@pytest.mark.parametrize(
    ("category", "least"), [("recipe", 4), ("academic", 4), ("blog", 4), ("noarticle", 3)]
)
def test_kinds_of_articles(category: str, least: int) -> None:
    assert _CATEGORIES[category] >= least


@pytest.mark.parametrize(
    "element",
    ["<table", "<pre", "<math", "<figure", "<template shadowrootmode", "<amp-img", "<iframe", "<picture"],
)
def test_structures_are_there(element: str) -> None:
    """Read as Latin-1, in which every page can be read, and in which markup is what it is."""
    assert [case.name for case in _CASES if element in case.page().decode("latin-1").lower()] != []
