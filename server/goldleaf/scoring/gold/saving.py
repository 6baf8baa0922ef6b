"""Writing a case into a gold set: all of its files or none, and never over another."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from goldleaf.scoring.errors import CaseRefused
from goldleaf.scoring.goldset import (
    CASE,
    GOLD,
    LIST_FIELDS,
    OPTIONAL_FIELDS,
    PAGE,
    TEXT_FIELDS,
    Meta,
    case_folders,
    require_goldset,
)
from goldleaf.scoring.validate import CASE_NAME

ATTRIBUTES = """# Digests are over bytes: no conversion of line ends, whatever the machine.
*.html -text
*.toml -text
"""
_ORDER = (
    "url",
    "title",
    "byline",
    "published",
    "lang",
    "page_type",
    "skeleton",
    "source",
    "gold",
    "tags",
    "licence",
    "captured",
    "cleaned_by",
    "must_keep",
    "must_drop",
)
_SELDOM = frozenset(("skeleton", *OPTIONAL_FIELDS))


def save_case(goldset: Path, name: str, page: bytes, gold_html: str, meta: Meta) -> Path:
    """Write a case. Its folder appears with all three files in it, or not at all.

    Args:
        goldset: the folder of the gold set; made where it is missing.
        name: ``category--slug``.
        page: the page's bytes, frozen as they are.
        gold_html: the article, laid out one block a line.
        meta: the fields of ``case.toml``; those that are not in ``meta.stated`` are left out.

    Returns:
        The case's folder.

    Raises:
        CaseRefused: the name has not that form, or is taken, or the gold set has this page already.
        BrokenGoldSet: the folder is none of a gold set.
        OSError: a file can't be written.
    """
    check_name(name)
    prepare_goldset(goldset)
    target = goldset / name
    if target.exists():
        raise CaseRefused(
            f"{target} is there already, and nothing is written over. Use another --name.",
            name=name,
        )
    twin = _twin(goldset, page)
    if twin is not None:
        raise CaseRefused(f"{twin} is a case of the same page, byte for byte. One is enough.", name=twin.name)
    # Hidden, so that nobody takes a case that is half written for one.
    with tempfile.TemporaryDirectory(dir=goldset, prefix=".new-") as place:
        made = Path(place) / name
        made.mkdir()
        (made / PAGE).write_bytes(page)
        (made / GOLD).write_text(gold_html, encoding="utf-8", newline="\n")
        (made / CASE).write_text(case_toml(meta), encoding="utf-8", newline="\n")
        try:
            made.rename(target)
        except OSError:
            if target.exists():
                raise CaseRefused(
                    f"{target} was made by somebody else meanwhile. Use another --name.", name=name
                ) from None
            raise
    return target


def check_name(name: str) -> None:
    """Make sure that a case may be called so.

    Raises:
        CaseRefused: it may not.
    """
    if not CASE_NAME.fullmatch(name):
        raise CaseRefused(
            f"A case can't be called {name!r}. Call it category--slug in lower case letters, digits and "
            "hyphens, such as news--ferry-strike.",
            name=name,
        )


def prepare_goldset(goldset: Path) -> None:
    """Make the folder of a gold set where there is none, or make sure that it may be one.

    Raises:
        BrokenGoldSet: most of what is in it is no case.
        OSError: it can't be made.
    """
    if not goldset.exists():
        goldset.mkdir(parents=True)
        (goldset / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8", newline="\n")
    require_goldset(goldset)


def case_toml(meta: Meta) -> str:
    """The text of a ``case.toml``: fields in one order, a snippet a line, so that a change is easy to see.

    Args:
        meta: the fields; those that are not in ``stated`` are left out.
    """
    written = []
    for name in _ORDER:
        value = getattr(meta, name)
        if (name in _SELDOM and not value) or name not in meta.stated:
            continue
        if name not in LIST_FIELDS:
            written.append(f"{name} = {_string(value)}")
        elif name == "tags" or not value:
            written.append(f"{name} = [{', '.join(map(_string, value))}]")
        else:
            written += [f"{name} = [", *(f"  {_string(item)}," for item in value), "]"]
    return "\n".join(written) + "\n"


ALL_FIELDS = frozenset((*TEXT_FIELDS, *LIST_FIELDS, *OPTIONAL_FIELDS))


def distinct(goldset: Path, wanted: str, taken: Sequence[str] = ()) -> str:
    """The name asked for, with a number behind it where it is taken."""
    name, number = wanted, 2
    while (goldset / name).exists() or name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _twin(goldset: Path, page: bytes) -> Path | None:
    """The case of the same page, where there is one."""
    for folder in case_folders(goldset):
        file = folder / PAGE
        if file.is_file() and file.stat().st_size == len(page) and file.read_bytes() == page:
            return folder
    return None


def _string(text: str) -> str:
    """A TOML basic string. JSON's are a subset of them (toml.io, v1.0.0, String) but for U+007F, which TOML
    wants escaped, and for half a surrogate pair, which is no text."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
