"""rapidfuzz's partial ratio: how well the shorter text sits in the best place of the longer one.

It tells a page that came out whole with something around it from one that came out torn. rapidfuzz tries the
windows of the longer text one by one, which takes minutes for a page of usual length; here the scores of all
windows come out of one pass over the two texts (semi-local LCS by combing of seaweeds: A. Tiskin, Semi-local
string comparison: Algorithmic techniques and applications, 2013, section 5.1). It compares words, as
rapidfuzz does when it is given lists of words.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms
from goldleaf.scoring.metrics.tokens import as_letters, tokens

_Strands = npt.NDArray[np.int32]


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    """The best ratio of the shorter text's words with any window of the longer one's that is as long.

    Windows that hang over an end of the longer text count as well, with what of them is inside. Two empty
    texts are equal: 1. Cost grows with the product of the lengths: half a second for two texts of 6,000
    words.
    """
    if reference.text is None:
        return None
    gold, found = as_letters(tokens(reference.text), tokens(output.text))
    value = partial_ratio(gold, found)
    return Measurement(value, (value, 1.0), {})


def partial_ratio(one: str, other: str) -> float:
    """What ``rapidfuzz.fuzz.partial_ratio`` gives for two strings, divided by 100.

    Args:
        one, other: at most 2,000,000,000 letters together.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return float(not long)
    if short in long:
        return 1.0
    best = _best_window(short, long)
    # Of two strings of one length either may be the one that windows are cut from.
    return max(best, _best_window(long, short)) if len(short) == len(long) else best


def _best_window(short: str, long: str) -> float:
    """Greatest normalised Indel similarity of a string with a window of one that is as long or longer."""
    width, length = len(short), len(long)
    start = _starts(short, long)
    inside = start >= 0
    best = 0.0
    # Heads and tails shorter than the string: what hangs over an end. LCS = letters - strands that run
    # through them from top to bottom.
    ends = np.arange(1, width)
    if width > 1:
        heads = ends - np.cumsum(inside)[: width - 1]
        begun = np.zeros(length + 1, dtype=np.int64)
        np.add.at(begun, start[inside], 1)
        tails = ends - np.cumsum(begun[:length][::-1])[: width - 1]
        best = float(np.max(2 * np.maximum(heads, tails) / (width + ends)))
    # Whole windows: the number of strands that run through changes by the one that enters on the right and
    # the one that leaves on the left.
    ended = np.full(length, length, dtype=np.int64)
    ended[start[inside]] = np.flatnonzero(inside)
    through = int(np.count_nonzero(inside[:width]))
    fewest = through
    begins, leaves = start.tolist(), ended.tolist()
    for left in range(1, length - width + 1):
        right = left + width
        through += (begins[right - 1] >= left) - (leaves[left - 1] < right - 1)
        fewest = min(fewest, through)
    return max(best, (width - fewest) / width)


def _starts(short: str, long: str) -> _Strands:
    """Where each strand that ends at the bottom began at the top, negative for those from the left side.

    Strands meet once at each pair of letters. Where the letters are equal they turn away from each other,
    else they cross, if they have not crossed before. Pairs on one diagonal don't touch each other, so a
    diagonal is combed at once.
    """
    width, length = len(short), len(long)
    # Letters from the last to the first, so that a diagonal is a slice of both.
    rows = np.frombuffer(short[::-1].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    columns = np.frombuffer(long.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    level: _Strands = np.arange(width, dtype=np.int32)
    upright: _Strands = np.arange(width, width + length, dtype=np.int32)
    turn, crossed = np.empty(width, dtype=np.bool_), np.empty(width, dtype=np.bool_)
    change: _Strands = np.empty(width, dtype=np.int32)
    for diagonal in range(width + length - 1):
        offset = diagonal - width + 1
        low, high = max(0, -offset), min(width, length - offset)
        count = high - low
        across, down = level[low:high], upright[low + offset : high + offset]
        turns, crosses, changes = turn[:count], crossed[:count], change[:count]
        np.equal(rows[low:high], columns[low + offset : high + offset], out=turns)
        np.greater(across, down, out=crosses)
        np.logical_or(turns, crosses, out=turns)
        # Swap where the strands turn away: by exclusive or, as picking by a mask takes several times as long.
        np.bitwise_xor(across, down, out=changes)
        np.multiply(changes, turns, out=changes)
        np.bitwise_xor(across, changes, out=across)
        np.bitwise_xor(down, changes, out=down)
    return upright - np.int32(width)


METRIC = Metric(
    name="partial_ratio",
    title="partial ratio",
    source="rapidfuzz.fuzz.partial_ratio / 100 of the two sequences of words",
    about="The ratio of the shorter text with the best place of the longer one: what surrounds it is free.",
    unit="share of words",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
