"""What each element is to the segmentation: part of a line, a border of blocks, a structure, or nothing.

Of what is not listed, names with a hyphen (custom elements) are ``BLOCK``, others ``INLINE`` as in browsers.
"""

from __future__ import annotations

# SKIP: nothing to read in it. INLINE: only its content counts. FORMAT: kept around its text. BLOCK: a
# container. STRUCT: a container that the article keeps. The others are what they are called. Those before
# INLINE are not entered; those from BLOCK on are borders.
SKIP, BREAK, RULE, MEDIA, MATH, INLINE, FORMAT, BLOCK, STRUCT, PRE = range(10)
_TAGS = {
    SKIP: "amp-ad amp-embed amp-sticky-ad amp-consent amp-analytics"
    " script style template noscript mjx-math head title meta link base basefont svg canvas object"
    " applet param input select option optgroup textarea datalist map area audio track source frame frameset"
    " noframes progress meter rp col colgroup",
    INLINE: "span font label nobr wbr acronym data output slot blink picture rb rtc mjx-container"
    " mjx-assistive-mml",
    FORMAT: "a b strong i em u s strike del ins mark small big sub sup code kbd samp var tt cite q dfn abbr"
    " time bdi bdo ruby rt",
    BLOCK: "body div section article main nav aside header footer form fieldset center address hgroup p h1"
    " h2 h3 h4 h5 h6 menu dir dialog search legend marquee xmp listing button",
    STRUCT: "ul ol dl li dt dd table thead tbody tfoot tr td th caption blockquote figure figcaption details"
    " summary",
    BREAK: "br",
    RULE: "hr",
    MEDIA: "img video iframe embed amp-img amp-video amp-youtube amp-anim",
    PRE: "pre",
    MATH: "math",
}
KINDS: dict[str, int] = {tag: kind for kind, tags in _TAGS.items() for tag in tags.split()}
