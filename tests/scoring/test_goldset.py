"""Loading the gold set, and every fault that a gold set can have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from goldleaf import NoArticle, read
from goldleaf.scoring.errors import BrokenGoldSet, UnknownName
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.pagetext import PageText, decode_page
from goldleaf.scoring.plaintext import fold, html_to_text
from goldleaf.scoring.validate import inspect, load_valid_goldset

from tests.scoring.material import HARBOUR, ORCHARD, case_toml, gold, page, write_case, write_goldset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


def test_cases_are_loaded_in_order_of_their_names(folder: Path) -> None:
    goldset = load_goldset(folder)
    assert [case.name for case in goldset] == ["blog--sour-apple", "news--harbour-wall", "noarticle--login"]
    harbour = goldset.case("news--harbour-wall")
    assert harbour.category == "news"
    assert harbour.reference.text == "\n\n".join(HARBOUR)
    assert harbour.reference.keep == (HARBOUR[0], HARBOUR[3])
    assert harbour.domain == "harbour.example"
    assert harbour.lang == "en"
    assert harbour.page().startswith(b"<!doctype html>")
    assert (harbour.meta.title, harbour.meta.licence) == ("The wall held", "CC0-1.0")


def test_an_empty_gold_is_a_page_that_is_no_article(folder: Path) -> None:
    assert [case.name for case in load_goldset(folder) if case.is_no_article] == ["noarticle--login"]


def test_a_case_is_found_by_the_end_of_its_name(folder: Path) -> None:
    goldset = load_goldset(folder)
    assert goldset.case("sour-apple").name == "blog--sour-apple"
    with pytest.raises(UnknownName, match="There is no case 'apple'"):
        goldset.case("apple")


def test_the_gold_digest_follows_the_gold_and_the_snippets_only(folder: Path) -> None:
    before = load_goldset(folder).case("blog--sour-apple").gold_digest
    path = folder / "blog--sour-apple"
    gold_file, toml = path / "gold.html", path / "case.toml"
    gold_file.write_bytes(gold_file.read_bytes().replace(b"\n", b"\r\n"))
    toml.write_text(toml.read_text().replace('cleaned_by = "the tests"', 'cleaned_by = "someone"'))
    assert load_goldset(folder).case("blog--sour-apple").gold_digest == before
    toml.write_text(toml.read_text().replace('must_drop = ["ADVERTISEMENT"]', "must_drop = []"))
    assert load_goldset(folder).case("blog--sour-apple").gold_digest != before


def test_a_date_without_quotes_is_read(folder: Path) -> None:
    toml = folder / "blog--sour-apple" / "case.toml"
    toml.write_text(toml.read_text().replace('published = "2026-03-01"', "published = 2026-03-01"))
    assert load_goldset(folder).case("sour-apple").meta.published == "2026-03-01"


def test_a_sound_gold_set_has_no_findings(folder: Path) -> None:
    (folder / "baseline.json").write_text("{}")
    (folder / "README.md").write_text("About these cases.")
    assert inspect(folder)[1] == []
    assert len(load_valid_goldset(folder)) == 3


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        file = folder / "news--harbour-wall" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return make


def toml_line(field: str, value: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        file = folder / "news--harbour-wall" / "case.toml"
        kept = [line for line in file.read_text().splitlines() if not line.startswith(f"{field} =")]
        file.write_text("\n".join([*kept, f"{field} = {value}" if value else "", ""]))

    return make


def copy_case(folder: Path) -> None:
    toml = case_toml("https://orchard.example/3", "A sour apple", [ORCHARD[1]], [])
    write_case(folder, "blog--sour-apple-again", page("A sour apple", ORCHARD), gold(ORCHARD), toml)


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "news--harbour-wall" / name).unlink()


def add(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).write_text("<p>stray</p>")

    return make


def rename(folder: Path) -> None:
    (folder / "news--harbour-wall").rename(folder / "Harbour")


FAULTS: list[tuple[Callable[[Path], None], str, str]] = [
    (change("case.toml", HARBOUR[3], HARBOUR[3] + " Truly."), "case.toml", "is not in page.html"),
    (
        change("case.toml", '"ADVERTISEMENT"', '"Buy now"'),
        "case.toml",
        "must_drop 'Buy now' is not in page.html",
    ),
    (toml_line("must_keep", f'["{HARBOUR[0]}", "Imprint"]'), "case.toml", "is not in the text of gold.html"),
    (toml_line("must_drop", f'["{HARBOUR[1]}"]'), "case.toml", "is in the text of gold.html"),
    (toml_line("must_drop", '["Nobody was hurt"]'), "case.toml", "is part of a must_keep"),
    (toml_line("must_keep", "[]"), "case.toml", "has no must_keep"),
    (toml_line("must_keep", f'["{HARBOUR[0]}", "{HARBOUR[0]}"]'), "case.toml", "more than once"),
    (toml_line("must_drop", '[" "]'), "case.toml", "empty snippet"),
    (toml_line("licence", '""'), "case.toml", "has no licence"),
    (toml_line("title", ""), "case.toml", "has no title"),
    (toml_line("page_type", '"poem"'), "case.toml", "has page_type 'poem'"),
    (toml_line("lang", '"English"'), "case.toml", "has lang 'English'"),
    (toml_line("captured", '"last week"'), "case.toml", "has captured 'last week'"),
    (toml_line("must_kept", "[]"), "case.toml", "unknown field 'must_kept'"),
    (
        change("gold.html", HARBOUR[2], "A sentence that the page never had, in words of our own."),
        "gold.html",
        "not in",
    ),
    (change("case.toml", "tags = []", "tags = ["), "news--harbour-wall", "not valid TOML"),
    (toml_line("tags", '"one"'), "news--harbour-wall", "has tags = 'one'"),
    (toml_line("url", "7"), "news--harbour-wall", "has url = 7"),
    (remove("gold.html"), "news--harbour-wall", "gold.html is missing"),
    (remove("page.html"), "news--harbour-wall", "page.html is missing"),
    (remove("case.toml"), "news--harbour-wall", "case.toml is missing"),
    (add("news--harbour-wall/notes.txt"), "notes.txt", "no file of a case"),
    (add("lost.html"), "lost.html", "page without a case"),
    (add("lost.txt"), "lost.txt", "belongs to no case"),
    (copy_case, "page.html", "is the same page as blog--sour-apple"),
    (copy_case, "gold.html", "has the same text as blog--sour-apple"),
    (rename, "Harbour", "wrong form"),
]


@pytest.mark.parametrize(("make", "place", "problem"), FAULTS, ids=[problem for _, _, problem in FAULTS])
def test_a_fault_is_found_named_and_stops_the_run(
    folder: Path, make: Callable[[Path], None], place: str, problem: str
) -> None:
    make(folder)
    _, findings = inspect(folder)
    found = [finding for finding in findings if problem in str(finding)]
    assert found, [str(finding) for finding in findings]
    assert found[0].path.name == place
    assert found[0].remedy.endswith(".")
    with pytest.raises(BrokenGoldSet, match="fault"):
        load_valid_goldset(folder)


def test_a_folder_of_other_things_is_told_in_few_lines_and_nothing_is_to_be_removed(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"module-{number}").mkdir()
        (tmp_path / f"module-{number}" / "page.html").write_text("<p>not ours</p>")
        (tmp_path / f"notes-{number}.txt").write_text("not ours")
    for load in (load_goldset, load_valid_goldset, inspect):
        with pytest.raises(
            BrokenGoldSet, match=r"doesn't look like a gold set\. Cases: 0; other entries: 60 \("
        ) as caught:
            load(tmp_path)
        assert caught.value.message.count("\n") < 10
        assert "remove" not in caught.value.message
        assert "Name one with --goldset DIR." in caught.value.message
    (tmp_path / "goldset").mkdir()
    with pytest.raises(BrokenGoldSet, match=r"Did you mean .*goldset\?"):
        load_goldset(tmp_path)


def test_a_foreign_folder_among_cases_is_one_fault(folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "page.html").write_text("<p>later</p>")
    [finding] = inspect(folder)[1]
    assert str(finding) == (
        f"{folder / 'drafts'}: is no case. "
        "Keep it elsewhere, or make it a case: page.html, gold.html and case.toml."
    )


def test_many_faults_are_told_in_ten_lines_and_kept_whole(folder: Path) -> None:
    for number in range(20):
        (folder / "news--harbour-wall" / f"{number}.txt").write_text("")
    with pytest.raises(BrokenGoldSet, match="has 20 faults") as caught:
        load_valid_goldset(folder)
    assert len(caught.value.message.splitlines()) == 11
    assert f"… and 11 more; list all with: goldleaf gold validate --goldset {folder}" in caught.value.message
    assert len(caught.value.detail["findings"]) == 20


def test_a_keep_in_a_page_that_is_no_article_is_a_fault(folder: Path) -> None:
    (folder / "news--harbour-wall" / "gold.html").write_text("")
    assert any("has must_keep, and gold.html is empty" in str(finding) for finding in inspect(folder)[1])


def test_no_folder_and_no_case_are_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenGoldSet, match="does not exist"):
        load_valid_goldset(tmp_path / "nowhere")
    with pytest.raises(BrokenGoldSet, match="holds no case"):
        load_valid_goldset(tmp_path)
    with pytest.raises(BrokenGoldSet, match="holds no case"):
        load_goldset(tmp_path)


def test_gold_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "blog--sour-apple" / "gold.html").write_bytes("<p>größer</p>".encode("latin-1"))
    with pytest.raises(BrokenGoldSet, match="not UTF-8"):
        load_goldset(folder)


def test_text_of_pages_ignores_white_space_and_sees_hidden_places() -> None:
    found = PageText(b"<p>one <b>two</b>three<noscript><p>four</p></noscript><template>five</template>")
    assert found.holds("one two three")
    assert found.holds("four")
    assert found.holds("five")
    assert not found.holds("six")


def test_a_line_with_marks_taken_out_is_nearly_there() -> None:
    found = PageText(b"<p>The wall held<sup>[1]</sup> through the night, and the pump ran on until morning.")
    line = "The wall held through the night, and the pump ran on until morning."
    assert not found.holds(line)
    assert found.nearly_holds(line)
    assert not found.nearly_holds("A sentence in words of our own that the page has never held.")
    assert not found.nearly_holds("night pump")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("größer".encode(), "größer"),
        (b"\xef\xbb\xbf" + "größer".encode(), "größer"),
        ("größer".encode("utf-16"), "größer"),
        ('<meta charset="shift_jis">水に戻す'.encode("shift_jis"), '<meta charset="shift_jis">水に戻す'),
        ("<meta charset=iso-8859-1>größer".encode("latin-1"), "<meta charset=iso-8859-1>größer"),
    ],
)
def test_pages_are_decoded(data: bytes, text: str) -> None:
    assert decode_page(data) == text


def test_a_made_up_charset_is_detected() -> None:
    sentence = "Über den Dächern von Göttingen hängen die Wolken, und es wird früh dämmrig. " * 5
    assert "Göttingen" in decode_page(f"<meta charset=x-none>{sentence}".encode("latin-1"))


def test_gold_text_and_article_text_follow_one_rule(repository: Path) -> None:
    """The reading room and this one render apart; an article that both render must come out the same."""
    seen = 0
    for case in load_goldset(repository / "goldset"):
        try:
            article = read(case.page(), case.url)
        except NoArticle:
            continue
        assert fold(html_to_text(article.html, headers=False)) == fold(article.text), case.name
        seen += 1
    assert seen >= 10
