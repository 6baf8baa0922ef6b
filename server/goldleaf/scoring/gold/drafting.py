"""A first draft of a case: what Goldleaf makes of the page today, for a person to put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import html as lxml_html
from lxml.html import HtmlElement

from goldleaf.errors import NoArticle
from goldleaf.reading import Article, read
from goldleaf.scoring.gold.layout import one_block_a_line
from goldleaf.scoring.gold.saving import ALL_FIELDS
from goldleaf.scoring.goldset import UNDETERMINED, Meta
from goldleaf.scoring.pagetext import PageText, decode_page
from goldleaf.scoring.plaintext import fold, html_to_text, lines

_MOST_KEPT = 6
_MOST_DROPPED = 8
_SNIPPET = 140
_LABEL = 70
_KEPT_ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt", "width", "height"),
    "code": ("class",),
    "time": ("datetime",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "ol": ("start",),
}
# Reader HTML that says nothing of the text's structure.
_UNWRAPPED = ("div", "span", "article", "bdi", "bdo", "small", "font")


@dataclass(frozen=True, slots=True)
class Draft:
    """A case before anyone has looked at it.

    Attributes:
        gold_html: the article, one block a line; empty where none was found.
        meta: the fields as they were read; licence, cleaner and tags are whoever's who makes the case.
        problem: why there is no article, empty where there is one.
    """

    gold_html: str
    meta: Meta
    problem: str = ""


def draft_case(page: bytes, url: str | None) -> Draft:
    """Read a page and write down the result as a case.

    Args:
        page: its bytes.
        url: its address, if known.

    Raises:
        Unreadable: it is no page.
        TooLarge: it is over a limit.
    """
    today = datetime.now(UTC).date().isoformat()
    shown = PageText(page)
    try:
        article = read(page, url)
    except NoArticle as refusal:
        title = _page_title(page)
        meta = Meta(
            url=url or "",
            title=title,
            lang=UNDETERMINED,
            page_type="service",
            captured=today,
            must_drop=(title,) if title and shown.holds(title) else (),
            stated=ALL_FIELDS,
        )
        return Draft("", meta, refusal.message)
    gold_html = one_block_a_line(simplified(article.html))
    text = html_to_text(gold_html, headers=False, marks=False)
    meta = Meta(
        url=url or article.url or "",
        title=article.title or "",
        byline=article.byline or "",
        published=article.published or "",
        lang=article.lang or UNDETERMINED,
        page_type=article.page_type,
        captured=today,
        must_keep=_spread(text, shown),
        must_drop=_labels(article, text, shown),
        stated=ALL_FIELDS,
    )
    return Draft(gold_html, meta)


def simplified(html: str) -> str:
    """Reader HTML as plain semantic HTML, the way a person would write it down: no header of the article, no
    wrappers, no classes; posts of a thread stay sections.

    Args:
        html: an article's HTML.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for header in root.xpath("//header[contains(@class, 'gl-header')]"):
        header.drop_tree()
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str):
            element.drop_tree()
        elif element.tag in _UNWRAPPED:
            _unwrap(element)
        else:
            kept = _KEPT_ATTRIBUTES.get(element.tag, ())
            for name in set(element.attrib) - set(kept):
                del element.attrib[name]
    inner = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return inner.strip()


def _unwrap(element: HtmlElement) -> None:
    """Take an element away and leave what is in it, which stays apart from the text around it."""
    if element.tag in ("div", "article"):
        if element.text:
            element.text = " " + element.text
        if element.tail:
            element.tail = " " + element.tail
    element.drop_tag()


def _spread(text: str, page: PageText) -> tuple[str, ...]:
    """A few sentences from all over the text, first and last line among them, each found in the page."""
    found = [line for line in lines(text) if page.holds(_cut(line))]
    if not found:
        return ()
    last = len(found) - 1
    steps = min(_MOST_KEPT, len(found))
    picked = {round(step * last / max(1, steps - 1)) for step in range(steps)}
    return tuple(dict.fromkeys(_cut(found[place]) for place in sorted(picked)))


def _labels(article: Article, text: str, page: PageText) -> tuple[str, ...]:
    """Short lines of what was left out, which are most likely furniture's labels."""
    kept = fold(text)
    found: list[str] = []
    for removal in article.removals:
        label = fold(removal.text)
        if 4 <= len(label) <= _LABEL and label not in kept and label not in found and page.holds(label):
            found.append(label)
    return tuple(_every(found, _MOST_DROPPED))


def _every(found: Sequence[str], most: int) -> list[str]:
    """At most so many, taken evenly from first to last."""
    if len(found) <= most:
        return list(found)
    return [found[round(place * (len(found) - 1) / (most - 1))] for place in range(most)]


def _cut(line: str) -> str:
    """The line's beginning up to a blank, where it is long."""
    if len(line) <= _SNIPPET:
        return line
    head = line[:_SNIPPET]
    return head.rpartition(" ")[0] or head


def _page_title(page: bytes) -> str:
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = lxml_html.document_fromstring(decode_page(page).encode("utf-8", "replace"), parser=parser)
    found = root.find(".//title")
    return fold("".join(map(str, found.itertext()))) if found is not None else ""
