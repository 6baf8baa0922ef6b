"""The seed: the text of one captured news page, taken apart into what is the article and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["paragraph", "heading", "label"]

# Worked out by hand from the captured text. Only as much of a line as is needed to find it again.
_LABEL = "ADVERTISEMENT"
_END_OF_ARTICLE = "working out their contracts."
_RECOMMENDED = "Recommended articles"
_MORE_RECOMMENDED = "Pulse Sports"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the story: a paragraph, a subheading, or an ad's label that stood between them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Seed:
    """The captured page, line by line in its order.

    Attributes:
        label: the word over each advertising slot.
        title: the headline.
        story: paragraphs, subheadings and the labels between them.
        promotions: lines after the story that ask for something (feedback, notifications, tips).
        recommended_heading: what stands over the first list of other stories.
        recommended: titles of other stories, each once (on the page each stands twice).
        sports_heading: what stands over the second list.
        sports: titles of that list.
    """

    label: str
    title: str
    story: tuple[Piece, ...]
    promotions: tuple[str, ...]
    recommended_heading: str
    recommended: tuple[str, ...]
    sports_heading: str
    sports: tuple[str, ...]

    @property
    def article(self) -> tuple[str, ...]:
        """Each line that has to be kept."""
        return tuple(piece.text for piece in self.story if piece.kind != "label")

    @property
    def furniture(self) -> tuple[str, ...]:
        """Each line that has to go."""
        return (
            self.label,
            *self.promotions,
            self.recommended_heading,
            *self.recommended,
            self.sports_heading,
            *self.sports,
        )


def load_seed(folder: Path) -> Seed:
    """Take the seed text apart.

    Args:
        folder: the folder ``seed`` of the shared data, holding one ``.txt``.

    Raises:
        ValueError: the text is not the one these rules were worked out on.
    """
    files = sorted(folder.glob("*.txt"))
    if len(files) != 1:
        raise ValueError(f"{folder} should hold one text; it holds {len(files)}.")
    lines = [line.strip() for line in files[0].read_text(encoding="utf-8").splitlines() if line.strip()]
    title_at = next(at for at, line in enumerate(lines) if line != _LABEL)
    end = next((at for at, line in enumerate(lines) if line.endswith(_END_OF_ARTICLE)), None)
    if end is None or _RECOMMENDED not in lines or _MORE_RECOMMENDED not in lines:
        raise ValueError(f"{files[0].name} is not the text that this test knows.")
    lists_at, sports_at = lines.index(_RECOMMENDED), lines.index(_MORE_RECOMMENDED)
    return Seed(
        label=_LABEL,
        title=lines[title_at],
        story=tuple(_piece(line) for line in lines[title_at + 1 : end + 1]),
        promotions=tuple(line for line in lines[end + 1 : lists_at] if line != _LABEL),
        recommended_heading=lines[lists_at],
        recommended=_once(lines[lists_at + 1 : sports_at]),
        sports_heading=lines[sports_at],
        sports=_once(lines[sports_at + 1 :]),
    )


def _piece(line: str) -> Piece:
    """A line of the story with its kind; the one subheading is wholly in single quotes."""
    if line == _LABEL:
        return Piece("label", line)
    if line.startswith("'") and line.endswith("'"):
        return Piece("heading", line)
    return Piece("paragraph", line)


def _once(lines: list[str]) -> tuple[str, ...]:
    """The titles of a list, each once, labels left out."""
    return tuple(dict.fromkeys(line for line in lines if line != _LABEL))
