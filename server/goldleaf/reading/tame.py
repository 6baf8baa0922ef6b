"""Markup that would choke libxml2 is made harmless before the parse: endless attributes, bottomless nesting,
references to characters that are none.

The first two are measured facts of libxml2 2.14: attributes of one tag are compared with each other (100,000
of them take 20 s), and what is nested deeper than 2,048 levels is dropped together with all that follows it.
Browsers show such pages, so they are mended here rather than refused.
"""

from __future__ import annotations

import re
from itertools import islice

_LONG_TAG = 8_000
_MAX_NESTING = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+)>")
_ATTRIBUTE = re.compile(r"[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_REFERENCE = re.compile(
    r"&#(?:[xX]0*([01]?[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F])|0*([12]?[0-9]|3[01]|6553[45])(?![0-9]));?"
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del em font i ins kbd mark q s small span strong sub sup u var".split()
)


def cut_attributes(text: str, most: int) -> str:
    """Keep the first ``most`` attributes of a tag that is suspiciously long.

    Args:
        text: the decoded page.
        most: how many attributes one tag may keep.

    Returns:
        The text, the same object where no tag is over the limit.
    """
    out: list[str] = []
    done = position = 0
    while position < len(text):
        # From the last tag that begins in reach: only where none does can one be too long.
        start = text.rfind("<", position, position + _LONG_TAG)
        if start >= position:
            position = start + 1
            continue
        end = text.find("<", position)
        end = len(text) if end < 0 else end
        cut = _cut_tag(text[position:end], most)
        if cut is not None:
            out += (text[done:position], cut)
            done = end
        position = end + 1
    return "".join([*out, text[done:]]) if out else text


def _cut_tag(piece: str, most: int) -> str | None:
    """What is left of a tag and the text behind it; None where nothing has to go."""
    if len(piece) < _LONG_TAG or not piece[0].isalpha():
        return None
    end = _tag_end(piece)
    if end < _LONG_TAG:
        return None
    name = re.match(r"[^\s/>]+", piece)
    start = name.end() if name else 0
    kept = [found.group() for found in islice(_ATTRIBUTE.finditer(piece, start, end), most + 1)]
    if len(kept) <= most:
        return None
    return f"{piece[:start]} {' '.join(kept[:most])}{piece[end:]}"


def _tag_end(piece: str) -> int:
    """Index of the ``>`` that closes the tag at the start of ``piece``; its length where there is none."""
    position = 0
    for match in re.finditer(r"\"[^\"]*\"?|'[^']*'?|>", piece):
        if match.group() == ">":
            return match.start()
        position = match.end()
    return max(position, len(piece))


def resolve_untreeable(text: str) -> str:
    """Drop references to characters that no tree can hold, such as ``&#1;``; a form feed is a space.

    libxml2 puts them into the tree, and lxml refuses to write them anywhere else.

    Args:
        text: the decoded page.

    Returns:
        The text, the same object where there are none.
    """
    if "&#" not in text:
        return text
    return _REFERENCE.sub(_treeable, text)


def _treeable(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0x0C:
        return " "
    # For a zero, libxml2 puts the sign of a character that is missing, as browsers do.
    if code in (0, 0x09, 0x0A, 0x0D) or 0x20 <= code < 0xFFFE:
        return reference.group()
    return ""


def flatten_nesting(text: str) -> str:
    """Drop the tags of elements nested deeper than 1,000 levels, keeping their text in order.

    Args:
        text: a page that the parser reported, or may be, deeper than it can hold.

    Returns:
        The page with each too deep block's tags turned into line breaks and each too deep inline tag dropped.
    """
    out: list[str] = []
    open_tags: list[str] = []
    dropped: dict[str, int] = {}
    last = 0
    for match in _TAG.finditer(text):
        closing, name = match.group(1), match.group(2).lower()
        if name in _VOID or match.group(3).endswith("/"):
            continue
        if not closing:
            if len(open_tags) < _MAX_NESTING:
                open_tags.append(name)
                continue
            dropped[name] = dropped.get(name, 0) + 1
        elif dropped.get(name):
            dropped[name] -= 1
        else:
            if open_tags and open_tags[-1] == name:
                open_tags.pop()
            continue
        out.append(text[last : match.start()])
        out.append("" if name in _INLINE else "<br><br>")
        last = match.end()
    out.append(text[last:])
    return "".join(out)
