"""Metadata, field by field: right on the letter or not; and left empty where the page has none.

Exact means equal after white space and letters' case are folded. A byline may have kept its "By", in whatever
language, on either side: whether a reader shows the word is a matter of taste, who wrote the text is not.
Dates are compared by day, as they stand: an hour near midnight in another zone is another day to some, but
the page's own calendar is what both sides quote. Languages are compared by their first subtag: en-GB is en.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms

_BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|af|od|автор|作者|文|記者)\s*[:：]?\s+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Fold = Callable[[str | None], str]


def fold(value: str | None) -> str:
    """White space to single blanks, letters to one case; the empty string for nothing."""
    return " ".join((value or "").split()).casefold()


def _name(value: str | None) -> str:
    return _BY.sub("", fold(value))


def _day(value: str | None) -> str:
    found = _DAY.match((value or "").strip())
    return found.group() if found else fold(value)


def _language(value: str | None) -> str:
    return fold(value).replace("_", "-").partition("-")[0]


def _exact(field: str, same: Fold) -> Callable[[Extraction, Reference], Measurement | None]:
    def measure(output: Extraction, reference: Reference) -> Measurement | None:
        wanted = (reference.fields or {}).get(field)
        if output.fields is None or not fold(wanted):
            return None
        value = float(same(output.fields.get(field)) == same(wanted))
        return Measurement(value, (value, 1.0), {})

    return measure


def _none(field: str) -> Callable[[Extraction, Reference], Measurement | None]:
    def measure(output: Extraction, reference: Reference) -> Measurement | None:
        stated = reference.fields or {}
        if output.fields is None or field not in stated or fold(stated[field]):
            return None
        value = float(not fold(output.fields.get(field)))
        return Measurement(value, (value, 1.0), {})

    return measure


def _exact_metric(name: str, field: str, about: str, same: Fold = fold) -> Metric:
    return Metric(
        name=name,
        title=name,
        source="WCXB and Mozilla's test pages state the fields; the comparison is this project's",
        about=f"Share of the pages with {about} that get exactly this one, white space and case folded.",
        unit="share of pages",
        low=0.0,
        high=1.0,
        higher_is_better=True,
        version=1,
        measure=_exact(field, same),
        combine=mean_of_terms,
        family="metadata",
    )


def _none_metric(name: str, field: str, about: str) -> Metric:
    return Metric(
        name=name,
        title=name.replace("_", " "),
        source="this project's; one minus the share of false positives that other comparisons give",
        about=f"Share of the pages without {about} that get none.",
        unit="share of pages",
        low=0.0,
        high=1.0,
        higher_is_better=True,
        version=1,
        measure=_none(field),
        combine=mean_of_terms,
        family="metadata",
    )


METRICS = (
    _exact_metric("title", "title", "a title"),
    _exact_metric("byline", "byline", "a byline", _name),
    _exact_metric("date", "published", "a date of publication", _day),
    _exact_metric("lang", "lang", "a language", _language),
    _exact_metric("site", "site_name", "a site's name"),
    _exact_metric("excerpt", "excerpt", "a summary"),
    _none_metric("no_byline", "byline", "a byline"),
    _none_metric("no_date", "published", "a date of publication"),
)
