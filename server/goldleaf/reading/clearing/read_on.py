"""A line between two paragraphs that only names another page of the site: a label and a link."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block
from goldleaf.reading.clearing.setting import Setting, leads_elsewhere
from goldleaf.reading.settle.signs import LABEL

_LONGEST = 250
# Bytes: a headline is longer, in whatever script.
_HEADLINE = 15
_STRONG = frozenset("b strong em i u mark span small".split())


def leave_out_read_on(setting: Setting) -> None:
    """Leave out lines that are a label, set off and closed by a colon, and then all link, to the same site.

    Args:
        setting: the decided page.
    """
    running = setting.running
    if len(running) < 2:
        return
    own: set[str] | None = None
    for block in setting.page.blocks[running[0] + 1 : running[-1]]:
        if not setting.verdicts[block.index].keep or block.links != 1 or block.chars > _LONGEST:
            continue
        link = _link_behind_label(block) if block.kind in ("p", "div") and not block.struct else None
        if link is None:
            continue
        if own is None:
            own = _own_hosts(setting.page.root)
        if _host(link) in own:
            setting.leave_out(block.index, block.index, "related")


def _link_behind_label(block: Block) -> HtmlElement | None:
    """The link of a block that is a label with a colon, in an element of its own, and that link."""
    label, title = "", ""
    link: HtmlElement | None = None
    strong = True
    for part, formats, linked in block.parts:
        if not isinstance(part, str):
            return None
        if not part.strip():
            continue
        if linked:
            title += part
            link = next((element for element in formats if element.tag == "a"), link)
        elif title:
            return None
        else:
            label += part
            strong = strong and any(element.tag in _STRONG for element in formats)
    label = label.strip()
    if link is None or not strong or not label.endswith((":", "：")) or len(label) > LABEL:
        return None
    return link if leads_elsewhere(link) and len(title.strip().encode()) >= _HEADLINE else None


def _host(link: HtmlElement) -> str:
    try:
        return urlsplit((link.get("href") or "").strip()).hostname or ""
    except ValueError:
        return "?"


def _own_hosts(root: HtmlElement) -> set[str]:
    """What the page's own site is called in links: nothing, and the host that most of them lead to."""
    hosts = Counter(host for link in root.iter("a") if (host := _host(link)))
    return {"", *(host for host, _ in hosts.most_common(1))}
