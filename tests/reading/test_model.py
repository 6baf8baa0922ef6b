"""The model's file: read as written, small, and refused with a clear word where it is damaged."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from io import BytesIO

import numpy as np
import pytest
from goldleaf.reading.features.catalogue import FEATURES
from goldleaf.reading.model import ARTEFACT, BrokenModel, load_model, read_model, write_model
from goldleaf.reading.page_features import PAGE_FEATURES


def written(model: object) -> bytes:
    file = BytesIO()
    write_model(model, file)  # type: ignore[arg-type]
    return file.getvalue()


def test_the_model_that_comes_with_goldleaf_is_under_a_megabyte() -> None:
    assert len(files("goldleaf.reading").joinpath(ARTEFACT).read_bytes()) < 1_000_000


def test_it_asks_only_for_features_that_there_are() -> None:
    model = load_model()
    assert set(model.features) <= set(FEATURES)
    assert set(model.page_features) <= set(PAGE_FEATURES)
    assert {"article", "forum", "product", "listing", "documentation"} <= set(model.page_types)
    assert model.blocks.feature.max() < len(model.features)


def test_its_confidence_never_falls_as_trust_grows() -> None:
    odds, confidence = load_model().confidence
    assert (np.diff(odds) >= 0).all()
    assert (np.diff(confidence) >= 0).all()
    assert 0 <= confidence[0] < confidence[-1] <= 1


def test_it_has_a_card_that_names_its_data_and_licences() -> None:
    card = files("goldleaf.reading").joinpath("model.md").read_text("utf-8")
    assert load_model().version in card
    for told in ("WCXB", "Murrough Foley", "CC-BY-4.0", "Apache-2.0", "folds by registered domain", "Limits"):
        assert told in card


def test_what_is_read_is_what_was_written_and_the_bytes_are_the_same() -> None:
    model = load_model()
    data = written(model)
    again = read_model(BytesIO(data))
    assert again.vocabulary == model.vocabulary
    assert np.array_equal(again.blocks.leaves, model.blocks.leaves)
    assert written(again) == data


@pytest.mark.parametrize(
    "spoil",
    [lambda data: b"", lambda data: b"<html>", lambda data: data[: len(data) // 2], lambda data: data[200:]],
    ids=["empty", "something else", "cut short", "beginning lost"],
)
def test_a_damaged_file_is_refused_with_what_to_do(spoil: object) -> None:
    with pytest.raises(BrokenModel, match="goldleaf train"):
        read_model(BytesIO(spoil(written(load_model()))))  # type: ignore[operator]


def test_a_file_without_a_part_is_refused() -> None:
    with np.load(BytesIO(written(load_model()))) as arrays:
        rest = {name: arrays[name] for name in arrays.files if name != "trust_leaves"}
    file = BytesIO()
    np.savez(file, **rest)
    file.seek(0)
    with pytest.raises(BrokenModel):
        read_model(file)


def test_a_model_of_another_format_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldleaf.reading.model.FORMAT", 999)
    data = written(replace(load_model(), version="later"))
    monkeypatch.undo()
    with pytest.raises(BrokenModel, match="format 999"):
        read_model(BytesIO(data))
