"""What is known of a page as a whole once its blocks are decided: for its type, and for trust."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.features import Described, Floats
from goldleaf.reading.selection import Selection

# The same for all blocks of a page.
_OF_PAGE = (
    "page_blocks", "page_chars", "page_prose", "page_links", "page_articles", "page_median", "page_cells",
    "page_items", "page_currency", "page_code", "page_fields", "page_longest", "page_headings", "page_likely",
    "address_depth", "address_words", "address_digits", "address_query", "posts", "posts_share",
    "proposed_share", "proposed_links", "proposed_prose", "best_share", "candidates", "scope_share",
    "scope_links", "scope_prose", "rules_share",
)  # fmt: skip
# Averaged over the blocks kept, by characters; the first few over all blocks as well.
_OF_BLOCKS = (
    "log_chars", "link_density", "prose", "kind_item", "kind_cell", "kind_code", "kind_term", "kind_plain",
    "currency", "digits", "common_words", "ends_sentence", "heading", "media", "like", "card_n", "shelf_n",
    "shelf_share", "title_overlap", "described", "tables", "lists", "in_article", "in_main",
    "vocabulary_around", "vocabulary_near", "vocabulary_words", "depth", "post_said", "rules_keep",
    "proposed", "upper", "capitalised", "word_length", "from_title",
)  # fmt: skip
PAGE_FEATURES = (
    *_OF_PAGE,
    *(f"all_{name}" for name in _OF_BLOCKS),
    *(f"kept_{name}" for name in _OF_BLOCKS),
    "expected_f1",
    "threshold",
    "kept_share",
    "kept_blocks",
    "kept_log_words",
    "doubtful_share",
    "agreement_rules",
    "agreement_proposal",
    "sureness",
)


def describe_page(
    described: Described, likely: NDArray[np.float64], selection: Selection, names: tuple[str, ...]
) -> NDArray[np.float32]:
    """Work out a page's features.

    Args:
        described: its blocks.
        likely: how likely each belongs to the article, shape (n,).
        selection: which are kept.
        names: which features, of :data:`PAGE_FEATURES`.

    Returns:
        One row, shape (1, len(names)).
    """
    values = page_values(described.columns, described.surroundings.chars, likely, selection)
    return np.array([[values[name] for name in names]], dtype=np.float32)


def page_values(
    columns: dict[str, Floats], chars: Floats, likely: NDArray[np.float64], selection: Selection
) -> dict[str, float]:
    """All features of a page by name.

    Args:
        columns: its blocks' features, shape (n,) each.
        chars: characters of each block, shape (n,).
        likely: how likely each belongs to the article, shape (n,).
        selection: which are kept.
    """
    values = {name: float(columns[name][0]) for name in _OF_PAGE}
    kept = selection.keep.astype(np.float64)
    weight = chars * kept
    total, kept_chars = max(1.0, float(chars.sum())), max(1.0, float(weight.sum()))
    for name in _OF_BLOCKS:
        values[f"all_{name}"] = float((columns[name] * chars).sum()) / total
        values[f"kept_{name}"] = float((columns[name] * weight).sum()) / kept_chars
    unsure = np.minimum(likely, 1.0 - likely)
    values |= {
        "expected_f1": selection.expected_f1,
        "threshold": selection.threshold,
        "kept_share": kept_chars / total,
        "kept_blocks": float(kept.sum()),
        "kept_log_words": float(np.log1p(kept_chars)),
        "doubtful_share": float((chars * (unsure > 0.2)).sum()) / total,
        "agreement_rules": _agreement(weight, chars * columns["rules_keep"]),
        "agreement_proposal": _agreement(weight, chars * columns["proposed"]),
        "sureness": float((chars * unsure).sum()) / kept_chars,
    }
    return values


def _agreement(kept: Floats, other: Floats) -> float:
    """F1 of two sets of blocks, by characters."""
    both = float(np.minimum(kept, other).sum())
    return 2 * both / max(1.0, float(kept.sum() + other.sum()))
