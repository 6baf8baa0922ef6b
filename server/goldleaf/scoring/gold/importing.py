"""Cases of a public benchmark as cases of a gold set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import CaseRefused
from goldleaf.scoring.gold.layout import one_block_a_line
from goldleaf.scoring.gold.naming import slug
from goldleaf.scoring.gold.saving import ALL_FIELDS, distinct, prepare_goldset, save_case
from goldleaf.scoring.goldset import SNIPPETS, UNDETERMINED, Meta, case_folders, load_case, looks_like_case
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.pagetext import PageText
from goldleaf.scoring.plaintext import fold, html_to_text, lines
from goldleaf.scoring.validate import PAGE_TYPES, case_findings

_METADATA = ("title", "byline", "published")
# What plain texts have for an item of a list, here as there.
_MARK = "- "


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one page of a benchmark.

    Attributes:
        case: its name in the benchmark.
        path: its folder in the gold set; None where it was left out.
        problem: why it was left out; empty where it was not.
        snippets: how many snippets were left out, as they are not in the page or contradict the gold text.
    """

    case: str
    path: Path | None
    problem: str = ""
    snippets: int = 0


def import_cases(
    cases: Sequence[Case],
    goldset: Path,
    *,
    kind: str,
    source: str,
    licence: str,
    progress: Callable[[Imported], None] | None = None,
) -> list[Imported]:
    """Write a benchmark's pages into a gold set, each as one case.

    What the benchmark doesn't state is not made up: an unknown title or byline is left out of ``case.toml``,
    and where there is no gold text, the snippets are all that the case is measured by. A page whose gold
    contradicts itself or the page is left out, as a gold set with a fault in it is refused.

    Args:
        cases: pages of the benchmark.
        goldset: the gold set; made where it is missing.
        kind: of the benchmark; the category of its cases.
        source: the benchmark's name and release, recorded in each case.
        licence: what its pages may be used for, recorded in each case.
        progress: called after each page.

    Returns:
        What became of each page, in their order.

    Raises:
        BrokenGoldSet: the folder is none of a gold set.
        OSError: a page can't be read or a case not written.
    """
    prepare_goldset(goldset)
    done: list[Imported] = []
    texts = _texts_of(goldset)
    for case in cases:
        done.append(_import(case, goldset, kind, source, licence, texts))
        if progress is not None:
            progress(done[-1])
    return done


def _texts_of(goldset: Path) -> dict[str, str]:
    """The gold texts that are there, and the names of their cases."""
    found = (load_case(path) for path in case_folders(goldset) if looks_like_case(path))
    return {case.reference.text: case.name for case in found if case.reference.text}


def _import(
    case: Case, goldset: Path, kind: str, source: str, licence: str, texts: dict[str, str]
) -> Imported:
    page = case.page()
    if not page.strip():
        return Imported(case.name, None, "the page is empty")
    reference = case.reference
    if reference.text is None and not (reference.keep or reference.drop):
        return Imported(case.name, None, "there is neither gold text nor a snippet")
    gold_html = gold_of(reference)
    text = html_to_text(gold_html, headers=False)
    if text in texts:
        return Imported(case.name, None, f"it has the same gold text as {texts[text]}")
    keep, drop = _sound_snippets(reference, PageText(page))
    stated = {name: value or "" for name, value in (reference.fields or {}).items() if name in _METADATA}
    meta = Meta(
        title=stated.get("title", ""),
        byline=stated.get("byline", ""),
        published=stated.get("published", ""),
        url=case.url or "",
        lang=case.lang or UNDETERMINED,
        page_type=case.page_type if case.page_type in PAGE_TYPES else "article",
        licence=licence,
        cleaned_by=source,
        must_keep=keep,
        must_drop=drop,
        source=f"{source}, {case.name}",
        gold=SNIPPETS if reference.text is None else "",
        stated=ALL_FIELDS.difference(_METADATA, ["captured"], [] if case.url else ["url"]) | set(stated),
    )
    name = distinct(goldset, f"{kind}--{slug(case.name) or 'page'}")
    problem = _fault(name, page, gold_html, meta)
    if problem:
        return Imported(case.name, None, problem)
    try:
        path = save_case(goldset, name, page, gold_html, meta)
    except CaseRefused as error:
        return Imported(case.name, None, error.message)
    if text:
        texts[text] = name
    return Imported(
        case.name, path, snippets=len(reference.keep) + len(reference.drop) - len(keep) - len(drop)
    )


def gold_of(reference: Reference) -> str:
    """The gold as HTML, one block a line: as the benchmark has it, or a paragraph for each line of its text,
    and an item for each that has an item's mark.

    Args:
        reference: a benchmark's; with neither HTML nor text the result is empty.
    """
    if reference.html is not None:
        return one_block_a_line(reference.html)
    written = [_line_of(line) for line in lines(reference.text or "")]
    return "".join(f"{line}\n" for line in written).replace("</ul>\n<ul>\n", "")


def _line_of(line: str) -> str:
    if line.startswith(_MARK):
        return f"<ul>\n<li>{escape(line.removeprefix(_MARK), quote=False)}</li>\n</ul>"
    return f"<p>{escape(line, quote=False)}</p>"


def _sound_snippets(reference: Reference, page: PageText) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The snippets that can be held to: they are in the page, and not at odds with each other or the gold."""
    text = None if reference.text is None else fold(reference.text)
    keep = [
        snippet
        for snippet in dict.fromkeys(reference.keep)
        if page.holds(snippet) and (text is None or fold(snippet) in text)
    ]
    drop = [
        snippet
        for snippet in dict.fromkeys(reference.drop)
        if page.holds(snippet)
        and (text is None or fold(snippet) not in text)
        and not any(fold(snippet) in fold(wanted) for wanted in keep)
    ]
    return tuple(keep), tuple(drop)


def _fault(name: str, page: bytes, gold_html: str, meta: Meta) -> str:
    """The first thing that is wrong with a case, found before it is in the gold set; empty where none is."""
    with TemporaryDirectory(prefix="goldleaf-") as place:
        found = next(case_findings(load_case(save_case(Path(place), name, page, gold_html, meta))), None)
    return f"{found.path.name}: {found.problem}" if found else ""
