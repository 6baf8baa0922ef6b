"""Pages invented by putting others' furniture between the paragraphs of a text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse
from goldleaf.reading.segment import segment
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.training.examples import Example, make_examples, make_inventions
from goldleaf.scoring.training.transplants import furniture_of, transplant
from numpy.typing import NDArray

PARAGRAPHS = [
    f"In the {place} year of the dam the reservoir was drained, and the drowned church's bells were heard."
    for place in ("first", "second", "third", "fourth", "fifth", "sixth")
]
PAGE = (
    "<html><head><title>The dam</title></head><body>"
    '<div class="menu"><a href="/">Home</a> <a href="/rivers">Rivers of the north</a></div>'
    f'<main class="story">{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</main>'
    '<div class="teasers"><h3>More from the valley</h3><ul><li><a href="/a">Bells cast</a></li></ul></div>'
    "</body></html>"
)
SCRAP = '<div class="promo" id="p1"><b>Have our letters sent to you</b> every Sunday at eight.</div>'


def taken_apart() -> tuple[Page, list[Block], NDArray[np.bool_]]:
    page = segment(parse(PAGE, DEFAULT_LIMITS))
    blocks = [block for block in page.blocks if block.chars]
    return page, blocks, np.array([block.text in PARAGRAPHS for block in blocks])


def test_furniture_is_what_holds_nothing_of_the_text() -> None:
    page, blocks, label = taken_apart()
    scraps = furniture_of(page, blocks, label, "dam")
    assert any("Rivers of the north" in scrap for scrap in scraps)
    assert any("More from the valley" in scrap for scrap in scraps)
    assert not any("reservoir" in scrap for scrap in scraps)
    # An item without its list is no container of its own.
    assert all(not scrap.startswith("<li") for scrap in scraps)


def test_nothing_is_known_to_be_furniture_where_there_is_no_text() -> None:
    page, blocks, label = taken_apart()
    assert furniture_of(page, blocks, label & False, "dam") == ()


def test_the_text_stays_whole_and_in_order_whatever_is_put_between() -> None:
    planted = 0
    for name in map(str, range(40)):
        page, blocks, label = taken_apart()
        changed = transplant(page, blocks, label, [SCRAP], name).decode()
        places = [changed.index(text) for text in PARAGRAPHS]
        assert places == sorted(places)
        inside = changed[places[0] : places[-1]]
        planted += "every Sunday at eight" in inside
    assert 20 <= planted < 40


def test_names_are_taken_off_some_scraps_and_some_pages() -> None:
    seen = set()
    for name in map(str, range(60)):
        page, blocks, label = taken_apart()
        changed = transplant(page, blocks, label, [SCRAP], name).decode()
        seen.add(('class="story"' in changed, 'class="promo"' in changed, 'class="x' in changed))
    assert {(True, True, False), (True, False, False), (False, False, True), (False, False, False)} <= seen


def test_the_same_name_gives_the_same_page() -> None:
    first, second = (transplant(*taken_apart(), [SCRAP], "dam") for _ in range(2))
    assert first == second


def test_what_is_planted_is_learned_as_furniture(repository: Path) -> None:
    cases = [("goldset", case) for case in load_goldset(repository / "goldset").cases[:6]]
    real = make_examples(cases, 1)
    changed = make_inventions(cases, real, [0] * len(cases), 1)
    both = [(one, other) for one, other in zip(real, changed, strict=True) if one and other]
    assert both
    for one, other in both:
        assert other.invented
        assert not one.invented
        assert other.truth == one.truth
        assert other.domain == one.domain
    # Something foreign stands in them, and none of it is labelled as text.
    assert any(between(other) > between(one) for one, other in both)
    for one, other in both:
        kept = sum(other.words[other.label])
        assert abs(kept - sum(one.words[one.label])) <= 0.05 * kept


def between(example: Example) -> int:
    """How many blocks that are no text stand between the first and the last that are."""
    places = np.flatnonzero(example.label)
    return int((~example.label[places[0] : places[-1]]).sum())
