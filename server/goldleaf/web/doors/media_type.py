"""Door 5: bodies are JSON and say so, which no page can do to another origin without a preflight that we
never answer."""

from __future__ import annotations

from goldleaf.web.doors.knock import Knock, Watch
from goldleaf.web.refusals import Refusal

WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


def check_media_type(knock: Knock, watch: Watch) -> None:
    """Refuse a body that is not plain JSON in UTF-8.

    Raises:
        Refusal: 415.
    """
    if knock.method not in WITH_BODY:
        return
    media_type, _, parameters = knock.headers.get("content-type", "").partition(";")
    wanted = parameters.strip().lower().replace('"', "") in ("", "charset=utf-8")
    if media_type.strip().lower() != "application/json" or not wanted:
        raise Refusal(
            415,
            "unsupported_media_type",
            "Send the body as `Content-Type: application/json`, in UTF-8.",
            accepted=["application/json"],
        )
    if knock.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Refusal(
            415,
            "unsupported_media_type",
            "Send the body as it is, without Content-Encoding.",
            accepted=["identity"],
        )
