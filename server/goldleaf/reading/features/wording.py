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
# The words that a page's own prose repeats most are its language's function words, whichever that is.
_COMMON = 30
_SAMPLE = 600
_UPPER, _DIGIT, _COMMA = 1, 2, 3
_KNOWN = 0x10000

_TEXT_FEATURES = (
    "stops", "ends_sentence", "ends_colon", "ends_call", "at", "bar",
    "copyright", "currency", "paren", "common_words", "copies", "is_copy", "lower_first",
    "digit_first", "mark_first", "ellipsis", "capitalised",
)  # fmt: skip
_KINDS = {
    "p": "paragraph", "li": "item", "td": "cell", "th": "cell", "pre": "code", "dt": "term", "dd": "term",
    "blockquote": "quote", "figcaption": "caption", "caption": "caption",
}  # fmt: skip


def add_wording(columns: dict[str, Floats], view: View) -> None:
    """Add the features of each block's text and element.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.
    """
    common = _common_words(view)
    keys = [match_key(block.text[:_KEY]) for block in view.blocks]
    copies = Counter(keys)
    seen: set[str] = set()
    rows = []
    for block, key in zip(view.blocks, keys, strict=True):
        text = block.text[:_READ]
        words = text.split()
        lowered = text.lower().split()
        end = block.text[-8:]
        first = text[0]
        leading = words[:40]
        rows.append(
            (
                text.count(". ") + text.count("。") + text.count("! ") + text.count("? "),
                ENDS_SENTENCE.search(end) is not None,
                end[-1] in ":：",
                end[-1] in "?!？！",
                "@" in text,
                "|" in text or "›" in text or "»" in text or "→" in text,
                "©" in text,
                "$" in text or "€" in text or "£" in text or "¥" in text or "₹" in text,
                "(" in text,
                sum([word in common for word in lowered]) / max(1, len(lowered)),
                copies[key],
                key in seen,
                first.islower(),
                first.isdigit(),
                first in '•-–*·"“«',
                end[-1] == "…" or end.endswith("..."),
                sum(map(str.istitle, leading)) / max(1, len(leading)),
            )
        )
        seen.add(key)
    table = np.array(rows, dtype=np.float64).reshape(-1, len(_TEXT_FEATURES))
    for place, name in enumerate(_TEXT_FEATURES):
        columns[name] = table[:, place]
    _add_letters(columns, view)
    words_of = np.array([block.words for block in view.blocks], dtype=np.float64)
    columns["log_chars"] = np.log1p(view.chars)
    columns["words"] = words_of
    columns["word_length"] = view.chars / np.maximum(1.0, words_of)
    columns["link_density"] = view.link_chars / view.chars
    columns["links"] = np.array([block.links for block in view.blocks], dtype=np.float64)
    columns["media"] = np.array([block.media for block in view.blocks], dtype=np.float64)
    columns["heading"] = view.heading.astype(np.float64)
    columns["prose"] = view.prose.astype(np.float64)
    kinds = [_KINDS.get(block.kind, "plain") for block in view.blocks]
    for kind in ("paragraph", "item", "cell", "code", "term", "caption", "plain"):
        columns[f"kind_{kind}"] = np.array([other == kind for other in kinds], dtype=np.float64)


def _add_letters(columns: dict[str, Floats], view: View) -> None:
    """Count capitals, digits and commas of all blocks at once."""
    texts = [block.text[:_READ] for block in view.blocks]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _letter_kinds()[np.minimum(codes, _KNOWN - 1)]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    for name, kind, per in (("upper", _UPPER, 1), ("digits", _DIGIT, 1), ("commas", _COMMA, 100)):
        columns[name] = np.add.reduceat(kinds == kind, starts, dtype=np.float64) * per / lengths


@cache
def _letter_kinds() -> NDArray[np.uint8]:
    """What each character of the basic plane is; the last entry stands for all others, which are none."""
    kinds = np.zeros(_KNOWN, dtype=np.uint8)
    for code in range(_KNOWN - 1):
        character = chr(code)
        if character.isupper():
            kinds[code] = _UPPER
        elif character.isdigit():
            kinds[code] = _DIGIT
    for character in ",，、،":
        kinds[ord(character)] = _COMMA
    return kinds


def _common_words(view: View) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for block, prose in zip(view.blocks, view.prose.tolist(), strict=True):
        if prose and block.chars >= 80:
            counts.update(block.text[:_SAMPLE].lower().split())
    return frozenset(word for word, _ in counts.most_common(_COMMON) if word.isalpha())
