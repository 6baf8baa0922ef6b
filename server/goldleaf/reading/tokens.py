"""Words of a text in lower case, by two definitions that regular expressions give, without one for ASCII."""

from __future__ import annotations

import re

_SPELT = re.compile(r"\w{2,}")
_LETTERED = re.compile(r"[^\W\d_]{2,}")
# What each byte of ASCII becomes: small letters, and blanks for what is in no word.
_IN_SPELT = bytes(ord(chr(c).lower()) if chr(c).isalnum() or chr(c) == "_" else 32 for c in range(128)) * 2
_IN_LETTERED = bytes(ord(chr(c).lower()) if chr(c).isalpha() else 32 for c in range(128)) * 2


def spelt_words(text: str) -> list[str]:
    r"""The words of two or more letters, digits and underscores (``\w{2,}``), in lower case.

    Args:
        text: any text.
    """
    if text.isascii():
        words = text.encode("ascii").translate(_IN_SPELT).decode("ascii").split()
        return [word for word in words if len(word) > 1]
    return _SPELT.findall(text.lower())


def lettered_words(text: str) -> list[str]:
    r"""The words of two or more letters (``[^\W\d_]{2,}``), in lower case.

    Args:
        text: any text.
    """
    if text.isascii():
        words = text.encode("ascii").translate(_IN_LETTERED).decode("ascii").split()
        return [word for word in words if len(word) > 1]
    return _LETTERED.findall(text.lower())
