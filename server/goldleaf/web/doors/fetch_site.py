"""Door 3: what the browser says about who asks (Fetch Metadata). It is a bonus: clients need not send it."""

from __future__ import annotations

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.refusals import Refusal

ALLOWED = frozenset({"none", "same-origin"})
# Pages for people; a link to them from anywhere must open.
OPEN_TO_LINKS = frozenset({"/", "/pair"})


def check_fetch_site(knock: Knock, watch: Watch) -> None:
    """Refuse requests that another site causes, unless a person follows a link to a page for people.

    An extension's call is ``none`` in Chromium and ``same-origin`` in Firefox; both pass. Pages on another
    port of this machine are ``same-site`` and do not.

    Raises:
        Refusal: 403.
    """
    site = knock.headers.get("sec-fetch-site")
    if site is None or site in ALLOWED:
        return
    follows_link = (
        knock.method == "GET"
        and knock.path in OPEN_TO_LINKS
        and knock.headers.get("sec-fetch-mode") == "navigate"
        and knock.headers.get("sec-fetch-dest") == "document"
    )
    if not follows_link:
        raise Refusal(403, "site_refused", "Pages of other sites may not use this server.")
