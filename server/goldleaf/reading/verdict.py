"""The shape of a decision: the seam between what finds blocks and what is done with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from goldleaf.reading.blocks import Page
from goldleaf.reading.propose import Proposal


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one block.

    Attributes:
        keep: whether it is part of the article.
        score: 0..1, how likely it is part of the article.
        reason: why it was left out, a stable identifier; empty where it is kept.
    """

    keep: bool
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a page.

    Attributes:
        verdicts: one for each block of the page, in order.
        page_type: what kind of page it looks like.
        confidence: 0..1, how much to trust the whole.
        agreement: 0..1, how far readability-lxml's proposal has the same text, less for a short one.
    """

    verdicts: tuple[Verdict, ...]
    page_type: str
    confidence: float
    agreement: float = 1.0


class Decider(Protocol):
    """Anything that can decide a page: the rules here, or a learned model."""

    def __call__(self, page: Page, proposal: Proposal, url: str | None = None) -> Decision:
        """Give a verdict on each block of the page, whose address may be known."""
