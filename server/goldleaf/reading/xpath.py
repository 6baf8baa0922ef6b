"""Compiled XPath expressions with the type of what they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree
from lxml.html import HtmlElement


def finder(expression: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """An expression that selects elements, in document order."""
    return cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath(expression))


def tester(expression: str) -> Callable[[HtmlElement], bool]:
    """An expression that gives true or false."""
    return cast(Callable[[HtmlElement], bool], etree.XPath(f"boolean({expression})"))


def counter(expression: str) -> Callable[[HtmlElement], float]:
    """An expression that gives a number of nodes."""
    return cast(Callable[[HtmlElement], float], etree.XPath(f"count({expression})"))


def texter() -> Callable[[HtmlElement], str]:
    """The text below an element, as it stands."""
    return cast(Callable[[HtmlElement], str], etree.XPath("string()", smart_strings=False))
