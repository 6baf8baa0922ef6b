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
_UPPER, _LOWER, _DIGIT, _COMMA, _AT, _BAR, _COPYRIGHT, _CURRENCY, _PAREN, _MARK, _STOP, _WIDE_STOP, _BLANK = (
    1 << place for place in range(13)
)
_KNOWN = 0x10000
_OF_CHARACTERS = {
    _COMMA: ",，、،",
    _AT: "@",
    _BAR: "|›»→",
    _COPYRIGHT: "©",
    _CURRENCY: "$€£¥₹",
    _PAREN: "(",
    _MARK: '•-–*·"“«',
    _STOP: ".!?",
    _WIDE_STOP: "。",
    _BLANK: " ",
}
_ANYWHERE = {"at": _AT, "bar": _BAR, "copyright": _COPYRIGHT, "currency": _CURRENCY, "paren": _PAREN}

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
    columns["stops"] = letters.pop("stops")
    _add_ends(columns, texts)
    for name in _ANYWHERE:
        columns[name] = letters.pop(name)
    capitalised = _add_words(columns, view)
    for name in ("lower_first", "digit_first", "mark_first"):
        columns[name] = letters.pop(name)
    columns["ellipsis"] = np.array(
        [text[-1] == "…" or text.endswith("...") for text in texts], dtype=np.float64
    )
    columns["capitalised"] = capitalised
    columns |= letters
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


def _add_ends(columns: dict[str, Floats], texts: list[str]) -> None:
    last = [text[-1] for text in texts]
    columns["ends_sentence"] = np.array(
        [
            end in _ENDS or (end in _CLOSE and ENDS_SENTENCE.search(text[-8:]) is not None)
            for end, text in zip(last, texts, strict=True)
        ],
        dtype=np.float64,
    )
    columns["ends_colon"] = np.array([end in ":：" for end in last], dtype=np.float64)
    columns["ends_call"] = np.array([end in "?!？！" for end in last], dtype=np.float64)


def _add_words(columns: dict[str, Floats], view: View) -> Floats:
    """Add what each block's words say; which share of its first ones begins with a capital is returned."""
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
    return np.array(capitals)


def _letters_of(texts: list[str]) -> dict[str, Floats]:
    """What characters of each kind there are, of all blocks at once."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    flags = _flags_of_characters()[np.minimum(codes, _KNOWN - 1)]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(lengths, out=bounds[1:])
    starts, ends = bounds[:-1], bounds[1:] - 1

    def count(found: NDArray[np.bool_]) -> Floats:
        return np.diff(np.searchsorted(np.flatnonzero(found), bounds)).astype(np.float64)

    stop = (flags & _STOP) > 0
    stop[ends] = False
    stop[:-1] &= (flags[1:] & _BLANK) > 0
    found = {
        "stops": count(stop | ((flags & _WIDE_STOP) > 0)),
        "upper": count((flags & _UPPER) > 0) / lengths,
        "digits": count((flags & _DIGIT) > 0) / lengths,
        "commas": count((flags & _COMMA) > 0) * 100 / lengths,
    }
    anywhere = np.bitwise_or.reduceat(flags, starts)
    first = flags[starts].astype(np.int64)
    for place in np.flatnonzero(codes[starts] >= _KNOWN).tolist():
        letter = texts[place][0]
        first[place] = _LOWER * letter.islower() | _DIGIT * letter.isdigit()
    for name, held, flag in (
        *((name, anywhere, flag) for name, flag in _ANYWHERE.items()),
        ("lower_first", first, _LOWER),
        ("digit_first", first, _DIGIT),
        ("mark_first", first, _MARK),
    ):
        found[name] = ((held & flag) > 0).astype(np.float64)
    return found


@cache
def _flags_of_characters() -> NDArray[np.uint16]:
    """What each character of the basic plane is; the last entry stands for all others, which are nothing."""
    flags = np.zeros(_KNOWN, dtype=np.uint16)
    for code in range(_KNOWN - 1):
        character = chr(code)
        if character.isupper():
            flags[code] = _UPPER
        elif character.islower():
            flags[code] = _LOWER
        elif character.isdigit():
            flags[code] = _DIGIT
    for flag, characters in _OF_CHARACTERS.items():
        for character in characters:
            flags[ord(character)] |= flag
    return flags


def _common_words(view: View) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for block, prose in zip(view.blocks, view.prose.tolist(), strict=True):
        if prose and block.chars >= 80:
            counts.update(block.text[:_SAMPLE].lower().split())
    return frozenset(word for word, _ in counts.most_common(_COMMON) if word.isalpha())
