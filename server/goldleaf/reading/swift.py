"""readability-lxml's own algorithm with its helpers made quick, for the small trees that it is given here.

Its rules run unchanged, function by function. What they call is replaced by what gives the same on such a
tree in a fraction of the time: texts whose white space is folded already, names judged once and remembered,
lengths added up while the tree is made, and nothing described for a log that nobody keeps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement
from readability import Document
from readability import readability as original

from goldleaf.reading.xpath import texter

NODE, BLOCK = "n", "b"
"""Attributes of the small tree: which node, or which block, of the page an element stands for."""

# It logs each failure with a traceback; here a failure is a result (no proposal), and told as such.
_log = logging.getLogger("goldleaf.readability")
_log.setLevel(logging.CRITICAL + 1)


def _words(name: str) -> tuple[str, ...]:
    """The words of one of its patterns, which is a plain list of them; seeking each is quicker."""
    pattern: str = original.REGEXES[name].pattern
    words = tuple(pattern.split("|"))
    assert all(word.replace("-", "").isalpha() for word in words), pattern
    return words


_positive, _negative = _words("positiveRe"), _words("negativeRe")
_unlikely, _perhaps = _words("unlikelyCandidatesRe"), _words("okMaybeItsACandidateRe")


def clean(text: str) -> str:
    """White space folded as readability-lxml does; a block's text mostly comes folded."""
    if "\n" in text or "\t" in text or "  " in text:
        folded: str = original.clean(text)
        return folded
    return text.strip()


def _text_length(element: HtmlElement) -> int:
    return len(clean(element.text_content()))


def _nothing(element: HtmlElement, depth: int = 1) -> str:
    return ""


@lru_cache(maxsize=20_000)
def is_unlikely(names: str) -> bool:
    """Whether readability-lxml would leave out a container of this class and id before it scores any."""
    lower = names.lower()
    return any(word in lower for word in _unlikely) and not any(word in lower for word in _perhaps)


@lru_cache(maxsize=20_000)
def _weight_of(name: str) -> int:
    lower = name.lower()
    good = any(word in lower for word in _positive)
    return 25 * good - 25 * any(word in lower for word in _negative)


@lru_cache(maxsize=64)
def _query(path: str) -> etree.XPath:
    return etree.XPath(path)


_kept_blocks = cast(
    Callable[[HtmlElement], list[str]],
    etree.XPath(f"descendant-or-self::*/@{BLOCK}", smart_strings=False),
)


_string = texter()


class SmallElement(HtmlElement):  # type: ignore[misc]
    """An element of the small tree, which finds things quicker: readability-lxml asks thousands of times."""

    def findall(self, path: str, namespaces: object = None) -> list[HtmlElement]:
        """As in lxml, at a tenth of the cost where the path is ``.//name``."""
        if path.startswith(".//") and path[3:].isalnum():
            return list(self.iterdescendants(path[3:]))
        found: list[HtmlElement] = super().findall(path, namespaces)
        return found

    def text_content(self) -> str:
        """As in lxml, without a query where the text is all that is in the element."""
        return _string(self) if len(self) else self.text or ""

    def xpath(self, path: str) -> Any:
        """As in lxml, with the expression compiled once."""
        return _query(path)(self)


SMALL = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
"""The parser of small trees."""
SMALL.set_element_class_lookup(etree.ElementDefaultClassLookup(element=SmallElement))


def _fragment(markup: str) -> HtmlElement:
    # What is moved into a tree of lxml.html would be of its classes from then on.
    return etree.fromstring(markup, SMALL)


class _Original(Document):  # type: ignore[misc]
    """readability-lxml's functions, with the quick helpers in the place of those of its module."""


_HELPERS: dict[str, Any] = {
    "clean": clean,
    "text_length": _text_length,
    "describe": _nothing,
    "text_content": _nothing,
    "log": _log,
    "fragment_fromstring": _fragment,
}
for _name, _member in list(vars(Document).items()):
    if isinstance(_member, FunctionType):
        _copy = FunctionType(
            _member.__code__, {**_member.__globals__, **_HELPERS}, _name, _member.__defaults__
        )
        _copy.__kwdefaults__ = _member.__kwdefaults__
        setattr(_Original, _name, _copy)

Plant = Callable[[bool], HtmlElement]
Lengths = Callable[[HtmlElement], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What readability-lxml makes of a small tree.

    Attributes:
        kept: indices of the blocks in its article.
        scores: content score of each candidate container, by node index.
        best: node index of its best candidate, -1 where it found none.
    """

    kept: frozenset[int]
    scores: dict[int, float]
    best: int


def ask_readability(plant: Plant, lengths: Lengths) -> Opinion:
    """Let readability-lxml find the article of a small tree.

    Args:
        plant: makes the tree; told whether to leave out what is unlikely, as the first attempt does.
        lengths: characters of text below an element, and of those in links, while the tree is as made.

    Raises:
        readability.readability.Unparseable: its algorithm failed.
    """
    document = _Listening(plant, lengths)
    document.summary(html_partial=True)
    return Opinion(frozenset(document.kept), document.scores, document.best)


class _Listening(_Original):
    """One page's small tree in the hands of readability-lxml; what it decides is read off as it goes."""

    def __init__(self, plant: Plant, lengths: Lengths) -> None:
        super().__init__(None)
        self._plant = plant
        self._lengths = lengths
        self._attempts = 0
        self._as_made = False
        self._has_quotes = True
        self.kept: set[int] = set()
        self.scores: dict[int, float] = {}
        self.best = -1

    def _parse(self, input: object) -> HtmlElement:
        self._attempts += 1
        self._as_made = True
        return self._plant(self._attempts == 1)

    def remove_unlikely_candidates(self) -> None:
        # The tree was made without them.
        return

    def transform_misused_divs_into_paragraphs(self) -> None:
        # The tree was made with paragraphs in the place of such containers.
        return

    def tags(self, node: HtmlElement, *tag_names: str) -> Iterator[HtmlElement]:
        for name in tag_names:
            yield from list(node.iterdescendants(name))

    def reverse_tags(self, node: HtmlElement, *tag_names: str) -> Iterator[HtmlElement]:
        for name in tag_names:
            yield from reversed(list(node.iterdescendants(name)))

    def class_weight(self, e: HtmlElement) -> int:
        weight = 0
        for feature in (e.get("class"), e.get("id")):
            if feature:
                weight += _weight_of(feature)
        return weight

    def get_link_density(self, elem: HtmlElement) -> float:
        if self._as_made:
            chars, linked = self._lengths(elem)
        else:
            chars = _text_length(elem)
            # A link holds nothing but its text in these trees.
            linked = sum(len(clean(link.text)) for link in elem.iterdescendants("a"))
        return linked / max(chars, 1)

    def select_best_candidate(
        self, candidates: dict[HtmlElement, dict[str, object]]
    ) -> dict[str, object] | None:
        best: dict[str, object] | None = super().select_best_candidate(candidates)
        self.scores = {}
        for element, candidate in candidates.items():
            node = element.get(NODE)
            if node:
                self.scores[int(node)] = float(candidate["content_score"])  # type: ignore[arg-type]
        if best is not None:
            node = best["elem"].get(NODE)  # type: ignore[attr-defined]
            self.best = int(node) if node else -1
        return best

    def get_article(
        self,
        candidates: dict[HtmlElement, dict[str, object]],
        best_candidate: dict[str, object],
        html_partial: bool = False,
    ) -> HtmlElement:
        # From here on it moves parts of the tree and drops others.
        self._as_made = False
        self._has_quotes = next(self.html.iter("blockquote"), None) is not None
        return super().get_article(candidates, best_candidate, html_partial=html_partial)

    def is_quote_lead(self, elem: HtmlElement) -> bool:
        return self._has_quotes and bool(super().is_quote_lead(elem))

    def get_clean_html(self) -> str:
        # The result is read off the tree: its attribute clean-up edits serialised HTML with a regular
        # expression, which can turn inert text into live attributes. The string returned only has to have the
        # right length.
        self.kept = {int(index) for index in _kept_blocks(self.html)}
        return "<p></p>" * len(self.kept) + str(self.html.text_content())
