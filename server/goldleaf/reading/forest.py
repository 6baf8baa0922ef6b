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
_CHUNK = 256


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
        flat = self.leaves.reshape(-1, outputs) if outputs > 1 else self.leaves.reshape(-1)
        offsets = np.arange(trees) << depth
        result = np.empty((len(rows), outputs))
        for start in range(0, len(rows), _CHUNK):
            # A row for each question: whole rows are fetched and compared many times as fast as columns.
            chunk = np.ascontiguousarray(rows[start : start + _CHUNK].T)
            answers = chunk.take(self.feature, axis=0) > self.border[:, None]
            leaf = np.zeros((trees, chunk.shape[1]), dtype=np.uint8 if depth <= 8 else np.uint32)
            for questions in self.question[::-1]:
                leaf += leaf
                leaf |= answers.take(questions, axis=0)
            reached = flat.take(np.ascontiguousarray(leaf.T) + offsets, axis=0)
            result[start : start + _CHUNK] = reached.sum(axis=1).reshape(-1, outputs)
        return result + self.bias
