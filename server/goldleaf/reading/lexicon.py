"""What class names, ids and roles say, as web developers all over the world write them (in English).

Names are split into tokens (``relatedPosts__item`` is *related*, *posts*, *item*), so that ``has-sidebar`` or
``downloads`` is not taken for what it merely contains.
"""

from __future__ import annotations

import re
from functools import lru_cache

from goldleaf.reading.blocks import Zone

_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

# Tokens that decide alone.
_TOKENS: dict[Zone, str] = {
    Zone.NAV: "nav navbar navigation menu megamenu menubar breadcrumb breadcrumbs pagination pager paginator"
    " topbar navlinks submenu dropdown skiplink skip sitemap tabbar",
    Zone.FOOTER: "footer colophon copyright foot",
    Zone.HEADER: "masthead siteheader pageheader topheader",
    Zone.ASIDE: "sidebar sidebars rail rightrail leftrail sidecol",
    Zone.AD: "ad ads advert adverts advertisement advertisements advertising adslot adunit adsense"
    " adsbygoogle adbox adbanner dfp gpt sponsor sponsored sponsors outbrain taboola teads mgid anzeige"
    " werbung publicidad publicite admanager",
    Zone.SHARE: "share sharing sharebar sharedaddy sharethis addthis addtoany social socials sociallinks"
    " socialmedia socialbar follow tweet",
    Zone.RELATED: "related recommend recommended recommendation recommendations recirc recirculation"
    " readmore trending mostread popular yarpp jp-relatedposts upnext suggested suggestions morestories"
    " teaser teasers",
    Zone.COMMENTS: "comment comments disqus respond commentlist commentform",
    Zone.DIALOG: "modal popup overlay cookie cookies consent gdpr lightbox tooltip toast offcanvas drawer"
    " paywall cookiebanner onetrust",
    Zone.BOILERPLATE: "newsletter newsletters subscribe subscription signup optin promo promos promotion"
    " promotions banner cta login signin register toolbar postmeta entrymeta hashtags print printonly"
    " noprint authorbox authorbio aboutauthor bio biography widget-area searchform searchbox search poll"
    " polls survey rating ratings donate donation feedback metabar utility notification notifications"
    " alertbar announcement disclosure prevnext postnav",
    Zone.CONTENT: "article articlebody story storybody content entry post postcontent articlecontent"
    " maincontent hentry blog prose markdown body richtext rte wysiwyg text main page",
    Zone.BYLINE: "byline author dateline timestamp posted published pubdate",
    Zone.FOOTNOTES: "footnote footnotes endnotes reflist references",
}
# Tokens that decide only together, in this order.
_PAIRS: dict[Zone, tuple[tuple[str, str], ...]] = {
    Zone.BOILERPLATE: (
        ("author", "box"),
        ("author", "bio"),
        ("about", "author"),
        ("post", "meta"),
        ("entry", "meta"),
        ("sign", "up"),
        ("log", "in"),
        ("sign", "in"),
        ("call", "to"),
        ("tag", "list"),
        ("post", "tags"),
        ("entry", "footer"),
        ("app", "banner"),
        ("in", "content"),
        ("article", "tags"),
        ("mailing", "list"),
    ),
    Zone.RELATED: (
        ("read", "more"),
        ("read", "next"),
        ("more", "stories"),
        ("more", "from"),
        ("also", "like"),
        ("most", "read"),
        ("up", "next"),
        ("see", "also"),
        ("next", "post"),
        ("prev", "post"),
        ("latest", "news"),
        ("similar", "posts"),
        ("you", "may"),
    ),
    Zone.NAV: (("skip", "link"), ("skip", "to"), ("table", "of"), ("post", "navigation"), ("back", "to")),
    Zone.COMMENTS: (("comment", "list"), ("comments", "area")),
    Zone.ASIDE: (("side", "bar"), ("right", "col"), ("left", "col"), ("right", "rail")),
    Zone.HEADER: (("site", "header"), ("page", "header"), ("global", "header"), ("main", "header")),
    Zone.FOOTER: (("site", "footer"), ("page", "footer")),
}
_BY_TOKEN: dict[str, Zone] = {}
for _zone, _words in _TOKENS.items():
    for _word in _words.split():
        _BY_TOKEN[_word] = _BY_TOKEN.get(_word, Zone.NONE) | _zone
_BY_PAIR = {pair: zone for zone, pairs in _PAIRS.items() for pair in pairs}
# A name that speaks of its layout ("has-sidebar", "no-ads") says nothing of what it is.
_NEGATING = frozenset(
    (
        "has",
        "with",
        "no",
        "without",
        "is",
        "not",
        "data",
        "js",
        "supports",
        "theme",
        "template",
        "elementor",
        "wp",
        "type",
    )
)
_MOST_TOKENS = 5
# Whole names only: "overflow-hidden" hides nothing, and "hidden md:block" is hidden on small screens alone.
_HIDDEN_NAMES = frozenset(
    (
        "hidden",
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader-text",
        "screen-reader-only",
        "invisible",
        "offscreen",
        "d-none",
        "u-hidden",
        "is-hidden",
        "element-invisible",
    )
)
_SHOWN_WIDER = re.compile(
    r"(?:^|\s)(?:[\w-]+:(?:block|flex|grid|inline|table|visible)|d-\w+-(?:block|flex|grid|inline|table))"
)

_BY_TAG = {
    "nav": Zone.NAV,
    "footer": Zone.FOOTER,
    "header": Zone.HEADER,
    "aside": Zone.ASIDE,
    "form": Zone.FORM,
    "dialog": Zone.DIALOG,
    "article": Zone.ARTICLE,
    "main": Zone.MAIN,
    "menu": Zone.NAV,
    "search": Zone.NAV,
    "button": Zone.CONTROL,
    "fieldset": Zone.FORM,
}
_BY_ROLE = {
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "menubar": Zone.NAV,
    "toolbar": Zone.NAV,
    "search": Zone.NAV,
    "banner": Zone.HEADER,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.ASIDE,
    "dialog": Zone.DIALOG,
    "alertdialog": Zone.DIALOG,
    "tooltip": Zone.DIALOG,
    "main": Zone.MAIN,
    "article": Zone.ARTICLE,
    "form": Zone.FORM,
    "button": Zone.CONTROL,
    "doc-endnotes": Zone.FOOTNOTES,
}


@lru_cache(maxsize=20_000)
def zone_of_names(names: str) -> Zone:
    """The zones that a class attribute or id speaks of.

    Args:
        names: the value as it stands in the page, at most 300 characters are looked at.
    """
    zone = Zone.NONE
    separate = names[:300].split()
    if not _HIDDEN_NAMES.isdisjoint(separate) and not _SHOWN_WIDER.search(names):
        zone = Zone.HIDDEN
    for name in separate:
        zone |= _zone_of_name(name)
    return zone


# Single names come back far more often than whole attributes of them.
@lru_cache(maxsize=50_000)
def _zone_of_name(name: str) -> Zone:
    tokens = [token.lower() for token in _SPLIT.findall(name)]
    if not tokens or tokens[0] in _NEGATING:
        return Zone.NONE
    if len(tokens) == 1:
        return _BY_TOKEN.get(tokens[0], Zone.NONE)
    # An id of many words is made from a heading ("sharing-with-a-single-developer"), not from a role.
    if len(tokens) > _MOST_TOKENS and sum([len(token) > 2 for token in tokens]) > _MOST_TOKENS:
        return Zone.NONE
    zone = _BY_TOKEN.get("".join(tokens), Zone.NONE) | _BY_TOKEN.get(tokens[0], Zone.NONE)
    before = tokens[0]
    for token in tokens[1:]:
        if token in _BY_TOKEN and before not in _NEGATING:
            zone |= _BY_TOKEN[token]
        if (before, token) in _BY_PAIR:
            zone |= _BY_PAIR[before, token]
        before = token
    return zone


def zone_of_tag(tag: str) -> Zone:
    """The zone that the element's name stands for."""
    return _BY_TAG.get(tag, Zone.NONE)


def zone_of_role(role: str) -> Zone:
    """The zone that an ARIA role stands for (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles)."""
    return _BY_ROLE.get(role.strip().lower(), Zone.NONE)
