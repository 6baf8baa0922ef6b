"""A small gold set of two articles and a page that is none, built for each test that wants one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from goldleaf.errors import NoArticle
from goldleaf.scoring import engines, task
from goldleaf.scoring.engines import Engine, Extraction
from goldleaf.scoring.goldset import GoldSet, load_goldset
from goldleaf.scoring.plaintext import html_to_text
from goldleaf.scoring.results import Run
from goldleaf.scoring.runner import run_engines

HARBOUR = [
    "The harbour wall at Sellin held through the night, although the water stood a hand below its crown.",
    "Volunteers had carried four thousand sandbags from the quarry since noon.",
    "By morning the wind had turned to the west, and the last pump was switched off.",
    "Nobody was hurt, said the harbour master, and nothing was lost but sleep.",
    "The council will meet on Friday to decide whether the wall should be raised.",
]
ORCHARD = [
    "An apple tree that nobody remembers planting has won the county prize for the third time.",
    "Its fruit is small, yellow and so sour that birds leave it alone until January.",
    "Three pomologists have looked at it and named three different varieties.",
    "The owner presses the apples with pears, one part to four, and sells the juice at the gate.",
]
LABEL = "ADVERTISEMENT"


def page(title: str, paragraphs: list[str]) -> str:
    """A page as a site would serve it, with a label among the paragraphs."""
    middle = len(paragraphs) // 2
    inside = [f"<p>{text}</p>" for text in paragraphs]
    inside.insert(middle, f'<p class="ad-note">{LABEL}</p>')
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<nav><a href=/>Home</a> <a href=/news>News</a></nav><main><article><h1>{title}</h1>"
        + "\n".join(inside)
        + "</article></main><footer><p>Imprint and contact</p></footer></body></html>"
    )


def gold(paragraphs: list[str]) -> str:
    """The gold HTML of such a page."""
    return "\n".join(f"<p>{text}</p>" for text in paragraphs) + "\n"


def case_toml(url: str, title: str, keep: list[str], drop: list[str], page_type: str = "article") -> str:
    """A complete ``case.toml``."""
    fields = {
        "url": url,
        "title": title,
        "byline": "",
        "published": "2026-03-01",
        "lang": "en",
        "page_type": page_type,
        "licence": "CC0-1.0",
        "captured": "2026-11-01",
        "cleaned_by": "the tests",
    }
    written = [f'{name} = "{value}"' for name, value in fields.items()]
    written += [f"must_keep = {keep!r}".replace("'", '"'), f"must_drop = {drop!r}".replace("'", '"')]
    return "\n".join(["tags = []", *written, ""])


def write_case(folder: Path, name: str, page_html: str, gold_html: str, toml: str) -> Path:
    """Write one case and return its folder."""
    path = folder / name
    path.mkdir(parents=True)
    (path / "page.html").write_text(page_html, encoding="utf-8", newline="\n")
    (path / "gold.html").write_text(gold_html, encoding="utf-8", newline="\n")
    (path / "case.toml").write_text(toml, encoding="utf-8", newline="\n")
    return path


def write_goldset(folder: Path) -> Path:
    """Write the whole gold set and return its folder."""
    write_case(
        folder,
        "news--harbour-wall",
        page("The wall held", HARBOUR),
        gold(HARBOUR),
        case_toml("https://www.harbour.example/1", "The wall held", [HARBOUR[0], HARBOUR[3]], [LABEL]),
    )
    write_case(
        folder,
        "blog--sour-apple",
        page("A sour apple", ORCHARD),
        gold(ORCHARD),
        case_toml("https://orchard.example/2", "A sour apple", [ORCHARD[1]], [LABEL]),
    )
    write_case(
        folder,
        "noarticle--login",
        "<!doctype html><title>Log in</title><form><input name=user><button>Log in</button></form>",
        "",
        case_toml("https://bank.example/login", "Log in", [], ["Log in"], "service"),
    )
    return folder


Spoil = Callable[[str, str], str]
"""(case's URL, gold text) to the text that a spoilt engine gives; raising is allowed."""


def install_engine(monkeypatch: pytest.MonkeyPatch, goldset: GoldSet, spoil: Spoil) -> None:
    """Make ``goldleaf`` in the registry an engine that gives each page's gold text, spoilt."""
    texts = {case.url: html_to_text(case.gold_html, headers=False) for case in goldset}

    def extract(page: bytes, url: str | None) -> Extraction:
        text = spoil(url or "", texts[url])
        if not text:
            raise NoArticle("There is nothing to read in this page.")
        return Extraction(text)

    fake = Engine("goldleaf", "goldleaf", "goldleaf", None, lambda: extract)
    monkeypatch.setitem(engines.ENGINES, "goldleaf", fake)
    # Not cached, so that no later test meets the fake.
    monkeypatch.setattr(task, "_extract", lambda name: engines.engine(name).loader())


def run_with(monkeypatch: pytest.MonkeyPatch, folder: Path, spoil: Spoil) -> tuple[GoldSet, Run]:
    """Run a spoilt engine over a gold set, in this process."""
    goldset = load_goldset(folder)
    install_engine(monkeypatch, goldset, spoil)
    return goldset, run_engines(goldset.cases, ["goldleaf"], source="test", workers=0)


def right(url: str, text: str) -> str:
    """An engine that is always right."""
    return text
