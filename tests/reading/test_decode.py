"""Bytes to text: the order of the sources, and pages that say one thing and are another."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.reading.decode import decode
from goldleaf.reading.limits import DEFAULT_LIMITS, Limits

from .pages import page, whole

_JAPANESE = "灯台は海から離れた。村の人々はその光を見上げ、昔の岩のことを思い出していた。" * 8
_RUSSIAN = "Маяк перенесли подальше от моря, и теперь он светит овцам, которым это всё равно. " * 8
_GERMAN = (
    "Der Leuchtturm wurde verlegt; über den Klippen blieb nur Nebel, und die Schafe grüßten höflich. " * 8
)


def _decode(data: bytes, content_type: str | None = None) -> str:
    return decode(data, content_type, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (_JAPANESE, "shift_jis", "Shift_JIS"),
        (_JAPANESE, "shift_jis", "x-sjis"),
        (_JAPANESE, "euc_jp", "EUC-JP"),
        (_JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (_RUSSIAN, "koi8_r", "koi8-r"),
        (_RUSSIAN, "cp1251", "windows-1251"),
        (_GERMAN, "cp1252", "iso-8859-1"),
        (_GERMAN, "utf-8", "utf8"),
    ],
)
def test_the_pages_own_meta_is_believed(text: str, codec: str, label: str) -> None:
    for meta in (
        f"<meta charset='{label}'>",
        f'<META http-equiv=content-type content="text/html; charset={label}">',
    ):
        assert text.strip() in _decode(f"<html><head>{meta}</head><p>{text}".encode(codec))


def test_the_header_goes_before_the_meta() -> None:
    data = f"<meta charset=koi8-r><p>{_RUSSIAN}".encode("cp1251")
    assert _RUSSIAN.strip() in _decode(data, "text/html; charset=windows-1251")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_byte_order_mark_goes_before_all(codec: str) -> None:
    text = f"<meta charset=koi8-r><p>{_GERMAN}"
    data = text.encode(codec) if codec != "utf-16-be" else b"\xfe\xff" + text.encode(codec)
    assert _GERMAN.strip() in _decode(data, "text/html; charset=koi8-r")


def test_utf16_without_a_mark_is_seen() -> None:
    assert "page about rain" in _decode(
        "<html><body><p>A page about rain.</p></body></html>".encode("utf-16-le")
    )


@pytest.mark.parametrize(
    ("text", "codec"), [(_RUSSIAN, "cp1251"), (_JAPANESE, "shift_jis"), (_GERMAN, "cp1252")]
)
def test_an_undeclared_encoding_is_detected(text: str, codec: str) -> None:
    assert text.strip() in _decode(f"<html><body><p>{text}</p></body></html>".encode(codec))


def test_utf8_that_calls_itself_latin_is_utf8() -> None:
    assert "über den Klippen" in _decode(f"<meta charset=iso-8859-1><p>{_GERMAN}".encode())


def test_one_broken_byte_does_not_undo_an_honest_page() -> None:
    data = f"<meta charset=utf-8><p>{_GERMAN * 5}".encode()
    broken = data[:300] + b"\xff" + data[300:]
    assert "über den Klippen" in _decode(broken)


def test_a_meta_inside_a_comment_says_nothing() -> None:
    assert "über" in _decode(
        f"<!-- <meta charset=koi8-r> --><meta charset=windows-1252><p>{_GERMAN}".encode("cp1252")
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\x1f\x8b\x08\x00....", "gzip"),
        (b"PK\x03\x04....", "ZIP"),
        (bytes(range(256)) * 40 + b"\0" * 64, "binary"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, what: str) -> None:
    with pytest.raises(goldleaf.Unreadable, match=what):
        goldleaf.read(data)


@pytest.mark.parametrize("nothing", ["", b"", "   \n\t ", b"\xef\xbb\xbf", "\x00\x01", "\ufeff"])
def test_an_empty_page_says_so(nothing: bytes | str) -> None:
    with pytest.raises(goldleaf.Unreadable, match="empty"):
        goldleaf.read(nothing)


def test_another_type_says_so() -> None:
    with pytest.raises(goldleaf.Unreadable, match="not int"):
        goldleaf.read(42)  # type: ignore[arg-type]


def test_the_size_limit_counts_bytes() -> None:
    limits = Limits(max_bytes=1000)
    with pytest.raises(goldleaf.TooLarge) as caught:
        goldleaf.read("ü" * 600, limits=limits)
    assert caught.value.detail == {"limit": "max_bytes", "size": 1200, "allowed": 1000}
    with pytest.raises(goldleaf.TooLarge):
        goldleaf.read(b"x" * 1001, limits=limits)


def test_the_element_limit_is_enforced() -> None:
    with pytest.raises(goldleaf.TooLarge, match="elements"):
        goldleaf.read("<p>" * 50_000, limits=Limits(max_elements=1000))


def test_line_ends_are_one_kind() -> None:
    assert whole(goldleaf.read(page().replace("\n", "\r\n").replace(" the ", "\rthe ")).text)
