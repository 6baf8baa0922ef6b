"""Takes the pictures of the reading view for the documentation. Look at each before it is committed.

    python -m tests.extension.make_screenshots [FOLDER]

The folder is ``docs/images`` unless another is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .harness import ROOT
from .harness.base import Browser
from .harness.chromium import Chromium
from .harness.firefox import Firefox
from .harness.http import TOKEN, FakeGoldleaf, Site
from .sample import PAGE, PICTURE, answer_with, sample_article

WIDE, NARROW = (1200, 1000), (400, 860)


def shoot(
    browser: Browser, path: Path, size: tuple[int, int], theme: str, scroll: int = 0, panel: bool = False
) -> None:
    """Set the looks, wait for the picture, and save what the tab shows."""
    browser.resize(*size)
    browser.view(f"document.getElementById('theme-{theme}').click()")
    browser.view(f"document.getElementById('panel').hidden = {'false' if panel else 'true'}")
    browser.view(f"window.scrollTo(0, {scroll})")
    browser.view(
        "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode() "
        "})).then(() => true)"
    )
    browser.screenshot(str(path))


def main(folder: Path) -> None:
    """Both browsers, light; Chromium also dark, narrow, and with the panel open."""
    folder.mkdir(parents=True, exist_ok=True)
    site, goldleaf = Site(), FakeGoldleaf()
    address = site.add("/mountains", PAGE)
    picture = site.add("/picture.svg", PICTURE, Content_Type="image/svg+xml")
    goldleaf.behaviour.read = answer_with(sample_article(picture))
    for kind in (Chromium, Firefox):
        browser: Browser = kind()
        try:
            browser.worker(f"chrome.storage.local.set({{server: '{goldleaf.origin}', token: '{TOKEN}'}})")
            browser.resize(*WIDE)
            browser.open(address)
            browser.click()
            browser.wait_view()
            shoot(browser, folder / f"reader-{kind.name}.png", WIDE, "light")
            if kind is Chromium:
                shoot(browser, folder / "reader-panel.png", WIDE, "sepia", 620, panel=True)
                shoot(browser, folder / "reader-dark.png", WIDE, "dark", 1250)
                shoot(browser, folder / "reader-narrow.png", NARROW, "light")
        finally:
            browser.quit()
    site.close()
    goldleaf.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images")
