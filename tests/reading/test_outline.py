"""Headings come one level at a time, below the one title."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("2 3 3 2", "2 3 3 2"),
        ("1 2 3 1 2", "2 3 4 2 3"),
        ("4 4 4", "2 2 2"),
        ("2 5 3 6 2", "2 3 3 4 2"),
        ("3 2 3", "2 2 3"),
        ("1 2 3 4 5 6", "2 3 4 5 6 6"),
    ],
)
def test_no_level_is_left_out(levels: str, expected: str) -> None:
    sections = "".join(
        f"<h{level}>Part {place} of what came of it</h{level}><p>This is what the keepers told us of part "
        f"{place}, and it took them all of a long evening to do so.</p>"
        for place, level in enumerate(levels.split())
    )
    article = goldleaf.read(page(story(sections)))
    headings = select(article.html, "//div[@class='gl-body']//*[starts-with(name(), 'h') and name() != 'hr']")
    assert " ".join(heading.tag[1] for heading in headings) == expected
    assert len(select(article.html, "//h1")) == 1
