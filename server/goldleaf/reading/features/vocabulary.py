"""What class names, ids, roles, elements and short texts say, by weights that were learned.

The weights are those of one logistic regression over all of them together. Each name has four: where it
stands anywhere around a block, on the block's own container, on its parent, on its parent's parent. Each
word has three: in a short block, at the beginning of a long one, in the heading above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

import numpy as np

from goldleaf.reading.blocks import Page
from goldleaf.reading.features.view import Floats, View
from goldleaf.reading.tokens import lettered_words

NAME_PLACES = ("around", "own", "parent", "grand")
WORD_PLACES = ("short", "long", "heading")
_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAMES = 300
# A page may give every level of itself a name of its own.
_MOST_AROUND = 400
# Characters: a label or a title; what is looked at of it, and of a paragraph; a line known as a whole.
_SHORT = 140
_READ_SHORT, _READ_LONG = 80, 60
_MOST_SHORT, _MOST_LONG = 10, 5
_LINE = 30


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Learned weights.

    Attributes:
        names: row in `name_weights` of each name.
        name_weights: one row a name, four numbers in the order of `NAME_PLACES`.
        words: row in `word_weights` of each word.
        word_weights: one row a word, three numbers in the order of `WORD_PLACES`.
        lines: the weight of each short line known as a whole.
        intercept: log-odds where nothing is known.
    """

    names: dict[str, int]
    name_weights: list[list[float]]
    words: dict[str, int]
    word_weights: list[list[float]]
    lines: dict[str, float]
    intercept: float


# What each byte of a name without capitals becomes: small letters stay, all else parts words.
_SMALL = bytes(code if chr(code) in ascii_lowercase else 32 for code in range(256))


@lru_cache(maxsize=20_000)
def _parts(names: str) -> tuple[str, ...]:
    names = names[:_NAMES]
    if names.isascii() and names == names.lower():
        found = set(names.encode("ascii").translate(_SMALL).decode("ascii").split())
    else:
        found = {part.lower() for part in _SPLIT.findall(names)}
    return tuple(sorted([part for part in found if len(part) > 1]))


def name_tokens(page: Page) -> list[tuple[str, ...]]:
    """The names of each container, by node index: parts of class and id, role, itemprop and element."""
    combination_of, combinations = _combinations(page)
    return [combinations[number] for number in combination_of]


def _combinations(page: Page) -> tuple[list[int], list[tuple[str, ...]]]:
    """For each container the number of its combination of names, and all combinations.

    Tables of containers repeat a few of them, so each is taken apart once.
    """
    known: dict[tuple[str, str, str | None, str | None], int] = {}
    combination_of: list[int] = []
    combinations: list[tuple[str, ...]] = []
    for node in page.nodes:
        key = (node.names, node.tag, node.role, node.itemprop)
        number = known.get(key)
        if number is None:
            number = known[key] = len(combinations)
            combinations.append(_tokens_of(*key))
        combination_of.append(number)
    return combination_of, combinations


def _tokens_of(names: str, tag: str, role: str | None, itemprop: str | None) -> tuple[str, ...]:
    own = (*_parts(names), "tag=" + tag)
    for attribute, value in (("role", role), ("itemprop", itemprop)):
        if value:
            own += (f"{attribute}={value[:40].lower()}",)
    return own


def new_tokens(page: Page, tokens: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Of each container's names those that no container around it has."""
    around: list[frozenset[str]] = []
    fresh: list[tuple[str, ...]] = []
    nothing: frozenset[str] = frozenset()
    for node in page.nodes:
        known = around[node.parent] if node.parent >= 0 else nothing
        new = tuple([token for token in tokens[node.index] if token not in known])
        if new and len(known) < _MOST_AROUND:
            known = known.union(new)
        elif new:
            new = ()
        around.append(known)
        fresh.append(new)
    return fresh


def block_words(view: View) -> Iterator[tuple[int, frozenset[str], frozenset[str], str]]:
    """Of each block: its place in `WORD_PLACES`, its words, those of the heading above it, its whole line."""
    heading: frozenset[str] = frozenset()
    for block, level in zip(view.blocks, view.heading.tolist(), strict=True):
        text = block.text
        short = block.chars <= _SHORT
        read = lettered_words(text[: _READ_SHORT if short else _READ_LONG])
        words = frozenset(read[: _MOST_SHORT if short else _MOST_LONG])
        line = text.lower() if block.chars <= _LINE and "\n" not in text else ""
        yield 0 if short else 1, words, heading, line
        if level:
            heading = words


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each block's names and words weigh, in log-odds, shape (n,).

    Attributes:
        around: the names of all containers around it.
        near: those of its own container, its parent and its parent's parent, for standing there.
        words: its words.
        heading: the words of the heading above it.
    """

    around: Floats
    near: Floats
    words: Floats
    heading: Floats


def weigh(view: View, vocabulary: Vocabulary) -> Weighed:
    """Add up the weights of every block's names and words.

    Args:
        view: the page in columns.
        vocabulary: the weights.
    """
    page = view.page
    combination_of, combinations = _combinations(page)
    # What is not in the vocabulary weighs nothing.
    rows, weights = vocabulary.names, vocabulary.name_weights
    weighing = [[(name, weights[rows[name]]) for name in names if name in rows] for names in combinations]
    near = np.array(
        [[sum([weight[place] for _, weight in names], 0.0) for place in (1, 2, 3)] for names in weighing]
    )
    combination = np.array(combination_of)
    around = _weigh_around(page, combination_of, weighing, list(map(len, combinations)))
    if around is None:
        around = _weigh_new(page, [combinations[number] for number in combination_of], vocabulary)
    words, heading = _words(view, vocabulary)
    return Weighed(
        np.array(around)[view.node],
        near[combination[view.node], 0]
        + near[combination[view.parent], 1]
        + near[combination[view.grand], 2],
        words,
        heading,
    )


def add_vocabulary(columns: dict[str, Floats], weighed: Weighed, intercept: float) -> None:
    """Add what is known of each block's names and words, and what follows from them together.

    Args:
        columns: features by name, each of shape (n,); added to.
        weighed: the log-odds.
        intercept: log-odds where nothing is known.
    """
    total = weighed.around + weighed.near + weighed.words + weighed.heading
    columns["vocabulary_around"] = weighed.around
    columns["vocabulary_near"] = weighed.near
    columns["vocabulary_words"] = weighed.words
    columns["vocabulary_heading"] = weighed.heading
    columns["vocabulary"] = total
    columns["vocabulary_likely"] = 1.0 / (1.0 + np.exp(-np.clip(total + intercept, -30.0, 30.0)))


def _weigh_around(
    page: Page, combination_of: list[int], weighing: list[list[tuple[str, list[float]]]], sizes: list[int]
) -> list[float] | None:
    """What the names around each container weigh, each name counted once, by node index.

    None where there may be more names around one than are heard.
    """
    # Names that weigh something as bits: what is known of the containers around is then one number.
    bits: dict[str, int] = {}
    weighed = [
        [(bits.setdefault(name, 1 << len(bits)), weight[0]) for name, weight in names] for names in weighing
    ]
    # Where many containers have the same around them: the names met, their weight, and how many there are
    # at most, those that weigh nothing included.
    states: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    leads: dict[int, int] = {}
    state_of: list[int] = []
    count = len(weighed)
    for node, number in zip(page.nodes, combination_of, strict=True):
        before = state_of[node.parent] if node.parent >= 0 else 0
        key = before * count + number
        state = leads.get(key)
        if state is None:
            known, total, most = states[before]
            for bit, weight in weighed[number]:
                if not known & bit:
                    known |= bit
                    total += weight
            most += sizes[number]
            if most > _MOST_AROUND:
                return None
            state = leads[key] = len(states)
            states.append((known, total, most))
        state_of.append(state)
    return [states[state][1] for state in state_of]


def _weigh_new(page: Page, tokens: list[tuple[str, ...]], vocabulary: Vocabulary) -> list[float]:
    """The same where there may be more names around a container than are heard."""
    rows, weights = vocabulary.names, vocabulary.name_weights
    totals: list[float] = []
    for node, new in zip(page.nodes, new_tokens(page, tokens), strict=True):
        total = totals[node.parent] if node.parent >= 0 else 0.0
        totals.append(total + sum([weights[rows[name]][0] for name in new if name in rows], 0.0))
    return totals


def _words(view: View, vocabulary: Vocabulary) -> tuple[Floats, Floats]:
    rows = vocabulary.words
    weights = vocabulary.word_weights
    lines = vocabulary.lines
    said, headed = [], []
    above: frozenset[str] = frozenset()
    above_weighs = 0.0
    for place, words, heading, line in block_words(view):
        total = lines.get(line, 0.0) if line else 0.0
        said.append(sum([weights[rows[word]][place] for word in words if word in rows], total))
        if heading is not above:
            above = heading
            above_weighs = sum([weights[rows[word]][2] for word in heading if word in rows], 0.0)
        headed.append(above_weighs)
    return np.array(said), np.array(headed)
