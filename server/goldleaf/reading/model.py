"""The learned model: the artefact beside this file, what is in it, and how it is read.

``model.npz`` holds arrays only (no pickled objects), ``model.md`` beside it says what they were learned from,
how they score and where they fail.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from goldleaf.errors import GoldleafError
from goldleaf.reading.features.vocabulary import Vocabulary
from goldleaf.reading.forest import Forest

ARTEFACT = "model.npz"
# Raised where the meaning of a feature or the layout of the file changes; an older model is then refused.
FORMAT = 1


class BrokenModel(GoldleafError):
    """The model's file is damaged, or made for another version of Goldleaf."""

    code = "broken_model"


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned.

    Attributes:
        version: a digest of what the model was made from.
        features: names of the features that the block forest asks for, in the order of its columns.
        vocabulary: weights of names and words.
        blocks: how likely a block belongs to the article, in log-odds; one output.
        page_features: names of what the page forests ask for, in the order of their columns.
        page_types: names of the page types, one for each output of `types`.
        types: what type a page is, in log-odds without a common origin.
        trust: how likely the text's F1 is 0.9 or more, in log-odds; one output.
        confidence: points of the monotone function from `trust` to the share of such pages, shape (2, p).
        doubt: below this expected F1 readability-lxml's own article is the answer.
    """

    version: str
    features: tuple[str, ...]
    vocabulary: Vocabulary
    blocks: Forest
    page_features: tuple[str, ...]
    page_types: tuple[str, ...]
    types: Forest
    trust: Forest
    confidence: NDArray[np.float64]
    doubt: float


@cache
def load_model() -> Model:
    """The model that comes with Goldleaf, read once.

    Raises:
        BrokenModel: its file is damaged or missing.
    """
    try:
        data = files("goldleaf.reading").joinpath(ARTEFACT).read_bytes()
    except OSError as error:
        raise BrokenModel(
            "Goldleaf's model is missing from its installation. Install Goldleaf again."
        ) from error
    return read_model(BytesIO(data))


def read_model(file: IO[bytes]) -> Model:
    """Read a model.

    Args:
        file: what :func:`write_model` wrote.

    Raises:
        BrokenModel: the file is no model, damaged, or of another format.
    """
    try:
        with np.load(file, allow_pickle=False) as arrays:
            head = json.loads(bytes(arrays["head"]).decode())
            if head.get("format") != FORMAT:
                raise BrokenModel(
                    f"This model has format {head.get('format')}, and this version of Goldleaf reads format "
                    f"{FORMAT}. Train it again with `goldleaf train`."
                )
            return Model(
                version=head["version"],
                features=tuple(head["features"]),
                vocabulary=_vocabulary(arrays, head),
                blocks=_forest(arrays, "blocks"),
                page_features=tuple(head["page_features"]),
                page_types=tuple(head["page_types"]),
                types=_forest(arrays, "types"),
                trust=_forest(arrays, "trust"),
                confidence=arrays["confidence"],
                doubt=float(head["doubt"]),
            )
    except BrokenModel:
        raise
    except Exception as error:  # numpy and zipfile raise half a dozen unrelated types for a damaged file
        raise BrokenModel(
            "This file is no model of Goldleaf, or it is damaged. Train one with `goldleaf train`."
        ) from error


def write_model(model: Model, file: IO[bytes]) -> None:
    """Write a model; the same model gives the same bytes.

    Args:
        model: what was learned.
        file: where to.
    """
    vocabulary = model.vocabulary
    head = {
        "format": FORMAT,
        "version": model.version,
        "features": model.features,
        "page_features": model.page_features,
        "page_types": model.page_types,
        "doubt": model.doubt,
        "intercept": vocabulary.intercept,
    }
    arrays: dict[str, Any] = {
        "head": np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
        "names": _packed(vocabulary.names),
        "name_weights": np.array(vocabulary.name_weights, dtype=np.float16),
        "words": _packed(vocabulary.words),
        "word_weights": np.array(vocabulary.word_weights, dtype=np.float16),
        "lines": _packed(vocabulary.lines),
        "line_weights": np.array(list(vocabulary.lines.values()), dtype=np.float16),
        "confidence": model.confidence,
    }
    for name, forest in (("blocks", model.blocks), ("types", model.types), ("trust", model.trust)):
        arrays |= {
            f"{name}_feature": forest.feature.astype(np.int16),
            f"{name}_border": forest.border,
            f"{name}_question": forest.question.astype(np.int16),
            f"{name}_leaves": forest.leaves.astype(np.float16),
            f"{name}_bias": forest.bias,
        }
    np.savez_compressed(file, **arrays)


def _packed(texts: dict[str, Any]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _texts(arrays: Any, name: str) -> list[str]:
    text = bytes(arrays[name]).decode()
    return text.split("\n") if text else []


def _vocabulary(arrays: Any, head: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        names={name: row for row, name in enumerate(_texts(arrays, "names"))},
        name_weights=arrays["name_weights"].astype(np.float64).tolist(),
        words={word: row for row, word in enumerate(_texts(arrays, "words"))},
        word_weights=arrays["word_weights"].astype(np.float64).tolist(),
        lines=dict(zip(_texts(arrays, "lines"), arrays["line_weights"].astype(float).tolist(), strict=True)),
        intercept=float(head["intercept"]),
    )


def _forest(arrays: Any, name: str) -> Forest:
    return Forest(
        feature=arrays[f"{name}_feature"].astype(np.int32),
        border=arrays[f"{name}_border"],
        question=arrays[f"{name}_question"].astype(np.int32),
        leaves=arrays[f"{name}_leaves"].astype(np.float32),
        bias=arrays[f"{name}_bias"],
    )
