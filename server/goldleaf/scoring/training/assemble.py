"""One model out of its parts: the block model, and page forests made from what it does on unseen pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.model import Model, read_model, write_model
from goldleaf.reading.page_features import PAGE_FEATURES
from goldleaf.scoring.training.assess import (
    RIGHT,
    Assessment,
    calibrate,
    choose_doubt,
    fit_trust,
    fit_types,
)
from goldleaf.scoring.training.fit import BlockModel


def assemble(blocks: BlockModel, assessments: Sequence[Assessment]) -> Model:
    """Put a model together.

    Args:
        blocks: what decides on blocks.
        assessments: of pages that their own models never saw; the page forests are learned from these.
    """
    names, types = fit_types(assessments)
    trust = fit_trust(assessments)
    odds, right = unseen_trust(assessments)
    model = Model(
        version="",
        features=blocks.features,
        vocabulary=blocks.vocabulary,
        blocks=blocks.forest,
        page_features=PAGE_FEATURES,
        page_types=names,
        types=types,
        trust=trust,
        confidence=calibrate(odds, right),
        doubt=choose_doubt(assessments),
    )
    return _versioned(model)


def unseen_trust(assessments: Sequence[Assessment]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds of trust from forests that never saw the page, and whether the text was right.

    Returns:
        Both of shape (pages with a gold text,), in the order of the assessments.
    """
    known = [found for found in assessments if found.f1 is not None and found.example.teaches]
    folds = sorted({found.fold for found in known})
    forests = {fold: fit_trust([found for found in known if found.fold != fold] or known) for fold in folds}
    odds = [float(forests[found.fold].predict(found.row[None, :])[0, 0]) for found in known]
    return np.array(odds), np.array([float((found.f1 or 0.0) >= RIGHT) for found in known])


def _versioned(model: Model) -> Model:
    """The model as it will be read, under a digest of its contents as version."""
    unnamed = BytesIO()
    write_model(model, unnamed)
    digest = sha256(unnamed.getvalue()).hexdigest()[:12]
    named = BytesIO()
    write_model(replace(model, version=digest), named)
    named.seek(0)
    return read_model(named)
