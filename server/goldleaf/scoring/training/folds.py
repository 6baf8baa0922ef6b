"""Folds whose domains are disjoint, so that no site is known before it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def fold_numbers(domains: Sequence[str], folds: int, seed: int) -> list[int]:
    """The fold of each page; all pages of one registered domain are in one fold.

    Args:
        domains: of each page.
        folds: how many folds.
        seed: another seed gives other folds.
    """
    ranked = sorted(set(domains), key=lambda domain: _rank(domain, seed))
    number = {domain: place % folds for place, domain in enumerate(ranked)}
    return [number[domain] for domain in domains]


def _rank(domain: str, seed: int) -> bytes:
    return sha256(f"{seed}\0{domain}".encode()).digest()
