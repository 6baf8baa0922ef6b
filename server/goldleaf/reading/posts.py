"""The posts of a thread: what was said in each, found by what repeats and never by whose software it is.

Containers of one shape (same element, a class or numbered id in common), each with an author or a time and
words of its own, are posts; they may stand side by side, one level apart, or inside each other as replies.
What belongs to a post but was not said in it (rank, joined, signature, buttons) stands outside the container
that holds the words in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from goldleaf.reading.blocks import Page
from goldleaf.reading.post_bodies import find_bodies
from goldleaf.reading.post_signs import Shapes, signs_in
from goldleaf.reading.post_units import find_units, share_out


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a thread.

    Attributes:
        node: index of the post's container.
        depth: how many posts it stands inside of; 0 for the thread's own.
        body: indices of the blocks that were said, those of replies inside it left out.
        rest: indices of its other blocks: name, date, author's panel, signature, buttons.
    """

    node: int
    depth: int
    body: tuple[int, ...]
    rest: tuple[int, ...]


def find_posts(page: Page) -> list[Post]:
    """Find the posts of a thread, or of the comments under an article.

    Args:
        page: the segmented page; no decision on its blocks is needed.

    Returns:
        The posts in the order of the page; none where there are fewer than two.
    """
    signs = signs_in(page)
    if len(signs) < 2:
        return []
    shapes = Shapes(page)
    units = find_units(page, signs, shapes)
    if len(units) < 2:
        return []
    depths = share_out(page, units)
    bodies = find_bodies(page, units, signs, shapes)
    posts: list[Post] = []
    for unit, depth in zip(units, depths, strict=True):
        body = bodies[unit.node]
        if not body:
            continue
        posts.append(
            Post(
                unit.node,
                depth,
                tuple(block.index for block in unit.blocks if block.index in body),
                tuple(block.index for block in unit.blocks if block.index not in body),
            )
        )
    return posts if len(posts) > 1 else []
