"""What an output keeps, misses and adds, line by line against the gold text, and word by word inside a
line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from rapidfuzz.distance import Indel, LCSseq

from goldleaf.scoring.plaintext import lines

# Scripts without spaces are compared letter by letter, others word by word.
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
# XML 1.0 has no way to write these, not even as references.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALIKE = 0.5
# Beyond this many pairs a stretch is shown as missed and extra lines, not searched for changed ones.
_MOST_PAIRS = 20_000


class Kind(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    CHANGED = "changed"
    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the gold text beside its counterpart in the output; one of the two may be empty."""

    kind: Kind
    gold: str
    output: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, and whether the other side has it too."""

    text: str
    shared: bool


def compare(gold: str, output: str) -> list[Line]:
    """Align two texts line by line.

    Args:
        gold: the gold text.
        output: what an engine made.

    Returns:
        All lines in reading order. A line that stands elsewhere in the output is both missed and extra.
    """
    wanted, found = lines(gold), lines(output)
    aligned: list[Line] = []
    missed: list[str] = []
    extra: list[str] = []
    for equal, from_gold, to_gold, from_output, to_output in _runs(wanted, found):
        if equal:
            aligned += _pair(missed, extra)
            missed, extra = [], []
            aligned += [Line(Kind.KEPT, line, line) for line in wanted[from_gold:to_gold]]
        else:
            missed += wanted[from_gold:to_gold]
            extra += found[from_output:to_output]
    return aligned + _pair(missed, extra)


def words(line: Line) -> tuple[list[Span], list[Span]]:
    """The gold and the output of a line as spans, telling what the other side lacks."""
    gold, output = _TOKEN.findall(line.gold), _TOKEN.findall(line.output)
    left: list[Span] = []
    right: list[Span] = []
    for shared, from_gold, to_gold, from_output, to_output in _runs(gold, output):
        if to_gold > from_gold:
            left.append(Span("".join(gold[from_gold:to_gold]), shared))
        if to_output > from_output:
            right.append(Span("".join(output[from_output:to_output]), shared))
    return left, right


def fingerprint(line: str) -> str:
    """Eight hexadecimal digits that stand for a line, to see later whether it is still there."""
    return sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def fingerprints(text: str) -> list[str]:
    """The fingerprints of a text's lines in order."""
    return [fingerprint(line) for line in lines(text)]


def shorten(line: str, width: int = 100) -> str:
    """A line cut to a width, for messages."""
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def writable(text: str) -> str:
    """A text with a replacement character for what XML and trees can't hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def _runs(gold: Sequence[str], output: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Equal and unequal stretches of two sequences: (whether equal, gold's start and end, output's)."""
    for code in LCSseq.opcodes(gold, output):
        yield code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end


def _pair(missed: Sequence[str], extra: Sequence[str]) -> list[Line]:
    """Match lines that were changed rather than lost; order is kept on both sides."""
    result: list[Line] = []
    start = 0
    searching = len(missed) * len(extra) <= _MOST_PAIRS
    for line in missed:
        partner = None
        if searching:
            scores = [
                (Indel.normalized_similarity(line, extra[index], score_cutoff=_ALIKE), -index)
                for index in range(start, len(extra))
            ]
            best = max(scores, default=(0.0, 0))
            partner = -best[1] if best[0] >= _ALIKE else None
        if partner is None:
            result.append(Line(Kind.MISSED, line, ""))
            continue
        result += [Line(Kind.EXTRA, "", other) for other in extra[start:partner]]
        result.append(Line(Kind.CHANGED, line, extra[partner]))
        start = partner + 1
    return result + [Line(Kind.EXTRA, "", other) for other in extra[start:]]
