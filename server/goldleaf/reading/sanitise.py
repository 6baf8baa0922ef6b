"""The last stage: nothing leaves that is not on the allow-list, and nothing edits the string afterwards.

nh3 (ammonia) parses with a browser-grade parser and serialises what it kept, so what it returns is what a
browser will see. The list is Goldleaf's own: what a reading view needs, and no more.
"""

from __future__ import annotations

import re

import nh3

from goldleaf.reading.addresses import IMAGE_DATA

_CLASSES = frozenset(
    (
        "gl-article",
        "gl-header",
        "gl-title",
        "gl-meta",
        "gl-byline",
        "gl-date",
        "gl-site",
        "gl-body",
        "gl-table",
        "gl-video",
        "gl-footnotes",
        "gl-back",
        "gl-cards",
        "gl-gallery",
        "gl-post",
        "gl-post-header",
        "gl-post-author",
        "gl-post-date",
        *(f"gl-reply-{depth}" for depth in range(1, 10)),
    )
)
_LANGUAGE = re.compile(r"^language-[a-z0-9+#_-]{1,20}$")
_ID = re.compile(r"^gl-[\w.:-]{1,120}$")
_TAGS = set(
    "article header section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table"
    " caption thead tbody tfoot tr td th figure figcaption img a strong b em i u s del ins mark small"
    " sub sup kbd samp var cite q dfn abbr time bdi bdo ruby rt rp span br hr wbr details summary".split()
)
# MathML Core (https://www.w3.org/TR/mathml-core/), presentation elements only: nothing that links, embeds or
# annotates with HTML.
_MATH = set(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover"
    " mmultiscripts mprescripts mtable mtr mtd mpadded mphantom merror mstyle menclose semantics"
    " annotation none".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "id", "class"},
    "a": {"href"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "abbr": {"title"},
    "dfn": {"title"},
    "math": {"display", "alttext"},
    "mo": {
        "fence",
        "form",
        "largeop",
        "lspace",
        "rspace",
        "movablelimits",
        "separator",
        "stretchy",
        "symmetric",
        "maxsize",
        "minsize",
    },
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mspace": {"width", "height", "depth"},
    "mtd": {"columnspan", "rowspan"},
    "mtable": {"columnalign", "displaystyle"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "menclose": {"notation"},
    "annotation": {"encoding"},
}
# With their content: what is inside them was never meant to be read as text.
_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "noscript",
    "textarea",
    "title",
    "iframe",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "svg",
}


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        kept = [
            name for name in value.split() if name in _CLASSES or (tag == "code" and _LANGUAGE.match(name))
        ]
        return " ".join(kept) or None
    if attribute == "id":
        return value if _ID.match(value) else None
    if attribute in ("src", "href") and value[:5].lower() == "data:":
        return value if tag == "img" and attribute == "src" and IMAGE_DATA.match(value) else None
    if attribute == "srcset" and "data:" in value.lower():
        return None
    return value


_cleaner = nh3.Cleaner(
    tags=_TAGS | _MATH,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    strip_comments=True,
    link_rel="noopener noreferrer",
    url_schemes={"http", "https", "mailto", "tel", "data"},
)


def sanitise(html: str) -> str:
    """Reduce HTML to the reading view's allow-list.

    Args:
        html: a serialised fragment; trusted in nothing.

    Returns:
        HTML that holds only allowed elements, attributes and schemes.
    """
    return _cleaner.clean(html)
