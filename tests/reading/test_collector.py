"""The garbage collector rests while a page is read, and only then; and a reading leaves nothing for it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import goldleaf
import pytest
from goldleaf.reading.blocks import Block, Node, Page
from goldleaf.reading.collector import collector_paused
from goldleaf.reading.decide import decide_by_rules
from goldleaf.reading.propose import Proposal
from goldleaf.reading.verdict import Decision

from .pages import page, story


@pytest.fixture(autouse=True)
def _collector_as_it_was() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
def test_it_is_set_going_again_where_it_was(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    seen: list[bool] = []

    def look(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
        seen.append(gc.isenabled())
        return decide_by_rules(page, proposal)

    goldleaf.read(page(), decide=look)
    assert seen == [False]
    assert gc.isenabled() is enabled
    with pytest.raises(goldleaf.NoArticle):
        goldleaf.read("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert gc.isenabled() is enabled


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    gc.enable()
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def _records() -> int:
    return sum(isinstance(found, (Block, Node, Page)) for found in gc.get_objects())


def test_a_page_leaves_no_records_that_only_the_collector_could_free() -> None:
    body = story(
        "<ul><li>One</li><li><a href='/two'>Two</a></li></ul><table><tr><td>1</td></tr></table>" * 20
    )
    goldleaf.read(page(body))
    gc.collect()
    gc.disable()
    before = _records()
    article = goldleaf.read(page(body))
    assert article.text
    assert _records() == before
