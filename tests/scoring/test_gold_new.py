"""A case made from a file or an address: what is frozen, what is drafted, what is refused."""

from __future__ import annotations

import gzip
import os
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.scoring.errors import CaseRefused, FetchFailed
from goldleaf.scoring.gold import saving
from goldleaf.scoring.gold.fetching import fetch
from goldleaf.scoring.gold.naming import proposed_name, slug
from goldleaf.scoring.gold.saving import ALL_FIELDS, case_toml, distinct, save_case
from goldleaf.scoring.goldset import Meta, load_goldset
from goldleaf.scoring.plaintext import html_to_text
from goldleaf.scoring.validate import inspect
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.material import HARBOUR, LABEL, ORCHARD, page, write_goldset

PAGE = page("The wall held", HARBOUR).encode()


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["gold", *(str(argument) for argument in arguments)])


def new(*arguments: str | Path, licence: str = "CC0-1.0") -> Result:
    return run("new", *arguments, "--licence", licence, "--goldset", "mine", "--no-edit")


class Site(BaseHTTPRequestHandler):
    """A site with a page, and with all that can go wrong on the way to it."""

    def do_GET(self) -> None:
        port = self.headers["Host"].rpartition(":")[2]
        moved = {"/moved": "/story", "/elsewhere": f"http://localhost:{port}/story"}
        moved |= {"/trap": "file:///etc/hostname", "/round": "/round"}
        if self.path in moved:
            self.send_response(302)
            self.send_header("Location", moved[self.path])
            self.end_headers()
            return
        body = {
            "/story": PAGE,
            "/packed": gzip.compress(PAGE),
            "/bomb": gzip.compress(b"<p>" + b"a" * 5_000_000),
            "/broken": gzip.compress(PAGE)[:-20],
        }.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path in ("/packed", "/bomb", "/broken"):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body or b"no")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_saved_page_becomes_a_sound_case() -> None:
    Path("saved.html").write_bytes(PAGE)
    made = new("saved.html", "--url", "https://www.harbour.example/1", "--tag", "storm")
    assert made.exit_code == 0, made.output
    assert made.stdout.strip() == str(Path("mine/article--the-wall-held"))
    assert "has no cleaned_by" in made.stderr
    folder = Path("mine/article--the-wall-held")
    assert (folder / "page.html").read_bytes() == PAGE
    gold = (folder / "gold.html").read_text(encoding="utf-8")
    assert html_to_text(gold) == "\n\n".join(HARBOUR)
    assert gold.count("\n") == len(HARBOUR)
    [case] = load_goldset("mine")
    assert (case.meta.url, case.meta.title) == ("https://www.harbour.example/1", "The wall held")
    assert (case.meta.lang, case.meta.licence, case.meta.tags) == ("en", "CC0-1.0", ("storm",))
    assert case.meta.must_keep[0] == HARBOUR[0]
    assert case.meta.must_keep[-1] == HARBOUR[-1]
    assert Path("mine/.gitattributes").read_text().endswith("*.html -text\n*.toml -text\n")
    # Only what nobody but a person knows is left to do.
    assert [finding.problem for finding in inspect(Path("mine"))[1]] == ["has no cleaned_by."]


def test_nothing_is_written_over_and_no_page_is_there_twice() -> None:
    Path("saved.html").write_bytes(PAGE)
    Path("other.html").write_bytes(page("The wall held", ORCHARD).encode())
    assert new("saved.html", "--name", "news--wall").exit_code == 0
    before = Path("mine/news--wall/case.toml").read_bytes()
    taken = new("other.html", "--name", "news--wall")
    assert taken.exit_code == 2
    assert "is there already" in taken.stderr
    twin = new("saved.html", "--name", "news--again")
    assert twin.exit_code == 2
    assert "a case of the same page" in twin.stderr
    assert Path("mine/news--wall/case.toml").read_bytes() == before
    assert sorted(path.name for path in Path("mine").iterdir()) == [".gitattributes", "news--wall"]


def test_a_page_without_an_article_is_a_case_too() -> None:
    Path("login.html").write_text("<!doctype html><title>Log in here</title><form><input name=a></form>")
    made = new("login.html", "--url", "https://bank.example/", "--cleaned-by", "me")
    assert made.exit_code == 0, made.output
    assert "says that this page is no article" in made.stderr
    [case] = load_goldset("mine")
    assert case.is_no_article
    assert case.meta.must_drop == ("Log in here",)
    assert inspect(Path("mine"))[1] == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["saved.html"], "Say what page and gold may be used for"),
        (["saved.html", "--licence", " "], "Say what page and gold may be used for"),
        (["saved.html", "--licence", "x", "--name", "Wall"], "can't be called 'Wall'"),
        (["nowhere.html", "--licence", "x"], "nowhere.html: No such file"),
        (["ftp://a.example/x", "--licence", "x"], "neither a file nor an http"),
        (["saved.html", "--licence", "x", "--goldset", "full"], "doesn't look like a gold set"),
        (["empty.html", "--licence", "x"], "empty"),
    ],
)
def test_what_can_be_no_case_is_refused_in_words(arguments: list[str], problem: str) -> None:
    Path("saved.html").write_bytes(PAGE)
    Path("empty.html").write_bytes(b"")
    Path("full").mkdir()
    for number in range(3):
        Path("full", f"{number}.txt").write_text("x")
    result = run("new", *arguments, "--no-edit")
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.output
    assert not Path("goldset").exists() or not list(Path("goldset").glob("*--*"))


def test_the_editor_gets_both_files(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("saved.html").write_bytes(PAGE)
    Path("edit.py").write_text(
        "import sys\n"
        "for name in sys.argv[1:]:\n"
        "    text = open(name, encoding='utf-8').read()\n"
        "    text = text.replace('cleaned_by = \"\"', 'cleaned_by = \"me\"')\n"
        "    open(name, 'w', encoding='utf-8').write(text)\n"
        "open('seen', 'w').write(' '.join(sys.argv[1:]))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} edit.py")
    made = run("new", "saved.html", "--licence", "x", "--name", "news--wall", "--url", "https://a.example/")
    assert made.exit_code == 0, made.output
    assert [Path(name).name for name in Path("seen").read_text().split()] == ["gold.html", "case.toml"]
    assert "Nothing contradicts itself" in made.stderr


def test_an_editor_that_is_missing_costs_no_case(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("saved.html").write_bytes(PAGE)
    monkeypatch.setenv("EDITOR", f".{os.sep}no-such-editor")
    made = run("new", "saved.html", "--licence", "x", "--name", "news--wall")
    assert made.exit_code == 0, made.output
    assert "No editor could be opened" in made.stderr
    assert "cleaned_by" in made.stderr
    assert Path("goldset/news--wall/case.toml").is_file()


def test_where_nobody_sees_an_editor_none_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("saved.html").write_bytes(PAGE)
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    made = run("new", "saved.html", "--licence", "x", "--name", "news--wall")
    assert made.exit_code == 0, made.output
    assert "Set EDITOR to have one" in made.stderr


def test_a_page_is_fetched_and_its_way_told(site: str) -> None:
    made = new(f"{site}/elsewhere", "--name", "news--wall", "--cleaned-by", "me")
    assert made.exit_code == 0, made.output
    port = site.rpartition(":")[2]
    assert f"Led from 127.0.0.1:{port} to localhost:{port}" in made.stderr
    [case] = load_goldset("mine")
    assert case.page() == PAGE
    assert case.meta.url == f"http://localhost:{port}/story"
    assert LABEL not in (case.reference.text or "")


def test_a_packed_page_is_frozen_unpacked(site: str) -> None:
    fetched = fetch(f"{site}/packed", most=100_000, timeout=20)
    assert (fetched.data, fetched.content_type, fetched.charset) == (PAGE, "text/html", "utf-8")
    assert fetch(f"{site}/moved", most=100_000, timeout=20).hosts[0] == site.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/absent", "answered 404"),
        ("/bomb", "over 100,000 bytes"),
        ("/broken", "broke off before its end"),
        ("/trap", "which is no page on the web|answered 302"),
        ("/round", "answered 302"),
    ],
)
def test_what_goes_wrong_on_the_way_is_told(site: str, path: str, problem: str) -> None:
    with pytest.raises(FetchFailed, match=problem):
        fetch(site + path, most=100_000, timeout=20)


def test_a_server_that_is_not_there_is_told(site: str) -> None:
    made = new("http://127.0.0.1:1/story")
    assert made.exit_code == 2
    assert "can't be fetched" in made.stderr
    with pytest.raises(FetchFailed, match="is no address"):
        fetch("harbour", most=1, timeout=1)


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("The wall held", "", "article--the-wall-held"),
        ("Où est l'été ?", "", "article--ou-est-lete"),
        ("水に戻されない一枚", "https://a.example/2019/kamisuki.html", "article--kamisuki"),
        (
            "A title of so many words that nobody would want to type all of them again",
            "",
            "article--a-title-of-so-many-words-that-nobody-would-want",
        ),
        ("", "", "article--2c26b46b68"),
    ],
)
def test_a_name_is_made_of_the_title(title: str, url: str, name: str) -> None:
    assert proposed_name("article", title, url, b"foo") == name
    assert slug(title) == slug(slug(title))


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for wanted in ("news--a", "news--a-2", "news--a-3"):
        assert distinct(tmp_path, "news--a") == wanted
        (tmp_path / wanted).mkdir()


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_what_is_written_as_toml_is_read_again(text: str, listed: list[str]) -> None:
    meta = Meta(title=text, tags=tuple(listed), must_keep=tuple(listed), stated=ALL_FIELDS)
    data = tomllib.loads(case_toml(meta))
    assert data["title"] == text
    assert data["tags"] == data["must_keep"] == listed


def test_a_case_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_goldset(tmp_path / "goldset")
    before = sorted(path.name for path in folder.iterdir())

    def full(meta: Meta) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "case_toml", full)
    with pytest.raises(OSError, match="No space left"):
        save_case(folder, "news--new", b"<p>", "", Meta())
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_name_that_leads_elsewhere_is_no_name(tmp_path: Path) -> None:
    folder = write_goldset(tmp_path / "goldset")
    for name in ("../news--a", "news--a/b", "/tmp/news--a", "news--..", ""):
        with pytest.raises(CaseRefused, match="can't be called"):
            save_case(folder, name, b"<p>", "", Meta())
