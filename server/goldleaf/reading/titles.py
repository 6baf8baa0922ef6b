"""The headline, without the site's name."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from goldleaf.reading import jsonld
from goldleaf.reading.blocks import Block, Page, Zone
from goldleaf.reading.site_name import SiteNames
from goldleaf.reading.sources import Sources, fold
from goldleaf.reading.text import match_key

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:>/\\]+\s+|\s*[|»«›‹]\s*|\s+::\s+|:\s+(?=[A-Z])")
_OUTSIDE = Zone.FOOTER | Zone.NAV | Zone.HIDDEN | Zone.DIALOG | Zone.RELATED | Zone.COMMENTS
_WORD = re.compile(r"\w+")
# What themes put before and behind a heading: a link to itself, quotes that open a trail, invisible marks.
_MARKS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]")
_TRIMMED = " \t\n¶§#»«›|"
_LONGEST = 400
# Headings further down than this are sections.
_MOST_HEADINGS = 6
_LEVELS = frozenset(("h1", "h2"))
# Letters: anything begins with less.
_SHORTEST = 4
# Share of all words of two lines that both have: above it they say the same in other words.
_SAME_THING = 0.2
# The same, where headings are slogans as often as titles.
_SAME_OFFER = 0.4
# A heading that is no more than this share of the letters at the end of a statement is a section's name.
_SECTION = 0.4
# A container with this share of the page's prose is no dialog, whatever its class says.
_BULK = 0.4
_NAME_WORDS = 5
# Of two lines one is clearly nearer to the address, measured in shares of its words.
_CLEARLY = 0.1


def title_headings(page: Page) -> list[int]:
    """Indices of the blocks that are the page's title as it shows it: each h1 outside furniture, in order."""
    return [
        block.index
        for block in page.blocks
        if block.kind == "h1"
        and 0 < block.chars < _LONGEST
        and not page.nodes[block.node].inherited & _OUTSIDE
    ]


def page_title(page: Page) -> str | None:
    """The text of the page's ``<title>``, white space folded."""
    for element in page.root.iter("title"):
        parent = element.getparent()
        if parent is not None and parent.tag in ("head", "html", "body"):
            return " ".join("".join(element.itertext()).split()) or None
    return None


def choose_title(
    page: Page, sources: Sources, names: SiteNames, address: str | None, page_type: str = "article"
) -> tuple[str | None, int | None]:
    """The headline: the heading that the page's statements agree with; else the better of the two.

    Where the heading and what the head of the page states differ in more than the site's name, the heading
    wins if it says the same in other words: it is what people see. If it says something else, the words of
    the page's address decide, and then the statement: the first heading of a page of offers is a slogan, so
    there it has to say more of the same.

    Args:
        page: the segmented page.
        sources: its metadata.
        names: the site's names, to be cut off.
        address: the page's address, for the words in its path.
        page_type: what kind of page it is.

    Returns:
        The headline, and the index of the block that shows it; where none does, of the first heading.
    """
    _learn_names(page, sources, names)
    stated = _stated(page, sources, names)
    headings = _headings(page, names)
    shown = [_without_ending(_clean(block.text), names) for block in headings]
    bare = [without_site(value, names) for value in stated]
    whole = {match_key(value) for value in bare}
    has_h1 = any(block.kind == "h1" for block in headings)
    for block, text in zip(headings, shown, strict=True):
        if block.kind == "h2" and has_h1 and match_key(text) not in whole:
            continue
        if any(_agrees(value, text, at_end=block.kind == "h1") for value in stated):
            return _lower(text, [*stated, *bare]), block.index
    first, place = next(
        ((text, block.index) for block, text in zip(headings, shown, strict=True) if block.kind == "h1"),
        (None, None),
    )
    if not stated:
        if first or not headings:
            return first, place
        return shown[0], headings[0].index
    value = stated[0]
    if _path(address) in ("", "/"):
        # A front page is about the site, whose name may begin its title.
        return without_site(value, names, at_start=False), place
    if first and _wins(first, without_site(value, names), address, page_type):
        return first, place
    line = _shown_part(page, stated, names)
    if line is not None:
        return _clean(line.text), line.index
    return without_site(value, names), place


def _learn_names(page: Page, sources: Sources, names: SiteNames) -> None:
    """What the page's ``<title>`` has besides the headline that another statement gives is a site's name."""
    whole = page_title(page) or ""
    main = sources.main
    others = (sources.first("og:title"), fold(jsonld.text(main.get("headline"))) if main else None)
    headlines = {match_key(value) for value in others if value} - {""}
    for match in _SEPARATOR.finditer(whole):
        head, tail = whole[: match.start()].strip(), whole[match.end() :].strip()
        for name, headline in ((head, tail), (tail, head)):
            if match_key(headline) in headlines and 0 < len(name.split()) <= _NAME_WORDS:
                names.learn(name)


def _stated(page: Page, sources: Sources, names: SiteNames) -> list[str]:
    """What the page's head says is its title, the most trusted first."""
    main = sources.main
    found = (
        fold(sources.first("dc:title", "citation_title", "og:title")),
        fold(jsonld.text(main.get("headline") or main.get("name"))) if main else None,
        fold(sources.first("twitter:title", "parsely-title", "sailthru.title")),
        fold(page_title(page)),
    )
    values = [_clean(value[: 2 * _LONGEST]) for value in found if value]
    return [value for value in values if value and not names.has(value)] or [v for v in values if v]


def _headings(page: Page, names: SiteNames) -> list[Block]:
    """The first headings that may be the title: those outside furniture first, site's names left out."""
    inside: list[Block] = []
    outside: list[Block] = []
    seconds: list[Block] = []
    for block in page.blocks:
        if block.kind not in _LEVELS or not 0 < block.chars < _LONGEST:
            continue
        zone = page.nodes[block.node].inherited
        if names.has(block.text) or _leads_home(block, names) or _in_dialog(page, block):
            continue
        where = inside if not zone & _OUTSIDE else outside
        where = where if block.kind == "h1" else seconds
        if len(where) < _MOST_HEADINGS and (block.kind == "h1" or not zone & _OUTSIDE):
            where.append(block)
    return [*inside, *outside, *seconds]


def _in_dialog(page: Page, block: Block) -> bool:
    """Whether the heading is a dialog's, and not in a wrapper that is only called one."""
    if not page.nodes[block.node].inherited & Zone.DIALOG:
        return False
    bulk = _BULK * page.nodes[0].prose_chars
    index = block.node
    while index >= 0:
        node = page.nodes[index]
        if node.zone & Zone.DIALOG and node.prose_chars < bulk:
            return True
        index = node.parent
    return False


def _leads_home(block: Block, names: SiteNames) -> bool:
    """Whether the heading is a link to the front page: then it is the site's name, whatever it says."""
    if block.link_chars < block.chars:
        return False
    for _, formats, _ in block.parts:
        for element in formats:
            href = (element.get("href") or "").strip() if element.tag == "a" else ""
            if href:
                return href in ("/", "./", "../") or href.rstrip("/") == names.root
    return False


def _agrees(stated: str, heading: str, *, at_end: bool) -> bool:
    """Whether a heading is the whole of a statement, its beginning, or, where that counts, its end."""
    long_key, short_key = match_key(stated), match_key(heading)
    if len(short_key) < _SHORTEST:
        return bool(short_key) and long_key == short_key
    if long_key.startswith(short_key):
        return True
    return at_end and long_key.endswith(short_key) and len(short_key) > _SECTION * len(long_key)


def _lower(heading: str, stated: list[str]) -> str:
    """The statement that spells a heading in capitals as sentences are spelt, if one does."""
    if heading.isupper():
        key = match_key(heading)
        return next((value for value in stated if match_key(value) == key and not value.isupper()), heading)
    return heading


def _wins(heading: str, stated: str, address: str | None, page_type: str) -> bool:
    """Whether a heading that differs from the statement is the title all the same."""
    ours, theirs = _words(heading), _words(stated)
    if not ours or not theirs:
        return bool(ours)
    if match_key(heading).endswith(match_key(stated)):
        # What stands before it is a label, a date, or the name of the series.
        return False
    share = len(ours & theirs) / len(ours | theirs)
    if page_type == "service":
        return share > _SAME_OFFER
    if share > _SAME_THING:
        return True
    path = _words(re.sub(r"[-_/.+]", " ", _path(address)))
    return len(ours) > 1 and len(ours & path) / len(ours) - len(theirs & path) / len(theirs) > _CLEARLY


def _path(address: str | None) -> str:
    try:
        return unquote(urlsplit(address or "about:nothing").path)
    except ValueError:
        return "nothing"


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _shown_part(page: Page, stated: list[str], names: SiteNames) -> Block | None:
    """The part of a statement that the page shows as a line of its own near its top, where no h1 has it."""
    for block in page.blocks[:60]:
        if 3 <= block.words <= 30 and not page.nodes[block.node].inherited & _OUTSIDE:
            text = _clean(block.text)
            if not names.has(text) and any(_agrees(value, text, at_end=True) for value in stated):
                return block
    return None


def _clean(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split()).strip(_TRIMMED)


def _without_ending(heading: str, names: SiteNames) -> str:
    """Cut the site's name off the end of a heading; anything else that is parted from it stays."""
    for match in _SEPARATOR.finditer(heading):
        head = heading[: match.start()].strip()
        if head and names.has(heading[match.end() :].strip()):
            return head
    return heading


def without_site(title: str, names: SiteNames, *, at_start: bool = True) -> str:
    """Cut the site's name off a title.

    Args:
        title: for example ``Rain is coming | Weather | The Daily Example``.
        names: the site's names.
        at_start: whether the name is cut off the beginning, too.
    """
    for match in _SEPARATOR.finditer(title):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if head and names.has(tail):
            return head
        if tail and names.has(head):
            return tail if at_start else title
    matches = list(re.finditer(r"\s+[|–—·•»-]\s+|\s*[|»]\s*", title))
    if matches:
        match = matches[-1]
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if len(head.split()) >= 3 and len(tail.split()) <= 4 and len(head) > len(tail):
            return head
        # An upright line is no part of a sentence: what follows it is said of the site or for search engines.
        if at_start and "|" in match.group() and len(head.split()) >= 2:
            return head
    return title
