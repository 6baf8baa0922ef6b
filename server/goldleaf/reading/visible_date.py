"""The date that the page shows beside its headline, for pages that state it nowhere else.

Only short blocks between the headline and the text are looked at, and those just behind the text that are
classed as a date: a date anywhere else is more often another article's, or today's. Measured against a
general date finder, which gives half of all undated pages a date, this is right less often and wrong far less
often.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from goldleaf.reading.blocks import Block, Page, Zone, is_heading, is_prose
from goldleaf.reading.byline import starts_with_by
from goldleaf.reading.dates import iso_date
from goldleaf.reading.settle.signs import ENDS_SENTENCE
from goldleaf.reading.written_dates import date_in

_NEVER = Zone.COMMENTS | Zone.RELATED | Zone.HIDDEN | Zone.AD | Zone.DIALOG
_ELSEWHERE = _NEVER | Zone.ASIDE | Zone.FOOTER | Zone.NAV
# Blocks: how far above the headline, below it, and behind the text a date may stand.
_ABOVE, _BELOW, _BEHIND, _BESIDE = 4, 14, 5, 6
# Characters: a line with a date in it, and one that is hardly more than a date.
_LONGEST, _HARDLY_MORE = 140, 40
# What tells that a date is the text's: nothing, that it stands alone in its line, its class or a label.
_NOTHING, _ALONE, _TOLD = range(3)
_MOST_LEADS = 2
# Different days that a list of dates has at least.
_MANY = 3
_LOOKED_AT = 300
# Words: a link of so many is a name rather than a headline.
_NAME = 4
_CLASSED = re.compile(
    r"(?<![a-z])(?:date|dated|time|timestamp|published|publish|posted|pubdate|meta|byline)(?![a-z])", re.I
)
_LABELLED = re.compile(r"^\W*(?:\w+\s+){0,4}(?:published|posted|updated|modified|reviewed|written)\b", re.I)
# A line that says that the next one is the date of publication, and its greatest length.
_PUBLISHED = re.compile(
    r"^\W*(?:(?:first\s+|originally\s+)?(?:published|posted)(?:\s+(?:on|date|at))?|publi(?:sh|cation)\s+date"
    r"|date\s+(?:published|posted|of\s+publication)|release\s+date|veröffentlicht(?:\s+am)?"
    r"|veröffentlichungsdatum|erscheinungsdatum|publié(?:\s+le)?|date\s+de\s+(?:publication|parution)"
    r"|publicado(?:\s+(?:el|em))?|fecha\s+de\s+publicación|data\s+de\s+publicação"
    r"|pubblicato(?:\s+il)?|data\s+di\s+pubblicazione|gepubliceerd(?:\s+op)?|publiceringsdatum|publicerad"
    r"|udgivet|publisert|julkaistu|data\s+publikacji|opublikowano|datum\s+(?:vydání|objave)|zveřejněno"
    r"|опубликовано|дата\s+публикации|опубліковано|yayınlanma(?:\s+tarihi)?|diterbitkan|đã\s+đăng"
    r"|تاريخ\s+النشر|نشر\s+في|تاریخ\s+انتشار|פורסם(?:\s+ב)?|公開日|掲載日|投稿日|发布时间|发布日期"
    r"|發布時間|發佈日期|发表时间|등록일|게시일|작성일|입력|प्रकाशित|เผยแพร่(?:เมื่อ)?|วันที่เผยแพร่)\W*$",
    re.IGNORECASE,
)
_LABEL = 30
_BEGINS_WITH_DATE = re.compile(r"^\W*\d{4}-\d{2}-\d{2}\b")
# Attributes in which what shows "3 hours ago" keeps when that was, and where to look for them.
_EXACT = ("datetime", "data-datetime", "data-time", "data-timestamp", "data-date", "ts", "title")
_MOST_INSIDE = 8
# A date beside a person's name may be the day on which they joined.
_OF_A_PERSON = re.compile(
    r"joined|registered|member since|founded|registriert|beigetreten|inscri|iscritto|зарегистр", re.I
)
# That a date is of a change, in the languages that say so most.
_CHANGED = re.compile(
    r"updated?\b|\bactiv(?:e|ity)\b|last\s+(?:post|reply|seen|edit)|bearbeitet|изменен|отредактир"
    r"|modified|revised|reviewed|edited|aktualisiert|geändert|mis à jour|modifié|actualizad"
    r"|atualizad|aggiornat|bijgewerkt|gewijzigd|uppdaterad|opdateret|oppdatert|aktualizace|aktualizacja|zaktualizowano"
    r"|обновлен|оновлено|güncelle|تحديث|עודכן|更新|修改|수정|업데이트|अपडेट",
    re.IGNORECASE,
)


def visible_date(
    page: Page,
    headline: int | None,
    kept: Sequence[Block] = (),
    lang: str | None = None,
    *,
    in_list: bool = True,
    sure: bool = False,
) -> str | None:
    """The date shown with the headline, or right behind the text; None where there is none.

    Args:
        page: the segmented page.
        headline: index of the block that is the headline, if the page shows one.
        kept: the article's blocks.
        lang: the page's language, for the order of day and month.
        in_list: whether a date among others of its shape is one of a list's; in a thread the first counts.
        sure: whether the date has to be what its line is about, and of the publication: not one that a
            headline or a caption speaks of.

    Returns:
        ISO 8601. A date that is said to be of a change is given only where there is no other.
    """
    start = headline if headline is not None else kept[0].index if kept else None
    if start is None:
        return None
    own = page.nodes[page.blocks[start].node].inherited
    changed: str | None = None
    for block, needed in _places(page, start, kept):
        if not 0 < block.chars <= _LONGEST or block.kind in ("dt", "dd"):
            continue
        if sure and (block.index == start or block.kind == "figcaption"):
            continue
        names = page.nodes[block.node].names
        zone = page.nodes[block.node].inherited & ~own
        found = _date_of(page, block, lang)
        if not found or zone & _NEVER or _OF_A_PERSON.search(block.text):
            continue
        signed = starts_with_by(block.text)
        says = _CLASSED.search(names) or _LABELLED.search(block.text) or signed
        told = _TOLD if says else _NOTHING
        short = block.chars <= _HARDLY_MORE or _BEGINS_WITH_DATE.match(block.text)
        told = told or (_ALONE if short else _NOTHING)
        needed = max(needed, _ALONE) if sure else needed
        # Beside the headline an <aside> or <footer> holds what is said about this text.
        if told < needed or (zone & _ELSEWHERE and not (told and abs(block.index - start) <= _BESIDE)):
            continue
        if _is_change(block.text):
            # Behind the text of a page without a date stands when the page was last saved.
            changed = changed or (found if abs(block.index - start) <= _BELOW else None)
        elif not in_list or (signed and needed < _TOLD) or not _is_one_of_many(page, block, kept):
            return found
    return None if sure else _labelled(page, lang) or changed


def _labelled(page: Page, lang: str | None) -> str | None:
    """The date right behind a line that is nothing but "Published", wherever on the page that stands."""
    for block in page.blocks:
        if block.chars > _LABEL or not _PUBLISHED.match(block.text):
            continue
        for after in page.blocks[block.index + 1 : block.index + 3]:
            if 0 < after.chars <= _HARDLY_MORE and not page.nodes[after.node].inherited & _NEVER:
                found = _date_of(page, after, lang)
                if found:
                    return found
    return None


def _is_one_of_many(page: Page, block: Block, kept: Sequence[Block]) -> bool:
    """Whether other blocks of the same shape have dates of their own: then it is a list's, item by item.

    What stands behind the text are teasers of other texts, which a site gives the shape of its bylines.
    """
    node = page.nodes[block.node]
    end = kept[-1].index + 1 if kept else None
    alike = (
        other
        for other in page.blocks[:end]
        if other.kind == block.kind
        and 0 < other.chars <= _LONGEST
        and page.nodes[other.node].names == node.names
        and page.nodes[other.node].tag == node.tag
        and not page.nodes[other.node].inherited & _NEVER
    )
    days = {date_in(other.text) for other in islice(alike, _LOOKED_AT)} | {date_in(block.text)}
    return len(days - {None}) >= _MANY


def _places(page: Page, start: int, kept: Sequence[Block]) -> list[tuple[Block, int]]:
    """Blocks that may hold the date, in the order of trust, each with what must tell that it is one."""
    blocks = page.blocks
    below: list[tuple[Block, int]] = []
    paragraphs = 0
    for block in blocks[start + 1 : start + 1 + _BELOW]:
        if _is_teaser(block):
            break
        if is_text(block) and not page.nodes[block.node].inherited & _ELSEWHERE:
            # A lead may stand above the date, the text itself seldom does.
            paragraphs += 1
            if paragraphs > _MOST_LEADS:
                break
        below.append((block, _ALONE if paragraphs else _NOTHING))
    above = [(block, _NOTHING) for block in reversed(blocks[max(0, start - _ABOVE) : start])]
    last = kept[-1].index if kept else None
    # The last line of what is kept may be the date itself.
    behind = [(block, _TOLD) for block in blocks[last : last + 1 + _BEHIND]] if last is not None else []
    return [(blocks[start], _NOTHING), *below, *above, *behind]


def is_text(block: Block) -> bool:
    """Whether a block is a paragraph, of the lead or the text, rather than a line about it."""
    return is_prose(block) and (block.chars > _LONGEST or bool(ENDS_SENTENCE.search(block.text)))


def _is_teaser(block: Block) -> bool:
    """Whether a block is the heading of another text: a date below it is that text's."""
    linked = is_heading(block) and 2 * block.link_chars > block.chars > 0
    return linked and block.words > _NAME and not any(letter.isdigit() for letter in block.text)


def _date_of(page: Page, block: Block, lang: str | None) -> str | None:
    """The date that a line shows, or that an attribute of it keeps where it only shows how long ago."""
    for _, formats, _ in block.parts:
        for element in formats:
            if element.tag == "time" and element.get("datetime"):
                found = iso_date(element.get("datetime"), lang)
                if found:
                    return found
    return date_in(block.text, lang) or _kept_date(page, block, lang)


def _kept_date(page: Page, block: Block, lang: str | None) -> str | None:
    node = page.nodes[block.node]
    if block.chars > _HARDLY_MORE or node.chars > _LONGEST:
        return None
    for element in islice(node.element.iter(), _MOST_INSIDE):
        if not isinstance(element.tag, str) or element.tag in ("a", "img"):
            continue
        for name in _EXACT:
            found = iso_date(element.get(name), lang) if element.get(name) else None
            if found:
                return found
    return None


def _is_change(text: str) -> bool:
    """Whether the text speaks of a change before its first date, as in "Updated 3 March, posted 1 March"."""
    match = _CHANGED.search(text)
    if not match:
        return False
    digit = re.search(r"\d", text)
    return digit is None or match.start() < digit.start()
