"""Texts cut into words for the metrics that are this project's own to define, in scripts without spaces, too.

The published metrics keep the words that they were published with; see each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Thai, Lao, Burmese, Khmer, kana and Chinese characters run on without spaces: each letter counts as a word.
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# Letters below are left alone, as no code point from here on is a surrogate until 0xD800.
_SURROGATES = range(0xD800, 0xE000)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; a letter of a script without spaces is a word."""
    return _TOKEN.findall(text.lower())


def as_letters(*sequences: Sequence[str]) -> list[str]:
    """Sequences of words as strings with one letter for each word, the same letter for the same word.

    Libraries that compare strings compare words then, at the speed of letters.

    Args:
        sequences: of at most a million different words in all.

    Raises:
        ValueError: there are more different words than there are letters.
    """
    numbers: dict[str, str] = {}
    written = []
    for words in sequences:
        letters = []
        for word in words:
            letter = numbers.get(word)
            if letter is None:
                code = len(numbers)
                code += len(_SURROGATES) if code >= _SURROGATES.start else 0
                letter = numbers[word] = chr(code)
            letters.append(letter)
        written.append("".join(letters))
    return written
