"""Door 1: the Host header must name this server, so that no foreign name can be pointed at it (DNS
rebinding)."""

from __future__ import annotations

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.refusals import Refusal


def check_host(knock: Knock, watch: Watch) -> None:
    """Refuse any Host but the configured ones, to the letter; none at all and two of them as well.

    Raises:
        Refusal: 421 with an empty body.
    """
    if knock.headers.get("host") not in watch.config.hosts:
        raise Refusal(421, "misdirected", "This server is not addressed by that name.", empty=True)
