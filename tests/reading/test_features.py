"""The features: each one documented, none missing, and what they say of a page small enough to check."""

from __future__ import annotations

import numpy as np
import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.decode import decode
from goldleaf.reading.features import Vocabulary, Witnesses, describe
from goldleaf.reading.features.catalogue import FEATURES
from goldleaf.reading.features.view import view_of
from goldleaf.reading.features.vocabulary import name_tokens, new_tokens
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.page_features import PAGE_FEATURES, describe_page
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose
from goldleaf.reading.reveal import reveal
from goldleaf.reading.rules import judge_by_rules
from goldleaf.reading.segment import segment
from goldleaf.reading.selection import select

from .pages import LAST, PARAGRAPHS, TITLE, page, story

VOCABULARY = Vocabulary(
    names={"tag=nav": 0, "story": 1, "teaser": 2},
    name_weights=[[-2.0, -1.0, -0.5, -0.25], [1.5, 0.0, 0.0, 0.0], [-1.0, -1.0, 0.0, 0.0]],
    words={"cliff": 0, "front": 1},
    word_weights=[[0.1, 0.7, 0.2], [-0.6, 0.0, 0.0]],
    lines={"sea": -3.0},
    intercept=-0.5,
)


def segmented(html: str) -> Page:
    root = parse(decode(html, None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    reveal(root)
    return segment(root)


def columns_of(
    html: str, url: str | None = None, vocabulary: Vocabulary = VOCABULARY
) -> tuple[list[str], dict[str, np.ndarray]]:
    cut = segmented(html)
    proposal = propose(cut)
    judged = judge_by_rules(cut, proposal)
    witnesses = Witnesses(proposal, judged.scope, tuple(judged.verdicts), judged.zones)
    described = describe(cut, witnesses, vocabulary, url)
    return [block.text for block in described.view.blocks], described.columns


def test_every_feature_is_documented_and_every_documented_one_is_there() -> None:
    _, columns = columns_of(page())
    assert set(columns) == set(FEATURES)
    assert all(meaning.strip() for meaning in FEATURES.values())


@pytest.mark.parametrize(
    "url", [None, "https://tidewater.example/2024/the-lighthouse-77?x=1", "http://[broken"]
)
def test_all_are_numbers_for_every_block_but_the_address_that_isnt_known(url: str | None) -> None:
    texts, columns = columns_of(page(), url)
    for name, column in columns.items():
        assert column.shape == (len(texts),), name
        if not name.startswith("address_"):
            assert np.isfinite(column).all(), name
    known = url is not None and "broken" not in url
    assert bool(np.isfinite(columns["address_depth"]).all()) is known


def test_the_shape_of_the_address_is_told() -> None:
    _, columns = columns_of(page(), "https://tidewater.example/2024/the-lighthouse-77?x=1")
    assert [columns[f"address_{name}"][0] for name in ("depth", "words", "digits", "query")] == [2, 2, 2, 3]


def test_words_are_seen_as_they_stand() -> None:
    texts, columns = columns_of(page(story("<ul><li>Rope, 3 m: £40!</li></ul>")))
    at = texts.index("Rope, 3 m: £40!")
    assert columns["kind_item"][at] == 1
    assert columns["currency"][at] == 1
    assert columns["digits"][at] == pytest.approx(3 / 15)
    assert columns["lists"][at] == 1
    assert columns["prose"][at] == 0
    assert columns["prose"][texts.index(LAST)] == 1


def test_sections_and_the_title_are_counted_from() -> None:
    texts, columns = columns_of(page(story("<h3>Two miles</h3><p>Sheep do not mind the light at night.</p>")))
    title, heading = texts.index(TITLE), texts.index("Two miles")
    assert columns["from_title"][title] == 0
    assert columns["from_title"][title + 3] == 3
    assert columns["heading_above"][heading + 1] == 3
    assert columns["from_heading"][heading + 1] == 1
    assert columns["section_blocks"][heading] == len(texts) - heading


def test_containers_of_one_shape_side_by_side_are_cards() -> None:
    cards = "".join(
        f"<div class='card'><h4>Tower {number}</h4><p>It is {number} metres high.</p></div>"
        for number in range(1, 6)
    )
    texts, columns = columns_of(page(story(f"<section>{cards}</section>")))
    first = texts.index("Tower 1")
    assert columns["card_n"][first] == pytest.approx(np.log1p(5))
    assert columns["card_share"][first] > 0
    assert columns["like"][first] == pytest.approx(np.log1p(5))
    assert columns["card_n"][texts.index(LAST)] == 0


def test_names_and_words_weigh_what_the_vocabulary_says() -> None:
    html = page(f"<div class='story'>{story()}</div>")
    texts, columns = columns_of(html)
    sea, cliff = texts.index("Sea"), texts.index(PARAGRAPHS[0])
    # A link in the navigation: nav around it, and its whole line known; nav is three containers up (li, ul).
    assert columns["vocabulary_around"][sea] == -2.0
    assert columns["vocabulary_near"][sea] == -0.25
    assert columns["vocabulary_words"][sea] == -3.0
    # A short paragraph: the class of a container, and one known word in it if it is among the first ten.
    assert columns["vocabulary_around"][cliff] == 1.5
    total = columns["vocabulary"][sea]
    assert total == pytest.approx(-5.25)
    assert columns["vocabulary_likely"][sea] == pytest.approx(1 / (1 + np.exp(5.75)))


def test_a_name_counts_once_however_many_containers_have_it() -> None:
    cut = segmented("<body><div class='story'><div class='story inner'><p>One line of text.</p></div></div>")
    fresh = new_tokens(cut, name_tokens(cut))
    seen = [token for tokens in fresh for token in tokens]
    assert seen.count("story") == 1
    assert seen.count("tag=div") == 1
    assert seen.count("inner") == 1


def test_a_page_that_names_each_level_anew_costs_no_more_than_its_size() -> None:
    deep = "".join(
        f"<div class='a{chr(97 + number % 26)}x{'y' * (number // 26)}z'>" for number in range(3_000)
    )
    cut = segmented(f"<body>{deep}<p>{LAST}</p>")
    fresh = new_tokens(cut, name_tokens(cut))
    assert sum(map(len, fresh)) < 1_000


def test_a_page_as_a_whole_is_one_row_of_numbers() -> None:
    cut = segmented(page())
    proposal = propose(cut)
    judged = judge_by_rules(cut, proposal)
    witnesses = Witnesses(proposal, judged.scope, tuple(judged.verdicts), judged.zones)
    described = describe(cut, witnesses, VOCABULARY, "https://tidewater.example/a")
    likely = np.array([0.9 if block.chars > 60 else 0.1 for block in described.view.blocks])
    words = np.array([float(block.words) for block in described.view.blocks])
    row = describe_page(described, likely, select(likely, words), PAGE_FEATURES)
    assert row.shape == (1, len(PAGE_FEATURES))
    assert np.isfinite(row).all()
    assert len(set(PAGE_FEATURES)) == len(PAGE_FEATURES)


def test_columns_are_laid_out_by_container() -> None:
    view = view_of(segmented(page()))
    assert view.total == sum(block.chars for block in view.blocks)
    assert view.node_blocks[0] == len(view.blocks)
    assert view.node_parent[0] == 0
