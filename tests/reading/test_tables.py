"""Tables of data come out whole; tables that lay a page out come out as what is in them."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.scoring.plaintext import fold, html_to_text

from .pages import LAST, PARAGRAPHS, page, select, story, whole


def rows(*lines: str, tag: str = "td") -> str:
    """Rows of a table from lines such as ``a|b|c``."""
    return "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in line.split("|")) + "</tr>" for line in lines
    )


@pytest.mark.parametrize("wrap", ["{}", "<p>{}</p>", "<div><div>{}</div></div>", "<div><p>{}</p></div>"])
def test_a_table_is_one_of_data_whatever_wraps_its_cells(wrap: str) -> None:
    cells = "|".join(["Stone", "Number", "Weight"]), "|".join(["First", "1", "310 kg"])
    table = rows(*("|".join(wrap.format(cell) for cell in line.split("|")) for line in (*cells, cells[1])))
    article = goldleaf.read(page(story(f"<table>{table}</table>")))
    assert whole(article.text)
    assert len(select(article.html, "//table//td")) == 9
    assert "Stone | Number | Weight\nFirst | 1 | 310 kg" in article.text


def test_a_table_with_headers_may_have_tables_for_cells() -> None:
    inner = f"<table>{rows('Keeper|Years', tag='th')}{rows('Ada|12', 'Ivo|9')}</table>"
    table = f'<table><tr><th colspan="2">Keepers of the light</th></tr>{rows(f"{inner}|{inner}")}</table>'
    article = goldleaf.read(page(story(table)))
    assert len(select(article.html, "//table//td/div/table//td")) == 8
    assert select(article.html, "//th/@colspan") == ["2"]
    assert article.text.count("Ada | 12\nIvo | 9") == 2
    assert fold(html_to_text(article.html, headers=False)) == fold(article.text)


def test_a_table_that_holds_the_page_is_unwrapped() -> None:
    left = "<ul><li><a href='/a'>Sea</a></li><li><a href='/b'>Land</a></li></ul>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, LAST))
    table = (
        f"<table><tr><td>{left}</td><td><h2>A move</h2>{text}</td></tr><tr><td></td><td></td></tr></table>"
    )
    article = goldleaf.read(page(table))
    assert whole(article.text)
    assert not select(article.html, "//table")


def test_a_table_keeps_its_caption_spans_and_shortest_cells() -> None:
    table = (
        "<table><caption>The stones by course</caption><thead><tr><th scope='col'>Course</th><th>Stones</th>"
        "<th></th></tr></thead><tbody><tr><th scope='row' rowspan='2'>Lowest, of granite from the hill</th>"
        "<td>40</td><td>–</td></tr><tr><td>38</td><td>x</td></tr></tbody></table>"
    )
    article = goldleaf.read(page(story(table)))
    assert select(article.html, "//caption/text()") == ["The stones by course"]
    assert select(article.html, "//td/text()") == ["40", "–", "38", "x"]
    assert select(article.html, "//tbody/tr/th/@rowspan") == ["2"]


def test_tables_in_tables_without_end_take_no_time() -> None:
    deep = "<table><tr><td>" * 3000 + "a cell" + "</td></tr></table>" * 3000
    assert whole(goldleaf.read(page(story(deep))).text)
