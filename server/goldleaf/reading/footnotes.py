"""Notes and their marks: each note found as one, and led back from.

Weblogs, wikis, word processors and newsletters mark notes up in a dozen ways. What they have in common is a
short mark that links to a place farther on in the text; what is there is the note.
"""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

# Letters of a mark: *, †, 12, [12], [note 3], a.
_LONGEST_MARK = 10
_HOLDERS = frozenset(("li", "p", "dd"))
_LISTS = frozenset(("ol", "ul"))
_LEVELS = 6
_BACK = "↩"
NOTES = "gl-footnotes"
# Of a link that the page doesn't have, and that is no part of the text.
BACK = "gl-back"


def settle_footnotes(body: HtmlElement) -> None:
    """Give every note a link back to its first mark, and notes in a row a list or section of their own.

    Args:
        body: the composed body; changed in place.
    """
    links = [link for link in body.iter("a") if (link.get("href") or "").startswith("#")]
    if not links:
        return
    order: dict[str, int] = {}
    places: dict[str, HtmlElement] = {}
    position: dict[HtmlElement, int] = {}
    for number, element in enumerate(body.iter()):
        identifier = element.get("id") if isinstance(element.tag, str) else None
        if identifier:
            places.setdefault(identifier, element)
            order.setdefault(identifier, number)
        if element.tag == "a":
            position[element] = number
    marks: dict[HtmlElement, HtmlElement] = {}
    for link in links:
        target = (link.get("href") or "")[1:]
        if target not in places or order[target] < position[link] or not _is_mark(link):
            continue
        note = _note_of(places[target])
        if note is not None:
            note = _with_text(note)
        if note is not None and note not in marks:
            marks[note] = link
    backs = {note: _back_of(note, mark, places) for note, mark in marks.items()}
    for number, (note, mark) in enumerate(marks.items(), 1):
        if backs[note]:
            continue
        holder = mark if mark.get("id") else next((o for o in (mark.getparent(),) if o.tag == "sup"), mark)
        if not holder.get("id"):
            holder.set("id", f"gl-mark-{number}")
        _lead_back(note, str(holder.get("id")))
    _gather(marks)


def _is_mark(link: HtmlElement) -> bool:
    text = "".join(link.itertext()).strip()
    return 0 < len(text) <= _LONGEST_MARK and (
        any(outer.tag == "sup" for outer in link.iterancestors("sup"))
        or next(link.iter("sup"), None) is not None
        or not text.strip("[]()*†‡§¶ ").isalpha()
    )


def _note_of(place: HtmlElement) -> HtmlElement | None:
    """The item or paragraph that a link into a note leads to."""
    element: HtmlElement | None = place
    for _ in range(_LEVELS):
        if element is None or element.get("class") == "gl-body":
            return None
        if element.tag in _HOLDERS:
            outer = element.getparent()
            if element.tag == "p" and outer is not None and outer.tag == "li":
                return outer
            return element
        element = element.getparent()
    return None


def _with_text(note: HtmlElement) -> HtmlElement:
    """The note itself where the paragraph is only its number: that goes to the start of what follows."""
    following = note.getnext()
    alone = note.tag == "p" and len(note) == 1 and note[0].tag == "a" and not (note.text or "").strip()
    if not alone or following is None or following.tag != "p":
        return note
    link = note[0]
    if not _is_mark(link) or (link.tail or "").strip():
        return note
    link.tail, following.text = " " + (following.text or "").lstrip(), None
    if note.get("id") and not link.get("id"):
        link.set("id", note.get("id", ""))
    following.insert(0, link)
    note.getparent().remove(note)
    return following


def _back_of(note: HtmlElement, mark: HtmlElement, places: dict[str, HtmlElement]) -> bool:
    """Whether a link in the note leads to one of the marks, or to what stands around one."""
    for link in note.iter("a"):
        href = link.get("href") or ""
        if not href.startswith("#") or href[1:] not in places:
            continue
        place = places[href[1:]]
        if place is not note and note not in place.iterancestors():
            return True
    return False


def _lead_back(note: HtmlElement, identifier: str) -> None:
    last = note
    if note.tag in ("li", "dd") and len(note) and note[-1].tag == "p" and not (note[-1].tail or "").strip():
        last = note[-1]
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + " "
    else:
        last.text = (last.text or "").rstrip() + " "
    link = etree.SubElement(last, "a", {"href": f"#{identifier}", "class": BACK})
    link.text = _BACK


def _gather(marks: dict[HtmlElement, HtmlElement]) -> None:
    """Class the lists that are all notes; paragraphs of notes that follow each other become a section."""
    lists: dict[HtmlElement, int] = {}
    for note in marks:
        parent = note.getparent()
        if note.tag == "li" and parent is not None and parent.tag in _LISTS:
            lists[parent] = lists.get(parent, 0) + 1
    for holder, count in lists.items():
        if count * 2 >= sum(1 for _ in holder.iterchildren("li")):
            holder.set("class", NOTES)
    section: HtmlElement | None = None
    for note in marks:
        if note.tag != "p":
            continue
        before = note.getprevious()
        if section is not None and before is section:
            section.append(note)
            continue
        section = etree.Element("section", {"class": NOTES})
        note.addprevious(section)
        section.append(note)
