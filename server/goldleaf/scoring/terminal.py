"""Tables and texts side by side in a terminal, with letters that are two cells wide counted as such."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

import click

from goldleaf.scoring.differences import Kind, Line
from goldleaf.scoring.stats import Difference, Interval

# Signs stand beside the colours: a reader may see no colours, or not these.
_SIGNS = {Kind.KEPT: " ", Kind.CHANGED: "~", Kind.MISSED: "-", Kind.EXTRA: "+"}
_COLOURS: dict[Kind, str | None] = {
    Kind.KEPT: None,
    Kind.CHANGED: "yellow",
    Kind.MISSED: "red",
    Kind.EXTRA: "blue",
}


def cells(text: str) -> int:
    """How many cells of a terminal a text fills."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up to a width in cells."""
    fill = " " * max(0, width - cells(text))
    return fill + text if right else text + fill


def table(rows: Sequence[Sequence[str]], *, left: int | Collection[int] = 1) -> str:
    """A table of text; the first row is its heading.

    Args:
        rows: cells of each row, all rows of the same length.
        left: how many columns, from the first, are flush left, or which ones; the others are flush right.
    """
    flush_left = range(left) if isinstance(left, int) else left
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    written = [
        "  ".join(
            pad(cell, widths[column], right=column not in flush_left) for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    rule = "  ".join("─" * width for width in widths)
    return "\n".join([written[0], rule, *written[1:]])


def show_interval(found: Interval | None) -> str:
    """``0.912 [0.880, 0.941]``, in thousandths; without brackets where there are too few sites."""
    if found is None:
        return "–"
    if found.low is None or found.high is None:
        return f"{found.value:.3f} [few sites]"
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def side_by_side(aligned: Sequence[Line], width: int) -> Iterator[str]:
    """Lines of two columns, gold on the left and output on the right, coloured by what became of each line.

    Args:
        aligned: from :func:`goldleaf.scoring.differences.compare`.
        width: of the terminal, in cells.
    """
    column = max(20, (width - 5) // 2)
    for line in aligned:
        left, right = wrap(line.gold, column), wrap(line.output, column)
        for number in range(max(len(left), len(right))):
            gold = left[number] if number < len(left) else ""
            output = right[number] if number < len(right) else ""
            sign = _SIGNS[line.kind] if number == 0 else " "
            row = f"{sign} {pad(gold, column)} │ {output}".rstrip()
            yield click.style(row, fg=_COLOURS[line.kind]) if _COLOURS[line.kind] else row
        yield ""


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many cells, at blanks where there are any."""
    found: list[str] = []
    current = ""
    for word in text.split(" "):
        while cells(word) > width:
            room = width - cells(current) - (1 if current else 0)
            if room < 2:
                found.append(current)
                current, room = "", width
            head = _head(word, room)
            found.append(f"{current} {head}" if current else head)
            current, word = "", word[len(head) :]
        if current and cells(current) + 1 + cells(word) > width:
            found.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*found, current] if current or not found else found


def shorten_to(text: str, width: int) -> str:
    """A text cut to a width in cells, with an ellipsis where it was cut."""
    return text if cells(text) <= width else _head(text, width - 1) + "…"


def _head(word: str, room: int) -> str:
    filled = 0
    for index, letter in enumerate(word):
        filled += _width(letter)
        if filled > room:
            return word[: max(1, index)]
    return word


def show_difference(found: Difference | None) -> str:
    """``+0.036 [+0.002, +0.070]*``, with a star where the difference is clear."""
    if found is None:
        return "–"
    interval = found.interval
    if interval.low is None or interval.high is None:
        return f"{interval.value:+.3f} [few sites]"
    star = "*" if found.is_clear else " "
    return f"{interval.value:+.3f} [{interval.low:+.3f}, {interval.high:+.3f}]{star}"


def show_p(value: float | None) -> str:
    """``0.012``, ``<0.001``; a dash where there was no test."""
    if value is None:
        return "–"
    return "<0.001" if value < 0.001 else f"{value:.3f}"
