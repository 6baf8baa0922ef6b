"""Three faces of a page: the page itself, its gold and an engine's output, each with what became of its text.

Gold and output are compared word by word in their own HTML, so that tables, lists and pictures are seen as
what they are. The page is shown as its lines of text, in the order of the document, each told by whether gold
and output have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from urllib.parse import unquote, urlsplit

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement
from rapidfuzz.distance import LCSseq

from goldleaf.scoring.cases import Case
from goldleaf.scoring.pagetext import decode_page
from goldleaf.scoring.plaintext import html_to_text, lines
from goldleaf.scoring.results import PageResult

_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
_TAGS = set(
    "article section header h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd blockquote pre code figure figcaption img "
    "table caption thead tbody tfoot tr th td a em strong b i u s del ins sup sub ruby rt rp cite abbr kbd "
    "mark time br hr math mrow mi mn mo mtext mfrac msup msub msubsup msqrt mover munder mtable mtr mtd div "
    "span".split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
# Letters of a line in a row that count as found elsewhere in a text; below this only whole lines do.
_LONG_LINE = 24
_AROUND = 1


class Fate(StrEnum):
    """What became of a line of the page."""

    KEPT = "kept"
    MISSED = "missed"
    EXTRA = "extra"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the page's text, or a stretch of dropped ones that are folded.

    Attributes:
        fate: what became of it.
        text: the line; empty for a folded stretch.
        folded: the lines of a folded stretch.
    """

    fate: Fate
    text: str
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Faces:
    """A page, its gold and an output.

    Attributes:
        source: the page's lines.
        gold: safe HTML of the gold, what the output misses marked.
        output: safe HTML of the output, what the gold lacks marked.
    """

    source: tuple[SourceLine, ...]
    gold: str
    output: str


def faces_of(case: Case, result: PageResult, *, pictures: bool = False) -> Faces:
    """The three faces.

    Args:
        case: the page.
        result: an engine's result on it, as it came from the run (files of results hold no text).
        pictures: whether pictures may be loaded from the page's site; else boxes with their names stand for
            them.
    """
    gold = case.reference.html or _as_paragraphs(case.reference.text or "")
    output = result.html or _as_paragraphs(result.text)
    left, right = _tree(gold), _tree(output)
    for header in right.xpath(".//header[h1]"):
        header.drop_tree()
    _mark(left, right)
    return Faces(
        source=tuple(_source(case, result)),
        gold=_written(left, pictures),
        output=_written(right, pictures),
    )


def _as_paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines(text))


def _tree(html: str) -> HtmlElement:
    safe = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
    return lxml_html.fragment_fromstring(safe, create_parent="div")


def _mark(gold: HtmlElement, output: HtmlElement) -> None:
    """Wrap in ``<mark>`` what only one side has, after the longest common sequence of words."""
    left, right = list(_texts(gold)), list(_texts(output))
    mine = [token for _, _, tokens in left for token in tokens if not token.isspace()]
    others = [token for _, _, tokens in right for token in tokens if not token.isspace()]
    lost, added = [True] * len(mine), [True] * len(others)
    for code in LCSseq.opcodes(mine, others):
        if code.tag == "equal":
            lost[code.src_start : code.src_end] = [False] * (code.src_end - code.src_start)
            added[code.dest_start : code.dest_end] = [False] * (code.dest_end - code.dest_start)
    _wrap(left, lost, "missed")
    _wrap(right, added, "extra")


Piece = tuple[HtmlElement, bool, list[str]]
"""(element, whether the text is its tail, the text's words and what is between them)."""


def _texts(root: HtmlElement) -> Iterator[Piece]:
    for text in root.xpath(".//text()"):
        yield text.getparent(), bool(text.is_tail), _TOKEN.findall(text)


def _wrap(pieces: Sequence[Piece], odd: Sequence[bool], name: str) -> None:
    place = 0
    for element, is_tail, tokens in pieces:
        runs: list[tuple[bool, list[str]]] = []
        for token in tokens:
            blank = token.isspace()
            marked = runs[-1][0] if blank and runs else (not blank and odd[place])
            place += not blank
            if not runs or runs[-1][0] != marked:
                # A blank behind the last marked word is not marked.
                blanks = [runs[-1][1].pop()] if runs and runs[-1][0] and runs[-1][1][-1].isspace() else []
                runs.append((marked, blanks))
            runs[-1][1].append(token)
        if runs and runs[-1][0] and len(runs[-1][1]) > 1 and runs[-1][1][-1].isspace():
            runs.append((False, [runs[-1][1].pop()]))
        if any(marked for marked, _ in runs):
            _replace(element, is_tail, [(marked, "".join(words)) for marked, words in runs], name)


def _replace(element: HtmlElement, is_tail: bool, runs: Sequence[tuple[bool, str]], name: str) -> None:
    """Put marked and unmarked stretches where a text stood."""
    parent = element.getparent() if is_tail else element
    assert parent is not None
    at = parent.index(element) + 1 if is_tail else 0
    before: HtmlElement | None = element if is_tail else None
    if is_tail:
        element.tail = None
    else:
        element.text = None
    for marked, text in runs:
        if marked:
            mark = lxml_html.Element("mark")
            mark.set("class", name)
            mark.text = text
            parent.insert(at, mark)
            at += 1
            before = mark
        elif before is None:
            parent.text = text
        else:
            before.tail = text


def _written(root: HtmlElement, pictures: bool) -> str:
    for image in list(root.iter("img")):
        if not (pictures or (image.get("src") or "").startswith("data:image/")):
            _stand_in(image)
    return (escape(root.text or "", quote=False)) + "".join(
        lxml_html.tostring(child, encoding="unicode") for child in root
    )


def _stand_in(image: HtmlElement) -> None:
    """A box with the picture's name and alternative text in the place of a picture."""
    name = unquote(urlsplit(image.get("src") or "").path).rpartition("/")[2]
    box = lxml_html.Element("span")
    box.set("class", "picture")
    box.text = " · ".join(part for part in (name, image.get("alt") or "") if part) or "a picture"
    box.tail = image.tail
    parent = image.getparent()
    assert parent is not None
    parent.replace(image, box)


def _source(case: Case, result: PageResult) -> Iterator[SourceLine]:
    page = lines(html_to_text(decode_page(case.page()), marks=False))
    reference = case.reference
    gold = _Text(html_to_text(reference.html, marks=False) if reference.html else reference.text or "")
    output = _Text(html_to_text(result.html, marks=False) if result.html else result.text)
    told = [(_fate(gold.has(line), output.has(line)), line) for line in page]
    folded: list[str] = []
    for place, (fate, line) in enumerate(told):
        around = told[max(0, place - _AROUND) : place + _AROUND + 1]
        if all(other is Fate.DROPPED for other, _ in around):
            folded.append(line)
            continue
        if folded:
            yield SourceLine(Fate.DROPPED, "", tuple(folded))
            folded = []
        yield SourceLine(fate, line)
    if folded:
        yield SourceLine(Fate.DROPPED, "", tuple(folded))


def _fate(in_gold: bool, in_output: bool) -> Fate:
    if in_gold:
        return Fate.KEPT if in_output else Fate.MISSED
    return Fate.EXTRA if in_output else Fate.DROPPED


class _Text:
    """A text that lines are looked up in."""

    def __init__(self, text: str) -> None:
        found = lines(text)
        self._lines = {_bare(line) for line in found}
        self._whole = _bare(text)

    def has(self, line: str) -> bool:
        """Whether the line is one of the text's, or, where it is long, a part of one."""
        bare = _bare(line)
        return bare in self._lines or (len(bare) >= _LONG_LINE and bare in self._whole)


def _bare(text: str) -> str:
    """Without white space and the marks that plain text has for items and cells."""
    return "".join(text.split()).lstrip("-").replace("|", "")
