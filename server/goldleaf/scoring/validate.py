"""Contradictions and gaps in a gold set, each with its file and its remedy.

A gold set is what everything else is judged by, so it is checked as strictly as code: a snippet that can't be
in any output, a gold text that the page does not hold or a page that is there twice would all lower every
engine's score without anyone seeing why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from goldleaf.scoring.errors import BrokenGoldSet
from goldleaf.scoring.goldset import (
    CASE,
    GOLD,
    LIST_FIELDS,
    OPTIONAL_FIELDS,
    PAGE,
    SNIPPETS,
    TEXT_FIELDS,
    GoldCase,
    GoldSet,
    case_folders,
    load_case,
    looks_like_case,
    read_toml,
    require_goldset,
    stray_files,
)
from goldleaf.scoring.pagetext import PageText
from goldleaf.scoring.plaintext import fold, html_to_text, lines

_REQUIRED = ("url", "title", "lang", "page_type", "licence", "captured", "cleaned_by")
# What a benchmark may not tell of its pages.
_LACKING = frozenset({"url", "title", "captured"})
CASE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*--[a-z0-9]+(?:-[a-z0-9]+)*")
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SKELETON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_LINES = 9
"""Findings in the message of an error; `goldleaf gold validate` lists all."""

PAGE_TYPES = ("article", "forum", "product", "listing", "collection", "documentation", "service")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a gold set.

    Attributes:
        path: the file or folder.
        problem: what is wrong with it.
        remedy: what to do.
    """

    path: Path
    problem: str
    remedy: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.path}: {self.problem} {self.remedy}"


def load_valid_goldset(folder: Path | str) -> GoldSet:
    """Load a gold set that nothing is wrong with.

    Raises:
        BrokenGoldSet: something is; the message lists the first findings, ``detail["findings"]`` all.
    """
    cases, findings = inspect(Path(folder))
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings[:_MOST_LINES])
        if len(findings) > _MOST_LINES:
            more = len(findings) - _MOST_LINES
            listed += f"\n  … and {more} more; list all with: goldleaf gold validate --goldset {folder}"
        raise BrokenGoldSet(
            f"The gold set {folder} has {len(findings)} fault{'s' if len(findings) > 1 else ''}:\n{listed}",
            findings=[str(finding) for finding in findings],
        )
    return GoldSet(Path(folder), tuple(cases))


def inspect(folder: Path) -> tuple[list[GoldCase], list[Finding]]:
    """Load what loads and find all that is wrong.

    Returns:
        The cases that could be loaded and the findings, both in the order of the names.

    Raises:
        BrokenGoldSet: the folder does not exist, or is no gold set at all.
    """
    require_goldset(folder)
    cases: list[GoldCase] = []
    findings = list(_strays(folder))
    for path in case_folders(folder):
        if not looks_like_case(path):
            remedy = f"Keep it elsewhere, or make it a case: {PAGE}, {GOLD} and {CASE}."
            findings.append(Finding(path, "is no case.", remedy))
            continue
        try:
            case = load_case(path)
        except BrokenGoldSet as error:
            findings.append(Finding(path, error.message, "Fix or remove the case."))
            continue
        cases.append(case)
        findings.extend(case_findings(case))
    if not cases and not findings:
        remedy = f"Add a folder called category--slug with {PAGE}, {GOLD} and {CASE}."
        findings.append(Finding(folder, "holds no case.", remedy))
    findings.extend(_duplicates(cases))
    return cases, findings


def _strays(folder: Path) -> Iterator[Finding]:
    for path in stray_files(folder):
        if path.suffix == ".html":
            remedy = "Put it into a folder category--slug as page.html."
            yield Finding(path, "is a page without a case.", remedy)
        else:
            yield Finding(path, "belongs to no case.", "Keep it elsewhere.")
    for path in case_folders(folder):
        for inner in sorted(path.iterdir()) if looks_like_case(path) else ():
            if inner.name not in (PAGE, GOLD, CASE):
                remedy = f"A case has {PAGE}, {GOLD} and {CASE} only; keep it elsewhere."
                yield Finding(inner, "is no file of a case.", remedy)


def case_findings(case: GoldCase) -> Iterator[Finding]:
    """All that is wrong with one case, whatever else is in its gold set."""
    if not CASE_NAME.fullmatch(case.name):
        yield Finding(
            case.path, "has a name of the wrong form.", "Call it category--slug, lower case with hyphens."
        )
    yield from _field_findings(case)
    page = PageText(case.page())
    yield from _snippet_findings(case, page)
    yield from _text_findings(case, page)


def _field_findings(case: GoldCase) -> Iterator[Finding]:
    file = case.path / CASE
    known = (*TEXT_FIELDS, *LIST_FIELDS, *OPTIONAL_FIELDS)
    for name in sorted(set(read_toml(file)).difference(known)):
        yield Finding(file, f"has an unknown field {name!r}.", f"Fields are {', '.join(known)}.")
    for name in _REQUIRED:
        if case.meta.source and name in _LACKING:
            continue
        if not getattr(case.meta, name).strip():
            yield Finding(file, f"has no {name}.", f'Add {name} = "…".')
    if case.meta.page_type and case.meta.page_type not in PAGE_TYPES:
        yield Finding(file, f"has page_type {case.meta.page_type!r}.", f"Use one of {', '.join(PAGE_TYPES)}.")
    if case.meta.lang and not _LANG.fullmatch(case.meta.lang):
        yield Finding(file, f"has lang {case.meta.lang!r}.", "Use a BCP 47 tag such as en or pt-BR.")
    if case.meta.skeleton and not _SKELETON.fullmatch(case.meta.skeleton):
        yield Finding(
            file, f"has skeleton {case.meta.skeleton!r}.", "Call it in lower case letters and hyphens."
        )
    if case.meta.gold not in ("", SNIPPETS):
        yield Finding(file, f"has gold {case.meta.gold!r}.", f"Use {SNIPPETS!r}, or leave the field out.")
    elif case.meta.gold and case.gold_html.strip():
        yield Finding(
            file, f"says that only snippets are known, and {GOLD} has text.", "Remove one of the two."
        )
    for name in ("published", "captured"):
        value = getattr(case.meta, name)
        if value and not _is_date(value):
            yield Finding(file, f"has {name} {value!r}.", "Use ISO 8601, such as 2026-03-01.")


def _is_date(value: str) -> bool:
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(value)
        except ValueError:
            continue
        return True
    return False


def _snippet_findings(case: GoldCase, page: PageText) -> Iterator[Finding]:
    file = case.path / CASE
    keep, drop = case.meta.must_keep, case.meta.must_drop
    gold = fold(case.reference.text or "")
    for name, snippets in (("must_keep", keep), ("must_drop", drop)):
        for snippet in snippets:
            if not snippet.strip():
                yield Finding(file, f"has an empty snippet in {name}.", "Remove it.")
            elif snippets.count(snippet) > 1:
                yield Finding(file, f"has {snippet!r} in {name} more than once.", "Keep one.")
            elif not page.holds(snippet):
                yield Finding(
                    file, f"{name} {snippet!r} is not in {PAGE}.", "Copy it from the page, letter by letter."
                )
    if case.is_no_article and keep:
        yield Finding(
            file, f"has must_keep, and {GOLD} is empty.", "A page that is no article has nothing to keep."
        )
    elif not (case.is_no_article or keep or case.meta.source):
        yield Finding(file, "has no must_keep.", "Add at least one sentence that must survive.")
    for snippet in keep:
        if gold and snippet.strip() and fold(snippet) not in gold:
            yield Finding(
                file, f"must_keep {snippet!r} is not in the text of {GOLD}.", "Correct one of the two."
            )
    for snippet in drop:
        if not snippet.strip():
            continue
        if any(fold(snippet) in fold(wanted) for wanted in keep):
            yield Finding(file, f"must_drop {snippet!r} is part of a must_keep.", "Decide, and remove one.")
        elif fold(snippet) in gold:
            yield Finding(file, f"must_drop {snippet!r} is in the text of {GOLD}.", "Correct one of the two.")


def _text_findings(case: GoldCase, page: PageText) -> Iterator[Finding]:
    written = html_to_text(case.gold_html, headers=False, marks=False)
    missing = [line for line in lines(written) if not page.nearly_holds(line)]
    for line in missing[:5]:
        shown = line if len(line) <= 90 else line[:89] + "…"
        yield Finding(
            case.path / GOLD,
            f"holds {shown!r}, which is not in {PAGE}.",
            "Gold text is copied, never rewritten.",
        )
    if len(missing) > 5:
        yield Finding(case.path / GOLD, f"holds {len(missing) - 5} more such lines.", "See the first five.")


def _duplicates(cases: list[GoldCase]) -> Iterator[Finding]:
    pages: dict[str, str] = {}
    for case in cases:
        other = pages.setdefault(case.page_digest, case.name)
        if other != case.name:
            yield Finding(case.path / PAGE, f"is the same page as {other}.", "Remove one of the two.")
    golds: dict[str, str] = {}
    for case in cases:
        text = case.reference.text
        if text and (other := golds.setdefault(text, case.name)) != case.name:
            yield Finding(case.path / GOLD, f"has the same text as {other}.", "Remove one of the two.")
