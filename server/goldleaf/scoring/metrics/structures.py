"""A score for each kind of structure: what of the gold's images, tables, lists, code… is in the output.

The units of a kind (:mod:`goldleaf.scoring.metrics.structure_units`) are matched one to one, by what they are
known by. Recall is the share of the gold's units found, precision the share of the output's units that
the gold has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms, f1
from goldleaf.scoring.metrics.structure_units import Unit, structure_units

# A table is the gold's where it has at least this share of its cells.
_SAME_TABLE = 0.5

_KINDS: dict[str, tuple[str, str, str]] = {
    "images": (
        "images",
        "images",
        "Images, known by their files, whatever size or host they are served from.",
    ),
    "alts": ("alternative texts", "images", "Alternative texts of images, each with its image."),
    "figures": ("figures", "figures", "Figures, known by their images, videos, code or caption."),
    "captions": ("captions", "captions", "Captions of figures and tables, known by their first 60 letters."),
    "tables": ("tables", "tables", "Tables with at least half of the gold's cells, empty ones left out."),
    "cells": ("cells", "cells", "Cells of tables: their text and their column."),
    "items": ("list items", "items", "Items of lists: own text, kind of list, and depth of nesting."),
    "headings": (
        "headings",
        "headings",
        "Headings by their text; the title in the header may stand for one.",
    ),
    "outline": ("outline", "headings", "Headings together with the heading that they stand under."),
    "links": ("links", "links", "Links by their text and their target's path, query or place in the page."),
    "footnotes": (
        "links in the page",
        "links",
        "Marks of notes and links back whose target is in the output.",
    ),
    "quotes": ("quotes", "quotes", "Block quotes, known by their first 60 letters."),
    "code": ("code", "lines", "Lines of code, indentation aside."),
    "languages": ("code languages", "blocks", "Languages of code blocks, each with the block's first line."),
    "mathematics": ("mathematics", "formulas", "Formulas, known by their TeX or their letters and signs."),
    "videos": ("videos", "videos", "Videos, known by player and number, embedded or linked as a still."),
}


def match(gold: Sequence[Unit], found: Sequence[Unit]) -> tuple[int, int]:
    """Units of the gold that are found, each once, and units found that the gold lacks.

    Args:
        gold: the units that should be there.
        found: the units that are; those without weight are never extra.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, unit in reversed(list(enumerate(found))):
        for key in unit.keys:
            by_key[key].append(number)
    taken: set[int] = set()
    for unit in gold:
        for key in unit.keys:
            waiting = by_key.get(key, [])
            while waiting and waiting[-1] in taken:
                waiting.pop()
            if waiting:
                taken.add(waiting.pop())
                break
    extra = sum(unit.weight for number, unit in enumerate(found) if number not in taken)
    return len(taken), extra


def match_tables(gold: Sequence[Unit], found: Sequence[Unit]) -> tuple[int, int]:
    """As :func:`match`, for units that are the same where one has half of the other's keys.

    Each key is sought among the tables that have it, and a table is compared only with the ones that share
    a key with it.
    """
    tables: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(found):
        for key in set(unit.keys):
            tables[key].append(number)
    taken: set[int] = set()
    for unit in gold:
        shared: dict[int, int] = defaultdict(int)
        keys = set(unit.keys)
        for key in keys:
            for number in tables.get(key, [])[:100]:
                if number not in taken:
                    shared[number] += 1
        best = max(shared, key=lambda number: shared[number], default=None)
        if best is not None and shared[best] >= _SAME_TABLE * len(keys):
            taken.add(best)
    return len(taken), len(found) - len(taken)


def measure(kind: str, output: Extraction, reference: Reference) -> Measurement | None:
    """The page's F1 of one kind; 1 where neither side has any of it.

    Not measured where one side has no HTML: an engine that answers in plain text gives no wrong answer.

    The terms are (shared units, the gold's units, extra units, the page's recall, pages with such gold), so
    that recall can be summed over units and averaged over pages.
    """
    if reference.html is None or output.html is None:
        return None
    gold = structure_units(reference.html)[kind]
    found = structure_units(output.html)[kind]
    shared, extra = (match_tables if kind == "tables" else match)(gold, found)
    recall = shared / len(gold) if gold else 1.0
    terms = (float(shared), float(len(gold)), float(extra), recall if gold else 0.0, float(bool(gold)))
    parts = {
        "precision": precision(terms),
        "recall": recall,
        "gold": float(len(gold)),
        "shared": float(shared),
        "extra": float(extra),
    }
    return Measurement(combine(terms), terms, parts)


def recall(sums: Terms) -> float:
    """Share of the gold's units found, over all pages; 1 where the gold has none."""
    shared, gold, _, _, _ = sums
    return shared / gold if gold else 1.0


def page_recall(sums: Terms) -> float:
    """Mean of the pages' recalls, over the pages whose gold has such units; 1 where none has."""
    _, _, _, recalls, pages = sums
    return recalls / pages if pages else 1.0


def precision(sums: Terms) -> float:
    """Share of the output's units that the gold has, over all pages; 1 where the output has none."""
    shared, _, extra, _, _ = sums
    return shared / (shared + extra) if shared + extra else 1.0


def combine(sums: Terms) -> float:
    """F1 of the units added up over all pages, so that a page with more of them weighs more."""
    shared, gold, extra, _, _ = sums
    return f1(precision(sums), recall(sums)) if shared or gold or extra else 1.0


def _metric(name: str, title: str, unit: str, about: str) -> Metric:
    measured: Callable[[Extraction, Reference], Measurement | None] = partial(measure, name)
    return Metric(
        name=name,
        title=title,
        source="Goldleaf's own: units of the gold HTML matched one to one with those of the output's HTML",
        about=about,
        unit=f"share of {unit}",
        low=0.0,
        high=1.0,
        higher_is_better=True,
        version=1,
        measure=measured,
        combine=combine,
        family="structure",
    )


METRICS: tuple[Metric, ...] = tuple(
    _metric(name, title, unit, about) for name, (title, unit, about) in _KINDS.items()
)
"""A metric for each kind."""
