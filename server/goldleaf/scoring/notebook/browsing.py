"""The failure browser: pick a page, see it beside its gold and an engine's output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldleaf.scoring.cases import Case
from goldleaf.scoring.faces_page import faces_part
from goldleaf.scoring.metrics import HEADLINE
from goldleaf.scoring.notebook.views import View
from goldleaf.scoring.report import render
from goldleaf.scoring.results import Run

_WIDGET = "application/vnd.jupyter.widget-view+json"


class FailureBrowser:
    """Pages of a run, the worst first, each with its three faces.

    In a running notebook it is a menu; in an exported one, where no menu works, the worst pages stand below
    each other, folded.
    """

    def __init__(
        self,
        run: Run,
        cases: Sequence[Case],
        engine: str = "goldleaf",
        *,
        shown: int = 8,
        pictures: bool = False,
    ) -> None:
        """Rank the pages.

        Args:
            run: with the outputs of the engine in it.
            cases: its cases.
            engine: whose output to look at.
            shown: how many pages an exported notebook holds.
            pictures: whether pictures may be loaded from the pages' sites; else boxes stand for them.
        """
        results = run.of(engine)
        ranked = sorted(cases, key=lambda case: (_value(results[case.name].value(HEADLINE.name)), case.name))
        self.results = results
        self.cases = {case.name: case for case in ranked}
        self._shown = shown
        self._pictures = pictures

    def page(self, name: str) -> View:
        """One page's three faces.

        Args:
            name: of the case.

        Raises:
            KeyError: there is no such case.
        """
        return View(faces_part(self.cases[name], self.results[name], pictures=self._pictures))

    def table(self) -> View:
        """The pages that are shown folded, the worst first."""
        names = [name for name in self.cases if _value(self.results[name].value(HEADLINE.name)) < 1.0][
            : self._shown
        ]
        pages = [
            (name, _value(self.results[name].value(HEADLINE.name)), self.page(name).html) for name in names
        ]
        return View(
            render("notebook_browser.html", pages=pages, metric=HEADLINE.title, total=len(self.cases))
        )

    def menu(self) -> Any:
        """The menu as a widget, for a running notebook."""
        import ipywidgets

        picked = ipywidgets.Dropdown(
            options=[
                (f"{_value(self.results[name].value(HEADLINE.name)):.3f}  {name}", name)
                for name in self.cases
            ],
            description="Page",
            layout=ipywidgets.Layout(width="60%"),
        )
        view = ipywidgets.HTML(self.page(picked.value).html)

        def show(change: dict[str, Any]) -> None:
            view.value = self.page(change["new"]).html

        picked.observe(show, names="value")
        return ipywidgets.VBox([picked, view])

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """Both forms: a front end takes the one that it can show."""
        widget: dict[str, Any] = self.menu()._repr_mimebundle_()
        return {_WIDGET: widget[_WIDGET], "text/html": self.table().html}


def _value(found: float | None) -> float:
    return 1.0 if found is None else found
