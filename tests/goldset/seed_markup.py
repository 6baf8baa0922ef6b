"""What all builders of seed pages share: their register, and the filling of templates with lines."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .seed_text import Seed

Builder = Callable[[Seed], str]
BUILDERS: dict[str, Builder] = {}


def builder(function: Builder) -> Builder:
    """Enter a builder under its name."""
    BUILDERS[function.__name__] = function
    return function


def filled_story(seed: Seed, *, paragraph: str, heading: str, label: str) -> str:
    """The story with each piece put into its template's ``{}``."""
    templates = {"paragraph": paragraph, "heading": heading, "label": label}
    return "\n".join(templates[piece.kind].format(escape(piece.text)) for piece in seed.story)


def each(template: str, texts: tuple[str, ...]) -> str:
    """``template`` for each text, with ``{n}`` its number and ``{text}`` the text."""
    return "\n".join(template.format(n=at, text=escape(text)) for at, text in enumerate(texts))


def both_lists(seed: Seed, template: str, heading: str) -> str:
    """Both lists of other stories under their headings."""
    return (
        f"{heading.format(escape(seed.recommended_heading))}\n{each(template, seed.recommended)}\n"
        f"{heading.format(escape(seed.sports_heading))}\n{each(template, seed.sports)}"
    )
