"""Markup that would choke libxml2 is made harmless before the parse: endless attributes, bottomless nesting.

Both are measured facts of libxml2 2.14: attributes of one tag are compared with each other (100,000 of
them take 20 s), and what is nested deeper than 2,048 levels is dropped together with all that follows it.
Browsers show such pages, so they are mended here rather than refused.
"""

from __future__ import annotations

import re

_LONG_TAG = 8_000
_MAX_NESTING = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+)>")
_ATTRIBUTE = re.compile(r"[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
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
    pieces = text.split("<")
    if max(map(len, pieces)) < _LONG_TAG:
        return text
    changed = False
    for index, piece in enumerate(pieces):
        if len(piece) < _LONG_TAG or not piece[0].isalpha():
            continue
        end = _tag_end(piece)
        if end < _LONG_TAG:
            continue
        name = re.match(r"[^\s/>]+", piece)
        start = name.end() if name else 0
        kept = []
        for attribute in _ATTRIBUTE.finditer(piece, start, end):
            kept.append(attribute.group())
            if len(kept) > most:
                break
        if len(kept) > most:
            pieces[index] = f"{piece[:start]} {' '.join(kept[:most])}{piece[end:]}"
            changed = True
    return "<".join(pieces) if changed else text


def _tag_end(piece: str) -> int:
    """Index of the ``>`` that closes the tag at the start of ``piece``; its length where there is none."""
    position = 0
    for match in re.finditer(r"\"[^\"]*\"?|'[^']*'?|>", piece):
        if match.group() == ">":
            return match.start()
        position = match.end()
    return max(position, len(piece))


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
