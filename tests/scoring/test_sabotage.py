"""The gate is proved: whatever is done to the extractor, `goldleaf check` turns red and names the page."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.errors import NoArticle
from goldleaf.scoring import command_support
from goldleaf.scoring.runner import run_engines
from lxml import html as lxml_html

from tests.scoring.workshop import AD_LABEL, COOKIES, NAME, RELATED, Fields, Sabotage, install, write_workshop


def check(*arguments: str) -> Result:
    """`goldleaf check` in this process, where the engine is the one that is installed."""

    def in_process(*given: Any, **options: Any) -> Any:
        return run_engines(*given, **{**options, "workers": 0})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command_support, "run_engines", in_process)
        return CliRunner().invoke(main, ["check", *arguments])


@pytest.fixture(scope="module")
def floors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gold set whose floors are those of the extractor as it is."""
    folder = write_workshop(tmp_path_factory.mktemp("sabotage") / "goldset")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        install(patch)
        made = check("--update", "--goldset", str(folder))
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def checked(floors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`goldleaf check` over a copy of it, with the extractor as it is until another is installed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    shutil.copytree(floors, tmp_path / "goldset")
    install(monkeypatch)
    return check


def element(root: Any, path: str) -> Any:
    """The first element of an XPath; a sabotage that finds nothing to spoil proves nothing."""
    found = root.xpath(path)
    assert found, path
    return found[0]


def drop(path: str, number: int = 0) -> Sabotage:
    def sabotage(root: Any, fields: Fields) -> None:
        element(root, path)
        root.xpath(path)[number].drop_tree()

    return sabotage


def unwrap(path: str) -> Sabotage:
    def sabotage(root: Any, fields: Fields) -> None:
        element(root, path)
        for found in root.xpath(path):
            found.drop_tag()

    return sabotage


def add(html: str, before: str) -> Sabotage:
    def sabotage(root: Any, fields: Fields) -> None:
        element(root, before).addprevious(lxml_html.fragment_fromstring(html))

    return sabotage


def field(name: str, value: str | None) -> Sabotage:
    def sabotage(root: Any, fields: Fields) -> None:
        assert fields[name] != value
        fields[name] = value

    return sabotage


def swap_paragraphs(root: Any, fields: Fields) -> None:
    first, second = root.xpath("//h2/following-sibling::p")[:2]
    second.addnext(first)


def halve(root: Any, fields: Fields) -> None:
    blocks = element(root, "//*[p and h2]").xpath("./*")
    for block in blocks[len(blocks) // 2 :]:
        block.drop_tree()


def double_paragraph(root: Any, fields: Fields) -> None:
    paragraph = element(root, "//h2/following-sibling::p")
    paragraph.addnext(copy.deepcopy(paragraph))


def lose_code_line(root: Any, fields: Fields) -> None:
    code = element(root, "//pre//code")
    code.text = "\n".join(line for line in code.text_content().split("\n") if "assert" not in line)
    for child in list(code):
        code.remove(child)


def flatten_headings(root: Any, fields: Fields) -> None:
    element(root, "//h3").tag = "h2"


def reverse_items(root: Any, fields: Fields) -> None:
    items = element(root, "//ul")
    items[:] = list(reversed(items))


def wrong_link(root: Any, fields: Fields) -> None:
    element(root, "//a[contains(@href, 'mill-bench')]").set("href", "https://www.plane-and-mallet.example/")


def wrong_picture(root: Any, fields: Fields) -> None:
    element(root, "//img").set("src", "https://www.plane-and-mallet.example/pixel.gif")


def lose_alt(root: Any, fields: Fields) -> None:
    del element(root, "//img[@alt]").attrib["alt"]


def crash(root: Any, fields: Fields) -> None:
    raise ZeroDivisionError("division by zero")


def refuse(root: Any, fields: Fields) -> None:
    raise NoArticle("There is nothing to read in this page.")


def empty(root: Any, fields: Fields) -> None:
    for child in list(root):
        root.remove(child)


def table_as_text(root: Any, fields: Fields) -> None:
    table = element(root, "//table")
    for cell in table.xpath(".//td | .//th"):
        cell.tag = "p"
    for row in table.xpath(".//tr | .//tbody | .//thead"):
        row.drop_tag()
    table.tag = "div"


def shorten_paragraph(root: Any, fields: Fields) -> None:
    paragraph = element(root, "//h2/following-sibling::p")
    paragraph.text = paragraph.text.rpartition(".")[0].rpartition(".")[0]


RELATED_LIST = "<ul>" + "".join(f'<li><a href="/r">{text}</a></li>' for text in RELATED) + "</ul>"

# name: (what is done to the output, what the gate has to say of it).
SABOTAGES: dict[str, tuple[Sabotage, str]] = {
    "drops the last paragraph": (drop("//p", -1), "lost    Its maker is not known"),
    "drops the lead": (drop("//p[contains(., 'Anyone who has')]"), "lost    Anyone who has a plank"),
    "drops a paragraph inside": (drop("//p[contains(., 'Wedges hold')]"), "lost    Wedges hold"),
    "drops the end of a paragraph": (shorten_paragraph, "lost    The plank should be dry"),
    "drops a list": (drop("//ul"), "lost    - a mallet of beech"),
    "drops an item of a list": (drop("//li", 1), "lost    - a mallet of beech"),
    "drops the table": (drop("//table"), "lost    leg | 430 mm | 2"),
    "drops a row of the table": (drop("//tr", 2), "lost    leg | 430 mm | 2"),
    "drops a column's cell": (drop("//td", 1), "missing from cells"),
    "takes the table apart": (table_as_text, "tables"),
    "drops a caption": (drop("//figcaption"), "missing from captions: thefinishedbench"),
    "drops a line of code": (lose_code_line, "missing from code: assert"),
    "takes code for text": (unwrap("//pre | //pre/code"), "missing from code"),
    "drops the quote": (drop("//blockquote"), "missing from quotes: measuretheplank"),
    "takes the quote for text": (unwrap("//blockquote"), "missing from quotes: measuretheplank"),
    "drops a heading": (drop("//h2"), "missing from headings"),
    "takes headings for text": (unwrap("//h2 | //h3"), "missing from headings"),
    "loses headings' levels": (flatten_headings, "missing from outline"),
    "keeps an ad label": (add(f"<p>{AD_LABEL}</p>", "//blockquote"), f"gained  {AD_LABEL}"),
    "keeps a related list": (add(RELATED_LIST, "//blockquote"), f"gained  - {RELATED[1]}"),
    "keeps a cookie notice": (add(f"<p>{COOKIES}</p>", "//blockquote"), "gained  We and our partners"),
    "keeps an ad's picture": (add('<img src="/ads/7.png">', "//blockquote"), "extra in images: ads/7"),
    "swaps two paragraphs": (swap_paragraphs, "moved   lines stand in another order"),
    "turns a list round": (reverse_items, "moved   lines stand in another order"),
    "doubles a paragraph": (double_paragraph, "gained  The plank should be dry"),
    "halves the article": (halve, "lost    Putting it together"),
    "loses links": (unwrap("//a"), "missing from links"),
    "leads a link astray": (wrong_link, "missing from links: thebenchatthemill"),
    "loses images": (drop("//img"), "missing from images: "),
    "takes a pixel for the picture": (wrong_picture, "extra in images: "),
    "loses the words for an image": (lose_alt, "missing from alternative texts"),
    "loses the language": (field("lang", None), "lang: none instead of “en”"),
    "takes another language": (field("lang", "de"), "lang: “de” instead of “en”"),
    "loses the date": (field("published", None), "published: none instead of “2026-02-11”"),
    "takes another date": (field("published", "2026-11-01"), "published: “2026-11-01” instead of"),
    "loses the byline": (field("byline", None), "byline: none instead of “Ines Harrow”"),
    "alters the title": (field("title", "Plane & Mallet"), "title: “Plane & Mallet” instead of “A bench"),
    "raises": (crash, "It ended as crash, not article: ZeroDivisionError: division by zero"),
    "finds no article": (refuse, "It ended as no_article, not article"),
    "returns nothing": (empty, "lost    Anyone who has a plank"),
}


def test_there_are_enough_ways() -> None:
    assert len(SABOTAGES) >= 20


@pytest.mark.parametrize("name", SABOTAGES)
def test_each_sabotage_turns_the_gate_red_and_is_named(
    name: str, checked: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage, told = SABOTAGES[name]
    install(monkeypatch, sabotage)
    result = checked("--html", "check.html", "--junit", "check.xml")
    assert result.exit_code == 1, result.output
    assert f"WORSE  {NAME}: " in result.stdout
    # No other page is accused.
    assert result.stdout.count("WORSE  ") == 1, result.stdout
    assert "3 hold their floors" in result.stdout
    assert told in "\n".join(line.strip() for line in result.stdout.splitlines()), result.stdout

    failed = [
        case.get("name")
        for case in ET.fromstring(Path("check.xml").read_bytes()).iter("testcase")
        if case.find("failure") is not None
    ]
    assert failed == [NAME]
    report: Any = lxml_html.fromstring(Path("check.html").read_bytes())
    assert report.xpath("//details[@open and contains(@class, 'page')]/summary/b/text()") == [NAME]
    summary = Path("summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## goldleaf check: red")
    assert f"**{NAME}**" in summary.replace("\\", "")


def test_the_extractor_as_it_is_is_green(checked: Callable[..., Result]) -> None:
    result = checked()
    assert result.exit_code == 0, result.output
    assert "4 cases: each holds its floors." in result.stdout
    assert Path("summary.md").read_text(encoding="utf-8").startswith("## goldleaf check: green")


def test_an_extractor_that_is_ten_times_as_slow_turns_the_gate_red(
    checked: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ten times the processor time that it takes here and now: no machine is too fast or too slow for it.
    install(monkeypatch, times=10)
    result = checked()
    assert result.exit_code == 1, result.output
    assert f"SLOWER  {NAME}: costs " in result.stdout
    assert "times as slow" in result.stdout
    assert "WORSE" not in result.stdout


def test_slowness_needs_a_reason_like_any_loss(
    checked: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Far over the bound on each page, so that none is near it before and after.
    install(monkeypatch, times=40)
    refused = checked("--update")
    assert refused.exit_code == 1
    assert "floors would go down: " in refused.stderr
    assert NAME in refused.stderr
    allowed = checked("--update", "--allow-regression", "It thinks of something else meanwhile")
    assert allowed.exit_code == 0, allowed.output
    assert "cost" in allowed.stderr
    after = checked()
    assert after.exit_code == 0, after.output


def test_no_gain_elsewhere_pays_for_a_loss(
    checked: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def trade(root: Any, fields: Fields) -> None:
        fields["byline"], fields["published"] = "Ines Harrow", None

    install(monkeypatch, field("byline", "Nobody"))
    assert checked("--update", "--allow-regression", "To win it back").exit_code == 0
    install(monkeypatch, trade)
    result = checked()
    assert result.exit_code == 1
    assert "published: none instead of" in result.stdout
    assert f"Better than their floors: {NAME}" in result.stdout
