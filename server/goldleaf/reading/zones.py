"""What each container is, once the page as a whole is seen: a class may lie about a wrapper.

``Node.zone`` says what a container calls itself; here that is held against how much of the prose it has.
"""

from __future__ import annotations

from goldleaf.reading.blocks import Page, Zone, is_prose
from goldleaf.reading.lexicon import zone_of_tag

# The zones in which nothing is part of the text, and the reason that removals give; the most telling first.
REASONS: tuple[tuple[Zone, str], ...] = (
    (Zone.HIDDEN, "hidden"),
    (Zone.DIALOG, "dialog"),
    (Zone.AD, "ad"),
    (Zone.NAV, "navigation"),
    (Zone.FOOTER, "footer"),
    (Zone.SHARE, "share"),
    (Zone.RELATED, "related"),
    (Zone.BOILERPLATE, "boilerplate"),
    (Zone.COMMENTS, "comments"),
    (Zone.ASIDE, "aside"),
    (Zone.CONTROL, "control"),
    (Zone.HEADER, "header"),
)
BAD = Zone.NONE
for _zone, _ in REASONS:
    BAD |= _zone
# A container that holds this share of the page's prose is the page, whatever its class says
# ("has-sidebar-wrapper").
_BULK = 0.4
_NEARLY_ALL = 0.66
# Characters of prose.
_LONG_ARTICLE = 1000
# A kind of zone that holds this share of the prose, in however many containers, is the content by another
# name.
_PERVASIVE = 0.7


def guarded_zones(page: Page) -> list[Zone]:
    """Each node's zones with those of its ancestors, less what a container that holds the bulk cannot be."""
    nodes = page.nodes
    total = nodes[0].prose_chars
    bulk = _BULK * total
    around_article = _around_article(page)
    zones: list[Zone] = []
    for node in nodes:
        own = node.zone
        if node.index in around_article:
            own &= ~(BAD & ~zone_of_tag(node.tag)) | Zone.HIDDEN
        if own & BAD and node.prose_chars >= bulk and total:
            # Names are often wrong about a wrapper; the element itself, or being hidden, seldom is.
            sure = own & (Zone.HIDDEN | zone_of_tag(node.tag))
            own &= ~BAD if node.prose_chars >= _NEARLY_ALL * total else ~(BAD & ~sure)
        if own & Zone.HEADER and node.parent >= 0 and zones[node.parent] & (Zone.ARTICLE | Zone.MAIN):
            own &= ~Zone.HEADER
        if own & (Zone.ARTICLE | Zone.MAIN) and node.prose_chars < bulk:
            own &= ~(Zone.ARTICLE | Zone.MAIN)
        zones.append(own | zones[node.parent] if node.parent >= 0 else own)
    return _void_pervasive(page, zones)


def _around_article(page: Page) -> set[int]:
    """The page's one long ``<article>`` and what it stands in: their classes may say "modal", or "sidebar".

    There is none where another article is half as long, as in a stream of them.
    """
    longest, second = None, 0
    for node in page.nodes:
        if node.zone & Zone.ARTICLE and node.prose_chars >= _LONG_ARTICLE:
            if longest is None or node.prose_chars > longest.prose_chars:
                if longest is not None and node.index > longest.last:
                    second = longest.prose_chars
                longest = node
            elif node.index > longest.last:
                second = max(second, node.prose_chars)
    around: set[int] = set()
    if longest is None or second * 2 > longest.prose_chars:
        return around
    index = longest.index
    while index >= 0:
        around.add(index)
        index = page.nodes[index].parent
    return around


def _void_pervasive(page: Page, zones: list[Zone]) -> list[Zone]:
    """Drop a zone that covers nearly all prose: where everything is a "comment", comments are the page."""
    covered: dict[Zone, int] = {}
    total = 0
    for block in page.blocks:
        if is_prose(block):
            total += block.chars
            bad = zones[block.node] & BAD
            for flag, _ in REASONS:
                if bad & flag:
                    covered[flag] = covered.get(flag, 0) + block.chars
    void = Zone.NONE
    for flag, chars in covered.items():
        if chars > _PERVASIVE * total:
            void |= flag
    return [zone & ~void for zone in zones] if void else zones
