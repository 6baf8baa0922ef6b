"""Pages built around the seed come out with the whole story and nothing else."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import goldleaf
import pytest
from goldleaf.reading.article import Article
from lxml import html as lxml_html

from . import seed_layouts, seed_pages, seed_traps
from .seed_chrome import COMMENTS, NEXT_STORY, SURROUNDINGS
from .seed_markup import BUILDERS
from .seed_text import Seed, load_seed

_REPOSITORY = Path(__file__).resolve().parents[2]
_SEED_FOLDER = (_REPOSITORY / os.environ.get("GOLDLEAF_SHARED", "../shared")).resolve() / "seed"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not _SEED_FOLDER.is_dir(), reason=f"there is no seed text in {_SEED_FOLDER}"),
]


@cache
def _seed() -> Seed:
    return load_seed(_SEED_FOLDER)


@cache
def _page(name: str) -> str:
    return BUILDERS[name](_seed())


@cache
def _read(name: str) -> Article:
    return goldleaf.read(_page(name), url="https://www.harbourpost.example/news/world/rare-visit")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _shown(html: str) -> str:
    """All text of some HTML, what stands for its images included, so that nothing hides in an attribute."""
    root = lxml_html.document_fromstring(html)
    parts = [str(part) for part in root.itertext()]
    parts += [node.get(name) or "" for node in root.iter() for name in ("alt", "title")]
    return _folded(" ".join(parts))


def test_every_builder_is_registered() -> None:
    """The builders enter themselves when their modules are imported; a module left out would drop "
    "them unseen."""
    written = {
        name
        for module in (seed_pages, seed_layouts, seed_traps)
        for name, thing in vars(module).items()
        if thing in BUILDERS.values()
    }
    assert written >= set(BUILDERS)
    assert len(BUILDERS) == 24


def test_the_seed_is_taken_apart_as_by_hand() -> None:
    seed = _seed()
    kinds = [piece.kind for piece in seed.story]
    assert (kinds.count("paragraph"), kinds.count("heading"), kinds.count("label")) == (23, 1, 4)
    assert len(seed.promotions) == 7
    assert (len(seed.recommended), len(seed.sports)) == (9, 3)
    assert not set(seed.article) & set(seed.furniture)


@pytest.mark.parametrize("name", BUILDERS)
def test_the_page_holds_story_and_furniture(name: str) -> None:
    """A page that lost a line on the way would make the tests below pass for nothing."""
    seed, page = _seed(), _shown(_page(name))
    assert [
        line for line in (seed.title, *seed.article, *seed.furniture, *SURROUNDINGS) if line not in page
    ] == []


@pytest.mark.parametrize(("name", "lines"), [("endless_scroll", NEXT_STORY), ("long_comments", COMMENTS)])
def test_the_trap_is_set(name: str, lines: tuple[str, ...]) -> None:
    page = _shown(_page(name))
    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize("name", BUILDERS)
def test_every_line_of_the_story_is_kept_once_and_in_order(name: str) -> None:
    text = _folded(_read(name).text)
    assert [line for line in _seed().article if line not in text] == []
    assert [line for line in _seed().article if text.count(line) > 1] == []
    places = [text.index(line) for line in _seed().article]
    assert places == sorted(places)


@pytest.mark.parametrize("name", BUILDERS)
def test_the_headline_is_the_title_and_no_block(name: str) -> None:
    article = _read(name)
    assert article.title == _seed().title
    assert _seed().title not in _folded(article.text)


@pytest.mark.parametrize("name", BUILDERS)
def test_no_furniture_of_the_story_is_left(name: str) -> None:
    article = _read(name)
    text, shown = _folded(article.text), _shown(article.html)
    assert [line for line in _seed().furniture if line in text or line in shown] == []


@pytest.mark.parametrize("name", BUILDERS)
def test_nothing_that_surrounds_the_story_is_left(name: str) -> None:
    article = _read(name)
    text, shown = _folded(article.text), _shown(article.html)
    others = (*SURROUNDINGS, *NEXT_STORY, *COMMENTS)
    assert [line for line in others if line in text or line in shown] == []
