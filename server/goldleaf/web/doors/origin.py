"""Door 2: requests that web pages cause are refused by their Origin; an extension must be one that was
paired."""

from __future__ import annotations

import re

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.refusals import Refusal

EXTENSION_ORIGIN = re.compile(r"(?:chrome|moz)-extension://[a-z0-9-]{1,64}")
# The two addresses with a rule of their own.
PAIR, PASTE = "/v1/pair", "/paste"


def check_origin(knock: Knock, watch: Watch) -> None:
    """Refuse the origins that have no business here, with every method, ``OPTIONS`` included.

    Web origins, ``null`` and ``file://`` are refused, save our own page at the paste box. An extension is let
    in where it was paired, and at the address where it pairs. Without an Origin only a token opens ``/v1``:
    that is another door's work, but pairing binds its token to an origin, so there one is needed.

    Raises:
        Refusal: 403.
    """
    origin = knock.headers.get("origin")
    if origin is None:
        if knock.path in (PAIR, PASTE) and knock.method == "POST":
            raise Refusal(
                403,
                "origin_needed",
                "This address is for a browser, which sends an Origin. "
                "Command-line clients use the token in the file `token` of the settings folder.",
            )
        return
    if knock.path == PASTE and knock.method == "POST" and _is_own(origin, knock, watch):
        return
    if EXTENSION_ORIGIN.fullmatch(origin):
        if (knock.path == PAIR and knock.method == "POST") or watch.keys.is_paired(origin):
            return
        raise Refusal(
            403,
            "not_paired",
            "This extension is not paired with this server. Open the link that the server printed.",
        )
    raise Refusal(403, "origin_refused", "Pages of other sites may not use this server.")


def _is_own(origin: str, knock: Knock, watch: Watch) -> bool:
    host = knock.headers.get("host", "")
    return host in watch.config.hosts and origin == f"http://{host}"
