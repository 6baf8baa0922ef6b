"""A page with one of everything that an extractor can lose, its gold, and an engine that loses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from goldleaf.scoring import engines, task
from goldleaf.scoring.engines import Engine, Extraction, goldleaf_engine
from goldleaf.scoring.plaintext import html_to_text
from goldleaf.scoring.yardstick import processor_seconds
from lxml import html as lxml_html

from tests.scoring.material import write_case, write_goldset

NAME = "article--bench-from-one-plank"
URL = "https://www.plane-and-mallet.example/benches/one-plank/"
TITLE = "A bench from one plank"

_LEAD = (
    "Anyone who has a plank of two and a half metres and a free weekend can build this bench, and needs "
    "neither glue nor a power tool to do it."
)
_BODY = [
    "The plank should be dry, straight in the grain, and at least as thick as a thumb is wide. Larch is "
    "best out of doors; ash is best indoors; pine will do in both places if nobody dances on it.",
    "Mark the three cuts before you make the first one. A plank that is cut too short stays too short, and "
    "the legs must be of one length to within the width of a pencil line.",
    "The seat rests on two legs, and each leg stands in a groove that is a third as deep as the seat is "
    "thick. Cut the groove a hair narrower than the leg and let the mallet do the rest.",
]
_AFTER = [
    "Wedges hold what glue would hold elsewhere. Drive them in from outside, turn and turn about, until the "
    "sound of the mallet rises from a thud to a knock; then stop.",
    "A bench that rocks has one leg too long and never one too short. Set it on a flat floor, slide a "
    "pencil round the feet, and plane to the line.",
    "Oil it on the day it is finished and once again in the week before the first frost. The second coat "
    "matters more, because by then the wood has closed its pores around the first.",
]
_HISTORY = [
    "Benches of this kind stood outside every mill in the valley until the railway came, and a few of them "
    "still do. The oldest that anyone has dated was cut in 1788, from a plank that had been a door.",
    "Its maker is not known, but his pencil marks are: he, too, measured the legs twice.",
]
_TOOLS = ["a rip saw with five teeth to the inch", "a mallet of beech", "two chisels, one of them sharp"]
_CUTS = [
    ("part", "length", "how many"),
    ("seat", "1400 mm", "1"),
    ("leg", "430 mm", "2"),
    ("wedge", "90 mm", "4"),
]
_CODE = ["seat = plank - 2 * leg - 4 * wedge", "assert seat >= 1400", "print(seat)"]
AD_LABEL = "Advertisement"
COOKIES = "We and our partners store cookies on your device to measure how this page is used."
RELATED = ["Ten knots for the garden", "Why old chisels hold an edge", "A shelf for a sloping wall"]


def _paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def _article() -> str:
    rows = "\n".join(
        "<tr>"
        + "".join(f"<{'td' if number else 'th'}>{cell}</{'td' if number else 'th'}>" for cell in row)
        + "</tr>"
        for number, row in enumerate(_CUTS)
    )
    tools = "\n".join(f"<li>{tool}</li>" for tool in _TOOLS)
    code = "\n".join(_CODE)
    return f"""<p>{_LEAD}</p>
<p>The plan follows <a href="/plans/mill-bench/">the bench at the mill</a>, which has stood in the rain for
two hundred years, and the rules in <a href="https://archive.example/joiners/1802/">a joiner's notes</a>.</p>
<figure><img src="/pictures/bench-finished.jpg" alt="A low bench on a stone floor" width="960" height="640">
<figcaption>The finished bench, before its first coat of oil.</figcaption></figure>
<h2>What you need</h2>
<ul>
{tools}
</ul>
<h2>The cuts</h2>
{_paragraphs(_BODY)}
<table>
{rows}
</table>
<h3>Checking the length</h3>
<p>A few lines in any language tell whether the plank is long enough:</p>
<pre><code class="language-python">{code}</code></pre>
<h2>Putting it together</h2>
{_paragraphs(_AFTER)}
<blockquote><p>Measure the plank, then the man who will sit on it, and then the plank again.</p></blockquote>
<h2>Where it comes from</h2>
{_paragraphs(_HISTORY)}
"""


def _page() -> str:
    related = "".join(f'<li><a href="/read/{number}/">{text}</a></li>' for number, text in enumerate(RELATED))
    content = _article().replace(
        "<h2>Putting", f'<div class="ad-slot"><span class="ad-slot__label">{AD_LABEL}</span></div><h2>Putting'
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Plane &amp; Mallet</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="Ines Harrow">
<meta property="article:published_time" content="2026-02-11T08:30:00+00:00"></head><body>
<header><nav><a href="/">Plane &amp; Mallet</a> <a href="/plans/">Plans</a></nav></header>
<div class="cookie-banner"><p>{COOKIES}</p><button>Accept</button></div>
<main><article><h1>{TITLE}</h1><p class="byline">By <span rel="author">Ines Harrow</span>,
<time datetime="2026-02-11">11 February 2026</time></p>
{content}
</article></main>
<aside class="related"><h2>Related</h2><ul>{related}</ul></aside>
<footer><p>Plane &amp; Mallet is printed four times a year.</p></footer></body></html>
"""


def write_workshop(folder: Path) -> Path:
    """Write a gold set with this page among three others, and return its folder."""
    write_goldset(folder)
    toml = f"""url = "{URL}"
title = "{TITLE}"
byline = "Ines Harrow"
published = "2026-02-11"
lang = "en"
page_type = "article"
tags = []
licence = "CC0-1.0"
captured = "2026-11-01"
cleaned_by = "the tests"
must_keep = ["{_LEAD}", "{_HISTORY[1]}"]
must_drop = ["{AD_LABEL}", "{COOKIES}", "{RELATED[1]}"]
"""
    write_case(folder, NAME, _page(), _article(), toml)
    return folder


Fields = dict[str, str | None]
Sabotage = Callable[[Any, Fields], None]
"""Spoils the root of an output's HTML, or its fields, in place; raising is allowed."""


def install(monkeypatch: pytest.MonkeyPatch, sabotage: Sabotage | None = None, times: int = 1) -> None:
    """Make ``goldleaf`` in the registry the real engine, sabotaged on this one page.

    Args:
        monkeypatch: puts the real one back.
        sabotage: what to do to the output.
        times: how many times the work that reading a page takes is to be done.
    """
    real = goldleaf_engine.load()

    def spoilt(page: bytes, url: str | None) -> Extraction:
        given = real(page, url)
        root = lxml_html.fragment_fromstring(given.html or "", create_parent="div")
        fields = dict(given.fields or {})
        if sabotage is not None and url == URL:
            sabotage(root, fields)
        html = lxml_html.tostring(root, encoding="unicode")
        return Extraction(html_to_text(html, headers=False), html, fields)

    def extract(page: bytes, url: str | None) -> Extraction:
        start = processor_seconds()
        try:
            return spoilt(page, url)
        finally:
            spent = processor_seconds() - start
            # Work in vain: reading the page again would cost less than the first time, as much is remembered.
            while processor_seconds() - start < times * spent:
                pass

    fake = Engine("goldleaf", "goldleaf", "goldleaf", None, lambda: extract)
    monkeypatch.setitem(engines.ENGINES, "goldleaf", fake)
    # Past the cache of engines, so that no later test meets the fake; nor is looking for it a page's cost.
    monkeypatch.setattr(task, "_extract", lambda name: extract)
