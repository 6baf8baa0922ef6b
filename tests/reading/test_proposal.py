"""The proposal: readability-lxml made quick must go on saying what readability-lxml says."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.decode import decode
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose, tree_for_readability
from goldleaf.reading.reveal import reveal
from goldleaf.reading.segment import segment
from goldleaf.reading.swift import BLOCK, NODE
from lxml.html import HtmlElement
from readability import Document

from .pages import PARAGRAPHS, page, story


class _Slow(Document):  # type: ignore[misc]
    """readability-lxml as it comes, except that its article is read off the tree."""

    kept: frozenset[int] = frozenset()
    best = -1

    def _parse(self, input: HtmlElement) -> HtmlElement:
        return deepcopy(input)

    def select_best_candidate(self, candidates: dict[HtmlElement, dict[str, HtmlElement]]) -> object:
        best = super().select_best_candidate(candidates)
        if best is not None:
            self.best = int(best["elem"].get(NODE, "-1"))
        return best

    def get_clean_html(self) -> str:
        self.kept = frozenset(int(found.get(BLOCK)) for found in self.html.iter() if found.get(BLOCK))
        return "<p></p>" * len(self.kept) + "".join(self.html.itertext())


_NAMES = (
    "", "", "", "content", "sidebar", "post-body", "comment", "story menu", "header", "promo widget", "main",
    "footer-links", "entry", "page-1 shadow", "related tags", "article-tools",
)  # fmt: skip
_TAGS = (
    "div",
    "div",
    "div",
    "section",
    "article",
    "main",
    "aside",
    "ul",
    "table",
    "header",
    "form",
    "blockquote",
)


def _garden(seed: int) -> str:
    """A page of containers at random: nested, named, with paragraphs, links, lists, code and headings."""
    rng = random.Random(seed)

    def text() -> str:
        sentence = rng.choice(PARAGRAPHS)
        cut = rng.choice((12, 30, 90, 400))
        words = sentence[:cut]
        kind = rng.randrange(9)
        if kind == 0:
            return f"<p>{words} <a href='/a'>{words} & more</a></p>"
        if kind == 1:
            return f"<h2 class='{rng.choice(_NAMES)}'>{words}</h2>"
        if kind == 2:
            return f"<pre class='{rng.choice(_NAMES)}'>if a &lt; b:\n\n    {words}\n</pre>"
        if kind == 3:
            return "<ul>" + f"<li>{words}</li>" * rng.randrange(1, 6) + "</ul>"
        if kind == 4:
            return f"{words}: <b>{words}</b>"
        return f"<p class='{rng.choice(_NAMES)}'>{words}</p>"

    def container(depth: int) -> str:
        tag = rng.choice(_TAGS)
        inner = "".join(
            container(depth + 1) if depth < 6 and rng.random() < 0.45 else text()
            for _ in range(rng.randrange(1, 6))
        )
        if tag == "table":
            inner = f"<tr><td>{inner}</td><td>{text()}</td></tr>"
        if tag == "ul":
            inner = f"<li>{inner}</li>"
        names = f' class="{rng.choice(_NAMES)}" id="{rng.choice(_NAMES)}"' if rng.random() < 0.6 else ""
        return f"<{tag}{names}>{inner}</{tag}>"

    return page("".join(container(0) for _ in range(rng.randrange(1, 7))))


def _segmented(html: str) -> Page:
    root = parse(decode(html, None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    reveal(root)
    return segment(root)


@pytest.mark.parametrize("html", [page(), page(story("<aside class='promo'><p>Buy, buy, buy!</p></aside>"))])
def test_an_ordinary_page_is_proposed_whole(html: str) -> None:
    segmented = _segmented(html)
    proposal = propose(segmented)
    said = {segmented.blocks[index].text for index in proposal.blocks}
    assert set(PARAGRAPHS) <= said
    assert segmented.nodes[proposal.best].tag == "article"
    assert proposal.scores is not None
    assert proposal.scores[proposal.best] > 10


@pytest.mark.parametrize("start", range(0, 200, 25))
def test_the_quick_helpers_change_nothing_that_readability_says(start: int) -> None:
    for seed in range(start, start + 25):
        segmented = _segmented(_garden(seed))
        slow = _Slow(tree_for_readability(segmented))
        slow.summary(html_partial=True)
        quick = propose(segmented)
        assert (quick.best, quick.blocks) == (slow.best, slow.kept), seed


def test_a_pattern_of_readabilitys_is_a_list_of_words_here() -> None:
    # Its search for one of them in a name, and ours, have to find the same.
    from goldleaf.reading.swift import is_unlikely
    from readability.readability import REGEXES

    names = [
        "Sidebar-left",
        "my-COMMENT",
        "commentary column",
        "ad-break",
        "broadband",
        "x",
        "ad breaker",
        "pager",
    ]
    for name in names:
        told = REGEXES["unlikelyCandidatesRe"].search(name) and not REGEXES["okMaybeItsACandidateRe"].search(
            name
        )
        assert is_unlikely(name) == bool(told), name
