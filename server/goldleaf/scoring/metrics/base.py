"""What a metric is: a measurement of one page, and a way to sum pages up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from goldleaf.scoring.extraction import Extraction, Fields

Terms = tuple[float, ...]
"""A page's share in an aggregate: numbers that are added up over pages."""

_WRONG = "\u2400crashed"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a page's output is compared with.

    Attributes:
        text: the gold text; None where a benchmark has only snippets.
        keep: snippets that must be in the output.
        drop: snippets that must not be in it.
        fields: the right metadata; None where the data has none.
        html: the gold as HTML; None where the data has only text.
    """

    text: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    fields: Fields | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One metric of one page.

    Attributes:
        value: the page's own value, in the metric's range.
        terms: the page's share in the aggregate. Terms of pages are added up, then :attr:`Metric.combine`
            turns the sums into one value; so a bootstrap resample costs additions only.
        parts: what the value is made of (precision, recall, counts), for people.
    """

    value: float
    terms: Terms
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the registry.

    Attributes:
        name: identifier on the command line and in files.
        title: name in the field, as a table's heading.
        source: who defined it, and where it is published.
        about: the definition in a sentence.
        unit: what the number counts.
        low: least possible value.
        high: greatest possible value.
        higher_is_better: direction.
        version: raised when the definition changes, as values of two versions can't be compared.
        measure: (the engine's output, reference) to the page's measurement, or None where the reference has
            nothing to compare.
        combine: sums of the pages' terms to the aggregate value.
        family: what it looks at: ``text``, ``detail`` (the text in more ways), ``metadata`` or ``structure``.
            The families are shown, and chosen, as a whole.
    """

    name: str
    title: str
    source: str
    about: str
    unit: str
    low: float
    high: float
    higher_is_better: bool
    version: int
    measure: Callable[[Extraction, Reference], Measurement | None]
    combine: Callable[[Terms], float]
    family: str = "text"

    @property
    def best(self) -> float:
        """The end of the range that is best."""
        return self.high if self.higher_is_better else self.low

    @property
    def worst(self) -> float:
        """The end of the range that is worst: what a crash scores."""
        return self.low if self.higher_is_better else self.high

    def gain(self, before: float, now: float) -> float:
        """How much better a value is than another, negative where it is worse, whatever the direction.

        Args:
            before: the value compared with, in the metric's unit.
            now: the value in question.
        """
        return now - before if self.higher_is_better else before - now

    def worse(self, value: float, than: float, tolerance: float = 0.0) -> bool:
        """Whether a value is worse than another: lower, or higher where less is better.

        Args:
            value: the value in question.
            than: the value compared with, such as a floor; a ceiling where less is better.
            tolerance: how much worse is still taken for equal.
        """
        if self.higher_is_better:
            return value < than - tolerance
        return value > than + tolerance

    def better(self, value: float, than: float, tolerance: float = 0.0) -> bool:
        """Whether a value is better than another; the arguments are those of :meth:`worse`."""
        if self.higher_is_better:
            return value > than + tolerance
        return value < than - tolerance

    def miss(self, reference: Reference) -> Measurement | None:
        """The measurement of a crash or a time-out: the worst there is, whatever the reference is.

        A crash on a page that is no article is a miss as well, though an empty output would be right there:
        it is measured as a wrong word. So it is with metadata: what the page has is missing, what it has not
        is invented. A structure that the page doesn't have adds nothing to the sums, but the page's own value
        is the worst. Where less is better, as with what leaks into the output, an empty output would be
        perfect, so a crash is measured as a wrong word and all that must not be there.
        """
        if not self.higher_is_better:
            text = "\n".join((_WRONG, *reference.drop))
        else:
            text = "" if reference.text or reference.keep else _WRONG
        fields = dict.fromkeys(reference.fields or (), _WRONG)
        measured = self.measure(Extraction(text, "", fields), reference)
        return replace(measured, value=self.worst) if measured and self.family == "structure" else measured


def mean_of_terms(sums: Terms) -> float:
    """Aggregate of (value, 1) terms: the arithmetic mean over pages."""
    total, count = sums
    return total / count if count else 0.0


def f1(precision: float, recall: float) -> float:
    """Harmonic mean of the two, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
