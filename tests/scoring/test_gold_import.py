"""Public benchmarks as gold cases: what they state is kept, what they don't is not made up."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.scoring.errors import FetchFailed
from goldleaf.scoring.gold.downloading import download_archive
from goldleaf.scoring.gold.importing import gold_of
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.plaintext import html_to_text, lines
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.validate import inspect, load_valid_goldset

from tests.scoring.material import HARBOUR, LABEL, ORCHARD, gold, page


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gold", "import", *arguments, "--goldset", "mine"])


def write(file: str, content: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(content, encoding="utf-8", newline="\n")


def aeb(texts: dict[str, list[str]]) -> None:
    for name, paragraphs in texts.items():
        write(f"aeb/html/{name}.html", page("A title", paragraphs))
    truth = {name: {"articleBody": "\n".join(found), "url": f"https://{name}.example/"}
             for name, found in texts.items()}  # fmt: skip
    write("aeb/ground-truth.json", json.dumps(truth))


def test_a_text_becomes_gold_and_what_is_not_stated_stays_open() -> None:
    aeb({"a1": HARBOUR})
    done = run("aeb:aeb", "--licence", "MIT", "--source", "AEB 2019")
    assert done.exit_code == 0, done.output
    assert "1 of 1 pages are cases of mine now." in done.stdout
    [case] = load_valid_goldset("mine")
    assert case.name == "aeb--a1"
    assert case.gold_html == gold(HARBOUR)
    assert (case.meta.licence, case.meta.source, case.meta.cleaned_by) == ("MIT", "AEB 2019, a1", "AEB 2019")
    assert (case.meta.lang, case.lang) == ("und", None)
    # Nobody knows the title or the author, so no engine is measured by them.
    assert case.reference.fields == {}
    [result] = run_engines([case], ["goldleaf"], workers=0).results
    assert result.value("token_f1") == 1.0
    assert result.value("title") is None
    assert result.value("no_byline") is None


def test_stated_metadata_and_snippets_come_along() -> None:
    write("wcxb/html/0001.html", page("The wall held", HARBOUR))
    truth = {
        "main_content": "\n".join(HARBOUR),
        "title": "The wall held",
        "author": None,
        "with": [HARBOUR[1], "no such line in it"],
        "without": [LABEL, HARBOUR[0]],
    }
    write("wcxb/ground-truth/0001.json", json.dumps({"url": "https://h.example/", "ground_truth": truth}))
    done = run("wcxb:wcxb", "--licence", "CC-BY-4.0")
    assert done.exit_code == 0, done.output
    assert "2 snippets are left out" in done.stderr
    [case] = load_valid_goldset("mine")
    assert case.reference.fields == {"title": "The wall held", "byline": None}
    assert (case.meta.must_keep, case.meta.must_drop) == ((HARBOUR[1],), (LABEL,))


def test_where_only_snippets_are_known_only_they_are_measured() -> None:
    write("t/html/a.html", page("The wall held", HARBOUR))
    write("t/evaldata.json", json.dumps({"https://t.example/": {"file": "a.html", "with": [HARBOUR[2]],
                                                                "without": [LABEL]}}))  # fmt: skip
    assert run("trafilatura:t", "--licence", "Apache-2.0").exit_code == 0
    [case] = load_valid_goldset("mine")
    assert case.gold_html == ""
    assert case.reference.text is None
    assert not case.is_no_article
    [result] = run_engines([case], ["goldleaf"], workers=0).results
    assert "ratio" not in result.measurements
    assert result.value("snippet_f") == 1.0


def test_html_is_laid_out_one_block_a_line() -> None:
    write("m/one/source.html", page("The wall held", HARBOUR))
    write("m/one/expected.html", f"<div><p>{'</p><p>'.join(HARBOUR)}</p></div>")
    write("m/one/expected-metadata.json", json.dumps({"title": "The wall held"}))
    assert run("mozilla:m", "--licence", "Apache-2.0").exit_code == 0
    [case] = load_valid_goldset("mine")
    assert case.name == "mozilla--one"
    assert case.gold_html == f"<div>\n{gold(HARBOUR)}</div>\n"
    assert case.url is None


def test_gold_that_the_page_never_had_is_left_out_and_named() -> None:
    aeb({"a1": HARBOUR, "a2": ORCHARD})
    write("aeb/html/a2.html", page("Another page", HARBOUR))
    done = run("aeb:aeb", "--licence", "MIT")
    assert done.exit_code == 1
    assert "left out  a2: gold.html: holds" in done.stderr
    assert "1 of 2 pages" in done.stdout
    assert [case.name for case in load_goldset("mine")] == ["aeb--a1"]
    assert inspect(Path("mine"))[1] == []


def test_a_text_that_is_there_already_is_left_out() -> None:
    aeb({"a1": HARBOUR, "a2": HARBOUR})
    write("aeb/html/a2.html", page("Another title", HARBOUR))
    done = run("aeb:aeb", "--licence", "MIT")
    assert done.exit_code == 1
    assert "left out  a2: it has the same gold text as aeb--a1" in done.stderr
    assert inspect(Path("mine"))[1] == []


def test_items_of_a_plain_text_are_items() -> None:
    text = "Before.\n- One & two\n- Three\nBehind."
    html = gold_of(Reference(text))
    assert html == "<p>Before.</p>\n<ul>\n<li>One &amp; two</li>\n<li>Three</li>\n</ul>\n<p>Behind.</p>\n"
    assert lines(html_to_text(html)) == lines(text)


def test_some_pages_can_be_picked() -> None:
    aeb({"a1": HARBOUR, "a2": ORCHARD})
    assert run("aeb:aeb", "--licence", "MIT", "--case", "a2").exit_code == 0
    assert [case.name for case in load_goldset("mine")] == ["aeb--a2"]
    unknown = run("aeb:aeb", "--licence", "MIT", "--case", "a9")
    assert unknown.exit_code == 2
    assert "has no page a9. Its first are a1, a2." in unknown.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["aeb:aeb"], "Say what the benchmark's pages may be used for"),
        (["aeb", "--licence", "x"], "is not KIND:DIR"),
        (["nope:aeb", "--licence", "x"], "is not KIND:DIR"),
        (["aeb:nowhere", "--licence", "x"], "There is no folder nowhere"),
        (["aeb:b", "--licence", "x", "--download", "http://127.0.0.1:1/a.zip"], "Nobody is here to agree"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], problem: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert not Path("mine").exists()


@pytest.fixture
def archives() -> Iterator[tuple[str, dict[str, bytes]]]:
    held: dict[str, bytes] = {}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/zip")
            self.end_headers()
            self.wfile.write(held[self.path])

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", held
        server.shutdown()
        thread.join()


def packed(files: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def test_a_download_that_was_agreed_to_is_unpacked_and_imported(
    archives: tuple[str, dict[str, bytes]],
) -> None:
    address, held = archives
    truth = json.dumps({"a1": {"articleBody": "\n".join(HARBOUR), "url": "https://a.example/"}})
    held["/a.zip"] = packed(
        {"aeb-main/ground-truth.json": truth, "aeb-main/html/a1.html": page("T", HARBOUR)}
    )
    done = run("aeb:got", "--licence", "MIT", "--download", f"{address}/a.zip", "--yes")
    assert done.exit_code == 0, done.output
    assert "2 files are in got." in done.stderr
    assert Path("got/html/a1.html").is_file()
    assert [case.name for case in load_goldset("mine")] == ["aeb--a1"]
    again = run("aeb:got", "--licence", "MIT", "--download", f"{address}/a.zip", "--yes")
    assert again.exit_code == 2
    assert "got is not empty" in again.stderr


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "c:\\out.txt"])
def test_an_archive_that_reaches_outside_is_not_unpacked(
    archives: tuple[str, dict[str, bytes]], tmp_path: Path, name: str
) -> None:
    address, held = archives
    held["/a.zip"] = packed({"in.txt": "x", name: "y"})
    with pytest.raises(FetchFailed, match="outside its folder"):
        download_archive(f"{address}/a.zip", tmp_path / "got", timeout=20)
    assert not (tmp_path / "got").exists()


def test_what_is_no_archive_is_told(archives: tuple[str, dict[str, bytes]], tmp_path: Path) -> None:
    address, held = archives
    held["/a.zip"] = b"<p>Not found"
    with pytest.raises(FetchFailed, match="is no zip archive"):
        download_archive(f"{address}/a.zip", tmp_path / "got", timeout=20)
