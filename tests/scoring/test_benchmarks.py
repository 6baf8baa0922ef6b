"""Readers of the public benchmarks, on small folders of each layout and on the real ones where they are."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.domains import registered_domain
from goldleaf.scoring.errors import BrokenBenchmark, UnknownName

PAGE = b"<p>The wall held.</p>"


def write_json(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data), encoding="utf-8")


def write_page(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(PAGE) if file.suffix == ".gz" else PAGE)


def wcxb(folder: Path, name: str = "0001", **changes: Any) -> None:
    truth = {
        "title": "T",
        "main_content": "The wall held.",
        "with": ["wall"],
        "without": ["menu", " "],
        **changes,
    }
    data = {
        "url": "https://www.a.example/x",
        "ground_truth": truth,
        "_internal": {"page_type": {"primary": "forum"}},
    }
    write_json(folder / "ground-truth" / f"{name}.json", data)
    write_page(folder / "html" / f"{name}.html.gz")


def test_wcxb(tmp_path: Path) -> None:
    wcxb(tmp_path)
    [case] = load_benchmark("wcxb", tmp_path)
    assert (case.name, case.page_type, case.domain) == ("0001", "forum", "a.example")
    assert case.page() == PAGE
    assert case.reference.text == "The wall held."
    assert (case.reference.keep, case.reference.drop) == (("wall",), ("menu",))


@pytest.mark.parametrize(
    ("internal", "page_type"),
    [
        ({"page_type": {"primary": "category"}}, "collection"),
        ({"page_type": "product"}, "product"),
        ({}, "article"),
    ],
)
def test_wcxb_page_types(tmp_path: Path, internal: dict[str, Any], page_type: str) -> None:
    wcxb(tmp_path)
    file = tmp_path / "ground-truth" / "0001.json"
    write_json(file, {**json.loads(file.read_text()), "_internal": internal})
    assert load_benchmark("wcxb", tmp_path)[0].page_type == page_type


def test_a_wcxb_truth_without_text_is_an_empty_one(tmp_path: Path) -> None:
    wcxb(tmp_path, main_content=None)
    assert load_benchmark("wcxb", tmp_path)[0].reference.text == ""


def test_mozilla(tmp_path: Path) -> None:
    folder = tmp_path / "a-page"
    write_json(folder / "expected-metadata.json", {"title": "T", "lang": "de"})
    folder.joinpath("source.html").write_text(
        '<link rel="canonical" href="https://b.example/2"><p>The wall held.'
    )
    folder.joinpath("expected.html").write_text(
        "<div><p>The wall held.</p><figcaption>A wall</figcaption></div>"
    )
    [case] = load_benchmark("mozilla", tmp_path)
    assert (case.name, case.lang, case.url) == ("a-page", "de", "https://b.example/2")
    assert case.reference.text == "The wall held."


def test_trafilatura(tmp_path: Path) -> None:
    item = {"file": "x.de.html", "with": ["wall"], "without": ["menu"]}
    write_json(tmp_path / "evaldata.json", {"https://x.de/1": item})
    write_page(tmp_path / "html" / "x.de.html.gz")
    [case] = load_benchmark("trafilatura", tmp_path)
    assert (case.name, case.url, case.reference.text) == ("x.de", "https://x.de/1", None)
    assert (case.reference.keep, case.reference.drop) == (("wall",), ("menu",))


@pytest.mark.parametrize("suffix", [".html", ".html.gz"])
def test_aeb(tmp_path: Path, suffix: str) -> None:
    write_json(
        tmp_path / "ground-truth.json", {"id7": {"articleBody": "The wall held.", "url": "https://c.example"}}
    )
    write_page(tmp_path / "html" / f"id7{suffix}")
    [case] = load_benchmark("aeb", tmp_path)
    assert (case.name, case.reference.text, case.page()) == ("id7", "The wall held.", PAGE)


@pytest.mark.parametrize("kind", KINDS)
def test_another_layout_is_told(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BrokenBenchmark, match=r"no WCXB split|no \*/source|is missing"):
        load_benchmark(kind, tmp_path)
    with pytest.raises(BrokenBenchmark, match=r"There is no folder .*DIR\.$"):
        load_benchmark(kind, tmp_path / "nowhere")


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    wcxb(tmp_path)
    (tmp_path / "html" / "0001.html.gz").unlink()
    with pytest.raises(BrokenBenchmark, match=r"0001\.html\(\.gz\) is missing"):
        load_benchmark("wcxb", tmp_path)


def test_damaged_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "ground-truth.json").write_text("{")
    with pytest.raises(BrokenBenchmark, match="not valid JSON"):
        load_benchmark("aeb", tmp_path)
    (tmp_path / "ground-truth.json").write_text("[]")
    with pytest.raises(BrokenBenchmark, match="holds no JSON object"):
        load_benchmark("aeb", tmp_path)


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="wcxb, aeb, mozilla, trafilatura"):
        load_benchmark("cleaneval", tmp_path)


@pytest.mark.parametrize(
    ("kind", "folder", "pages"),
    [("wcxb", "wcxb-dev", 1497), ("mozilla", "mozilla", 64), ("trafilatura", "trafilatura", 506)],
)
def test_the_real_ones_load(shared_dir: Path, kind: str, folder: str, pages: int) -> None:
    cases = load_benchmark(kind, shared_dir / "benchmarks" / folder)
    assert len(cases) == pages
    assert len({case.name for case in cases}) == pages
    assert all(case.page_path.is_file() for case in cases)
    assert cases[0].page().lstrip()[:1] == b"<"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("https://www.example.org", "example.org"),
        ("https://example.org.", "example.org"),
        ("https://a.b.example.com.au/1", "example.com.au"),
        ("https://someone.github.io/blog", "someone.github.io"),
        ("https://someone.substack.com/p/1", "substack.com"),
        ("http://192.168.0.1:8000/", "192.168.0.1"),
        ("http://[::1]/", "::1"),
        ("http://[broken/", ""),
        ("http://localhost/", "localhost"),
        (None, ""),
        ("not an address", ""),
    ],
)
def test_registered_domain(url: str | None, domain: str) -> None:
    assert registered_domain(url) == domain


def test_a_path_that_lost_its_variable_is_asked_about() -> None:
    with pytest.raises(BrokenBenchmark, match="is the variable in that path set"):
        load_benchmark("wcxb", "/no-such-folder-at-the-root/wcxb/dev")
