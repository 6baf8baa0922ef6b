"""Language and direction that a page states on containers which the article doesn't have."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page

# Characters: the longest registered language tags have 35.
_LONGEST_TAG = 35
_NAMES = ("lang", "dir")
_Marks = dict[str, tuple[HtmlElement, str]]


class Directions:
    """What the containers of each block say of language and direction, looked up once for each container."""

    def __init__(self, page: Page) -> None:
        """Nothing is looked up yet.

        Args:
            page: the segmented page; what its ``<body>`` states is the article's.
        """
        self._page = page
        self._marks: dict[int, _Marks] = {}
        body = page.root.find("body")
        self._whole = {name: page.root.get(name) for name in _NAMES}
        self._whole |= {name: body.get(name) for name in _NAMES if body is not None and body.get(name)}

    def mark(self, node: int, target: HtmlElement, within: list[HtmlElement]) -> None:
        """Let ``target`` carry what stands around a node and not around ``target`` itself.

        Args:
            node: index of the node that the text stands in.
            target: the element of the article that the text is written into.
            within: the page's elements that the article has around ``target``.
        """
        for name, (source, value) in self._marks_of(node).items():
            if target.get(name) is None and source not in within:
                target.set(name, value[:_LONGEST_TAG])

    def _marks_of(self, index: int) -> _Marks:
        nodes = self._page.nodes
        path = []
        while index > 0 and index not in self._marks:
            path.append(index)
            index = nodes[index].parent
        marks = self._marks.get(index, {})
        for index in reversed(path):
            element = nodes[index].element
            own: _Marks = {name: (element, value) for name in _NAMES if (value := element.get(name))}
            if own:
                # What the whole page says needs no saying again.
                marks = {n: mark for n, mark in (marks | own).items() if mark[1] != self._whole[n]}
            self._marks[index] = marks
        return marks
