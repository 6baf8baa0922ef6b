"""The cases that are there for how a page is built: whoever tidied them up would end what they test."""

from __future__ import annotations

from pathlib import Path

import pytest
from goldleaf.scoring.goldset import PAGE, load_case
from goldleaf.scoring.plaintext import fold
from lxml import html as lxml_html

_FOLDER = Path(__file__).resolve().parents[2] / "goldset"
_GB = "news--the-lift-that-knows-the-neighbours"
_SHADOW = "shadow--the-bell-that-was-tuned-by-mistake"
_MATH = "math--milk-before-the-telephone-rings"
_AMP = ("news--the-boat-that-brings-the-clinic", "news--a-station-names-its-platform-dogs")


def test_the_chinese_page_is_in_the_encoding_it_declares() -> None:
    data = (_FOLDER / _GB / PAGE).read_bytes()
    assert b"charset=gb2312" in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert load_case(_FOLDER / _GB).meta.must_keep[0] in data.decode("gb18030")


def test_the_story_in_shadow_roots_is_nowhere_else() -> None:
    root = _root(_SHADOW)
    roots = [node for node in root.iter("template") if "shadowrootmode" in node.attrib]
    # Roots in roots: the page, the story, its prose, and the parts between the paragraphs.
    depths = [sum(1 for _ in node.iterancestors("template")) for node in roots]
    assert max(depths) >= 2
    for story in list(root.iter("nh-prose")):
        assert story[0].tag == "template"
        assert [node for node in story[1:] if "slot" not in node.attrib] == []
        story.drop_tree()
    left = fold(str(root.text_content()))
    wanted = load_case(_FOLDER / _SHADOW).meta.must_keep
    assert [snippet for snippet in wanted if snippet in left] == []


def test_formulas_are_set_by_two_libraries() -> None:
    root = _root(_MATH)
    drawn = [node for node in root.iter("span") if node.get("class") == "katex-html"]
    spoken = [node for node in root.iter("mjx-assistive-mml") if node[0].tag == "math"]
    assert len(drawn) >= 8
    assert len(spoken) == 3
    gold = lxml_html.fragment_fromstring(load_case(_FOLDER / _MATH).gold_html, create_parent="div")
    assert len(list(gold.iter("math"))) == len(list(root.iter("math"))) == len(drawn) + len(spoken)


@pytest.mark.parametrize("name", _AMP)
def test_the_accelerated_pages_have_no_images_but_their_own_kind(name: str) -> None:
    root = _root(name)
    assert "amp" in root.attrib
    assert len(list(root.iter("amp-img"))) >= 8
    plain = [node for node in root.iter("img") if next(node.iterancestors("noscript"), None) is None]
    assert plain == []


def _root(name: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((_FOLDER / name / PAGE).read_bytes())
