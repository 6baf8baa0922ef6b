"""Words without regular expressions are the words of the regular expressions that they stand for."""

from __future__ import annotations

import re
import unicodedata

import pytest
from goldleaf.reading.text import count_words, match_key
from goldleaf.reading.tokens import lettered_words, spelt_words

TEXTS = [
    "",
    " ",
    "".join(map(chr, range(128))),
    " ".join(map(chr, range(128))),
    "The ferry's 2nd log_book, page 90 (of 1,204) – x1 A1b C3PO",
    "Fährhäuser am Kai: 3 Möwen, ÅNGSTRÖM_2 und İstanbul",
    "Паром № 7 уходит в 9:30",
    "渡し船の日誌 第90ページ",
    "a b c 1 2 _ __ ab",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_definition(text: str) -> None:
    assert spelt_words(text) == re.findall(r"\w{2,}", text.lower())
    assert lettered_words(text) == re.findall(r"[^\W\d_]{2,}", text.lower())


@pytest.mark.parametrize("text", TEXTS)
def test_keys_are_letters_and_digits_in_small_letters(text: str) -> None:
    assert match_key(text) == re.sub(r"\W+", "", text).casefold()


@pytest.mark.parametrize("sign", list("’“”‘–—…\u00a0•·"))
def test_a_sign_between_words_is_no_part_of_them(sign: str) -> None:
    assert not unicodedata.category(sign).startswith(("L", "N"))
    assert count_words(f"the boat{sign}the quay {sign} 12 crates") == 6
    assert count_words(f"das Boot{sign}die Fähre {sign} 12 Kisten") == 6
