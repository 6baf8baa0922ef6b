"""Bytes to text: byte order mark, the server's charset, the page's own ``<meta>``, then a detector.

The order and the labels are those of the WHATWG Encoding and HTML standards (https://encoding.spec.whatwg.org/,
https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding).
"""

from __future__ import annotations

import re

import webencodings
from charset_normalizer import from_bytes

from goldleaf.errors import TooLarge, Unreadable
from goldleaf.reading.limits import Limits

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))
_WINDOWS = webencodings.lookup("windows-1252") or webencodings.UTF8
_PRESCAN_BYTES = 1024
_PIECE = 16_384
_DETECT_BYTES = 65_536
_META = re.compile(rb"<meta[\s/][^>]{0,400}", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]+)", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]+)", re.IGNORECASE)
# What an HTML parser turns into nothing or into an error, and what no XML-based tree can hold.
_UNTREEABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The same in UTF-8. Each pattern begins with a byte that is sought at the speed of memory, where a search for
# one of a set of characters would take as long as the parse.
_UNTREEABLE_ASCII = bytes({*range(32), 0x7F} - {9, 10, 12, 13})
_UNTREEABLE_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_UNTREEABLE_LAST = re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")
# ISO-2022 encodings begin each switch with 0x1b.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed data; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data; decompress it first"),
    (b"\x7fELF", "a program"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"OggS", "a media file"),
    (b"ID3", "an MP3 file"),
    (b"wOF", "a font"),
    (b"SQLite format 3", "a database"),
)


def decode(html: bytes | str, content_type: str | None, limits: Limits) -> str:
    """Turn the input into clean text.

    Args:
        html: the page; ``str`` is taken as already decoded.
        content_type: value of the HTTP ``Content-Type`` header, if known; its charset goes before the page's
            own.
        limits: caps; ``max_bytes`` is enforced here.

    Returns:
        Text without control characters and lone surrogates, with ``\\n`` line ends.

    Raises:
        Unreadable: the input is neither ``bytes`` nor ``str``, is empty, or is binary.
        TooLarge: the input has more than ``limits.max_bytes`` bytes.
    """
    if isinstance(html, (bytearray, memoryview)):
        html = bytes(html)
    if isinstance(html, bytes):
        _check_size(len(html), limits)
        text = _decode_bytes(html, content_type)
    elif isinstance(html, str):
        # A character is at most four bytes: only near the cap is the exact count worth its cost.
        if len(html) * 4 > limits.max_bytes:
            _check_size(len(html.encode("utf-8", "replace")), limits)
        text = html
    else:
        raise Unreadable(
            f"A page must be given as str or bytes, not {type(html).__name__}.", type=type(html).__name__
        )
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\x0c" in text:
        text = text.replace("\x0c", " ")
    if _is_untreeable(text):
        text = _UNTREEABLE.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise Unreadable("The page is empty: there is no text in it at all.")
    return text


def _is_untreeable(text: str) -> bool:
    """Whether there is a character in a text that :data:`_UNTREEABLE` finds."""
    # Piece by piece: copies of the whole page would cost more in memory pages than the search does.
    for start in range(0, len(text), _PIECE):
        try:
            data = text[start : start + _PIECE].encode("utf-8")
        except UnicodeEncodeError:
            return True  # a lone surrogate
        if len(data.translate(None, _UNTREEABLE_ASCII)) < len(data):
            return True
        if not data.isascii() and (_UNTREEABLE_C1.search(data) or _UNTREEABLE_LAST.search(data)):
            return True
    return False


def _is_binary(sample: bytes) -> bool:
    """Whether bytes hold more control characters than any text does; some old pages hold a few."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return sample.count(0) > 2 + len(sample) // 1000 or controls > 8 + len(sample) // 50


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.max_bytes:
        raise TooLarge(
            f"The page is {size:,} bytes; the limit is {limits.max_bytes:,}. "
            "Send a smaller page, or raise the limit (Limits.max_bytes).",
            limit="max_bytes",
            size=size,
            allowed=limits.max_bytes,
        )


def _decode_bytes(data: bytes, content_type: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"This is not a web page but {what}.", looks_like=what)
    guess = _utf16_without_bom(data)
    if guess:
        return data.decode(guess, "replace")
    if _is_binary(data[:_DETECT_BYTES]):
        raise Unreadable("This is binary data, not a web page.", looks_like="binary data")
    label = _header_label(content_type) or _meta_label(data)
    if label:
        encoding = webencodings.lookup(label)
        if encoding is not None:
            text = _try_declared(data, encoding)
            if text is not None:
                return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)


def _try_declared(data: bytes, encoding: webencodings.Encoding) -> str | None:
    # A declared encoding is believed unless the bytes are plainly valid UTF-8 with multi-byte characters
    # in it: pages that say iso-8859-1 and send UTF-8 are common, the reverse accident is next to impossible.
    if encoding.name == "replacement":
        return None
    if encoding.name in ("utf-16le", "utf-16be", "x-user-defined"):
        # What the HTML standard takes these three for when a page's own <meta> says them.
        encoding = _WINDOWS if encoding.name == "x-user-defined" else webencodings.UTF8
    if encoding.name != "utf-8" and not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if encoding.name == "utf-8":
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            # One stray byte in an honest UTF-8 page, or a page in another encoding altogether?
            text = data.decode("utf-8", "replace")
            bad = text.count("\ufffd")
            if error.start > 0 and bad * 50 < len(data) - len(text) + bad:
                return text
            return None
    try:
        return str(encoding.codec_info.decode(data, "replace")[0])
    except (LookupError, UnicodeError):
        return None


def _header_label(content_type: str | None) -> str | None:
    match = _HEADER_CHARSET.search(content_type or "")
    return match.group(1) if match else None


def _meta_label(data: bytes) -> str | None:
    head = data[:_PRESCAN_BYTES]
    for tag in _META.finditer(_COMMENT.sub(b"", head)):
        match = _CHARSET.search(tag.group())
        if match:
            return match.group(1).decode("ascii")
    # XHTML pages served as HTML say it in the XML declaration.
    match = re.match(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", head)
    return match.group(1).decode("ascii") if match else None


def _utf16_without_bom(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 16:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.4 and sample[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.4 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _detect(data: bytes) -> str:
    # Markup is ASCII and says nothing about the encoding; a sample around the first foreign byte does.
    first = next((i for i, byte in enumerate(data) if byte > 127), 0) if len(data) > _DETECT_BYTES else 0
    sample = data[first : first + _DETECT_BYTES]
    best = from_bytes(re.sub(rb"<[^>]{0,2000}>", b" ", sample)).best()
    name = best.encoding if best is not None else "cp1252"
    encoding = webencodings.lookup(name.replace("_", "-"))
    codec = encoding.codec_info.name if encoding is not None else name
    return data.decode(codec, "replace")
