"""The gold set: a folder a case with ``page.html``, ``gold.html`` and ``case.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenGoldSet, UnknownName
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.plaintext import html_to_text

PAGE, GOLD, CASE = "page.html", "gold.html", "case.toml"
BASELINE = "baseline.json"
_BESIDE = frozenset({BASELINE, "README.md", "LICENSE", "LICENCE", ".gitattributes", ".gitignore"})
_MOST_NAMES = 6

TEXT_FIELDS = (
    "url",
    "title",
    "byline",
    "published",
    "lang",
    "page_type",
    "licence",
    "captured",
    "cleaned_by",
    "skeleton",
)
LIST_FIELDS = ("tags", "must_keep", "must_drop")
OPTIONAL_FIELDS = ("source", "gold")
"""Fields that only imported cases have."""

UNDETERMINED = "und"
"""BCP 47's tag of a language that nobody has told."""

SNIPPETS = "snippets"
"""The value of ``gold`` where no gold text is known: ``gold.html`` is blank, and the snippets are all."""


@dataclass(frozen=True)
class Meta:
    """The fields of ``case.toml``; the empty string and the empty tuple stand for what a page has not.

    Attributes:
        url: address the page was captured from.
        title: the right title.
        byline: the right author.
        published: the right date, ISO 8601.
        lang: BCP 47 language tag.
        page_type: ``article``, ``forum``, ``product``, …
        licence: what the page and its gold may be used for.
        captured: date of capture, ISO 8601.
        cleaned_by: who made ``gold.html``.
        skeleton: name of the site skeleton that an invented page is built on.
        tags: free words to filter by.
        must_keep: snippets that must be in the output.
        must_drop: snippets that must not.
        source: where an imported case comes from; it may lack address, title and date of capture.
        gold: ``snippets`` where the snippets are all that is known, else empty.
        stated: names of the fields that the file has. What is stated to be empty is empty; what is not
            stated is not known, and no metadata is compared with it.
    """

    url: str = ""
    title: str = ""
    byline: str = ""
    published: str = ""
    lang: str = ""
    page_type: str = ""
    licence: str = ""
    captured: str = ""
    cleaned_by: str = ""
    skeleton: str = ""
    tags: tuple[str, ...] = ()
    must_keep: tuple[str, ...] = ()
    must_drop: tuple[str, ...] = ()
    source: str = ""
    gold: str = ""
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class GoldCase(Case):
    """A case of a gold set.

    Attributes:
        path: its folder.
        category: the part of its name before ``--``.
        gold_html: the article cleaned by hand; blank where the page is no article.
        meta: the fields of ``case.toml``.
    """

    path: Path = field(default_factory=Path)
    category: str = ""
    gold_html: str = ""
    meta: Meta = field(default_factory=Meta)

    @cached_property
    def gold_digest(self) -> str:
        """SHA-256 of all that the output is held against: the gold HTML, the snippets, the fields that are
        stated, and the page type.

        Line ends count as one character, whatever the checkout made of them.
        """
        fields = sorted((self.reference.fields or {}).items())
        parts = (
            *(self.gold_html, self.page_type, *self.meta.must_keep, "\0", *self.meta.must_drop, "\0"),
            *(f"{name}={value or ''}" for name, value in fields),
        )
        return sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class GoldSet:
    """All cases of a folder, by name.

    Attributes:
        path: the folder.
        cases: sorted by name.
    """

    path: Path
    cases: tuple[GoldCase, ...]

    def __iter__(self) -> Iterator[GoldCase]:
        """The cases in the order of their names."""
        return iter(self.cases)

    def __len__(self) -> int:
        """How many cases there are."""
        return len(self.cases)

    def case(self, name: str) -> GoldCase:
        """The case of this name; the part after ``--`` is enough where it is unique.

        Raises:
            UnknownName: no such case, or several.
        """
        found = [case for case in self.cases if case.name == name]
        found = found or [case for case in self.cases if case.name.partition("--")[2] == name]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} cases are called {name!r}" if found else f"There is no case {name!r}"
        near = [case.name for case in self.cases if name and name.lower() in case.name.lower()]
        remedy = f"Did you mean {near[0]}?" if len(near) == 1 else "`goldleaf gold list` shows the names."
        raise UnknownName(f"{problem} in {self.path}. {remedy}", name=name)


def load_goldset(folder: Path | str) -> GoldSet:
    """Load every case of a gold set. What loads may still contradict itself: see
    :mod:`goldleaf.scoring.validate`.

    Args:
        folder: holds a folder a case, named ``category--slug``.

    Raises:
        BrokenGoldSet: the folder or a case's file is missing or can't be parsed, or there is no case.
    """
    folder = Path(folder)
    require_goldset(folder)
    paths = case_folders(folder)
    if not paths:
        raise BrokenGoldSet(
            f"{folder} holds no case. A case is a folder category--slug with {PAGE}, {GOLD} and {CASE}.",
            path=str(folder),
        )
    return GoldSet(folder, tuple(load_case(path) for path in paths))


def require_goldset(folder: Path) -> None:
    """Make sure that a folder may be a gold set, before its files are judged one by one.

    Raises:
        BrokenGoldSet: it does not exist, or most of what is in it is no case.
    """
    if not folder.is_dir():
        raise BrokenGoldSet(
            f"There is no gold set at {folder}: the folder does not exist. Name it with --goldset DIR.",
            path=str(folder),
        )
    folders = case_folders(folder)
    others = [path.name + "/" for path in folders if not looks_like_case(path)]
    others += [path.name for path in stray_files(folder)]
    cases = sum(looks_like_case(path) for path in folders)
    if len(others) > cases:
        shown = ", ".join(sorted(others)[:_MOST_NAMES]) + (", …" if len(others) > _MOST_NAMES else "")
        inside = folder / "goldset"
        where = f"Did you mean {inside}?" if inside.is_dir() else "Name one with --goldset DIR."
        raise BrokenGoldSet(
            f"{folder} doesn't look like a gold set. Cases: {cases}; other entries: {len(others)} ({shown}). "
            f"A case is a folder category--slug with {PAGE}, {GOLD} and {CASE}. {where}",
            path=str(folder),
        )


def looks_like_case(path: Path) -> bool:
    """Whether a folder is meant to be a case: by its name, or by a file that only cases have."""
    return "--" in path.name or any((path / name).is_file() for name in (GOLD, CASE))


def stray_files(folder: Path) -> list[Path]:
    """The files of a gold set that belong to no case, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name not in _BESIDE)


def case_folders(folder: Path) -> list[Path]:
    """The folders of a gold set, sorted by name; hidden ones (.git, caches) are none."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def load_case(path: Path) -> GoldCase:
    """Load one case from its folder.

    Raises:
        BrokenGoldSet: a file is missing or can't be parsed.
    """
    for name in (PAGE, GOLD, CASE):
        if not (path / name).is_file():
            raise _broken(path / name, f"is missing. Every case needs {PAGE}, {GOLD} and {CASE}")
    meta = _load_meta(path / CASE)
    try:
        gold_html = (path / GOLD).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _broken(
            path / GOLD, f"is not UTF-8 ({error.reason} at byte {error.start}). Save it as UTF-8"
        ) from None
    return GoldCase(
        name=path.name,
        page_path=path / PAGE,
        reference=Reference(
            None if meta.gold == SNIPPETS else html_to_text(gold_html, headers=False),
            meta.must_keep,
            meta.must_drop,
            html=None if meta.gold == SNIPPETS else gold_html,
            fields={
                name: getattr(meta, name) or None
                for name in ("title", "byline", "published", "lang")
                if name in meta.stated and getattr(meta, name) != UNDETERMINED
            },
        ),
        url=meta.url or None,
        page_type=meta.page_type or "article",
        lang=None if meta.lang == UNDETERMINED else meta.lang or None,
        path=path,
        category=path.name.partition("--")[0],
        gold_html=gold_html,
        meta=meta,
    )


def _load_meta(file: Path) -> Meta:
    data = read_toml(file)
    values: dict[str, Any] = {}
    for name in (*TEXT_FIELDS, *OPTIONAL_FIELDS):
        value = data.get(name, "")
        # TOML has dates of its own; a case may write published = 2026-03-01 without quotes.
        if isinstance(value, date | datetime):
            value = value.isoformat()
        if not isinstance(value, str):
            raise _broken(file, f"has {name} = {value!r}. Write it as a string")
        values[name] = value
    for name in LIST_FIELDS:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _broken(file, f"has {name} = {value!r}. Write it as a list of strings")
        values[name] = tuple(value)
    return Meta(**values, stated=frozenset(data))


def read_toml(file: Path) -> dict[str, Any]:
    """Parse a ``case.toml``.

    Raises:
        BrokenGoldSet: it is no UTF-8 or no TOML; the message says where.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise _broken(
            file, f"is not UTF-8 ({error.reason} at byte {error.start}). Save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _broken(file, f"is not valid TOML: {error}") from None


def _broken(file: Path, problem: str) -> BrokenGoldSet:
    return BrokenGoldSet(f"{file} {problem}.", path=str(file))
