"""``goldleaf read``: one page in, the article on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import BinaryIO

import click

from goldleaf.errors import GoldleafError, NoArticle, OutOfTime, TooLarge, Unreadable, WorkerLost
from goldleaf.reading import Article, Limits, read
from goldleaf.reading.page import reading_page
from goldleaf.reading.sanitise import sanitise
from goldleaf.reading.text import count_words
from goldleaf.workers import WorkerPool

_FORMATS = ("html", "page", "text", "markdown", "json")
_DEADLINE = 30.0
_EXIT_CODES: dict[type[GoldleafError], int] = {
    NoArticle: 3,
    Unreadable: 4,
    TooLarge: 4,
    OutOfTime: 5,
    WorkerLost: 4,
}


# What to tell of a page that was not joined, by the reason.
_LEFT_OUT = {
    "no_article": "there is no article in it",
    "unreadable": "it can't be read",
    "other_article": "it has another headline, so it is another article",
    "repeated": "the pages before it have all of it",
}


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--url", metavar="URL", help="The page's address: makes links absolute. Nothing is fetched from it."
)
@click.option(
    "--page",
    "pages",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A page on which the article goes on; several in their order. They become one article.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="html",
    show_default=True,
    help="html: the article as a sanitised fragment. page: a self-contained reading page. "
    "text, markdown: the body, without title and byline. json: all fields.",
)
@click.option(
    "--engine", metavar="NAME", default="goldleaf", show_default=True, help="Which extractor reads the page."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=_DEADLINE,
    show_default=True,
    help="Seconds before giving up.",
)
def read_command(
    file: Path, url: str | None, pages: tuple[Path, ...], form: str, engine: str, timeout: float
) -> None:
    """Turn the page in FILE (or standard input) into a clean article.

    \b
    Examples:
      goldleaf read page.html > article.html
      curl -s https://example.org/story | goldleaf read --url https://example.org/story --format markdown
      goldleaf read page.html --format page > reading.html
      goldleaf read first.html --page second.html --page third.html > article.html

    \b
    Exit codes:
      0  done
      1  a fault in Goldleaf itself
      2  wrong usage
      3  there is no article in this page
      4  the input can't be read, or is over a limit
      5  out of time
    """
    if str(file).startswith(("http:/", "https:/")):
        raise click.UsageError(
            "Goldleaf fetches nothing. Save the page and name the file, or pipe it in: "
            "curl -s ADDRESS | goldleaf read --url ADDRESS"
        )
    if url and "://" not in url:
        click.echo(f"goldleaf read: --url {url} has no https:// in front, so links stay relative.", err=True)
    if pages and engine != "goldleaf":
        raise click.UsageError(f"Only Goldleaf joins pages. Leave out --page, or --engine {engine}.")
    page = _input(file)
    further = [_input(each) for each in pages]
    if engine != "goldleaf":
        from goldleaf.scoring.engines import engine as find_engine
        from goldleaf.scoring.errors import UnknownName

        try:
            find_engine(engine)
        except (UnknownName, GoldleafError) as error:
            raise click.UsageError(str(error)) from error
    try:
        with WorkerPool(workers=1, deadline=timeout) as pool:
            output, left_out = pool.run(render, page, url, form, engine, further)
    except GoldleafError as error:
        click.echo(f"goldleaf read: {error.message}", err=True)
        sys.exit(_EXIT_CODES.get(type(error), 4))
    except Exception as error:
        click.echo(
            f"goldleaf read: this page met a fault in Goldleaf itself ({type(error).__name__}: {error}). "
            "Please report it with the page.",
            err=True,
        )
        sys.exit(1)
    for number, reason in left_out:
        click.echo(f"goldleaf read: {pages[number]} is left out: {_LEFT_OUT[reason]}.", err=True)
    sys.stdout.buffer.write(output.encode("utf-8"))
    sys.stdout.buffer.flush()


def _input(file: Path) -> bytes:
    most = Limits().max_bytes
    try:
        if str(file) == "-":
            stream: BinaryIO = sys.stdin.buffer
            return stream.read(most + 1)
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        click.echo(f"goldleaf read: {file} can't be read: {error.strerror or error}.", err=True)
        sys.exit(4)


def render(
    page: bytes, url: str | None, form: str, engine: str, pages: Sequence[bytes] = ()
) -> tuple[str, list[tuple[int, str]]]:
    """Read a page and write it in one of the formats; runs in a worker process.

    Args:
        page: the page's bytes.
        url: its address, if known.
        form: one of ``html``, ``page``, ``text``, ``markdown``, ``json``.
        engine: name of an engine of the registry.
        pages: the pages on which the article goes on.

    Returns:
        The output, and of each page that was left out its place among ``pages`` and the reason.

    Raises:
        GoldleafError: the page can't be read, or the engine failed on it.
    """
    if engine == "goldleaf":
        article = read(page, url, pages=[(more, None) for more in pages])
    else:
        article = _read_with(engine, page, url)
    left_out = [(place, page.reason) for place, page in enumerate(article.pages) if page.reason]
    return _written(article, form), left_out


def _written(article: Article, form: str) -> str:
    if form == "html":
        return article.html + "\n"
    if form == "page":
        return reading_page(article)
    if form == "text":
        return article.text + "\n"
    if form == "markdown":
        return article.markdown
    return json.dumps(article.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _read_with(engine: str, page: bytes, url: str | None) -> Article:
    """Another engine's result in the shape of an article: text and HTML, no metadata."""
    from goldleaf.scoring.engines import engine as find_engine

    if len(page) > Limits().max_bytes:
        raise TooLarge(f"The page is over {Limits().max_bytes:,} bytes.", limit="max_bytes")
    try:
        extraction = find_engine(engine).loader()(page, url)
    except GoldleafError:
        raise
    except (Exception, RecursionError) as error:
        raise Unreadable(
            f"The engine {engine} failed on this page ({type(error).__name__}: {error}).", engine=engine
        ) from None
    if not extraction.text.strip():
        raise NoArticle(f"The engine {engine} found no article in this page.", engine=engine)
    body = extraction.html or "".join(f"<p>{escape(block)}</p>" for block in extraction.text.split("\n\n"))
    return Article(
        html=sanitise(f'<article class="gl-article"><div class="gl-body">{body}</div></article>'),
        text=extraction.text,
        word_count=count_words(extraction.text),
        url=url,
    )
