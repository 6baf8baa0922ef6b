"""What tells a post from other boxes: a name that leads to a person's page, and a time.

Nothing here knows a product or a site. People's pages are known by the words that web developers
use for them.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page, Zone

AUTHOR = 1
TIME = 2

# An element's name and a class or id of it, less its numbers.
Shape = tuple[str, str]

_YEAR_OR_CLOCK = re.compile(r"\d[:.][0-5]\d|(?:19[89]|20[0-4])\d")
_WORDS = re.compile(r"[a-z]+")
_PERSON = frozenset(
    "user users member members memberlist profile profiles people person author authors account nutzer"
    " benutzer mitglied mitglieder profil utilisateur utilisateurs membre membres usuario usuarios miembro"
    " miembros perfil utente utenti profilo uzytkownik gebruiker gebruikers leden kullanici uye showuser"
    " viewprofile uid".split()
)
# For ASCII: what each byte becomes, small letters or blanks.
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalpha() and code < 128 else 32 for code in range(256))
# The attributes of a link, beside its address, that may say that it leads to a person.
_SAYING = frozenset(("rel", "itemprop", "data-user-id", "data-user-card", "data-username"))
_DIGITS = re.compile(r"\d+")
# Characters; what tells name and time is shorter, rank and title included.
_LONGEST = 160
_LONGEST_ADDRESS = 200
# More than any thread shows on one page.
_MOST = 6000
# Classes of an element that are looked at.
_MOST_NAMES = 6
_NO_SHAPE = frozenset("p blockquote h1 h2 h3 h4 h5 h6 pre figure ul ol dl thead tbody body".split())
_BULK = 0.4
_ELSEWHERE = Zone.NAV | Zone.HIDDEN | Zone.AD | Zone.SHARE


def signs_in(page: Page) -> dict[int, int]:
    """What the short blocks tell: ``AUTHOR``, ``TIME`` or both, by the block's index; nothing of quotations.

    Args:
        page: the segmented page.
    """
    nodes = page.nodes
    # What is around most of the page is the page, whatever it calls itself.
    elsewhere, bulk = _ELSEWHERE, _BULK * nodes[0].prose_chars
    for node in nodes:
        if node.zone & elsewhere and node.prose_chars >= bulk:
            elsewhere &= ~node.zone
    signs: dict[int, int] = {}
    for block in page.blocks:
        if not 0 < block.chars <= _LONGEST or nodes[block.node].inherited & elsewhere or block.kind == "pre":
            continue
        flags = TIME if _YEAR_OR_CLOCK.search(block.text) else 0
        if block.links or page.has_times:
            flags |= _of_parts(block)
        if flags and "blockquote" not in block.within:
            signs[block.index] = flags
            if len(signs) >= _MOST:
                break
    return signs


def _of_parts(block: Block) -> int:
    flags = 0
    last = None
    for _, formats, _ in block.parts:
        if formats and formats is not last:
            last = formats
            for element in formats:
                tag = element.tag
                if tag == "a":
                    if is_person(element):
                        flags |= AUTHOR
                elif tag == "time":
                    flags |= TIME
    return flags


def is_person(link: HtmlElement) -> bool:
    """Whether an ``<a>`` leads to the page of a person, or says that it does.

    Args:
        link: any link.
    """
    get = link.get
    href = get("href")
    if href and ("/u/" in href or _names_person(href[:_LONGEST_ADDRESS])):
        return True
    if _SAYING.isdisjoint(link.keys()):
        return False
    return bool(
        "author" in (get("rel") or "")
        or "author" in (get("itemprop") or "")
        or get("data-user-id")
        or get("data-user-card")
        or get("data-username")
    )


def _names_person(address: str) -> bool:
    if address.isascii():
        words = address.encode("ascii").translate(_LETTERS).decode("ascii").split()
    else:
        words = _WORDS.findall(address.lower())
    return not _PERSON.isdisjoint(words)


def tells_time(text: str) -> bool:
    """Whether a year or the time of a clock stands in a text."""
    return _YEAR_OR_CLOCK.search(text) is not None


class Shapes:
    """The shapes of a page's containers, each found once."""

    def __init__(self, page: Page) -> None:
        """Start without any."""
        self._nodes = page.nodes
        self._known: dict[int, tuple[Shape, ...]] = {}

    def of(self, index: int) -> tuple[Shape, ...]:
        """The element's name with each class, and with its id less its numbers.

        A container without names has the shape of its place: its element, in its parent. A quotation has
        none, nor have the containers of single lines.

        Args:
            index: the container's index.
        """
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = _shapes_of(self._nodes[index])
        return known


def bare_names(node: Node) -> str:
    """A container's classes and id without their numbers.

    Args:
        node: any container.
    """
    return _DIGITS.sub("", node.names)


def _shapes_of(node: Node) -> tuple[Shape, ...]:
    tag = node.tag
    if tag in _NO_SHAPE:
        return ()
    names = node.names
    if not names:
        return ((tag, f"@{node.parent}"),)
    if "quot" in names.lower():
        return ()
    return tuple({(tag, name): None for name in bare_names(node).split()[:_MOST_NAMES]})
