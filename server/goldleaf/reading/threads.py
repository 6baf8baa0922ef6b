"""The reading view of a thread: its posts one behind the other, each below its author and its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.article import ThreadPost
from goldleaf.reading.blocks import Page
from goldleaf.reading.kinds import KINDS, STRUCT
from goldleaf.reading.post_heads import Head, heads_of
from goldleaf.reading.posts import Post, find_posts
from goldleaf.reading.sections import Section
from goldleaf.reading.text import match_key, plain_text
from goldleaf.reading.verdict import Decision, Verdict

# What a post's words can't be, whatever they stand in.
_NEVER = frozenset(("hidden", "ad", "share", "control", "symbol", "dialog"))
_AROUND = "around_post"
# How likely what stands beside a post's words has to be all the same, and how unlikely they may be.
_BESIDE = 0.9
_SAID = 0.3
_SAID_IN_COMMENTS = 0.1
_DEEPEST = 9
_LONGEST_DATE = 50


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, ready to be composed.

    Attributes:
        decision: the decision on the page: what was said in a post is kept, what stands around it is not.
        posts: the posts that say something, in order.
        heads: author and time of each.
        sections: the section for each block that stands in one, by index.
    """

    decision: Decision
    posts: tuple[Post, ...]
    heads: tuple[Head, ...]
    sections: Mapping[int, Section]

    def told(self, body: HtmlElement) -> tuple[ThreadPost, ...]:
        """The posts as they stand in the article, each given an id of its own.

        Args:
            body: the composed body.
        """
        taken = {element.get("id") for element in body.iter() if element.get("id")}
        told: list[ThreadPost] = []
        for post, head in zip(self.posts, self.heads, strict=True):
            element = self.sections[post.body[0]].element
            number = len(told) + 1
            while element.get("id") is None:
                name = f"gl-post-{number}"
                if name in taken:
                    number += len(self.posts)
                else:
                    element.set("id", name)
            told.append(
                ThreadPost(
                    author=head.author,
                    published=head.published,
                    date=head.date,
                    text=plain_text(element),
                    depth=post.depth,
                    id=element.get("id", ""),
                )
            )
        return tuple(told)


def thread_of(page: Page, decision: Decision) -> Thread | None:
    """The thread that a page shows; None where the page is of another type or has no posts.

    Args:
        page: the segmented page.
        decision: the decision on its blocks.
    """
    if decision.page_type != "forum":
        return None
    posts = find_posts(page)
    verdicts = list(decision.verdicts)
    heads_found = heads_of(page, posts)
    said: list[Post] = []
    heads: list[Head] = []
    for post, head in zip(posts, heads_found, strict=True):
        body = _kept(page, post, head, verdicts)
        if body:
            said.append(replace(post, body=body))
            heads.append(head)
    if len(said) < 2:
        return None
    outside = _structures_around(page)
    sections: dict[int, Section] = {}
    for post, head in zip(said, heads, strict=True):
        section = Section(_element(post, head), max(outside[post.node], _cells_around(page, post)))
        sections.update(dict.fromkeys(post.body, section))
    _place_rules(page, verdicts, sections)
    return Thread(replace(decision, verdicts=tuple(verdicts)), tuple(said), tuple(heads), sections)


def _kept(page: Page, post: Post, head: Head, verdicts: list[Verdict]) -> tuple[int, ...]:
    """The blocks of a post that are kept; its author and time stand in its header, and nowhere else."""
    kept = []
    told = {match_key(text) for text in (head.author, head.date) if text}
    for index in sorted((*post.body, *post.rest)):
        verdict = verdicts[index]
        if not page.blocks[index].chars:
            continue
        if index in post.rest and verdict.keep:
            if verdict.score <= _BESIDE or match_key(page.blocks[index].text) in told:
                verdicts[index] = Verdict(False, 1.0 - verdict.score, _AROUND)
        elif index in post.body and not verdict.keep:
            # In a thread, what calls itself comments is the thread.
            least = _SAID_IN_COMMENTS if verdict.reason == "comments" else _SAID
            if verdict.score >= least and verdict.reason not in _NEVER:
                verdicts[index] = Verdict(True, verdict.score)
        if verdicts[index].keep:
            kept.append(index)
    return tuple(kept)


def _place_rules(page: Page, verdicts: list[Verdict], sections: dict[int, Section]) -> None:
    """Keep the rules that part the words of one post, and none between posts: those have their own."""
    before: Section | None = None
    waiting: list[int] = []
    for block in page.blocks:
        if block.kind == "hr":
            waiting.append(block.index)
        elif verdicts[block.index].keep:
            section = sections.get(block.index)
            for index in waiting:
                if section is None or section is not before:
                    verdicts[index] = Verdict(False, 0.5, "empty")
                else:
                    sections[index] = section
            before, waiting = section, []
    for index in waiting:
        verdicts[index] = Verdict(False, 0.5, "empty")


def _structures_around(page: Page) -> list[int]:
    """For each container how many structural elements it stands in, itself included."""
    depths: list[int] = []
    for node in page.nodes:
        depths.append((depths[node.parent] if node.parent >= 0 else 0) + (KINDS.get(node.tag) == STRUCT))
    return depths


def _cells_around(page: Page, post: Post) -> int:
    """How many structural elements are around the one cell that all of a post stands in; 0 without one."""
    common = page.blocks[post.body[0]].struct
    for index in post.body[1:]:
        struct = page.blocks[index].struct
        shared = 0
        while shared < min(len(common), len(struct)) and common[shared] is struct[shared]:
            shared += 1
        common = common[:shared]
    cells = [place for place, element in enumerate(common, start=1) if element.tag in ("td", "th")]
    return cells[-1] if cells else 0


def _element(post: Post, head: Head) -> HtmlElement:
    names = f"gl-post gl-reply-{min(post.depth, _DEEPEST)}" if post.depth else "gl-post"
    section: HtmlElement = etree.Element("section", {"class": names})
    if head.author is None and head.date is None:
        return section
    header = etree.SubElement(section, "header", {"class": "gl-post-header"})
    if head.author is not None:
        author = etree.SubElement(header, "span", {"class": "gl-post-author"})
        author.text = head.author
        author.tail = " " if head.date else None
    if head.date:
        time = etree.SubElement(header, "time", {"class": "gl-post-date"})
        time.text = head.date[:_LONGEST_DATE]
        if head.published:
            time.set("datetime", head.published)
    return section
