"""Cards of other stories: a link, its picture or headline, and hardly anything else."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.blocks import is_heading
from goldleaf.reading.clearing.setting import Box, leads_elsewhere
from goldleaf.reading.kinds import KINDS, MEDIA
from goldleaf.reading.settle.signs import LABEL
from goldleaf.reading.text import match_key

_PICTURES = frozenset(tag for tag, kind in KINDS.items() if kind == MEDIA)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# A heading of the first levels parts the text itself.
_NO_CARD = frozenset("pre td th dd dt h1 h2".split())
# Characters that a card says beside its headline: a teaser, a section's name, a date.
_TEASER = 200
_MOST_BLOCKS = 5


def is_story_card(box: Box) -> bool:
    """Whether a box leads to other stories, by where its links and its words are.

    Either all of it is linked but a label, with a picture or a headline in each link; or it is one story's,
    with one address, a headline that is its link or that a link laid over the card says, and a teaser.

    Args:
        box: a container in the text.
    """
    if not box.texts or not box.targets or any(block.kind in _NO_CARD for block in box.texts):
        return False
    if box.node.chars - box.unlinked > box.unlinked and box.unlinked <= LABEL:
        # Several labels, each with a link, are somebody's list.
        if sum(block.link_chars < block.chars for block in box.texts) > 1:
            return False
        return all(_shows(link) for link in box.links if "".join(link.itertext()).strip())
    if len(box.targets) > 1 or box.unlinked > _TEASER or len(box.texts) > _MOST_BLOCKS:
        return False
    if any(block.kind == "figcaption" for block in box.texts):
        return False
    return any(_is_titled(box, link) for link in box.links)


def _shows(link: HtmlElement) -> bool:
    """Whether a picture or a headline is in a link, or the link is a headline's."""
    return any(part.tag in _PICTURES or part.tag in _HEADINGS for part in link.iter()) or any(
        around.tag in _HEADINGS for around in link.iterancestors()
    )


def _is_titled(box: Box, link: HtmlElement) -> bool:
    """Whether a link is the headline's, and there is a picture beside it or the card is an ``<article>``."""
    if not leads_elsewhere(link):
        return False
    pictured = any(block.media for block in box.blocks) or any(
        part.tag == "article" for part in box.node.element.iter("article")
    )
    if not pictured:
        return False
    if any(around.tag in _HEADINGS for around in link.iterancestors()):
        return True
    said = match_key("".join(link.itertext()))
    label = match_key(link.get("aria-label") or link.get("title") or "") or said
    # What is linked may be a heading, or be named by a link with nothing in it that covers the card.
    covering = not said and len(link) == 0
    return any(block.key == label and (is_heading(block) or covering) for block in box.texts if label) or any(
        part.tag in _HEADINGS for part in link.iter()
    )
