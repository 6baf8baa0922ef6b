"""``goldleaf gold new``: a page becomes a case."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from goldleaf.reading import Limits
from goldleaf.scoring.command_support import goldset_option, typed_errors
from goldleaf.scoring.gold.drafting import Draft, draft_case
from goldleaf.scoring.gold.fetching import Fetched, fetch, is_address
from goldleaf.scoring.gold.naming import proposed_name
from goldleaf.scoring.gold.saving import check_name, distinct, save_case
from goldleaf.scoring.goldset import CASE, GOLD, PAGE, load_case
from goldleaf.scoring.pagetext import declares_charset
from goldleaf.scoring.validate import PAGE_TYPES, case_findings
from goldleaf.workers import WorkerPool

_DEADLINE = 60.0


@click.command("new", short_help="Make a case from a file or an address.")
@click.argument("source", metavar="FILE|URL")
@click.option(
    "--licence", metavar="TEXT", help="What page and gold may be used for, such as CC0-1.0. Wanted."
)
@click.option("--url", metavar="URL", help="Where the page in FILE is from: makes links absolute.")
@click.option("--name", metavar="CATEGORY--SLUG", help="The case's name. Default: from page type and title.")
@click.option("--page-type", type=click.Choice(PAGE_TYPES), help="Default: as it is read.")
@click.option(
    "--tag", "tags", multiple=True, metavar="WORD", help="A word to filter by; several are allowed."
)
@click.option("--skeleton", default="", metavar="NAME", help="For an invented page: what it is built on.")
@click.option("--cleaned-by", default="", metavar="NAME", help="Who makes the gold. Default: nobody yet.")
@goldset_option
@click.option("--no-edit", is_flag=True, help="Don't open an editor.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the page's server.",
)
@typed_errors
def new_command(
    source: str,
    licence: str | None,
    url: str | None,
    name: str | None,
    page_type: str | None,
    tags: tuple[str, ...],
    skeleton: str,
    cleaned_by: str,
    goldset: Path,
    no_edit: bool,
    timeout: float,
) -> None:
    """Make a case: freeze the page in FILE or at URL, write today's result down as the draft of its gold, and
    open both files in your editor (VISUAL or EDITOR).

    The draft is what Goldleaf makes of the page. It is no gold until somebody has put it right.

    \b
    Examples:
      goldleaf gold new saved.html --url https://example.org/story --licence "private, not to be published"
      goldleaf gold new https://example.org/story --licence CC-BY-4.0 --name news--story

    \b
    Exit codes:
      0  the case is there; what is still to be done to it is told
      2  nothing was made, and why
    """
    if not (licence or "").strip():
        raise click.UsageError(
            "Say what page and gold may be used for: --licence CC0-1.0, or in words of your own. "
            "A gold set without licences can't be shared."
        )
    if name is not None:
        check_name(name)
    page, address = _page(source, url, timeout)
    with WorkerPool(workers=1, deadline=_DEADLINE) as pool:
        draft: Draft = pool.run(draft_case, page, address)
    meta = replace(
        draft.meta,
        page_type=page_type or draft.meta.page_type,
        licence=(licence or "").strip(),
        cleaned_by=cleaned_by,
        tags=tags,
        skeleton=skeleton,
    )
    wanted = name or distinct(goldset, proposed_name(meta.page_type, meta.title, meta.url, page))
    path = save_case(goldset, wanted, page, draft.gold_html, meta)
    click.echo(str(path))
    if draft.problem:
        click.echo(
            f"{GOLD} is blank, which says that this page is no article: {draft.problem} "
            "Where it is one, write it down by hand.",
            err=True,
        )
    if not no_edit:
        _edit(path)
    _tell_what_is_left(path)


def _page(source: str, url: str | None, timeout: float) -> tuple[bytes, str | None]:
    """The page's bytes and its address."""
    if not is_address(source):
        if "://" in source:
            raise click.UsageError(f"{source} is neither a file nor an http:// or https:// address.")
        return Path(source).read_bytes(), url
    if url is not None:
        raise click.UsageError("--url says where a saved page is from. Leave it out, or name a file.")
    fetched = fetch(source, most=Limits().max_bytes, timeout=timeout)
    _tell_way(fetched)
    return fetched.data, fetched.url


def _tell_way(fetched: Fetched) -> None:
    hosts = list(dict.fromkeys(fetched.hosts))
    if len(hosts) > 1:
        click.echo(f"Led from {' to '.join(hosts)}: the page is from {fetched.url}.", err=True)
    charset = (fetched.charset or "utf-8").lower()
    if charset not in ("utf-8", "utf8") and not declares_charset(fetched.data):
        click.echo(
            f"Only the server says that this page is in {charset}; {PAGE} does not, so it has to be guessed.",
            err=True,
        )


def _edit(path: Path) -> None:
    """Open the editor, where there is one to open and somebody to see it; the case is there in any case."""
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        click.echo("No editor was opened, as there is no terminal. Set EDITOR to have one.", err=True)
        return
    try:
        click.edit(filename=[str(path / GOLD), str(path / CASE)])
    except click.ClickException as error:
        click.echo(
            f"No editor could be opened: {error.message} Set EDITOR, or edit the files in your own way.",
            err=True,
        )


def _tell_what_is_left(path: Path) -> None:
    left = list(case_findings(load_case(path)))
    for finding in left:
        click.echo(str(finding), err=True)
    todo = "Still to do: the lines above, then" if left else "Nothing contradicts itself. See it with"
    click.echo(f"{todo} goldleaf gold show {path.name} --goldset {path.parent}", err=True)
