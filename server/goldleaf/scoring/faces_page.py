"""The three faces of a page as a document to open in a browser, or as a part of a notebook."""

from __future__ import annotations

from goldleaf.scoring.cases import Case
from goldleaf.scoring.faces import faces_of
from goldleaf.scoring.report import render
from goldleaf.scoring.results import PageResult


def faces_page(case: Case, result: PageResult, *, pictures: bool = False) -> str:
    """A document that shows page, gold and output side by side; it runs no script.

    Args:
        case: the page.
        result: an engine's result on it, with its text.
        pictures: whether the browser may load pictures from the page's site.
    """
    return _render("faces_page.html", case, result, pictures)


def faces_part(case: Case, result: PageResult, *, pictures: bool = False) -> str:
    """The same as a piece of HTML with its styles, for a notebook's output."""
    return _render("faces_part.html", case, result, pictures)


def _render(template: str, case: Case, result: PageResult, pictures: bool) -> str:
    return render(
        template,
        case=case,
        result=result,
        faces=faces_of(case, result, pictures=pictures),
        pictures=pictures,
    )
