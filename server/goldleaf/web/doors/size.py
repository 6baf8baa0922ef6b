"""Door 6: a body must say how long it is, and be no longer than the server takes."""

from __future__ import annotations

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.doors.media_type import WITH_BODY
from goldleaf.web.refusals import Refusal, plain


def check_size(knock: Knock, watch: Watch) -> None:
    """Refuse bodies without a length, and those over the cap, before a byte of them is read.

    Raises:
        Refusal: 400 for a length that is no number, 411 for none, 413 for one over the cap.
    """
    length = knock.headers.get("content-length")
    if knock.chunked or (length is None and knock.method in WITH_BODY):
        raise Refusal(
            411, "length_required", "Say how long the body is with Content-Length; chunks are not taken."
        )
    if length is None:
        return
    if not (length.isascii() and length.isdigit()):
        raise plain(400)
    # A number of thousands of digits would be refused by int() itself, with another exception.
    if len(length) > 18 or int(length) > watch.config.max_body_bytes:
        raise Refusal(
            413,
            "too_large",
            f"The request is over the limit of {watch.config.max_body_bytes} bytes. Send a smaller page.",
            limit_bytes=watch.config.max_body_bytes,
        )
