"""The article as Markdown.

html-to-markdown was chosen over markdownify by running both on tables, code, nested lists and text that
looks like markup: it keeps a code block's language, escapes what would otherwise turn into lists and
headings, and takes a fortieth of the time.
"""

from __future__ import annotations

import re

from html_to_markdown import ConversionOptions, convert

from goldleaf.errors import GoldleafError

_OPTIONS = ConversionOptions(
    heading_style="atx",
    bullets="-",
    escape_asterisks=True,
    escape_underscores=True,
    extract_metadata=False,
    autolinks=False,
)
# The name above a post, as the sanitiser writes it: there is no element for it that Markdown has, too.
_POST_AUTHOR = re.compile(r'<span class="gl-post-author">([^<]*)</span>')


def to_markdown(html: str) -> str:
    """Turn an article's HTML into CommonMark with GitHub's tables, its header left out.

    Args:
        html: sanitised article HTML.

    Raises:
        GoldleafError: the converter could not handle it.
    """
    start = html.find('<div class="gl-body">')
    body = html[start:].removesuffix("</article>") if start >= 0 else html
    result = convert(_POST_AUTHOR.sub(r"<strong>\1</strong>", body), _OPTIONS)
    if result.content is None:
        raise GoldleafError("The article could not be turned into Markdown.")
    return result.content.strip() + "\n"
