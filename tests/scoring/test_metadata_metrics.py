"""Metadata metrics: each field exact or wrong, and what a page has not left empty."""

from __future__ import annotations

import pytest
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import METRICS, Reference, metric, of_families

STATED = {
    "title": "A light moves inland",
    "byline": "Ada Quill",
    "published": "2021-03-04T23:30:00+02:00",
    "site_name": "The Post",
    "excerpt": "A lamp goes on a lorry.",
    "lang": "en-GB",
}
NAMES = {
    "title": "title",
    "byline": "byline",
    "date": "published",
    "site": "site_name",
    "excerpt": "excerpt",
}


def value(name: str, given: str | None, stated: str | None) -> float | None:
    """The value of a metric for one field; None where it does not apply."""
    field = {**NAMES, "no_byline": "byline", "no_date": "published"}[name]
    found = metric(name).measure(Extraction("", None, {field: given}), Reference(fields={field: stated}))
    return None if found is None else found.value


@pytest.mark.parametrize(("name", "field"), NAMES.items())
def test_a_field_is_right_or_wrong(name: str, field: str) -> None:
    assert value(name, STATED[field], STATED[field]) == 1.0
    assert value(name, "Something else", STATED[field]) == 0.0
    assert value(name, None, STATED[field]) == 0.0
    assert value(name, "Something", None) is None


@pytest.mark.parametrize(
    ("name", "given", "stated", "right"),
    [
        ("title", "A  LIGHT moves\ninland ", "A light moves inland", 1.0),
        ("title", "A light moves inland!", "A light moves inland", 0.0),
        ("byline", "ada quill", "By Ada Quill", 1.0),
        ("byline", "von Ada Quill", "Ada Quill", 1.0),
        ("byline", "Ada Quill and Bo Reed", "Ada Quill", 0.0),
        ("date", "2021-03-04", "2021-03-04T23:30:00+02:00", 1.0),
        ("date", "2021-03-05", "2021-03-04T23:30:00+02:00", 0.0),
        ("no_date", None, None, 1.0),
        ("no_date", "2021-03-04", None, 0.0),
        ("no_date", None, "2021-03-04", None),
        ("no_byline", " ", None, 1.0),
        ("no_byline", "Ada Quill", "", 0.0),
    ],
)
def test_what_counts_as_exact(name: str, given: str | None, stated: str | None, right: float | None) -> None:
    assert value(name, given, stated) == right


def test_what_the_data_does_not_state_is_not_measured() -> None:
    silent = Reference("text", fields={"title": "A light moves inland"})
    for found in of_families(["metadata"]).values():
        assert (found.measure(Extraction("", None, STATED), silent) is not None) == (found.name == "title")
        assert found.measure(Extraction("", None, STATED), Reference("text")) is None
        assert found.measure(Extraction("", None, None), Reference(fields=STATED)) is None


@pytest.mark.parametrize("name", of_families(["metadata"]))
def test_a_crash_is_the_worst_there_is(name: str) -> None:
    fields = dict.fromkeys(STATED) if name.startswith("no_") else STATED
    missed = METRICS[name].miss(Reference(fields=fields))
    assert missed is not None
    assert missed.value == METRICS[name].low


def test_shares_are_means_over_the_pages_measured() -> None:
    right, wrong = value("date", "2021-03-04", "2021-03-04"), value("date", None, "2021-03-04")
    assert right is not None
    assert wrong is not None
    assert metric("date").combine((right + wrong, 2.0)) == 0.5
