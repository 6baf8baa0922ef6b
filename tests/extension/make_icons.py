"""Draws the PNG icons from ``extension/icons/icon.svg``: run it after a change of the drawing.

python -m tests.extension.make_icons
"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from .harness import EXTENSION, programs

SIZES = (16, 32, 48, 128)


def main() -> None:
    """Render each size in Chromium, on no background."""
    drawing = (EXTENSION / "icons/icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0;display:block}}svg{{width:{size}px}}</style>{drawing}")
            page.screenshot(path=EXTENSION / f"icons/icon-{size}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
