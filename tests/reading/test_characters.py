"""References to characters that no tree holds, and tags that are too long, are mended before the parse."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.reading.decode import decode
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.tame import cut_attributes, resolve_untreeable

from .pages import page, story, whole


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a&#1;b", "ab"),
        ("a&#x1F;b", "ab"),
        ("a&#XfffE;b", "ab"),
        ("a&#0000065535;b", "ab"),
        ("a&#1b", "ab"),
        ("a&#x0B b", "a b"),
        ("a&#12;b", "a b"),
        ("a&#10;b&#x20;c&#9;", "a&#10;b&#x20;c&#9;"),
        ("a&#0;b", "a&#0;b"),
        ("&#x1F600;&#655340;&#19968;", "&#x1F600;&#655340;&#19968;"),
    ],
)
def test_only_references_to_what_no_tree_can_hold_go(written: str, left: str) -> None:
    assert resolve_untreeable(written) == left


def test_a_page_with_references_to_control_characters_is_read() -> None:
    article = goldleaf.read(
        page(story("<p class='a&#2;b'>The lamp said &#1;&#8;nothing&#xFFFE; to the sheep.</p>"))
    )
    assert whole(article.text)
    assert "The lamp said nothing to the sheep." in article.text


def test_references_in_a_noscript_are_resolved_too() -> None:
    rest = " ".join(f"On day {day} a ewe lay down beside the door of the tower." for day in range(1, 9))
    text = f"&lt;p&gt;The lamp said &amp;#1;nothing. {rest}&lt;/p&gt;"
    assert "The lamp said nothing." in goldleaf.read(page(story(f"<noscript>{text}</noscript>"))).text


@pytest.mark.parametrize("place", [0, 5, 16_383, 16_384, 40_000])
@pytest.mark.parametrize("character", ["\x01", "\x7f", "\x80", "\ufdd3", "\uffff", "\ud83d"])
def test_characters_that_no_tree_holds_are_found_wherever_they_are(place: int, character: str) -> None:
    around = "é" * 40_001
    clean = around[:place] + around[place:]
    assert decode(around[:place] + character + around[place:], None, DEFAULT_LIMITS) == clean


def test_characters_that_only_look_like_them_stay() -> None:
    text = "\u00a0\u0085 \ufffd \ufdcf \ufdf0 \ufeff-\U0001f600" * 3_000
    assert decode("<p>" + text, None, DEFAULT_LIMITS) == "<p>" + text


def test_a_long_tag_loses_only_attributes_over_the_limit_wherever_it_stands() -> None:
    many = " ".join(f"data-part-{i}='<value> {i}'" for i in range(900))
    few = "x='" + "y" * 20_000 + "'"
    before, behind = "<p>one</p>" * 2_000, "text " * 4_000
    long_tag = f"<div {' '.join(f'n{i}={i}' for i in range(3_000))}>"
    text = (
        f"{before}<img {few}>{behind}{long_tag}{behind}</div><script>{'a > b;' * 3_000}</script><b {many}>end"
    )
    cut = cut_attributes(text, 500)
    kept = f"<div {' '.join(f'n{i}={i}' for i in range(500))}>"
    assert cut == text.replace(long_tag, kept)
    assert cut_attributes(cut, 500) is cut
