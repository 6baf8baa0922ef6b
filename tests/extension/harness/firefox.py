"""Firefox, through Selenium and Marionette."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import NoSuchFrameException, NoSuchWindowException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from . import EXTENSION, programs
from .base import Browser, until

ADDON = "reader@goldleaf.invalid"
KEYS = {
    "ArrowRight": Keys.ARROW_RIGHT,
    "Escape": Keys.ESCAPE,
    "Tab": Keys.TAB,
    "Shift+Tab": Keys.SHIFT + Keys.TAB,
    "Enter": Keys.ENTER,
}

# The reading view hides in a closed shadow root, where WebDriver finds no frame; but it takes a frame's
# number among
# the children of the page's browsing context, and the browser itself knows which of them is the extension's.
_VIEW_NUMBER = """return gBrowser.selectedBrowser.browsingContext.children.findLastIndex(
  child => child.currentWindowGlobal?.documentURI?.schemeIs("moz-extension"))"""


class Firefox(Browser):
    """A Firefox with a profile of its own."""

    name = "firefox"

    def __init__(self, preferences: Mapping[str, object] | None = None) -> None:
        """Start it headless, with further preferences where a test needs them."""
        options = webdriver.FirefoxOptions()
        options.binary_location = str(programs.firefox())
        options.add_argument("-headless")
        options.add_argument("-remote-allow-system-access")
        for key, value in (preferences or {}).items():
            options.set_preference(key, value)  # type: ignore[arg-type]
        service = webdriver.FirefoxService(str(programs.geckodriver()))
        self._driver = webdriver.Firefox(options=options, service=service)
        self._driver.set_script_timeout(30)
        self._driver.install_addon(str(EXTENSION), temporary=True)
        with self._driver.context("chrome"):
            self.uuid = str(
                self._driver.execute_script(
                    f"return WebExtensionPolicy.getByID('{ADDON}').mozExtensionHostname"
                )
            )

    def open(self, url: str) -> None:
        self._driver.get(url)

    def open_broken(self, url: str) -> None:
        with contextlib.suppress(WebDriverException):
            self._driver.get(url)

    def click(self) -> None:
        item = re.sub(r"[^a-z0-9_-]", "_", ADDON.lower()) + "-BAP"
        with self._driver.context("chrome"):
            self._driver.find_element("id", "unified-extensions-button").click()
            until(
                lambda: any(e.is_displayed() for e in self._driver.find_elements("id", item)),
                "the button is not in the extensions' panel",
            )
            self._driver.find_element("id", item).click()

    def press_shortcut(self) -> None:
        # Sent to the browser's own window, as a keyboard does it; keys sent to a page never get that far.
        with self._driver.context("chrome"):
            chain = ActionChains(self._driver).key_down(Keys.ALT).key_down(Keys.SHIFT).send_keys("G")
            chain.key_up(Keys.SHIFT).key_up(Keys.ALT).perform()

    def choose_menu_entry(self) -> None:
        body = self._driver.find_element("tag name", "body")
        ActionChains(self._driver).context_click(body).perform()
        item = re.sub(r"[^a-z0-9_-]", "_", ADDON.lower()) + "-menuitem-_read"
        with self._driver.context("chrome"):
            until(
                lambda: any(e.is_displayed() for e in self._driver.find_elements("id", item)),
                "the entry is not in the context menu",
            )
            self._driver.find_element("id", item).click()

    def page(self, expression: str) -> Any:
        self._driver.switch_to.default_content()
        return self._driver.execute_script(f"return ({expression})")

    def view(self, expression: str) -> Any:
        with self._driver.context("chrome"):
            number = self._driver.execute_script(_VIEW_NUMBER)
        if number < 0:
            return None
        self._driver.switch_to.default_content()
        try:
            self._driver.switch_to.frame(number)
            return self._driver.execute_script(f"return ({expression})")
        except (NoSuchFrameException, NoSuchWindowException):
            # It went while it was asked.
            return None
        finally:
            self._driver.switch_to.default_content()

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self._driver).send_keys(KEYS.get(key, key)).perform()

    def tabs(self) -> list[str]:
        with self._driver.context("chrome"):
            found = self._driver.execute_script(
                "return gBrowser.tabs.map(t => t.linkedBrowser.currentURI.spec)"
            )
        return [str(url) for url in found]

    def switch_to(self, part: str) -> None:
        for handle in reversed(self._driver.window_handles):
            self._driver.switch_to.window(handle)
            if part in self._driver.current_url:
                return
        raise AssertionError(f"no tab with {part}: {self.tabs()}")

    def close_others(self) -> None:
        first, *others = self._driver.window_handles
        for handle in others:
            self._driver.switch_to.window(handle)
            self._driver.close()
        self._driver.switch_to.window(first)
        self._driver.get("about:blank")

    def worker(self, expression: str) -> Any:
        before = self._driver.current_window_handle
        self._driver.switch_to.new_window("tab")
        try:
            self._driver.get(f"moz-extension://{self.uuid}/pair/switch.html")
            answer = self._driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                f"(async () => ({expression}))()"
                ".then(value => done([value ?? null]), error => done({error: String(error)}))"
            )
            if isinstance(answer, dict):
                raise AssertionError(answer["error"])
            return answer[0]
        finally:
            self._driver.close()
            self._driver.switch_to.window(before)

    def screenshot(self, path: str) -> None:
        # Of the whole tab as it is painted: an element's screenshot would leave out the view's top layer.
        Path(path).write_bytes(self._driver.get_screenshot_as_png())

    def resize(self, width: int, height: int) -> None:
        self._driver.set_window_size(width, height)
        inner = self.page("[innerWidth, innerHeight]")
        self._driver.set_window_size(2 * width - inner[0], 2 * height - inner[1])

    def quit(self) -> None:
        self._driver.quit()
