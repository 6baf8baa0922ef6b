"""The date that the page shows beside its headline, for pages that state it nowhere else.

Only short blocks that stand between the headline and the text, or are classed as a byline, are looked at:
a date anywhere else is more often another article's, or today's. Measured against a general date finder,
which gives half of all undated pages a date, this is right less often and wrong far less often.
"""

from __future__ import annotations

import re
from datetime import date

from goldleaf.reading.blocks import Block, Page, Zone, is_prose
from goldleaf.reading.dates import iso_date
from goldleaf.reading.titles import title_headings

# Month names by number, a string a month, as they begin in the languages of most pages:
# en de fr es pt it nl sv da nb pl cs ru uk tr ro fi hu el id ar he.
_MONTHS = (
    "jan janv januar janeiro gennaio genn ene enero styczeń stycznia stycz leden ledna январь"
    " января янв січня січень ocak ianuarie tammikuuta január ιανουαρίου januari يناير ינואר",
    "feb fév févr februar fevereiro febbraio febr febrero luty lutego únor února февраль февраля"
    " фев лютого şubat februarie helmikuuta február φεβρουαρίου februari فبراير פברואר",
    "mar mars märz maerz março marzo mrt maart marts marzec marca březen března март марта"
    " березня mart martie maaliskuuta március μαρτίου maret مارس מרץ",
    "apr avr april avril abril aprile abr kwiecień kwietnia duben dubna апрель апреля апр квітня"
    " nisan aprilie huhtikuuta április απριλίου أبريل אפריל",
    "may mai maio maggio mag mayo mei maj maja květen května май мая травня mayıs toukokuuta"
    " május μαΐου مايو מאי",
    "jun juni juin junho giugno giu junio czerwiec czerwca červen června июнь июня июн червня"
    " haziran iunie kesäkuuta június ιουνίου يونيو יוני",
    "jul juli juil juillet julho luglio lug julio lipiec lipca červenec července июль июля июл"
    " липня temmuz iulie heinäkuuta július ιουλίου يوليو יולי",
    "aug août aou agosto ago augustus augusti august sierpień sierpnia srpen srpna август августа"
    " авг серпня ağustos elokuuta augusztus αυγούστου agustus أغسطس אוגוסט",
    "sep sept september septembre setembro settembre set septiembre wrzesień września září"
    " сентябрь сентября сен вересня eylül septembrie syyskuuta szeptember σεπτεμβρίου سبتمبر"
    " ספטמבר",
    "oct okt oktober octobre outubro ottobre ott octubre październik października říjen října"
    " октябрь октября окт жовтня ekim octombrie lokakuuta október οκτωβρίου أكتوبر אוקטובר",
    "nov november novembre novembro noviembre listopad listopada ноябрь ноября ноя листопада"
    " kasım noiembrie marraskuuta νοεμβρίου نوفمبر נובמבר",
    "dec dez déc december dezember décembre dezembro dicembre dic diciembre grudzień grudnia"
    " prosinec prosince декабрь декабря дек грудня aralık decembrie joulukuuta δεκεμβρίου desember"
    " ديسمبر דצמבר",
)
_NUMBER_OF = {name: number for number, line in enumerate(_MONTHS, start=1) for name in line.split()}
_FULL_NAMES = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
_WORD = r"([^\W\d_]{3,12})\.?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+|ב)?{_WORD},?\s+(?:de\s+|del\s+)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\.?\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_ELSEWHERE = Zone.COMMENTS | Zone.RELATED | Zone.ASIDE | Zone.FOOTER | Zone.NAV | Zone.HIDDEN | Zone.AD
_LONGEST = 120


def date_in(text: str) -> str | None:
    """The first date in a text that can be read in one way only.

    Args:
        text: for example ``Posted on 3 March 2021 by Ada``, ``12.10.2020`` or ``2019年2月15日``.

    Returns:
        ISO 8601, or None; ``04/05/2020`` could mean two days and gives None.
    """
    match = _ISO.search(text)
    if match:
        return iso_date(match.group())
    for match in _DAY_FIRST.finditer(text):
        found = _made(match.group(3), _month(match.group(2)), match.group(1))
        if found:
            return found
    for match in _MONTH_FIRST.finditer(text):
        found = _made(match.group(3), _month(match.group(1)), match.group(2))
        if found:
            return found
    if re.search(r"\d\s*[年년]", text):
        return iso_date(text)
    match = _DOTTED.search(text)
    if match:
        return _made(match.group(3), int(match.group(2)), match.group(1))
    match = _SLASHED.search(text)
    if match:
        first, second = int(match.group(1)), int(match.group(2))
        if first > 12 or first == second:
            return _made(match.group(3), second, match.group(1))
        if second > 12:
            return _made(match.group(3), first, match.group(2))
    return None


def visible_date(page: Page) -> str | None:
    """The date shown with the headline, or in a block classed as the byline; None where there is none."""
    headings = title_headings(page)
    start = headings[0] if headings else -1
    for block in page.blocks:
        if not block.chars or block.chars > _LONGEST or (is_prose(block) and block.chars > 90):
            continue
        zone = page.nodes[block.node].inherited
        if zone & _ELSEWHERE:
            continue
        beside_title = headings and start - 3 <= block.index <= start + 6
        if beside_title or (zone & Zone.BYLINE and _is_early(page, block, start)):
            found = date_in(block.text)
            if found:
                return found
    return None


def _is_early(page: Page, block: Block, start: int) -> bool:
    return block.index < max(start, 0) + len(page.blocks) // 2


def _month(name: str) -> int | None:
    name = name.casefold()
    return (
        _FULL_NAMES.get(name) or _NUMBER_OF.get(name) or _NUMBER_OF.get(name[:4]) if len(name) > 2 else None
    )


def _made(year: str, month: int | None, day: str) -> str | None:
    if not month:
        return None
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found.isoformat() if 1990 <= found.year <= date.today().year + 1 else None
