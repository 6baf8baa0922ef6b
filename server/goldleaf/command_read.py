"""``goldleaf read``: one page in, the article on standard output."""

from __future__ import annotations

import json
import sys
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


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--url", metavar="URL", help="The page's address: makes links absolute. Nothing is fetched from it."
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
def read_command(file: Path, url: str | None, form: str, engine: str, timeout: float) -> None:
    """Turn the page in FILE (or standard input) into a clean article.

    \b
    Examples:
      goldleaf read page.html > article.html
      curl -s https://example.org/story | goldleaf read --url https://example.org/story --format markdown
      goldleaf read page.html --format page > reading.html

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
    page = _input(file)
    if engine != "goldleaf":
        from goldleaf.scoring.engines import engine as find_engine
        from goldleaf.scoring.errors import UnknownName

        try:
            find_engine(engine)
        except (UnknownName, GoldleafError) as error:
            raise click.UsageError(str(error)) from error
    try:
        with WorkerPool(workers=1, deadline=timeout) as pool:
            output = pool.run(render, page, url, form, engine)
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


def render(page: bytes, url: str | None, form: str, engine: str) -> str:
    """Read a page and write it in one of the formats; runs in a worker process.

    Args:
        page: the page's bytes.
        url: its address, if known.
        form: one of ``html``, ``page``, ``text``, ``markdown``, ``json``.
        engine: name of an engine of the registry.

    Raises:
        GoldleafError: the page can't be read, or the engine failed on it.
    """
    article = read(page, url) if engine == "goldleaf" else _read_with(engine, page, url)
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
