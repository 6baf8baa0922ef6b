"""The doors that every request passes, in this order, before it is routed. Each is one function in a file of
its own.

With waitress they are passed twice: once when the headers have arrived, so that nobody has to send, and we to
hold, a body that will be refused; and once in front of the application, whatever server runs it.
"""

from __future__ import annotations

from collections.abc import Callable

from goldleaf.web.doors.fetch_site import check_fetch_site
from goldleaf.web.doors.host import check_host
from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.doors.media_type import check_media_type
from goldleaf.web.doors.origin import check_origin
from goldleaf.web.doors.size import check_size
from goldleaf.web.doors.token import check_token

__all__ = ["DOORS", "Knock", "Watch", "pass_doors"]

DOORS: tuple[Callable[[Knock, Watch], None], ...] = (
    check_host,
    check_origin,
    check_fetch_site,
    check_token,
    check_media_type,
    check_size,
)


def pass_doors(knock: Knock, watch: Watch) -> None:
    """Let a request in, or raise the Refusal of the first door that stays shut."""
    for door in DOORS:
        door(knock, watch)
