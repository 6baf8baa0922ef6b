"""The whole way: the true server, its own pairing link, a true click, a true article."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from .harness import ROOT
from .harness.base import Browser, until
from .harness.http import Site

pytestmark = pytest.mark.browser

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} of the report tells how the harbour was dredged, who paid for it, and why the "
    f"boats that had left "
    "in the spring did not come back before the first frost of the following year.</p>"
    for n in range(1, 9)
)
PAGE = f"""<!doctype html><html lang="en"><head><title>How the harbour was dredged</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>How the harbour was
dredged</h1>{PARAGRAPHS}
<harbour-note></harbour-note></article><footer>Terms and conditions</footer>
<script>customElements.define("harbour-note", class extends HTMLElement {{
  constructor() {{
    super();
    const note = document.createElement("p");
    note.textContent = "The note inside the shadow root says what the dredging cost, and who signed for it.";
    this.attachShadow({{mode: "open"}}).append(note);
  }}
}})</script></body></html>"""


class Served:
    """A running ``goldleaf serve`` and the pairing links it printed."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port, with a settings folder of its own."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "server"), "PYTHONUNBUFFERED": "1"}
        environment["GOLDLEAF_HOME"] = str(folder)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "goldleaf.cli", "serve", "--port", "0", "--workers", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def link(self) -> str:
        """The newest pairing link."""
        found = until(
            lambda: re.findall(r"http://[\w.:]+/pair#[0-9A-Z-]+", "".join(self.lines)),
            "no pairing link was printed",
            60,
        )
        return str(found[-1])

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The true server."""
    server = Served(tmp_path)
    yield server
    server.stop()


def test_from_the_printed_link_to_the_article_and_back(unpaired: Browser, site: Site, served: Served) -> None:
    unpaired.pair(served.link())
    unpaired.open(site.add("/harbour", PAGE))
    unpaired.click()
    unpaired.wait_view()
    assert unpaired.notice() is None
    assert unpaired.title() == "How the harbour was dredged"
    shown = unpaired.view("document.getElementById('view').innerText")
    for number in range(1, 9):
        assert f"Paragraph {number} of the report" in shown
    assert "inside the shadow root" in shown
    assert "Terms and conditions" not in shown
    assert "Sport" not in shown
    unpaired.click()
    unpaired.wait_closed()
    # A page with nothing to read, and after that a server that has gone.
    unpaired.open(site.add("/empty", "<!doctype html><title>Nothing</title><p>Hm."))
    unpaired.click()
    unpaired.wait_view()
    assert unpaired.notice() == "no-article"
    unpaired.click()
    unpaired.wait_closed()
    served.stop()
    unpaired.open(site.url("/harbour"))
    unpaired.click()
    unpaired.wait_view()
    assert unpaired.notice() == "server-down"
