"""What only shows once the blocks are seen together: headline, labels, a tail of promotions, media.

Each function looks at the verdicts so far and changes some of them, in place. They say nothing of
languages or sites: what repeats, what stands where, what is a heading without a section.
"""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Block, Page, Zone, is_prose
from goldleaf.reading.titles import page_title, title_headings
from goldleaf.reading.verdict import Verdict

_KEY = re.compile(r"\W+")
_DATE_LIKE = re.compile(r"\b(?:19|20)\d{2}\b|\d{1,2}[./:]\d{1,2}")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:]['\"”’»)\]]*$")
_LABEL = 40
# Characters: a text has to be this long before a box in it can be told from it.
_LONG_TEXT = 1200
# Characters: a box is smaller than this.
_BOX = 500
_BOXES = frozenset(("div", "section", "aside", "td", "table", "tr", "tbody", "article", "center", "figure"))


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def is_heading(block: Block) -> bool:
    """Whether the block is an ``h1`` … ``h6``."""
    return block.kind[0] == "h" and block.kind[1:].isdigit()


def leave_out_masthead(page: Page, verdicts: list[Verdict]) -> None:
    """The title, byline and date that stand above the text belong to the header, not to the body."""
    headings = title_headings(page)
    document = _key(page_title(page) or "")
    titles = {_key(page.blocks[index].text) for index in headings[:1]}
    first_prose = next(
        (b.index for b, v in zip(page.blocks, verdicts, strict=True) if v.keep and _is_sentence(b)),
        len(verdicts),
    )
    for block in page.blocks:
        if not verdicts[block.index].keep or not block.chars:
            continue
        early = block.index < first_prose
        key = _key(block.text)
        if key in titles and (early or is_heading(block)):
            verdicts[block.index] = Verdict(False, 0.1, "title")
        elif (
            len(key) > 8
            and (document.startswith(key) or document.endswith(key))
            and block.index <= first_prose
            and block.chars < 300
        ):
            verdicts[block.index] = Verdict(False, 0.1, "title")
            titles.add(key)
        elif block.words <= 12 and not is_heading(block):
            if page.nodes[block.node].inherited & Zone.BYLINE and (early or block.words <= 6):
                verdicts[block.index] = Verdict(False, 0.2, "byline")
            elif early and block.kind in ("p", "div") and _is_date_line(block):
                verdicts[block.index] = Verdict(False, 0.2, "date")


def _is_date_line(block: Block) -> bool:
    return bool(_DATE_LIKE.search(block.text)) and not _ENDS_SENTENCE.search(block.text) and block.chars < 60


def leave_out_labels(page: Page, verdicts: list[Verdict]) -> None:
    """A short text that comes back between paragraphs, the same each time, is a label and not text."""
    places: dict[str, list[int]] = {}
    parted: dict[int, list[tuple[int, int, str]]] = {}
    for block in page.blocks:
        if not verdicts[block.index].keep or not block.chars:
            continue
        if block.chars <= _LABEL:
            if (block.kind in ("p", "div", "td") and not _ENDS_SENTENCE.search(block.text)) or is_heading(
                block
            ):
                if block.kind != "td" or _in_layout(page, block):
                    places.setdefault(_key(block.text), []).append(block.index)
        elif block.kind in ("p", "div", "li", "td") and any(
            not isinstance(part, str) and part.tag == "br" for part, _, _ in block.parts
        ):
            parted[block.index] = block.lines()
            for line in (parted[block.index][0], parted[block.index][-1]):
                if 0 < len(line[2]) <= _LABEL:
                    places.setdefault(_key(line[2]), []).append(block.index)
    kept = [block.index for block in page.blocks if verdicts[block.index].keep and block.chars]
    position = {index: place for place, index in enumerate(kept)}
    # The commonest first: once "Advertisement" is out, "Continues below" stands between paragraphs too.
    for key, indices in sorted(places.items(), key=lambda item: -len(item[1])):
        if not key or len(indices) < 2:
            continue
        in_lines = sum(index in parted for index in indices)
        between = in_lines + sum(
            _between_prose(page, verdicts, kept, position[index], key)
            for index in indices
            if index not in parted
        )
        if (len(indices) >= 3 and between >= 2) or (between == len(indices) and not in_lines):
            for index in indices:
                if index in parted:
                    block = page.blocks[index]
                    block.drop_lines(
                        {number for number, line in enumerate(block.lines()) if _key(line[2]) == key}
                    )
                else:
                    verdicts[index] = Verdict(False, 0.1, "label")


def _between_prose(page: Page, verdicts: list[Verdict], kept: list[int], place: int, key: str) -> bool:
    """Whether a block stands between sentences, as no heading of a new section would do twice."""
    near = (reversed(kept[max(0, place - 3) : place]), kept[place + 1 : place + 4])
    before, after = (
        next((page.blocks[i] for i in side if verdicts[i].keep and _key(page.blocks[i].text) != key), None)
        for side in near
    )
    if before is None or not is_prose(before):
        return False
    return (
        after is None or is_prose(after) or (is_heading(after) and not is_heading(page.blocks[kept[place]]))
    )


def leave_out_link_groups(page: Page, verdicts: list[Verdict]) -> None:
    """What is left of a list or table whose items went as links (its caption, a "more") goes with them."""
    kept: dict[object, list[int]] = {}
    gone: dict[object, int] = {}
    _leave_out_lead_ins(page, verdicts)
    for block in page.blocks:
        group = next(
            (element for element in reversed(block.struct) if element.tag in ("ul", "ol", "table")), None
        )
        if group is None or not block.chars:
            continue
        if verdicts[block.index].keep:
            kept.setdefault(group, []).append(block.index)
        elif verdicts[block.index].reason == "link_list":
            gone[group] = gone.get(group, 0) + block.chars
    for group, indices in kept.items():
        chars = sum(page.blocks[index].chars for index in indices)
        if gone.get(group, 0) > 2 * chars and not any(_is_sentence(page.blocks[index]) for index in indices):
            for index in indices:
                verdicts[index] = Verdict(False, 0.2, "link_list")


def _leave_out_lead_ins(page: Page, verdicts: list[Verdict]) -> None:
    """A line or heading over links that were left out ("Read also") goes with them."""
    texts = [block for block in page.blocks if block.chars]
    for place, block in enumerate(texts[:-1]):
        following = texts[place + 1]
        if (
            not verdicts[block.index].keep
            or block.chars > _LABEL
            or _ENDS_SENTENCE.search(block.text.rstrip(":："))
        ):
            continue
        if block.kind not in ("p", "div") and not is_heading(block):
            continue
        beside = page.nodes[following.node].parent >= page.nodes[block.node].parent
        if verdicts[following.index].reason in ("link_list", "related") and beside:
            verdicts[block.index] = Verdict(False, 0.3, "link_list")


def leave_out_repeated_fields(page: Page, verdicts: list[Verdict]) -> None:
    """The same terms in one small ``<dl>`` after another ("Joined", "Messages") are forms filled in."""
    lists: dict[object, list[Block]] = {}
    for block in page.blocks:
        if verdicts[block.index].keep and block.kind in ("dt", "dd") and block.struct:
            group = next(element for element in reversed(block.struct) if element.tag in ("dl", "dt", "dd"))
            group = group if group.tag == "dl" else group.getparent()
            lists.setdefault(group, []).append(block)
    terms: dict[str, int] = {}
    for blocks in lists.values():
        for key in {_key(block.text) for block in blocks if block.kind == "dt"}:
            terms[key] = terms.get(key, 0) + 1
    for blocks in lists.values():
        repeated = sum(terms[_key(block.text)] >= 3 for block in blocks if block.kind == "dt")
        if (
            repeated * 4 >= sum(len(block.text) > 0 for block in blocks)
            and sum(block.chars for block in blocks) < _BOX
        ):
            for block in blocks:
                verdicts[block.index] = Verdict(False, 0.2, "repeated_fields")


def leave_out_boxes(page: Page, verdicts: list[Verdict]) -> None:
    """A small container among paragraphs that calls out, shouts or has a button is an offer, not text."""
    total = sum(block.chars for block in page.blocks if verdicts[block.index].keep and _is_sentence(block))
    if total < _LONG_TEXT:
        return
    own: dict[int, list[Block]] = {}
    controls: set[int] = set()
    for block in page.blocks:
        if not block.chars:
            continue
        index = block.node
        is_control = page.nodes[index].inherited & Zone.CONTROL
        for _ in range(4):
            if index < 0 or page.nodes[index].chars > _BOX:
                break
            own.setdefault(index, []).append(block)
            if is_control or page.nodes[index].fields:
                controls.add(index)
            index = page.nodes[index].parent
    for index, blocks in own.items():
        node = page.nodes[index]
        kept = [block for block in blocks if verdicts[block.index].keep]
        if not kept or len(blocks) < 2 or node.tag not in _BOXES or node.parent < 0:
            continue
        counts = {_key(block.text): 1 for block in blocks}
        values = [_evidence(page, block, counts) for block in kept]
        values += [-2.0] if index in controls else []
        if any(block.kind in ("pre", "li", "td", "th", "dd") for block in kept):
            continue
        if min(values) <= -1.8 and sum(values) < 0:
            for block in kept:
                verdicts[block.index] = Verdict(False, 0.2, "box")


def leave_out_tail(page: Page, verdicts: list[Verdict]) -> None:
    """Cut what hangs on behind the end of the text: calls to action, contact lines, lists of other pages.

    Each block behind the last certain prose is evidence for or against still being in the text; the cut
    is where the evidence for the text before it, against what follows, is greatest. Without hard evidence
    nothing is cut.
    """
    kept = [block for block in page.blocks if verdicts[block.index].keep and block.chars]
    if len(kept) < 6:
        return
    counts: dict[str, int] = {}
    for block in kept:
        counts[_key(block.text)] = counts.get(_key(block.text), 0) + 1
    evidence = [_evidence(page, block, counts) for block in kept]
    best, best_sum, running = len(kept), 0.0, 0.0
    for place in range(len(kept) - 1, 0, -1):
        running += evidence[place]
        if running < best_sum:
            best, best_sum = place, running
        if running > 6:
            break
    prose = [block.chars if _is_sentence(block) else 0 for block in kept]
    # Only a text that is prose through and through has an end that can be told from what follows it.
    solid = sum(prose[:best]) > 0.7 * sum(block.chars for block in kept[:best]) and sum(
        prose[best:]
    ) < 0.2 * sum(prose)
    hard = sum(value <= -2.0 for value in evidence[best:])
    if solid and best_sum <= -4.0 and hard >= min(2, len(kept) - best):
        # A box that calls out ("Join us today!") and has a sentence or two begins above the certain part.
        for back in (1, 2, 3):
            if best - back > 0 and not is_prose(kept[best - back]) and _calls_out(kept[best - back].text):
                best -= back
                break
        for block in kept[best:]:
            verdicts[block.index] = Verdict(False, 0.3, "tail")


def _evidence(page: Page, block: Block, counts: dict[str, int]) -> float:
    """How much a block speaks for being text (positive) or furniture (negative), its lines added up."""
    if block.kind in ("pre", "dt", "dd", "figcaption"):
        return 1.0
    if block.kind in ("td", "th") and not _in_layout(page, block):
        return 1.0
    value = -2.0 if counts[_key(block.text)] > 1 and block.kind != "li" else 0.0
    if block.link_chars > 0.6 * block.chars:
        value -= 1.0
    texts = [text for _, _, text in block.lines() if text]
    for text in texts if len(texts) > 2 else (block.text,):
        value += _evidence_of_text(text, block)
    return value


def _evidence_of_text(text: str, block: Block) -> float:
    prose = len(text) >= 60 and block.link_chars * 3 < block.chars
    if prose and (len(text) > 200 or _ENDS_SENTENCE.search(text)):
        value = min(3.0, len(text) / 120)
    elif block.kind == "li" or (_ENDS_SENTENCE.search(text.rstrip(":：")) and not text.endswith((":", "："))):
        value = 0.2
    else:
        value = -0.3 if is_heading(block) else -0.7
    letters = [character for character in text if character.isalpha()]
    if (
        " " in text
        and letters
        and all(character.isupper() for character in letters)
        and letters[0].lower() != letters[0]
    ):
        value -= 2.0
    if not prose and _calls_out(text):
        value -= 1.7
    if "@" in text and len(text) < 60:
        value -= 2.0
    return value


def _in_layout(page: Page, block: Block) -> bool:
    table = next((element for element in reversed(block.struct) if element.tag == "table"), None)
    return table is None or table in page.layout


def _is_sentence(block: Block) -> bool:
    """Whether the block is running text: long, or ending as a sentence does."""
    if not is_prose(block):
        return False
    return block.chars > 200 or bool(_ENDS_SENTENCE.search(block.text))


def _calls_out(text: str) -> bool:
    return text.rstrip("'\"”’»").endswith(("!", "！"))


def settle_headings(page: Page, verdicts: list[Verdict]) -> None:
    """A heading goes with what stands under it: with nothing kept before the next heading, it is left out."""
    kept_below = False
    lowest = 9
    for block in reversed(page.blocks):
        verdict = verdicts[block.index]
        if is_heading(block):
            level = int(block.kind[1])
            if verdict.keep and not kept_below and level >= lowest:
                verdicts[block.index] = Verdict(False, 0.3, "empty_section")
            elif verdict.keep:
                lowest = level
                kept_below = False
        elif verdict.keep and block.chars:
            kept_below = True
            lowest = 9
    last = next(
        (block for block in reversed(page.blocks) if verdicts[block.index].keep and block.chars), None
    )
    if last is not None and is_heading(last):
        verdicts[last.index] = Verdict(False, 0.3, "empty_section")


def settle_media(page: Page, verdicts: list[Verdict], zones: list[Zone]) -> None:
    """An image, video or rule stays where the text around it stays; a caption stays with its picture."""
    kept = [
        block.index
        for block in page.blocks
        if verdicts[block.index].keep and block.chars and block.kind != "figcaption"
    ]
    if not kept:
        return
    first, last = kept[0], kept[-1]
    inside = _common_container(page, kept)
    cards = _cards(page)
    pictured: set[object] = set()
    for block in page.blocks:
        if not block.media and block.kind != "hr":
            continue
        if block.chars:
            if verdicts[block.index].keep:
                pictured.update(element for element in block.struct if element.tag == "figure")
            continue
        if not cards.isdisjoint(block.struct):
            continue
        furniture = zones[block.node] & ~(
            Zone.CONTENT | Zone.ARTICLE | Zone.MAIN | Zone.FOOTNOTES | Zone.BYLINE
        )
        among = first < block.index < last
        # A picture above the first paragraph belongs to the article where it shares the text's container.
        leading = (
            block.index < first and inside <= block.node <= page.nodes[inside].last and block.kind == "media"
        )
        trailing = last < block.index <= last + 3 and page.nodes[block.node].parent in _ancestors(
            page, page.blocks[last].node
        )
        if not furniture and (among or leading or (trailing and block.kind == "media")):
            verdicts[block.index] = Verdict(True, 0.7)
            pictured.update(element for element in block.struct if element.tag == "figure")
    for block in page.blocks:
        if block.kind == "figcaption" or any(element.tag == "figcaption" for element in block.struct):
            figure = next((element for element in reversed(block.struct) if element.tag == "figure"), None)
            if figure is not None:
                in_picture = figure in pictured
                if verdicts[block.index].keep != in_picture:
                    verdicts[block.index] = Verdict(
                        in_picture, 0.6 if in_picture else 0.3, "" if in_picture else "caption"
                    )


def _cards(page: Page) -> set[object]:
    """Figures whose caption is nothing but a link: an invitation to another page."""
    cards: set[object] = set()
    for block in page.blocks:
        if (
            block.chars
            and block.link_chars > 0.8 * block.chars
            and any(element.tag == "figcaption" for element in block.struct)
        ):
            cards.update(element for element in block.struct if element.tag == "figure")
    return cards


def _ancestors(page: Page, index: int) -> set[int]:
    found = set()
    while index >= 0:
        found.add(index)
        index = page.nodes[index].parent
    return found


def _common_container(page: Page, kept: list[int]) -> int:
    """The innermost node that holds nine tenths of the kept text."""
    chars: dict[int, int] = {}
    for index in kept:
        node = page.blocks[index].node
        while node >= 0:
            chars[node] = chars.get(node, 0) + page.blocks[index].chars
            node = page.nodes[node].parent
    total = chars.get(0, 0)
    return max(node for node, count in chars.items() if count >= 0.9 * total)
