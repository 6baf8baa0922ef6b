"""Parts that a page sends after their place are put there, as its scripts or the browser would.

A server that doesn't wait for the slowest part of a page sends a placeholder first and the part behind the
rest. What leads from one to the other is in the page, and three ways of saying it are known here: marks
around the placeholder that carry the name of a ``<template>``, a script right behind the part that is told
both, and an attribute of the hidden part that names its place. Nothing goes by what a framework is called;
:mod:`~goldleaf.reading.reveal.streamed` has the way that needs the names.

Source of ``<template for>`` with ``<?marker>``, ``<?start>`` and ``<?end>``:
https://github.com/WICG/declarative-partial-updates.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import append_text, remove
from goldleaf.reading.xpath import finder, texter

_marks = finder("//comment()[starts-with(., '?start') or starts-with(., '?marker')]")
# What comes last is sent when hardly anything but the body is open any more.
_named = finder("/html/body/*[@hidden]|/html/body/*/*[@hidden]")
_text_of = texter()
_MARK = re.compile(r"^\?(start|marker)\s+name\s*=\s*[\"']?([^\"'\s>?]+)")
_PARTING = re.compile(r"[^0-9A-Za-z]")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LITERAL = re.compile(r"[\"'`]#?([\w:.-]{1,80})[\"'`]|(?<=[(,\s])(\d{1,6})(?=\s*[,)])")
# One call and nothing else, or a script that does the moving itself.
_CALL = re.compile(r"\s*[\w$.]+\([^()]*\);?\s*")
_MOVING = re.compile(
    r"\b(?:replaceWith|replaceChild|replaceChildren|appendChild|insertBefore|append|prepend|before|after"
    r"|insertAdjacentElement|innerHTML|outerHTML)\b"
)
# Whoever clicks on one of these opens something; the part stays where it is.
_CONTROLS = frozenset("a button input select textarea label summary script style link meta".split())
# Characters. Longer names, scripts and fallbacks are something else.
_LONGEST_NAME, _LONGEST_SCRIPT, _LONGEST_FALLBACK = 80, 2_000, 200


def place_late_parts(root: HtmlElement) -> None:
    """Move each late part to its place, in the stead of what is shown there until it comes.

    A part whose place isn't certain stays where it is.

    Args:
        root: the ``<html>`` element; shadow roots are flattened already.
    """
    templates = [found for found in root.iter("template") if found.get("id") or found.get("for")]
    if templates:
        _fill_marked(root, templates)
    _move_as_scripts_do(root)
    _move_by_attribute(root)


def _fill_marked(root: HtmlElement, templates: list[HtmlElement]) -> None:
    """Fill placeholders that end in a mark: the empty template before it, or a start mark, has the name."""
    places: dict[str, HtmlElement] = {}
    for template in templates:
        name = template.get("id") or ""
        if len(name) > _LONGEST_NAME or len(template) or (template.text or "").strip():
            continue
        # "pl-7" is the place of "7": its name and something before it.
        for parting in _PARTING.finditer(name):
            known = places.get(name[parting.end() :])
            if known is None or len(known.get("id", "")) > len(name):
                places[name[parting.end() :]] = template
    declared = {
        match.group(2): mark for mark in _marks(root) if (match := _MARK.match(mark.text or "")) is not None
    }
    for template in templates:
        if not len(template) and not (template.text or "").strip():
            continue
        mark = declared.get(template.get("for") or "")
        if mark is not None and template not in mark.iterancestors():
            if (mark.text or "").startswith("?start"):
                _drop_until(mark, "?end")
            _put_content_before(mark, template)
            continue
        place = places.pop(template.get("id") or "", None)
        if place is None or template in place.iterancestors():
            continue
        if _drop_until(place, place.get("id", "")):
            _put_content_before(place, template)
            remove(place)


def _drop_until(place: HtmlElement, closing: str) -> bool:
    """Remove the siblings from a place to the comment that closes it; without one, nothing, and say so."""
    between: list[HtmlElement] = []
    deep = 0
    for sibling in place.itersiblings():
        text = (sibling.text or "").strip(" ?") if sibling.tag is etree.Comment else None
        if text is not None and text.startswith("start "):
            deep += 1
        elif text == closing.strip("?") and deep:
            deep -= 1
        elif text == closing.strip("?"):
            place.tail = None
            for element in between:
                element.tail = None
                element.getparent().remove(element)
            return True
        between.append(sibling)
    return False


def _put_content_before(place: HtmlElement, template: HtmlElement) -> None:
    """Put what a template holds before a place, and take the template away."""
    parent = place.getparent()
    if parent is None:
        return
    append_text(parent, place.getprevious(), template.text)
    template.text = None
    for child in list(template):
        place.addprevious(child)
    remove(template)


def _move_as_scripts_do(root: HtmlElement) -> None:
    """Move the part before a script that names both part and place."""
    by_id: dict[str, HtmlElement] = {}
    for script in list(root.iter("script")):
        part = script.getprevious()
        if part is None or part.tag in _CONTROLS or part.get("id") is None or not _is_held_back(part):
            continue
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT or not (_CALL.fullmatch(text) or _MOVING.search(text)):
            continue
        if not by_id:
            by_id = {element.get("id", ""): element for element in root.iter("*") if element.get("id")}
        name = part.get("id", "")
        literals = [literal or number for literal, number in _LITERAL.findall(text)]
        told = [by_id[literal] for literal in literals if literal != name and literal in by_id]
        if name not in literals:
            told = [by_id[other] for other in _alike(name, literals, by_id)]
        if len(told) == 1 and _is_place(told[0], part):
            _move(part, told[0])


def _is_held_back(part: HtmlElement) -> bool:
    return (
        part.tag == "template"
        or part.get("hidden") is not None
        or bool(_NOT_SHOWN.search(part.get("style") or ""))
    )


def _alike(name: str, literals: list[str], by_id: dict[str, HtmlElement]) -> list[str]:
    """The elements that are called like the part, its number included, with something between."""
    number = next((literal for literal in literals if literal.isdecimal() and name.endswith(literal)), None)
    stem = name[: -len(number)] if number else ""
    if not number or not stem or stem[-1].isdecimal():
        return []
    return [
        other
        for other in by_id
        if other != name
        and other.startswith(stem)
        and other.endswith(number)
        and not other[len(stem) : -len(number)][-1:].isdecimal()
    ]


def _move_by_attribute(root: HtmlElement) -> None:
    """Move each hidden part whose attribute names an empty place, where a script moves what has it."""
    parts = [part for part in _named(root) if any(name.startswith("data-") for name, _ in part.items())]
    if not parts:
        return
    moving = " ".join(
        [script.text for script in root.iter("script") if script.text and _MOVING.search(script.text)]
    )
    if not moving:
        return
    wanted: dict[str, list[HtmlElement]] = {}
    for part in parts:
        for name, value in part.items():
            if name.startswith("data-") and 0 < len(value) <= _LONGEST_NAME and _is_spoken_of(name, moving):
                wanted.setdefault(value.lstrip("#"), []).append(part)
    if not wanted:
        return
    places: dict[str, HtmlElement] = {}
    for element in root.iter("*"):
        for name, value in element.items():
            if (
                value in wanted
                and element not in wanted[value]
                and (name == "id" or name.startswith("data-"))
            ):
                places.setdefault(value, element)
    for value, named in wanted.items():
        place = places.get(value)
        if len(named) == 1 and place is not None and _is_place(place, named[0]):
            _move(named[0], place)


def _is_spoken_of(attribute: str, script: str) -> bool:
    """Whether a script uses an attribute, by its own name or as a property of ``dataset``."""
    first, *others = attribute[5:].split("-")
    return attribute in script or f"dataset.{first}{''.join(word.title() for word in others)}" in script


def _is_place(place: HtmlElement, part: HtmlElement) -> bool:
    """Whether something holds a place: no control, and hardly any text beside what would come there."""
    if place.tag in _CONTROLS or place is part or place.getparent() is None:
        return False
    length = len(_text_of(part).strip())
    return (
        len(_text_of(place).strip()) <= min(_LONGEST_FALLBACK, length)
        and part not in place.iterancestors()
        and place not in part.iterancestors()
    )


def _move(part: HtmlElement, place: HtmlElement) -> None:
    """Put a part in the stead of its place, for everybody to see."""
    if part.tag == "template":
        _put_content_before(place, part)
    else:
        part.attrib.pop("hidden", None)
        if _NOT_SHOWN.search(part.get("style") or ""):
            del part.attrib["style"]
        remove(part)
        place.addprevious(part)
    remove(place)
