"""The one interface through which the tests see a browser."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

READER = "/reader/reader.html"
# The browsers share two cores with whatever else runs; nothing here is a measurement of time.
PATIENCE = 20.0


def until(check: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """Ask until the answer is true.

    Args:
        check: asked again and again; exceptions pass through.
        what: names the hope, for the message when it fails.
        patience: seconds.

    Returns:
        The first true answer.

    Raises:
        AssertionError: it never came.
    """
    end = time.monotonic() + patience
    while True:
        answer = check()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"After {patience:.0f} s: {what}")
        time.sleep(0.03)


class Browser(ABC):
    """A running browser with the extension loaded and one current tab."""

    name: str

    @abstractmethod
    def open(self, url: str) -> None:
        """Navigate the current tab and wait for its load."""

    @abstractmethod
    def open_broken(self, url: str) -> None:
        """Navigate the current tab to what may never load as a page: an error page, a viewer."""

    @abstractmethod
    def click(self) -> None:
        """Click the toolbar button, as a person does, for the current tab."""

    def press_shortcut(self) -> None:
        """Press the extension's keyboard shortcut, where the browser's own keys can be driven."""
        raise NotImplementedError(f"{self.name}'s driver sends keys to pages only")

    def choose_menu_entry(self) -> None:
        """Open the page's context menu and choose the extension's entry, where the menu can be driven."""
        raise NotImplementedError(f"{self.name}'s driver reaches no menus")

    @abstractmethod
    def page(self, expression: str) -> Any:
        """Evaluate JavaScript in the current tab's page."""

    @abstractmethod
    def view(self, expression: str) -> Any:
        """Evaluate JavaScript in the reading view over the current tab's page; None where there is none."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys, one after another, for whatever has the focus in the current tab."""

    @abstractmethod
    def tabs(self) -> list[str]:
        """The addresses of the open tabs, in the order of opening."""

    @abstractmethod
    def switch_to(self, part: str) -> None:
        """Make the last tab whose address contains ``part`` the current one."""

    @abstractmethod
    def close_others(self) -> None:
        """Close all tabs but one, and leave that one blank and current."""

    @abstractmethod
    def worker(self, expression: str) -> Any:
        """Evaluate an expression (a promise is awaited) with the extension's own rights."""

    @abstractmethod
    def screenshot(self, path: str) -> None:
        """Save what the current tab shows."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Set the viewport, CSS px."""

    @abstractmethod
    def quit(self) -> None:
        """End the browser."""

    def is_open(self) -> bool:
        """Whether a reading view lies over the page, ready or not."""
        return bool(self.page("document.documentElement.lastElementChild?.localName === 'goldleaf-view'"))

    def wait_view(self) -> None:
        """Wait until the view over the page shows something."""
        until(
            lambda: self.view("document.documentElement?.dataset.ready") == "true",
            f"no reading view over {self.page('location.href')}; tabs: {self.tabs()}",
        )

    def wait_closed(self) -> None:
        """Wait until no view lies over the page."""
        until(lambda: not self.is_open(), "the reading view stays open")

    def wait_tab(self) -> None:
        """Wait for a reader tab of the extension, go there, and wait until it shows something."""
        until(lambda: any(READER in url for url in self.tabs()), f"no reader tab; tabs: {self.tabs()}")
        self.switch_to(READER)
        until(
            lambda: self.page("document.documentElement?.dataset.ready") == "true",
            "the reader tab stays empty",
        )

    def title(self) -> str:
        """The heading in the view over the page."""
        return str(self.view("document.querySelector('h1').textContent"))

    def notice(self) -> str | None:
        """Which notice the view over the page shows, if any."""
        found = self.view("document.querySelector('.notice')?.dataset.notice ?? null")
        return None if found is None else str(found)

    def tab_notice(self) -> str | None:
        """Which notice the current tab shows, if any."""
        found = self.page("document.querySelector('.notice')?.dataset.notice ?? null")
        return None if found is None else str(found)

    def pair(self, link: str) -> None:
        """Open a pairing link and wait for its outcome."""
        self.open(link)
        until(lambda: self.page("document.querySelector('main').dataset.state") == "paired", "not paired")

    def reset(self) -> None:
        """Forget everything that the extension stored."""
        self.worker("Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])")
