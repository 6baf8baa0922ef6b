"""What others say of a block: readability-lxml, the rules, the thread's posts, the page's own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldleaf.reading.blocks import Page
from goldleaf.reading.features.view import Floats, View
from goldleaf.reading.posts import find_posts
from goldleaf.reading.propose import Proposal
from goldleaf.reading.scope import Scope
from goldleaf.reading.text import match_key
from goldleaf.reading.titles import page_title
from goldleaf.reading.tokens import spelt_words
from goldleaf.reading.verdict import Verdict

_FAR = 99.0
_NO_PROPOSAL = -200.0
# Characters of a block that are held against the page's description.
_DESCRIBED = 60


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The opinions that a decision can be based on.

    Attributes:
        proposal: readability-lxml's.
        scope: where the rules see the text.
        verdicts: the rules' verdicts on each block of the page.
        zones: each container's zones, by node index, as far as they are believed.
    """

    proposal: Proposal
    scope: Scope
    verdicts: tuple[Verdict, ...]
    zones: Sequence[int]


def add_evidence(columns: dict[str, Floats], view: View, witnesses: Witnesses) -> None:
    """Add the features of what else is known of each block.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.
        witnesses: the opinions.
    """
    _add_proposal(columns, view, witnesses.proposal)
    _add_scope(columns, view, witnesses.scope)
    verdicts = [witnesses.verdicts[block.index] for block in view.blocks]
    keep = np.array([verdict.keep for verdict in verdicts], dtype=np.float64)
    columns["rules_keep"] = keep
    columns["rules_score"] = np.array([verdict.score for verdict in verdicts], dtype=np.float64)
    columns["rules_share"] = np.full(len(keep), float((keep * view.chars).sum() / view.total))
    _add_posts(columns, view)
    _add_statements(columns, view)


def _add_proposal(columns: dict[str, Floats], view: View, proposal: Proposal) -> None:
    count = len(view.blocks)
    order = np.arange(count)
    proposed = np.array([block.index in proposal.blocks for block in view.blocks], dtype=np.float64)
    columns["proposed"] = proposed
    scores = proposal.scores or {}
    best = max(scores.values(), default=0.0) or 1.0
    own = np.zeros(len(view.node_parent))
    if scores:
        own[list(scores)] = [score / best for score in scores.values()]
    columns["score_above"] = _highest_around(view, own, sorted(scores))[view.node]
    columns["score_own"] = own[view.node]
    columns["score_parent"] = own[view.parent]
    columns["score_grand"] = own[view.grand]
    chars = float((view.chars * proposed).sum())
    columns["proposed_share"] = np.full(count, chars / view.total)
    columns["proposed_links"] = np.full(count, float((view.link_chars * proposed).sum()) / max(1.0, chars))
    columns["proposed_prose"] = np.full(
        count, float((view.chars * view.prose * proposed).sum()) / view.total_prose
    )
    share = -1.0
    if proposal.best >= 0:
        share = float(view.node_prose[proposal.best] * view.node_chars[proposal.best] / view.total_prose)
    columns["best_share"] = np.full(count, share)
    columns["candidates"] = np.full(count, float(len(scores)))
    places = np.flatnonzero(proposed)
    if len(places):
        columns["after_first"] = np.clip(order - places[0], -_FAR, _FAR).astype(np.float64)
        columns["before_last"] = np.clip(places[-1] - order, -_FAR, _FAR).astype(np.float64)
    else:
        columns["after_first"] = columns["before_last"] = np.full(count, _NO_PROPOSAL)


def _highest_around(view: View, own: Floats, scored: list[int]) -> Floats:
    """The highest score of a container or any around it; those without one have 0.

    Args:
        view: the page in columns.
        own: each container's score, shape (m,).
        scored: the containers that have one, in the order of the page.
    """
    count = len(own)
    # From each start and end of a scored container on, it is another score that is the highest.
    places, highest = [0], [0.0]
    around: list[tuple[int, float, int]] = []  # index, what is highest in it, index of its last container
    parents, ends, scores = view.node_parent.tolist(), view.node_last.tolist(), own.tolist()
    for index in scored:
        while around and around[-1][2] < index:
            places.append(around.pop()[2] + 1)
            highest.append(max(around[-1][1], 0.0) if around else 0.0)
        score = scores[index]
        if index:
            # A container with a score below 0 holds some with none, which is more.
            outer = around[-1][1] if around else 0.0
            score = max(score, outer if around and around[-1][0] == parents[index] else max(outer, 0.0))
        around.append((index, score, ends[index]))
        places += (index, index + 1)
        highest += (score, max(score, 0.0))
    while around:
        places.append(around.pop()[2] + 1)
        highest.append(max(around[-1][1], 0.0) if around else 0.0)
    places.append(count)
    found: Floats = np.repeat(np.array(highest), np.diff(np.minimum(places, count)))
    return found


def _add_scope(columns: dict[str, Floats], view: View, scope: Scope) -> None:
    count = len(view.blocks)
    index = scope.node.index
    columns["in_scope"] = ((view.node >= scope.first) & (view.node <= scope.last)).astype(np.float64)
    columns["scope_position"] = (view.node - scope.first) / max(1, scope.last - scope.first)
    columns["scope_share"] = np.full(count, float(view.node_chars[index] / view.total))
    columns["scope_links"] = np.full(count, float(view.node_links[index]))
    columns["scope_prose"] = np.full(count, float(view.node_prose[index]))


def _add_posts(columns: dict[str, Floats], view: View) -> None:
    """Whether a block was said in a post, or only belongs to one; which post, and how much posts hold."""
    posts = find_posts(view.page)
    count = len(view.blocks)
    if not posts:
        nothing = np.zeros(count)
        columns["post_said"] = nothing
        columns["post_number"] = np.full(count, -1.0)
        columns["posts"] = columns["posts_share"] = nothing
        return
    said: dict[int, int] = {}
    beside: dict[int, int] = {}
    for number, post in enumerate(posts):
        said.update(dict.fromkeys(post.body, number))
        beside.update(dict.fromkeys(post.rest, number))
    indices = [block.index for block in view.blocks]
    in_body = np.array([index in said for index in indices], dtype=np.float64)
    columns["post_said"] = in_body
    columns["post_number"] = np.array(
        [said.get(index, beside.get(index, -1)) for index in indices], dtype=np.float64
    )
    columns["posts"] = np.full(count, float(len(posts)))
    columns["posts_share"] = np.full(count, float((in_body * view.chars).sum() / view.total))


def _add_statements(columns: dict[str, Floats], view: View) -> None:
    """How much of a block stands in the page's title, and whether it stands in its description."""
    title = set(spelt_words(page_title(view.page) or ""))
    described = _descriptions(view.page)
    overlaps, found = [], []
    for block in view.blocks:
        words = spelt_words(block.text[:200]) if title else ()
        overlaps.append(sum(map(title.__contains__, words)) / len(words) if words else 0.0)
        key = match_key(block.text[:_DESCRIBED]) if described and block.chars >= 20 else ""
        found.append(bool(key) and key in described)
    columns["title_overlap"] = np.array(overlaps)
    columns["described"] = np.array(found, dtype=np.float64)


def _descriptions(page: Page) -> str:
    head = page.root.find("head")
    texts = []
    for element in head.iter("meta") if head is not None else ():
        name = (element.get("name") or element.get("property") or "").lower()
        if name in ("description", "og:description", "twitter:description"):
            texts.append(match_key((element.get("content") or "")[:1_000]))
    return " ".join(texts)
