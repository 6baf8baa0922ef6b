"""Which blocks are the article: readability-lxml proposes, the rules judge, the learned model decides.

A decision is any callable with the shape of :class:`~goldleaf.reading.verdict.Decider`;
:func:`decide_by_model` is what a page is read with, :func:`decide_by_rules` what is left without a model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.blocks import Block, Page, is_heading, is_prose
from goldleaf.reading.features import Described, Witnesses, describe
from goldleaf.reading.model import Model, load_model
from goldleaf.reading.page_features import describe_page
from goldleaf.reading.post_heads import heads_of
from goldleaf.reading.posts import find_posts
from goldleaf.reading.propose import Proposal
from goldleaf.reading.rules import Judgement, judge_by_rules
from goldleaf.reading.selection import Selection, select
from goldleaf.reading.settle import settle_captions, settle_media, settle_notes
from goldleaf.reading.titles import title_headings
from goldleaf.reading.verdict import Decision, Verdict

# How likely a block has to be to be kept against the rules, by the reason that they give; above 1.0 it never
# is. Set by hand, with an eye on pages that the model had not seen. Never, where the reason rests on the page
# as a whole (the title stands in the header, a label parts paragraphs, what hangs on behind the end): what
# the model gains there on some pages are other pages' advertisements.
_AGAINST = {"title": 1.1, "byline": 1.1, "symbol": 1.1, "ad_label": 1.1, "label": 1.1}
_AGAINST_IN_TEXTS = _AGAINST | {
    "date": 1.1,
    "box": 1.1,
    "tail": 1.1,
    "boilerplate": 0.95,
    "related": 0.95,
    "repeated_fields": 0.9,
    "footer": 0.95,
    "link_list": 1.1,
    "aside": 0.9,
    "outside_article": 0.9,
    "navigation": 0.6,
    "control": 0.7,
    "empty_section": 0.7,
    "share": 0.7,
    "ad": 1.1,
    "hidden": 0.95,
}
# Where what the rules keep is prose by this share of its characters, it is a text, and what stands around it
# is furniture: for a page that is likely (so likely) an article, and for one of no certain type.
_PROSE_OF_ARTICLE, _ARTICLE = 0.85, 0.5
_PROSE_OF_ANY, _CERTAIN = 0.97, 0.36
# Bytes of a paragraph, so that scripts which put more into a character count as what they say.
_PARAGRAPH = 100
# Of the prose below one container, and the least likelihood of a paragraph kept for its siblings' sake.
_MOST = 0.75
_POSSIBLE = 0.15

# With fewer blocks of text there is nothing to compare, and the rules' word stands.
_FEWEST_BLOCKS = 3
# Furniture is less than the text it stands in. A reason that would take more than this share of the words
# that the model keeps is mistaken about the page, and not believed on it; where those are few, who can tell?
_MOST_TAKEN = 0.45
_FEWEST_WORDS = 150
# A page is a thread from this likelihood, number of posts and of authors on, where posts say nearly all.
_THREAD = 0.1
_FEWEST_POSTS = 3
_FEWEST_AUTHORS = 2
_NEARLY_ALL = 0.85
# readability-lxml's article is an answer only where it says something.
_FEWEST_PROPOSED_WORDS = 25


def decide_by_model(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
    """Decide with the model that comes with Goldleaf.

    Args:
        page: the segmented page.
        proposal: readability-lxml's proposal for it.
        url: the page's address.

    Returns:
        A verdict for each block, the page's type and the confidence.
    """
    return ModelDecider(load_model())(page, proposal, url)


def decide_by_rules(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
    """Decide with the rules alone.

    Args:
        page: the segmented page.
        proposal: readability-lxml's proposal for it.
        url: the page's address; the rules don't look at it.

    Returns:
        A verdict for each block, the page's type and the confidence.
    """
    judgement = judge_by_rules(page, proposal)
    return _by_rules(page, proposal, judgement)


def _by_rules(page: Page, proposal: Proposal, judgement: Judgement) -> Decision:
    verdicts = judgement.verdicts
    _settle(page, verdicts, judgement)
    agreement = _agreement(page, verdicts, proposal)
    return Decision(tuple(verdicts), "listing" if judgement.listing else "article", agreement, agreement)


@dataclass(frozen=True, slots=True)
class ModelDecider:
    """Decides with a model; :class:`~goldleaf.reading.verdict.Decider` says how it is called.

    Attributes:
        model: what was learned.
    """

    model: Model

    def __call__(self, page: Page, proposal: Proposal, url: str | None = None) -> Decision:
        """Give a verdict on each block of the page."""
        judgement = judge_by_rules(page, proposal)
        if sum(1 for block in page.blocks if block.chars) < _FEWEST_BLOCKS:
            return _by_rules(page, proposal, judgement)
        model = self.model
        witnesses = Witnesses(proposal, judgement.scope, tuple(judgement.verdicts), judgement.zones)
        described = describe(page, witnesses, model.vocabulary, url)
        odds = [model.blocks.predict(rows)[:, 0] for rows in described.rows(model.features)]
        likely = _probability(np.concatenate(odds))
        words = np.array([block.words for block in described.view.blocks], dtype=np.float64)
        selection = select(likely, words)
        page_row = describe_page(described, likely, selection, model.page_features)
        types = model.types.predict(page_row)[0]
        trust = float(model.trust.predict(page_row)[0, 0])
        page_type = _page_type(model.page_types, types, described, selection)
        in_text = _is_text(page, judgement, page_type, float(1.0 / np.exp(types - types.max()).sum()))
        against = _AGAINST_IN_TEXTS if in_text else _AGAINST
        titles = {page.blocks[index].key for index in title_headings(page)}
        scored = list(zip(described.view.blocks, likely.tolist(), selection.keep.tolist(), strict=True))
        against = _believed(against, scored, judgement)
        verdicts = list(judgement.verdicts)
        for block, score, keep in scored:
            said = judgement.verdicts[block.index].reason
            again = bool(said) and block.key in titles
            kept = keep and not again and score >= against.get(said, 0.0)
            verdicts[block.index] = Verdict(kept, round(score, 4), "" if kept else said or "unlikely")
        if page_type == "article" or in_text:
            _keep_runs_whole(page, verdicts, judgement)
        proposed_words = sum(page.blocks[index].words for index in proposal.blocks)
        if selection.expected_f1 < model.doubt and proposed_words >= _FEWEST_PROPOSED_WORDS:
            verdicts = _as_proposed(page, proposal, verdicts)
        _settle(page, verdicts, judgement)
        confidence = float(np.interp(trust, model.confidence[0], model.confidence[1]))
        agreement = _agreement(page, verdicts, proposal)
        return Decision(tuple(verdicts), page_type, round(confidence, 3), agreement)


def _page_type(
    names: tuple[str, ...], odds: NDArray[np.float64], described: Described, selection: Selection
) -> str:
    """The likeliest type; an article of which nearly all was said in posts is the thread it could be."""
    likeliest = names[int(np.argmax(odds))]
    if likeliest == "article" and "forum" in names:
        share = float(np.exp(odds[names.index("forum")] - odds.max()) / np.exp(odds - odds.max()).sum())
        weights = described.view.chars * selection.keep
        said = float((weights * described.columns["post_said"]).sum())
        posts = np.unique(described.columns["post_number"][selection.keep])
        if share >= _THREAD and len(posts) >= _FEWEST_POSTS and said >= _NEARLY_ALL * weights.sum():
            heads = heads_of(described.view.page, find_posts(described.view.page))
            # The entries of a live report are posts, too, but of no one in particular.
            if len({head.author for head in heads if head.author}) >= _FEWEST_AUTHORS:
                return "forum"
    return likeliest


def _believed(
    against: dict[str, float], scored: list[tuple[Block, float, bool]], judgement: Judgement
) -> dict[str, float]:
    """The reasons to be heard on this page: those that leave most of what the model keeps where it is."""
    kept = 0
    taken: dict[str, int] = {}
    for block, score, keep in scored:
        if keep:
            kept += block.words
            said = judgement.verdicts[block.index].reason
            if score < against.get(said, 0.0):
                taken[said] = taken.get(said, 0) + block.words
    if kept < _FEWEST_WORDS:
        return against
    return {said: least for said, least in against.items() if taken.get(said, 0) <= _MOST_TAKEN * kept}


def _probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    probability: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return probability


def _is_text(page: Page, judgement: Judgement, page_type: str, certainty: float) -> bool:
    """Whether the page is one text: by its likely type, and by how much of what the rules keep is prose."""
    if judgement.listing or (page_type != "article" and certainty >= _CERTAIN):
        return False
    share = _PROSE_OF_ARTICLE if page_type == "article" and certainty >= _ARTICLE else _PROSE_OF_ANY
    chars = prose = 0
    for block, verdict in zip(page.blocks, judgement.verdicts, strict=True):
        if verdict.keep:
            chars += block.chars
            if is_prose(block) or (
                block.link_chars * 3 < block.chars < _PARAGRAPH <= len(block.text.encode())
                and not is_heading(block)
            ):
                prose += block.chars
    return prose >= share * chars


def _keep_runs_whole(page: Page, verdicts: list[Verdict], judgement: Judgement) -> None:
    """Keep a paragraph that the rules keep where most of its siblings are kept, or both beside it."""
    kept: dict[int, int] = {}
    total: dict[int, int] = {}
    doubtful: list[tuple[Block, int]] = []
    between: set[int] = set()
    before: Block | None = None
    after_kept = False
    for block in page.blocks:
        if not block.chars:
            continue
        prose, by_rules = is_prose(block), judgement.verdicts[block.index].keep
        parent = page.nodes[block.node].parent
        if prose or (block.kind == "p" and by_rules):
            total[parent] = total.get(parent, 0) + block.chars
            if verdicts[block.index].keep:
                kept[parent] = kept.get(parent, 0) + block.chars
        if prose:
            if verdicts[block.index].keep:
                if after_kept and doubtful and doubtful[-1][0] is before:
                    between.add(before.index)
            elif by_rules and verdicts[block.index].score >= _POSSIBLE:
                after_kept = before is not None and is_prose(before) and verdicts[before.index].keep
                doubtful.append((block, parent))
        before = block
    for block, parent in doubtful:
        if block.index in between or kept.get(parent, 0) >= _MOST * total[parent]:
            verdicts[block.index] = Verdict(True, verdicts[block.index].score)


def _as_proposed(page: Page, proposal: Proposal, verdicts: list[Verdict]) -> list[Verdict]:
    """readability-lxml's own article, for a page that the model makes nothing of."""
    return [
        Verdict(True, verdict.score)
        if block.index in proposal.blocks
        else Verdict(False, verdict.score, verdict.reason or "unlikely")
        for block, verdict in zip(page.blocks, verdicts, strict=True)
    ]


def _settle(page: Page, verdicts: list[Verdict], judgement: Judgement) -> None:
    settle_media(page, verdicts, judgement.zones)
    settle_captions(page, verdicts)
    settle_notes(page, verdicts)


def _agreement(page: Page, verdicts: list[Verdict], proposal: Proposal) -> float:
    """Agreement of verdicts and proposal, by characters, damped on short results."""
    both = sum(
        block.chars
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if verdict.keep and block.index in proposal.blocks
    )
    kept = sum(block.chars for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict.keep)
    proposed = sum(page.blocks[index].chars for index in proposal.blocks)
    agreement = 2 * both / (kept + proposed) if kept + proposed else 0.0
    return round(agreement * min(1.0, kept / 1500), 3)
