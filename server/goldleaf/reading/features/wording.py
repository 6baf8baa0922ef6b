"""What a block's own text looks like, in any language."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.features.view import Floats, View
from goldleaf.reading.settle.signs import ENDS_SENTENCE
from goldleaf.reading.text import match_key

# Characters of a block that are looked at, so that a block of megabytes costs no more than a long paragraph.
_READ = 1_500
_KEY = 120
_LEADING = 40
# Blocks whose letters are looked at together.
_AT_ONCE = 4_096
# The words that a page's own prose repeats most are its language's function words, whichever that is.
_COMMON = 30
_SAMPLE = 600
# What a character may be, as flags.
_UPPER, _DIGIT, _CURRENCY = 1, 2, 4
_KNOWN = 0x10000
_CURRENCIES = "$€£¥₹"

_KINDS = {
    "p": "paragraph", "li": "item", "td": "cell", "th": "cell", "pre": "code", "dt": "term", "dd": "term",
    "blockquote": "quote", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_ENDS = frozenset(".!?…。！？؟।:")
# Behind one of those a sentence may end with these.
_CLOSE = frozenset("'\"”’»)]\n")


def add_wording(columns: dict[str, Floats], view: View) -> None:
    """Add the features of each block's text and element.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.
    """
    texts = [block.text for block in view.blocks]
    pieces = [
        _letters_of([text[:_READ] for text in texts[start : start + _AT_ONCE]])
        for start in range(0, len(texts), _AT_ONCE)
    ]
    letters = pieces[0]
    if len(pieces) > 1:
        letters = {name: np.concatenate([piece[name] for piece in pieces]) for name in letters}
    columns |= letters
    columns["ends_sentence"] = _ends_of(texts)
    _add_words(columns, view)
    columns["log_chars"] = np.log1p(view.chars)
    columns["words"] = view.words
    columns["word_length"] = view.chars / np.maximum(1.0, view.words)
    columns["link_density"] = view.link_chars / view.chars
    columns["links"] = view.links
    columns["media"] = view.media
    columns["heading"] = view.heading.astype(np.float64)
    columns["prose"] = view.prose.astype(np.float64)
    kinds = np.array([_KIND_NUMBERS.get(block.kind, 0) for block in view.blocks])
    for kind, number in _KIND_FEATURES.items():
        columns[f"kind_{kind}"] = (kinds == number).astype(np.float64)


_NUMBERS = {kind: number for number, kind in enumerate(dict.fromkeys(_KINDS.values()), start=1)}
_KIND_NUMBERS = {tag: _NUMBERS[kind] for tag, kind in _KINDS.items()}
_KIND_FEATURES = {
    kind: _NUMBERS.get(kind, 0) for kind in ("paragraph", "item", "cell", "code", "term", "caption", "plain")
}


def _ends_of(texts: list[str]) -> Floats:
    """Whether each text ends as a sentence does."""
    return np.array(
        [
            text[-1] in _ENDS or (text[-1] in _CLOSE and ENDS_SENTENCE.search(text[-8:]) is not None)
            for text in texts
        ],
        dtype=np.float64,
    )


def _add_words(columns: dict[str, Floats], view: View) -> None:
    """Add what each block's words say."""
    is_common = _common_words(view).__contains__
    common, capitals = [], []
    for block in view.blocks:
        text = block.text[:_READ]
        words = text.lower().split()
        common.append(sum(map(is_common, words)) / max(1, len(words)))
        leading = text.split(None, _LEADING)
        if len(leading) > _LEADING:
            leading.pop()
        capitals.append(sum(map(str.istitle, leading)) / max(1, len(leading)))
    columns["common_words"] = np.array(common)
    keys = [block.key if block.chars <= _KEY else match_key(block.text[:_KEY]) for block in view.blocks]
    copies = Counter(keys)
    columns["copies"] = np.array([copies[key] for key in keys], dtype=np.float64)
    first: dict[str, int] = {}
    columns["is_copy"] = np.array(
        [first.setdefault(key, place) != place for place, key in enumerate(keys)], dtype=np.float64
    )
    columns["capitalised"] = np.array(capitals)


def _letters_of(texts: list[str]) -> dict[str, Floats]:
    """What characters of each kind there are, of all blocks at once."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    flags = _flags_of_characters()[np.minimum(codes, _KNOWN - 1)]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(lengths, out=bounds[1:])

    def share(flag: int) -> Floats:
        found = np.flatnonzero((flags & flag) > 0)
        return np.diff(np.searchsorted(found, bounds)).astype(np.float64) / lengths

    return {
        "upper": share(_UPPER),
        "digits": share(_DIGIT),
        "currency": (np.bitwise_or.reduceat(flags, bounds[:-1]) & _CURRENCY > 0).astype(np.float64),
    }


@cache
def _flags_of_characters() -> NDArray[np.uint8]:
    """What each character of the basic plane is; the last entry stands for all others, which are nothing."""
    flags = np.zeros(_KNOWN, dtype=np.uint8)
    for code in range(_KNOWN - 1):
        character = chr(code)
        if character.isupper():
            flags[code] = _UPPER
        elif character.isdigit():
            flags[code] = _DIGIT
    for character in _CURRENCIES:
        flags[ord(character)] |= _CURRENCY
    return flags


def _common_words(view: View) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for block, prose in zip(view.blocks, view.prose.tolist(), strict=True):
        if prose and block.chars >= 80:
            counts.update(block.text[:_SAMPLE].lower().split())
    return frozenset(word for word, _ in counts.most_common(_COMMON) if word.isalpha())
