"""Books: the rules of EPUB 3.3 that a checker would look at first."""

from __future__ import annotations

import builtins
import io
import posixpath
import zipfile
from typing import Any

import pytest
from goldleaf.errors import MissingExtra
from goldleaf.reading.article import Article
from goldleaf.web.epub import epub_bytes
from lxml import etree as lxml_etree

# The stubs give every XPath a union of all that an XPath can be.
etree: Any = lxml_etree

XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

HTML = f"""<article class="gl-article" lang="fr" dir="ltr"><header class="gl-header">
<h1 class="gl-title">Du pain &amp; des roses</h1>
<p class="gl-meta"><span class="gl-byline">A. B.</span></p></header><div class="gl-body">
<h2>Un</h2><p>Texte<br>coupé &nbsp; <a href="https://example.org/?a=1&amp;b=2">lien</a> <a
href="#gl-fn1">note</a></p> <figure><picture><source srcset="https://example.org/b.webp"><img
src="https://example.org/b.jpg" srcset="x 2x" alt="Un bateau"></picture>
<figcaption>Légende</figcaption></figure> <p><a href="https://example.org/"><img
src="https://example.org/c.jpg" alt=""></a><img src="{PIXEL}"></p> <h2 id="gl-deux">Deux</h2><div
class="gl-table"><table><tr><td colspan="2">1</td></tr></table></div> <pre><code class="language-py">a &lt; b
  c</code></pre><math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math><hr>
<details><summary>Plus</summary><p lang="en">more</p></details><p id="gl-fn1">Note.</p></div></article>"""

ARTICLE = Article(
    html=HTML,
    text="Texte",
    title="Du pain & des \x0broses",
    byline="A. B.",
    published="2026-03-01",
    site_name="Le Port",
    excerpt="Un résumé.",
    lang="fr",
    dir="ltr",
    url="https://example.org/pain",
)


@pytest.fixture
def book() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub_bytes(ARTICLE)))


def package(book: zipfile.ZipFile) -> tuple[str, Any]:
    container = etree.fromstring(book.read("META-INF/container.xml"))
    (rootfile,) = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    path = rootfile.get("full-path")
    assert path is not None
    return posixpath.dirname(path), etree.fromstring(book.read(path))


def test_the_container_begins_with_its_type_stored_plain(book: zipfile.ZipFile) -> None:
    assert book.testzip() is None
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.read("mimetype") == b"application/epub+zip"


def test_manifest_spine_and_files_agree(book: zipfile.ZipFile) -> None:
    folder, opf = package(book)
    items = {item.get("id"): item for item in opf.iter(f"{OPF}item")}
    files = {posixpath.join(folder, item.get("href")) for item in items.values()}
    packaged = {name for name in book.namelist() if name.startswith(folder + "/")} - {f"{folder}/content.opf"}
    assert files == packaged
    assert [ref.get("idref") for ref in opf.iter(f"{OPF}itemref")] == ["article"]
    assert items["article"].get("properties") == "mathml"
    assert [item.get("id") for item in items.values() if item.get("properties") == "nav"] == ["nav"]
    assert opf.get("version") == "3.0"
    (identifier,) = opf.iter(f"{DC}identifier")
    assert opf.get("unique-identifier") == identifier.get("id")
    metadata = {
        name: [e.text for e in opf.iter(DC + name)]
        for name in ("title", "language", "creator", "date", "source")
    }
    assert metadata == {
        "title": ["Du pain & des roses"],
        "language": ["fr"],
        "creator": ["A. B."],
        "date": ["2026-03-01"],
        "source": ["https://example.org/pain"],
    }
    assert [e for e in opf.iter(f"{OPF}meta") if e.get("property") == "dcterms:modified"]


def test_all_parts_are_well_formed_and_links_within_the_book_lead_somewhere(book: zipfile.ZipFile) -> None:
    folder, _ = package(book)
    ids = {}
    trees = {}
    for name in book.namelist():
        if name.endswith((".xhtml", ".ncx", ".opf", ".xml")):
            trees[name] = etree.fromstring(book.read(name))
            found = [element.get("id") for element in trees[name].iter() if element.get("id")]
            assert len(found) == len(set(found)), f"an id stands twice in {name}"
            ids[name] = set(found)
    links = [
        (
            name,
            posixpath.normpath(posixpath.join(folder, href.partition("#")[0] or posixpath.basename(name))),
            href,
        )
        for name, tree in trees.items()
        if name.endswith(".xhtml")
        for href in tree.xpath("//@href")
        if "://" not in href
    ]
    assert len(links) >= 5
    for name, target, href in links:
        assert target in book.namelist(), (name, href)
        if "#" in href:
            assert href.partition("#")[2] in ids[target], (name, href)


def test_the_chapter_is_xhtml_that_loads_nothing(book: zipfile.ZipFile) -> None:
    folder, _ = package(book)
    chapter = etree.fromstring(book.read(f"{folder}/article.xhtml"))
    assert {etree.QName(element).namespace for element in chapter.iter()} == {XHTML[1:-1], MATHML[1:-1]}
    assert [element.tag for element in chapter.iter(f"{MATHML}*")] == [
        MATHML + n for n in ("math", "mfrac", "mi", "mn")
    ]
    assert chapter.xpath("//@src") == [PIXEL]
    assert chapter.xpath("//@srcset") == []
    assert not list(chapter.iter(f"{XHTML}picture"))
    texts = ["".join(link.itertext()) for link in chapter.iter(f"{XHTML}a")]
    assert texts == ["lien", "note", "[Un bateau]", "[Image]"]
    assert not [a for a in chapter.iter(f"{XHTML}a") if a.findall(f".//{XHTML}a")], "no link in a link"
    text = "".join(chapter.itertext())
    for words in ("Du pain & des roses", "Légende", "a < b\n  c", "coupé", "more", "Note."):
        assert words in text
    assert chapter.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert chapter.xpath("//@*[local-name()='lang' and .='en']") == ["en", "en"]


def test_the_contents_name_the_parts(book: zipfile.ZipFile) -> None:
    folder, _ = package(book)
    nav = etree.fromstring(book.read(f"{folder}/nav.xhtml"))
    assert [(a.text, a.get("href")) for a in nav.iter(f"{XHTML}a")] == [
        ("Du pain & des roses", "article.xhtml"),
        ("Un", "article.xhtml#gl-part-1"),
        ("Deux", "article.xhtml#gl-deux"),
    ]


def test_the_bare_minimum_makes_a_book_and_the_same_page_the_same_identifier() -> None:
    article = Article(html="<article><div class='gl-body'><p>Hi\x0c</p></div></article>", text="Hi")
    one, two = (zipfile.ZipFile(io.BytesIO(epub_bytes(article))) for _ in range(2))
    identifiers = [[e.text for e in package(book)[1].iter(f"{DC}identifier")] for book in (one, two)]
    assert identifiers[0] == identifiers[1]
    assert [e.text for e in package(one)[1].iter(f"{DC}title")] == ["Untitled"]


def test_a_deep_page_makes_a_book() -> None:
    depth = 1000
    html = "<article>" + "<div>" * depth + "deep" + "</div>" * depth + "</article>"
    book = zipfile.ZipFile(io.BytesIO(epub_bytes(Article(html=html, text="deep"))))
    assert b"deep" in book.read("EPUB/article.xhtml")


def test_without_ebooklib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name.startswith("ebooklib"):
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"make setup.*pip install -e '\.\[epub\]'"):
        epub_bytes(ARTICLE)
