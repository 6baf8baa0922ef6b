"""A sentence that is set large beside the text it is taken from is there once too often."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Block
from goldleaf.reading.clearing.setting import Setting
from goldleaf.reading.settle.signs import BOX
from goldleaf.reading.text import match_key

_SET_APART = frozenset(("blockquote", "aside", "figure"))
_NEVER = frozenset("li td th dd dt pre summary details".split())
# Bytes of letters and digits, so that scripts which put more into a character count as what they say: a
# sentence is longer, wherever it stands; what is made for quotes may hold a short one.
_LONG, _SHORT = 30, 8
_LONGEST = 300
# Characters of whose words they are.
_WHOSE = 80
_OPENS = re.compile(r"(?:^|[.!?…。！？।؟॥:：;；—–\n]|[\"'“”„‟«»‹›「」『』״‘’])[\s\"'“”„«»‹›「『״‘’(\[]*$")
_OPENING = re.compile(r"(?:^|[.!?…。！？।؟॥:：;；—–\n\"'“”„‟«»‹›「」『』״‘’])[\s\"'“”„«»‹›「『״‘’(\[]*")
_LEADING = re.compile(r"^[\s\"'“”„«»‹›「『״‘’(\[]+")
# Letters by which a sentence is found again; the fewer for those that are no longer.
_FIRST, _FEW_FIRST = 8, 2
_CLOSES = re.compile(r"^\s*(?:$|[,，]?[\"'”’»›」』״)\]]|[.!?…。！？।؟॥\n])")
_TRIM = "\"'“”„‟«»‹›「」『』״‘’…. 。—–-\u00a0\u202f"


def leave_out_pull_quotes(setting: Setting) -> None:
    """Leave out a quotation that says word for word what a sentence of the text says.

    It has to be set apart: by an element made for that, or by looking unlike the paragraph that it repeats. A
    quotation that the text announces with a colon stays, and so does one of which any word is its own.

    Args:
        setting: the decided page.
    """
    page, verdicts = setting.page, setting.verdicts
    if not setting.running:
        return
    begin = setting.running[0]
    paragraphs: _Openings | None = None
    for block in page.blocks[begin + 1 :]:
        if not verdicts[block.index].keep or not 0 < block.chars <= _LONGEST:
            continue
        if block.kind not in ("p", "div", "figcaption") or not _NEVER.isdisjoint(block.within):
            continue
        apart = _is_apart(setting, block)
        key = block.key
        if block.text.endswith((":", "：")):
            continue
        if len(key.encode()) < (_SHORT if apart else _LONG):
            continue
        if paragraphs is None:
            paragraphs = _Openings(
                [
                    other
                    for other in page.blocks[begin:]
                    if verdicts[other.index].keep and other.chars and other.kind in ("p", "div", "li")
                ]
            )
        source = next(
            (
                other
                for other in paragraphs.opening_like(block.text.strip(_TRIM))
                if other.chars > block.chars and verdicts[other.index].keep and _repeats(block, other)
            ),
            None,
        )
        if (
            source is None
            or not (apart or _looks_unlike(setting, block, source))
            or _is_announced(setting, block)
        ):
            continue
        first, last = _whole(setting, block)
        setting.leave_out(first, last, "repeated")


class _Openings:
    """Paragraphs by the first letters of their sentences.

    Held against each paragraph, each quotation would cost a large page the square of its size.
    """

    def __init__(self, paragraphs: list[Block]) -> None:
        """Note where sentences begin, as :data:`_OPENS` has it."""
        self._by_letters: dict[str, list[Block]] = {}
        for block in paragraphs:
            text = block.text
            begins = {match.end() for match in _OPENING.finditer(text)}
            for letters in {text[at : at + size] for at in begins for size in (_FIRST, _FEW_FIRST)}:
                self._by_letters.setdefault(letters, []).append(block)

    def opening_like(self, said: str) -> list[Block]:
        """The paragraphs in which a sentence begins as ``said`` does, in their order."""
        said = _LEADING.sub("", said)
        return self._by_letters.get(said[: _FIRST if len(said) >= _FIRST else _FEW_FIRST], [])


def _repeats(block: Block, other: Block) -> bool:
    """Whether a block is a sentence, or several, of another one."""
    said = block.text.strip(_TRIM)
    place = other.text.find(said)
    if place < 0:
        return False
    return bool(_OPENS.search(other.text[:place]) and _CLOSES.match(other.text[place + len(said) :]))


def _is_apart(setting: Setting, block: Block) -> bool:
    """Whether a block stands in an element made for quotations or asides, or is hidden from who listens."""
    index = block.node
    while index >= 0:
        node = setting.page.nodes[index]
        if node.chars > BOX:
            return False
        if node.tag in _SET_APART or node.element.get("aria-hidden") == "true":
            return True
        index = node.parent
    return False


def _looks_unlike(setting: Setting, block: Block, other: Block) -> bool:
    """Whether a block has another kind of container than the paragraph, one that few paragraphs have."""
    page = setting.page
    mine, theirs = page.nodes[block.node], page.nodes[other.node]
    if (mine.tag, mine.classes) == (theirs.tag, theirs.classes) or (mine.tag == "p" and not mine.classes):
        return False
    # What half of the paragraphs look like is no sign of anything.
    shape = (mine.tag, mine.classes)
    same = sum(
        (page.nodes[page.blocks[index].node].tag, page.nodes[page.blocks[index].node].classes) == shape
        for index in setting.running
    )
    return 4 * same <= len(setting.running)


def _is_announced(setting: Setting, block: Block) -> bool:
    """Whether the text right before ends with a colon: it quotes, and goes on about what it quoted."""
    for other in reversed(setting.page.blocks[: block.index]):
        if other.chars and setting.verdicts[other.index].keep:
            return other.text.rstrip().endswith((":", "："))
    return False


def _whole(setting: Setting, block: Block) -> tuple[int, int]:
    """The blocks that go with a quotation: whose words they are, and what it is passed on with."""
    page = setting.page
    first = last = block.index
    index = block.node
    while index >= 0 and page.nodes[index].chars <= BOX:
        node = page.nodes[index]
        others = [
            other
            for other in page.blocks[setting.first[index] : setting.last[index] + 1]
            if other is not block and other.chars
        ]
        if sum(other.chars for other in others) > _WHOSE or len(others) > 3 or node.tag == "body":
            break
        if any(match_key(other.text) and other.kind[0] == "h" for other in others):
            break
        first, last = setting.first[index], setting.last[index]
        index = node.parent
    return first, last
