"""The language of a page, and the direction that it is written in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.sources import Sources

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_RTL = frozenset(("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "ku-arab"))
_RTL_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff]")
_SAMPLE = 2000
# Ends of addresses that only Americans have, and two-letter ones that are sold to everybody.
_AMERICAN = frozenset(("us", "gov", "edu", "mil"))
_WORLDWIDE = frozenset("io co ai me tv fm cc ws to ly gg sh so am is la vc eu".split())
# Letters that only one language, or one of a few, has: each with the language and the share that is needed.
# Kana stand among Chinese characters, so a few of them tell Japanese.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.5),
    ("he", re.compile("[\u05d0-\u05ea]"), 0.5),
    ("el", re.compile("[\u0370-\u03ff]"), 0.5),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("ka", re.compile("[\u10d0-\u10ff]"), 0.5),
    ("hy", re.compile("[\u0530-\u058f]"), 0.5),
    ("hi", re.compile("[\u0900-\u097f]"), 0.5),
    ("fa", re.compile("[پچژگ]"), 0.015),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.5),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.02),
    ("ru", re.compile("[ыэъЫЭЪ]"), 0.01),
)


def page_language(root: HtmlElement, sources: Sources, text: str) -> str | None:
    """The language as stated, or as the letters of the text tell; None where neither does.

    A statement is not believed where the letters belong to another language alone: templates keep the
    ``lang="en"`` that they came with.

    Args:
        root: the ``<html>`` element.
        sources: the page's metadata.
        text: the article's text.

    Returns:
        A BCP 47 tag.
    """
    told = _of_letters(text)
    stated = _stated(root, sources)
    if stated and told and stated.lower().split("-")[0] == "en":
        return told
    return stated or told


def language_of_dates(lang: str | None, sources: Sources, address: str | None) -> str | None:
    """The language with the country whose order of day and month its dates have; for English a guess.

    English alone says nothing about the order. The country that the address is registered in does, and so
    does the locale that the page states for sharing.

    Args:
        lang: the page's language, a BCP 47 tag.
        sources: the page's metadata.
        address: the page's address.
    """
    if lang is not None and lang.lower() != "en":
        return lang
    try:
        top = (urlsplit(address or "").hostname or "").rsplit(".", 1)[-1]
    except ValueError:
        top = ""
    if top in _AMERICAN:
        return "en-US"
    if len(top) == 2 and top not in _WORLDWIDE:
        return f"en-{'GB' if top == 'uk' else top.upper()}"
    locale = (sources.first("og:locale") or "").replace("_", "-")
    return locale if _TAG.fullmatch(locale) else lang


def page_direction(root: HtmlElement, lang: str | None, text: str) -> str | None:
    """``ltr`` or ``rtl``, as stated, by the language, or by the letters; None where nothing tells.

    Args:
        root: the ``<html>`` element.
        lang: the page's language.
        text: the article's text.
    """
    body = root.find("body")
    for element in (body, root):
        value = (element.get("dir") or "").lower() if element is not None else ""
        if value in ("ltr", "rtl"):
            return value
    if lang:
        return "rtl" if lang.lower() in _RTL or lang.lower().split("-")[0] in _RTL else "ltr"
    sample = text[:_SAMPLE]
    if sample and len(_RTL_LETTERS.findall(sample)) > 0.5 * len(_LETTERS.findall(sample) or " "):
        return "rtl"
    return None


def _stated(root: HtmlElement, sources: Sources) -> str | None:
    body = root.find("body")
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        body.get("lang") if body is not None else None,
        jsonld.text(sources.main.get("inLanguage")),
        sources.first("content-language", "dc:language", "language"),
        sources.first("og:locale"),
    ):
        if value and _TAG.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return None


def _of_letters(text: str) -> str | None:
    """The language that the letters of a text belong to; None for Latin ones, which a hundred share."""
    sample = text[:_SAMPLE]
    if sample.isascii() or len(_NOT_LATIN.findall(sample)) < 0.1 * len(sample):
        return None
    total = len(_LETTERS.findall(sample))
    for language, letters, share in _SCRIPTS:
        if total and len(letters.findall(sample)) > share * total:
            return language
    return None
