"""What of an output changed since the floors were set: lines of the text, pieces of its structure, fields.

A baseline holds fingerprints only, never text. What a page may lose is in its gold, and named from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from goldleaf.scoring.baseline import Entry
from goldleaf.scoring.cases import Case
from goldleaf.scoring.differences import fingerprint, shorten
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.metrics.structure_units import Unit, structure_units
from goldleaf.scoring.plaintext import lines
from goldleaf.scoring.results import PageResult

# The fields of an extraction by the metric that looks at them.
_FIELDS = {
    "title": "title",
    "byline": "byline",
    "date": "published",
    "lang": "lang",
    "site": "site_name",
    "excerpt": "excerpt",
    "no_byline": "byline",
    "no_date": "published",
}
# A table is known by its cells, which are pieces of their own.
_SAID_BY_OTHERS = frozenset({"tables"})


def changed_lines(gold: str, text: str, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Lines lost and gained since the floors were set, and whether those that stayed changed their order.

    Args:
        gold: the gold text.
        text: the output.
        entry: the case's part of the baseline.
    """
    now = [(fingerprint(line), line) for line in lines(text)]
    missing = Counter(entry.lines)
    missing.subtract(Counter(digits for digits, _ in now))
    lost = []
    for line in lines(gold):
        digits = fingerprint(line)
        if missing[digits] > 0:
            missing[digits] -= 1
            lost.append(line)
    wanted = set(lines(gold))
    before = Counter(entry.lines)
    gained = []
    for digits, line in now:
        before[digits] -= 1
        # A gold line can be gained, too: a second time.
        if before[digits] < 0 and (line not in wanted or digits in entry.lines):
            gained.append(line)
    common = Counter(entry.lines) & Counter(digits for digits, _ in now)
    order = _first(entry.lines, common)
    return tuple(lost), tuple(gained), order != _first([digits for digits, _ in now], common)


def _first(listed: Sequence[str], wanted: Counter[str]) -> list[str]:
    """So many of each as are wanted, from the front, in their order."""
    left = Counter(wanted)
    found = []
    for digits in listed:
        if left[digits] > 0:
            left[digits] -= 1
            found.append(digits)
    return found


def changed_pieces(case: Case, result: PageResult, entry: Entry, metrics: Sequence[str]) -> tuple[str, ...]:
    """What the metrics that got worse look at and the lines don't show, in words.

    Args:
        case: the page with its gold.
        result: today's.
        entry: the case's part of the baseline.
        metrics: names of those that got worse.
    """
    known = set(entry.pieces)
    found = [
        words
        for kind, words in _pieces(case, result)
        if kind in metrics and fingerprint(f"{kind} {words}") not in known
    ]
    return (*found, *_fields(case, result, metrics))


def piece_fingerprints(case: Case, result: PageResult) -> tuple[str, ...]:
    """Fingerprints of all pieces that are missing or extra today, to tell later which are so since then."""
    return tuple(dict.fromkeys(fingerprint(f"{kind} {words}") for kind, words in _pieces(case, result)))


def _pieces(case: Case, result: PageResult) -> Iterator[tuple[str, str]]:
    if case.reference.html is None or result.html is None:
        return
    gold, output = structure_units(case.reference.html), structure_units(result.html)
    for kind, wanted in gold.items():
        if kind in _SAID_BY_OTHERS:
            continue
        missing, extra = _unmatched(wanted, output[kind])
        title = METRICS[kind].title if kind in METRICS else kind
        yield from ((kind, f"missing from {title}: {shorten(unit.keys[0])}") for unit in missing)
        yield from ((kind, f"extra in {title}: {shorten(unit.keys[0])}") for unit in extra)


def _unmatched(gold: Sequence[Unit], found: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units of either side without a partner on the other, matched as the metrics match them."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(found):
        for key in unit.keys:
            by_key[key].append(number)
    taken: set[int] = set()
    missing = []
    for unit in gold:
        partner = next(
            (number for key in unit.keys for number in by_key.get(key, ()) if number not in taken), None
        )
        if partner is None:
            missing.append(unit)
        else:
            taken.add(partner)
    return missing, [unit for number, unit in enumerate(found) if number not in taken and unit.weight]


def _fields(case: Case, result: PageResult, metrics: Sequence[str]) -> Iterator[str]:
    wanted = case.reference.fields or {}
    given = result.fields or {}
    for name in metrics:
        field = _FIELDS.get(name)
        if field is not None:
            yield f"{field}: {_quoted(given.get(field))} instead of {_quoted(wanted.get(field))}"


def _quoted(value: str | None) -> str:
    return f"“{shorten(value)}”" if value else "none"
