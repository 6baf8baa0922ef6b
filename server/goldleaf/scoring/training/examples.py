"""Pages made ready to learn from: features, names and words, labels."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from goldleaf.errors import GoldleafError
from goldleaf.reading.blocks import Page
from goldleaf.reading.decode import decode
from goldleaf.reading.features import Floats, Surroundings, Witnesses, describe_alone
from goldleaf.reading.features.view import View
from goldleaf.reading.features.vocabulary import block_words, name_tokens, new_tokens
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose
from goldleaf.reading.reveal import reveal
from goldleaf.reading.rules import judge_by_rules
from goldleaf.reading.segment import segment
from goldleaf.scoring.cases import Case
from goldleaf.scoring.training.labels import align, by_snippets, choose, words_of
from goldleaf.scoring.training.transplants import furniture_of, transplant

T = TypeVar("T")
# Scraps offered to a page, and how far apart they lie on their shelf.
_SCRAPS = 12
_STRIDE = 101
# So much of the kept words stands in sentences where a page is one text.
_PROSE = 0.8

# The kinds of data that say what type each page is.
TYPED = frozenset(("wcxb", "goldset"))
# What a block says to the vocabulary: names around it; its own, its parent's, its grandparent's; whether
# it is short (0) or long (1); its words; its heading's words; its line.
Said = tuple[
    frozenset[str],
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    int,
    frozenset[str],
    frozenset[str],
    str,
]


@dataclass(frozen=True)
class Example:
    """One page to learn from or to be judged on; n blocks with text.

    Attributes:
        name: the case's name, with its benchmark's before it.
        kind: the benchmark's kind.
        page_type: as the benchmark says; None where it says nothing.
        domain: registered domain; pages of one stay together.
        columns: the features that need nothing learned, by name, shape (n,).
        surroundings: which blocks stand together.
        said: names and words of each block.
        words: number of words of each block, shape (n,).
        bags: the words of each block.
        truth: the words of the gold text; None where only snippets are known.
        share: how much of each block the gold text has, 0 to 1, shape (n,).
        label: whether each block belongs to the text, shape (n,).
        known: whether that is known, shape (n,).
        furniture: markup of some containers that hold nothing of the text.
        invented: whether this is a page changed by us, to learn from only.
    """

    name: str
    kind: str
    page_type: str | None
    domain: str
    columns: dict[str, NDArray[np.float32]]
    surroundings: Surroundings
    said: list[Said]
    words: Floats
    bags: list[Counter[str]]
    truth: Counter[str] | None
    share: Floats
    label: NDArray[np.bool_]
    known: NDArray[np.bool_]
    furniture: tuple[str, ...] = ()
    invented: bool = False

    @property
    def count(self) -> int:
        """n, the number of blocks with text."""
        return len(self.words)

    @property
    def teaches(self) -> bool:
        """Whether there is something to learn from: an empty truth says that nobody wrote one."""
        return bool(self.truth) if self.truth is not None else bool(self.known.any())


def make_examples(cases: Sequence[tuple[str, Case]], workers: int) -> list[Example | None]:
    """Read and label pages, in their order.

    Args:
        cases: the kind of benchmark, or ``goldset``, and the page.
        workers: processes to use.

    Returns:
        One example a page; None for a page that can't be read, or holds no text.
    """
    return _in_processes(_make, cases, workers)


def make_inventions(
    cases: Sequence[tuple[str, Case]], examples: Sequence[Example | None], folds: Sequence[int], workers: int
) -> list[Example | None]:
    """Change each page whose gold text is prose as :mod:`goldleaf.scoring.training.transplants` says.

    What is put into a page comes from pages of its own fold: no other page may be known before it is judged.

    Args:
        cases: the pages, with their kinds.
        examples: what :func:`make_examples` made of them.
        folds: the fold of each.
        workers: processes to use.

    Returns:
        One example a page; None where there is no such gold text, or nothing to change.
    """
    shelves: dict[int, list[str]] = {}
    for example, fold in zip(examples, folds, strict=True):
        shelves.setdefault(fold, []).extend(example.furniture if example else ())
    jobs = []
    for number, ((kind, case), example, fold) in enumerate(zip(cases, examples, folds, strict=True)):
        shelf = shelves[fold]
        # A few of them, from all over the fold; a stride prime to most lengths meets each sooner or later.
        scraps = tuple(
            shelf[(number * _SCRAPS + place) * _STRIDE % len(shelf)] for place in range(_SCRAPS) if shelf
        )
        jobs.append((kind, case, scraps) if example is not None and _is_running_text(example) else None)
    return _in_processes(_invent, jobs, workers)


def _is_running_text(example: Example) -> bool:
    """Whether the gold text is prose: on a page of cards, another page's card is no furniture."""
    if example.truth is None or not example.teaches:
        return False
    kept = example.words * example.label
    return bool((kept * example.columns["prose"]).sum() >= _PROSE * kept.sum() > 0)


def _in_processes(
    work: Callable[[T], Example | None], jobs: Sequence[T], workers: int
) -> list[Example | None]:
    # Fork would copy the locks of whatever threads the caller has.
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(work, jobs, chunksize=8))


def _make(job: tuple[str, Case]) -> Example | None:
    kind, case = job
    try:
        return _example(kind, case, case.page())
    except GoldleafError:
        return None


def _invent(job: tuple[str, Case, tuple[str, ...]] | None) -> Example | None:
    if job is None:
        return None
    kind, case, scraps = job
    page, witnesses = look_at(case.page())
    blocks = describe_alone(page, witnesses, case.url).view.blocks
    words = [words_of(block.text) for block in blocks]
    truth = words_of(case.reference.text or "")
    label = choose(words, truth, align(words, truth))
    try:
        example = _example(kind, case, transplant(page, blocks, label, scraps, case.name))
    except GoldleafError:
        return None
    return replace(example, name=f"{example.name}, changed", furniture=(), invented=True) if example else None


def _example(kind: str, case: Case, html: bytes) -> Example | None:
    page, witnesses = look_at(html)
    if not any(block.chars for block in page.blocks):
        return None
    described = describe_alone(page, witnesses, case.url)
    view = described.view
    blocks = [words_of(block.text) for block in view.blocks]
    reference = case.reference
    count = len(blocks)
    truth = None
    if reference.text is None:
        label, known = by_snippets([block.text for block in view.blocks], reference.keep, reference.drop)
        share = label.astype(np.float64)
    else:
        truth = words_of(reference.text)
        share = align(blocks, truth)
        label, known = choose(blocks, truth, share), np.ones(count, dtype=np.bool_)
    return Example(
        name=f"{kind}:{case.name}",
        kind=kind,
        page_type=case.page_type if kind in TYPED else None,
        domain=case.domain,
        columns={name: column.astype(np.float32) for name, column in described.columns.items()},
        surroundings=described.surroundings,
        said=said_of(view),
        words=np.array([len(words) for words in blocks], dtype=np.float64),
        bags=[Counter(words) for words in blocks],
        truth=Counter(truth) if truth is not None else None,
        share=share,
        label=label,
        known=known,
        furniture=furniture_of(page, view.blocks, label, case.name) if truth else (),
    )


def look_at(html: bytes) -> tuple[Page, Witnesses]:
    """Bring a page as far as a decision needs it.

    Args:
        html: the page as captured.

    Raises:
        GoldleafError: the page can't be read.
    """
    root = parse(decode(html, None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    reveal(root)
    page = segment(root)
    proposal = propose(page)
    judgement = judge_by_rules(page, proposal)
    verdicts = tuple(judgement.verdicts)
    return page, Witnesses(proposal, judgement.scope, verdicts, judgement.zones)


def said_of(view: View) -> list[Said]:
    """What each block says to the vocabulary."""
    page = view.page
    tokens = name_tokens(page)
    around: list[frozenset[str]] = []
    for node, new in zip(page.nodes, new_tokens(page, tokens), strict=True):
        outer: frozenset[str] = around[node.parent] if node.parent >= 0 else frozenset()
        around.append(outer.union(new) if new else outer)
    return [
        (around[node], tokens[node], tokens[parent], tokens[grand], place, words, heading, line)
        for node, parent, grand, (place, words, heading, line) in zip(
            view.node.tolist(), view.parent.tolist(), view.grand.tolist(), block_words(view), strict=True
        )
    ]
