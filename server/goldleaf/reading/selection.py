"""Which blocks to keep, once each one's likelihood is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A block that is as likely as this is kept, whatever that does to the expected F1.
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Selection:
    """The blocks kept.

    Attributes:
        keep: whether each block is kept, shape (n,).
        threshold: the likelihood from which on they are.
        expected_f1: the F1 to be expected of them, 0 to 1, if the likelihoods are true.
    """

    keep: NDArray[np.bool_]
    threshold: float
    expected_f1: float


def select(likely: NDArray[np.float64], words: NDArray[np.float64]) -> Selection:
    """Keep the set of blocks with the greatest expected F1, by words.

    Source of the method: maximising the expected F-measure by thresholding sorted probabilities (Lewis 1995;
    Ye et al. 2012, "Optimizing F-measure: a tale of two approaches"), with the ratio of expectations for the
    expectation of the ratio.

    Args:
        likely: how likely each block belongs to the article, 0 to 1, shape (n,).
        words: words of each block, shape (n,).
    """
    weights = words + 1e-9
    order = np.argsort(-likely, kind="stable")
    gained = np.cumsum((likely * weights)[order])
    taken = np.cumsum(weights[order])
    scores = 2 * gained / (taken + gained[-1])
    best = int(np.argmax(scores))
    threshold = min(_SURE, float(likely[order[best]]))
    return Selection(likely >= threshold, threshold, float(scores[best]))
