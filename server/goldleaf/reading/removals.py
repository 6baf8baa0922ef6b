"""What was left out of the article, told container by container instead of block by block."""

from __future__ import annotations

from goldleaf.reading.article import Removal
from goldleaf.reading.blocks import Page
from goldleaf.reading.verdict import Decision

_TEXT = 300
_MOST = 500
_SILENT = frozenset(("empty",))


def list_removals(page: Page, decision: Decision) -> tuple[Removal, ...]:
    """One entry for neighbouring blocks left out for one reason, from one container with nothing kept in it.

    Args:
        page: the segmented page.
        decision: the verdicts on its blocks.
    """
    whole = _roots_of_removed(page, decision)
    removals: list[Removal] = []
    texts: list[str] = []
    score = 0.0
    last: tuple[int, str] | None = None
    for block, verdict in zip(page.blocks, decision.verdicts, strict=True):
        if verdict.keep or not block.chars or verdict.reason in _SILENT:
            continue
        key = (whole.get(block.node, block.node), verdict.reason)
        if key != last:
            if last is not None:
                removals.append(_removal(page, last, texts, score))
            last, texts, score = key, [], 0.0
        texts.append(block.text)
        score = max(score, 1.0 - verdict.score)
        if len(removals) >= _MOST:
            return tuple(removals)
    if last is not None:
        removals.append(_removal(page, last, texts, score))
    return tuple(removals)


def _removal(page: Page, key: tuple[int, str], texts: list[str], score: float) -> Removal:
    text = ""
    for piece in texts:
        text = f"{text} {piece}".strip()
        if len(text) > _TEXT:
            text = text[: _TEXT - 1].rstrip() + "…"
            break
    return Removal(text, key[1], round(score, 3), path_of(page, key[0]))


def _roots_of_removed(page: Page, decision: Decision) -> dict[int, int]:
    """For each node without kept blocks: the outermost such container around it."""
    parents = [node.parent for node in page.nodes]
    has_kept = [False] * len(parents)
    for block, verdict in zip(page.blocks, decision.verdicts, strict=True):
        if verdict.keep:
            has_kept[block.node] = True
    for index in range(len(parents) - 1, 0, -1):
        if has_kept[index]:
            has_kept[parents[index]] = True
    roots: dict[int, int] = {}
    for index, parent in enumerate(parents):
        if not has_kept[index]:
            roots[index] = index if parent < 0 or has_kept[parent] else roots[parent]
    return roots


def path_of(page: Page, index: int) -> str:
    """A CSS-like path of at most four steps to a node: ``main > div.story > p``.

    Args:
        page: the segmented page.
        index: the node's index; the path begins at the nearest element with an id, or three nodes above it.
    """
    steps: list[str] = []
    while index >= 0 and len(steps) < 4:
        node = page.nodes[index]
        element = node.element
        name = node.tag
        if element.get("id"):
            name += f"#{element.get('id').split()[0][:40]}" if element.get("id").split() else ""
            steps.append(name)
            break
        classes = (element.get("class") or "").split()
        if classes:
            name += f".{classes[0][:40]}"
        steps.append(name)
        index = node.parent
    return " > ".join(reversed(steps))
