"""Page, gold and output side by side: each word and each line of the page told by what became of it."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner
from goldleaf.cli import main
from goldleaf.scoring.cases import Case
from goldleaf.scoring.faces import Fate, faces_of
from goldleaf.scoring.faces_page import faces_page, faces_part
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.results import Outcome, PageResult

from tests.scoring.material import HARBOUR, LABEL, write_goldset

PAGE = (
    "<body><nav><p>Home</p><p>News</p><p>Weather</p></nav><p>One line that everyone keeps.</p>"
    f"<p>{LABEL}</p><p>Another line, which is lost.</p><script>var x</script></body>"
)
GOLD = (
    "<p>One line that <b>everyone</b> keeps.</p><p>Another line, which is lost.</p>"
    '<img src="https://img.example/wall%20one.jpg" alt="The wall">'
)
OUTPUT = f"<header><h1>Title</h1></header><p>One line that everyone keeps.</p><p>{LABEL} <i>here</i></p>"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "page.html").write_text(PAGE)
    return Case("one", tmp_path / "page.html", Reference("", html=GOLD))


def result(html: str | None, text: str = "", error: str = "") -> PageResult:
    return PageResult("one", "goldleaf", Outcome.ARTICLE, 0.1, {}, text, error, html=html)


def test_words_are_marked_in_their_own_html(case: Case) -> None:
    faces = faces_of(case, result(OUTPUT))
    assert faces.gold.startswith("<p>One line that <b>everyone</b> keeps.</p>")
    assert '<p><mark class="missed">Another line, which is lost.</mark></p>' in faces.gold
    assert faces.output == (
        "<p>One line that everyone keeps.</p>"
        f'<p><mark class="extra">{LABEL}</mark> <i><mark class="extra">here</mark></i></p>'
    )


def test_lines_of_the_page_have_their_fate(case: Case) -> None:
    found = [
        (line.fate, line.text) for line in faces_of(case, result(f"<p>{HARBOUR[0]}</p>" + OUTPUT)).source
    ]
    assert (Fate.KEPT, "One line that everyone keeps.") in found
    assert (Fate.MISSED, "Another line, which is lost.") in found
    assert (Fate.DROPPED, LABEL) in found
    extra = [
        line.text for line in faces_of(case, result(f"<p>{LABEL}</p>")).source if line.fate is Fate.EXTRA
    ]
    assert extra == [LABEL]
    assert faces_of(case, result(OUTPUT)).source[0].folded == ("Home", "News")


def test_a_word_inside_a_line_is_told_alone(case: Case) -> None:
    faces = faces_of(case, result("<p>One line that nobody keeps.</p>"))
    assert '<b><mark class="missed">everyone</mark></b>' in faces.gold
    assert faces.output == '<p>One line that <mark class="extra">nobody</mark> keeps.</p>'


def test_pictures_are_loaded_only_where_asked_for(case: Case) -> None:
    assert '<span class="picture">wall one.jpg · The wall</span>' in faces_of(case, result("")).gold
    assert 'src="https://img.example/wall%20one.jpg"' in faces_of(case, result(""), pictures=True).gold
    closed, opened = (faces_page(case, result(""), pictures=pictures) for pictures in (False, True))
    assert "img-src data:" in closed
    assert "img-src data: https: http:" in opened


def test_a_page_can_do_nothing_to_its_reader(case: Case) -> None:
    hostile = (
        '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p><iframe src="//x">'
    )
    for html in (faces_page(case, result(hostile)), faces_part(case, result(hostile, error="<script>"))):
        assert "<script" not in html
        assert "<iframe" not in html
        assert "onclick" not in html
        assert "javascript:" not in html


def test_an_engine_that_gives_text_only_has_its_lines(case: Case) -> None:
    faces = faces_of(case, result(None, "One line that everyone keeps.\n\n<b>"))
    assert faces.output == '<p>One line that everyone keeps.</p><p><mark class="extra">&lt;b&gt;</mark></p>'


def test_show_writes_a_page_and_opens_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_goldset(tmp_path / "goldset")
    done = CliRunner().invoke(main, ["gold", "show", "harbour-wall", "--html", "out/wall.html"])
    assert done.exit_code == 0, done.output
    html = Path("out/wall.html").read_text(encoding="utf-8")
    assert html.count(HARBOUR[0]) == 3
    assert re.search(r"<title>news--harbour-wall: page, gold and goldleaf</title>", html)

    opened: list[str] = []

    def refuse(address: str) -> bool:
        opened.append(address)
        return False

    monkeypatch.setattr(webbrowser, "open", refuse)
    failed = CliRunner().invoke(main, ["gold", "show", "login", "--browser"])
    assert failed.exit_code == 2
    assert "No browser could be started" in failed.stderr
    kept = Path(failed.stdout.strip())
    assert opened == [kept.as_uri()]
    assert "the right answer is to find none" in kept.read_text(encoding="utf-8")
    kept.unlink()
