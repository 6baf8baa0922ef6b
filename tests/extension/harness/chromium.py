"""Chromium, through Playwright and the DevTools protocol."""

from __future__ import annotations

import contextlib
import tempfile
from typing import Any

from playwright.sync_api import CDPSession, Frame, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from . import EXTENSION, programs
from .base import READER, Browser, until

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-extensions-except={EXTENSION}",
    f"--load-extension={EXTENSION}",
)


class Chromium(Browser):
    """A Chromium with a profile of its own."""

    name = "chromium"

    def __init__(self, **options: Any) -> None:
        """Start it; ``options`` go to Playwright (``color_scheme``, ``viewport``)."""
        program = programs.chromium()
        self._profile = tempfile.TemporaryDirectory(prefix="goldleaf-chromium-", ignore_cleanup_errors=True)
        self._playwright = sync_playwright().start()
        self._context = self._playwright.chromium.launch_persistent_context(
            self._profile.name,
            executable_path=program,
            headless=False,
            ignore_default_args=["--disable-extensions"],
            args=list(ARGUMENTS),
            **options,
        )
        browser = self._context.browser
        assert browser is not None
        self._cdp: CDPSession = browser.new_browser_cdp_session()
        self._page: Page = self._context.pages[0]
        worker = self._context.service_workers or [self._context.wait_for_event("serviceworker")]
        self.id = worker[0].url.split("/")[2]

    def open(self, url: str) -> None:
        self._page.goto(url)

    def open_broken(self, url: str) -> None:
        with contextlib.suppress(PlaywrightError):
            self._page.goto(url, wait_until="commit", timeout=5_000)

    def click(self) -> None:
        until(lambda: self._tab_target() is not None, "no target for the tab")
        self._cdp.send("Extensions.triggerAction", {"id": self.id, "targetId": self._tab_target()})

    def _tab_target(self) -> str | None:
        session = self._context.new_cdp_session(self._page)
        mine = session.send("Target.getTargetInfo")["targetInfo"]
        session.detach()
        found = self._cdp.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        same = [target["targetId"] for target in found if target["url"] == mine["url"]]
        return str(same[-1]) if same else None

    def page(self, expression: str) -> Any:
        try:
            return self._page.evaluate(expression)
        except PlaywrightError as error:
            # A navigation came between; the next document can be asked once it is there.
            if "destroyed" not in str(error):
                raise
            self._page.wait_for_load_state()
            return self._page.evaluate(expression)

    def _listen(self) -> None:
        # Playwright learns of new frames and closed tabs only while it is called.
        self._cdp.send("Browser.getVersion")
        if self._page.is_closed():
            self._page = self._context.pages[0]

    def _frame(self) -> Frame | None:
        self._listen()
        found = [f for f in self._page.frames if READER in f.url and f != self._page.main_frame]
        return found[-1] if found else None

    def view(self, expression: str) -> Any:
        frame = self._frame()
        if frame is None:
            return None
        try:
            return frame.evaluate(expression)
        except PlaywrightError as error:
            # The frame went while it was asked.
            if any(word in str(error) for word in ("detached", "destroyed", "closed")):
                return None
            raise

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def tabs(self) -> list[str]:
        self._listen()
        return [page.url for page in self._context.pages]

    def switch_to(self, part: str) -> None:
        self._listen()
        self._page = next(page for page in reversed(self._context.pages) if part in page.url)
        self._page.bring_to_front()

    def close_others(self) -> None:
        first, *others = self._context.pages
        for page in others:
            page.close()
        self._page = first
        self._page.goto("about:blank")

    def worker(self, expression: str) -> Any:
        # A page of the extension has the worker's rights, and does not fall asleep.
        page = self._context.new_page()
        try:
            page.goto(f"chrome-extension://{self.id}/pair/switch.html")
            return page.evaluate(f"(async () => ({expression}))()")
        finally:
            page.close()
            self._page.bring_to_front()

    def screenshot(self, path: str) -> None:
        self._page.screenshot(path=path)

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def scheme(self, value: Any) -> None:
        """Let the system ask for ``dark`` or ``light``."""
        self._page.emulate_media(color_scheme=value)

    def quit(self) -> None:
        self._context.close()
        self._playwright.stop()
        self._profile.cleanup()
