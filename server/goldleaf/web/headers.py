"""The headers of every answer, and the content policies of the pages that are more than data."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from goldleaf.reading.article import Article
from goldleaf.reading.page import reading_page

# For data and errors: nothing loads, nothing runs, nobody frames it.
STRICT_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# For a captured page or an article shown to a person: its own styles, and no script, form or frame.
CAPTURE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'"
)
ARTICLE_POLICY = CAPTURE_POLICY + "; img-src https: http: data:"
# For the page that pairs, and those of errors: a stylesheet and an icon of ours. No sandbox, since the
# extension works in the first.
PAIR_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": STRICT_POLICY,
}


@lru_cache(maxsize=1)
def home_policy() -> str:
    """For our own page: our stylesheet, script and paste box.

    A frame made of ``srcdoc`` lives under the policy of the page around it, so the reading view's stylesheet
    is named by its digest, and images are let in for it.
    """
    style = re.search(r"<style>(.*?)</style>", reading_page(Article(html="", text="")), re.DOTALL)
    assert style is not None, "the reading page has its stylesheet inside"
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'self' 'sha256-{digest}'; script-src 'self'; connect-src 'self'; "
        "img-src 'self' https: http: data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
