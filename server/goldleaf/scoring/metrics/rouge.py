"""ROUGE-LSum: summary-level longest common subsequences, line by line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, f1, mean_of_terms
from goldleaf.scoring.metrics.token_f1 import words
from goldleaf.scoring.metrics.tokens import as_letters
from goldleaf.scoring.plaintext import lines


def measure(output: Extraction, reference: Reference) -> Measurement | None:
    r"""F1 of the words of the gold's lines that are in the union of their longest common subsequences.

    For each line of the gold, a longest common subsequence with each line of the output is found, and the
    gold's words that are in any of them are hits; a word is hit at most as often as the output has it. Recall
    is hits over the gold's words, precision hits over the output's. Where a pair of lines has several longest
    common subsequences, it is the one that rapidfuzz takes. Empty against empty is 1.

    Words are lower-case ``\w+``, as in :mod:`goldleaf.scoring.metrics.token_f1`: the common implementation
    drops all letters but a to z.
    """
    if reference.text is None:
        return None
    gold = [found for line in lines(reference.text) if (found := words(line))]
    given = [found for line in lines(output.text) if (found := words(line))]
    precision, recall = summary_level(gold, given)
    value = f1(precision, recall)
    return Measurement(value, (value, 1.0), {"precision": precision, "recall": recall})


def summary_level(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Precision and recall of two lists of lines, each a list of words."""
    if not gold and not found:
        return 1.0, 1.0
    if not gold or not found:
        return 0.0, 0.0
    written = as_letters(*gold, *found)
    gold_lines, found_lines = written[: len(gold)], list(dict.fromkeys(written[len(gold) :]))
    # For each word the lines of the output that have it, so that a line without news is never compared.
    having: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(found_lines):
        for word in set(line):
            having[word].append(number)
    whole = set(found_lines)
    hits: Counter[str] = Counter()
    for line in gold_lines:
        hits.update(line if line in whole else _union(line, found_lines, having))
    available = Counter("".join(written[len(gold) :]))
    shared = (hits & available).total()
    return shared / available.total(), shared / sum(map(len, gold_lines))


def _union(line: str, found: Sequence[str], having: dict[str, list[int]]) -> list[str]:
    """The letters of a line that are in a longest common subsequence with any of the lines found.

    A line can only add positions whose letter it has, so once all of those are taken it is left out; the
    lines with the most letters in common come first. The result is that of comparing with all.
    """
    shared: Counter[int] = Counter()
    for letter in set(line):
        shared.update(having.get(letter, ()))
    open_letters = Counter(letter for letter in line if letter in having)
    taken = [False] * len(line)
    for number, _ in shared.most_common():
        other = found[number]
        if open_letters.keys().isdisjoint(other):
            continue
        for code in LCSseq.opcodes(line, other):
            if code.tag != "equal":
                continue
            for place in range(code.src_start, code.src_end):
                if not taken[place]:
                    taken[place] = True
                    open_letters[line[place]] -= 1
                    if not open_letters[line[place]]:
                        del open_letters[line[place]]
        if not open_letters:
            break
    return [letter for letter, is_taken in zip(line, taken, strict=True) if is_taken]


METRIC = Metric(
    name="rouge_lsum",
    title="ROUGE-LSum",
    source="C.-Y. Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004, section 3.2, with the "
    "clipping of ROUGE-1.5.5; a line stands for a sentence, as in google-research/rouge (rougeLsum)",
    about="F1 of the words in longest common subsequences of lines: order counts inside a line only.",
    unit="share of words",
    low=0.0,
    high=1.0,
    higher_is_better=True,
    version=1,
    measure=measure,
    combine=mean_of_terms,
    family="detail",
)
