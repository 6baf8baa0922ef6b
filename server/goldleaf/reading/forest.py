"""Oblivious decision trees, evaluated with numpy alone.

In an oblivious tree all nodes of one depth ask the same question, so a tree of depth d is d comparisons that
make the number of a leaf (Kohavi & Li 1995; CatBoost, Prokhorenkova et al. 2018). A whole page's blocks go
through all trees at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Rows at once: numbers of leaves for some hundred trees then stay within a processor's cache.
_CHUNK = 1_024


@dataclass(frozen=True, slots=True)
class Forest:
    """T trees of depth D over F features; K outputs.

    Attributes:
        feature: the feature of each question, by column number, shape (Q,).
        border: a question is answered yes where the feature is over this; NaN never is; shape (Q,).
        question: which question each depth of each tree asks, shape (D, T).
        leaves: the values of the leaves, shape (T, 2**D, K).
        bias: added to the sum over the trees, shape (K,).
    """

    feature: NDArray[np.int32]
    border: NDArray[np.float32]
    question: NDArray[np.int32]
    leaves: NDArray[np.float32]
    bias: NDArray[np.float64]

    def predict(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of the leaves that each row falls into, shape (n, K).

        Args:
            rows: shape (n, F); may hold NaN.
        """
        depth, trees = self.question.shape
        outputs = self.leaves.shape[2]
        flat = self.leaves.reshape(-1, outputs)
        offsets = np.arange(trees, dtype=np.int32) << depth
        result = np.empty((len(rows), outputs))
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            answers = (chunk[:, self.feature] > self.border).astype(np.int32)
            leaf = np.tile(offsets, (len(chunk), 1))
            for level in range(depth):
                leaf |= answers[:, self.question[level]] << level
            result[start : start + _CHUNK] = flat[leaf].sum(axis=1)
        return result + self.bias
