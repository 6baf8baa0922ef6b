"""Door 4: everything under ``/v1`` needs a token, save the address where an extension gets its own."""

from __future__ import annotations

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.doors.origin import PAIR
from goldleaf.web.refusals import Refusal


def check_token(knock: Knock, watch: Watch) -> None:
    """Refuse a request under ``/v1`` without a token of ours, always with the same words.

    A token that was given to an extension opens only for that extension's origin, where an origin is sent
    (browsers send none with a plain GET). The token for command-line clients opens only where none is sent.

    Raises:
        Refusal: 401.
    """
    if not knock.is_api or knock.path == PAIR:
        return
    scheme, _, token = knock.headers.get("authorization", "").partition(" ")
    # Looked up whatever the scheme says, so that every wrong request takes the same steps.
    owner = watch.keys.owner_of(token)
    origin = knock.headers.get("origin")
    if scheme.lower() != "bearer" or owner is None or (origin is not None and owner != origin):
        raise Refusal(
            401,
            "unauthorized",
            "A token is needed, as `Authorization: Bearer TOKEN`. The extension gets one by pairing; "
            "command-line clients use the file `token` in Goldleaf's settings folder.",
            headers={"WWW-Authenticate": 'Bearer realm="goldleaf"'},
        )
    if owner != watch.keys.LOCAL:
        watch.keys.seen(owner)
