"""The commands from a person's side: what is printed where, and the exit codes of the contract."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.scoring import command_support, engines
from goldleaf.scoring.baseline import load_baseline, save_baseline
from goldleaf.scoring.engines import Engine
from goldleaf.scoring.errors import BrokenGoldSet
from goldleaf.scoring.gold import command_show
from goldleaf.scoring.results import Run

from tests.scoring.material import HARBOUR, case_toml, gold, page, run_with, write_case, write_goldset

NAME = "news--harbour-wall"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_goldset(tmp_path / "goldset")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def set_floor(folder: Path, value: float, *names: str) -> None:
    """Write a baseline with another floor for the ratio of some cases, as if it had been made so."""
    baseline = load_baseline(folder / "baseline.json")
    for name in names or (NAME,):
        baseline.cases[name].floors["ratio"] = value
    save_baseline(folder / "baseline.json", baseline)


@pytest.mark.parametrize(
    "command", [["score"], ["check"], ["gold"], ["gold", "list"], ["gold", "show"], ["gold", "validate"]]
)
def test_help_is_there_and_says_the_exit_codes(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage: main " + " ".join(command) in result.stdout
    if command[-1] in ("score", "check", "validate"):
        assert re.search(r"^ +Exit codes:\n +0  ", result.stdout, re.MULTILINE)
    if command[-1] in ("score", "check"):
        # One example a line: run together they can't be copied.
        examples = result.stdout.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
        assert len(examples) > 1
        assert all(line.split()[:2] == ["goldleaf", command[-1]] for line in examples)


def test_score_prints_a_table_and_writes_its_files(folder: Path) -> None:
    result = run(
        "score", "--engine", "goldleaf,readability", "--json", "out/run.json", "--html", "out/run.html"
    )
    assert result.exit_code == 0, result.output
    assert re.search(r"^goldleaf +3 +0 +\d+ \[\d+, \d+\] +\d\.\d{3} \[", result.stdout, re.MULTILINE)
    assert "goldleaf − readability" in result.stdout
    assert "article" in result.stdout
    data = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert data["source"] == "goldset:goldset"
    assert len(data["pages"]) == 6
    assert Path("out/run.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "out/run.json" in result.stderr


def test_score_reads_a_benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = Path("aeb")
    (place / "html").mkdir(parents=True)
    body = "\n".join(HARBOUR)
    (place / "html" / "a1.html").write_text(f"<article><p>{'</p><p>'.join(HARBOUR)}</p></article>")
    (place / "ground-truth.json").write_text(
        json.dumps({"a1": {"articleBody": body, "url": "https://a.example/"}})
    )
    result = run("score", "--benchmark", "aeb:aeb", "--engine", "readability")
    assert result.exit_code == 0, result.output
    assert re.search(r"^readability +1 +0 .*1\.000 \[few sites\]", result.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--engine", "nope"], "There is no engine 'nope'"),
        (["--engine", ","], "names no engine"),
        (["--benchmark", "wcxb"], "is not KIND:DIR"),
        (["--benchmark", "nope:."], "There is no benchmark kind 'nope'"),
        (["--benchmark", "wcxb:nowhere"], "There is no folder nowhere"),
        (["--benchmark", "wcxb:.", "--goldset", "goldset"], "exclude each other"),
        (["--goldset", "nowhere"], "There is no gold set at nowhere"),
        (["--json", "goldset"], "is a directory"),
        (["--jobs", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_of_score_exits_with_2(folder: Path, arguments: list[str], problem: str) -> None:
    result = run("score", *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_missing_extra_exits_with_2_and_the_command_that_installs_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = Engine("absent", "absent", "no_such_module_here", "compare", lambda: pytest.fail("loaded"))
    monkeypatch.setitem(engines.ENGINES, "absent", absent)
    result = run("score", "--engine", "goldleaf,absent")
    assert result.exit_code == 2
    assert "setup`: all but goose3" in result.stderr
    assert 'python -m pip install -e ".[compare]"' in result.stderr


@pytest.mark.parametrize("command", [["score", "--engine", "readability"], ["check", "--update"]])
def test_a_log_says_how_far_it_is_and_what_it_waits_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    # Sooner than any process can start, so that there is a line whatever the machine.
    monkeypatch.setattr(command_support, "EVERY", 1e-4)
    result = run(*command, "--jobs", "1")
    assert result.exit_code == 0, result.output
    name = "readability" if "score" in command else "goldleaf"
    assert result.stderr.startswith(f"0/3 pages done, waiting for {name} on blog--sour-apple\n")


@pytest.mark.parametrize(("command", "seconds"), [("score", 60.0), ("check", 20.0)])
def test_the_time_for_a_page_can_be_set(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, seconds: float
) -> None:
    given: list[float] = []

    def fake(*arguments: object, deadline: float, **others: object) -> None:
        given.append(deadline)
        raise BrokenGoldSet("Enough.")

    run("check", "--update")
    monkeypatch.setattr(command_support, "run_engines", fake)
    run(command)
    run(command, "--timeout", "7.5")
    assert given == [seconds, 7.5]
    refused = run(command, "--timeout", "0")
    assert refused.exit_code == 2
    assert "0 is not in the range" in refused.stderr


def test_the_life_of_a_baseline(folder: Path) -> None:
    missing = run("check")
    assert missing.exit_code == 2
    assert "goldleaf check --update" in missing.stderr
    assert missing.stdout == ""

    made = run("check", "--update")
    assert made.exit_code == 0, made.output
    assert "floors for 3 cases" in made.stderr
    first = (folder / "baseline.json").read_bytes()

    assert run("check").exit_code == 0
    again = run("check", "--update")
    assert again.exit_code == 0
    assert "nothing was written" in again.stderr
    assert (folder / "baseline.json").read_bytes() == first

    # Higher than any value, so that today's extractor is worse whatever it learns.
    set_floor(folder, 2.0)
    kept = (folder / "baseline.json").read_bytes()
    worse = run("check", "--html", "out/check.html", "--junit", "out/check.xml")
    assert worse.exit_code == 1
    assert f"WORSE  {NAME}: rapidfuzz ratio " in worse.stdout
    assert "2 hold their floors" in worse.stdout
    assert "goldleaf check: red" in Path("out/check.html").read_text(encoding="utf-8")
    assert ET.fromstring(Path("out/check.xml").read_bytes()).get("failures") == "1"

    refused = run("check", "--update")
    assert refused.exit_code == 1
    assert f"left as it is, because floors would go down: {NAME}.\n" in refused.stderr
    assert refused.output.count("floor 2.0000") == refused.output.count("Mend the extractor") == 1
    assert (folder / "baseline.json").read_bytes() == kept

    allowed = run("check", "--update", "--allow-regression", "Floors were set by hand")
    assert allowed.exit_code == 0, allowed.output
    assert "Floors were set by hand" in (folder / "baseline.json").read_text()
    assert re.search(
        rf"^lowered  {NAME}: rapidfuzz ratio 2\.0000 → \d\.\d{{4}}$", allowed.stderr, re.MULTILINE
    )
    assert '/baseline.json under "allowed".' in allowed.stderr.replace("\\", "/")
    assert run("check").exit_code == 0

    idle = run("check", "--update", "--allow-regression", "To be sure")
    assert idle.exit_code == 0
    assert "the reason was not needed and is not recorded" in idle.stderr
    assert (folder / "baseline.json").read_text().count("To be sure") == 0


def test_a_remedy_is_told_once_for_all_its_cases(folder: Path) -> None:
    run("check", "--update")
    set_floor(folder, 2.0, *load_baseline(folder / "baseline.json").cases)
    baseline = load_baseline(folder / "baseline.json")
    baseline.cases["news--gone"] = baseline.cases[NAME]
    save_baseline(folder / "baseline.json", baseline)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.count("WORSE  ") == 3
    assert [line.partition(":")[0] for line in result.stdout.splitlines()[-2:]] == ["Worse", "Unused floor"]
    assert result.stdout.count("Mend the extractor") == 1

    gone = run("check", "--update", "--allow-regression", "Fewer pages")
    assert gone.exit_code == 0, gone.output
    assert "removed  news--gone\n" in gone.stderr


def test_an_improvement_is_told_and_green(folder: Path) -> None:
    run("check", "--update")
    set_floor(folder, 0.1)
    result = run("check")
    assert result.exit_code == 0
    assert f"Better than their floors: {NAME}. Raise them with: goldleaf check --update" in result.stdout


def test_a_changed_page_turns_the_gate_red(folder: Path) -> None:
    run("check", "--update")
    page = folder / NAME / "page.html"
    page.write_bytes(page.read_bytes() + b"<!-- later -->")
    result = run("check")
    assert result.exit_code == 1
    assert f"PAGE CHANGED  {NAME}" in result.stdout


def test_the_baseline_may_lie_elsewhere(folder: Path) -> None:
    assert run("check", "--update", "--baseline", "else/where.json").exit_code == 0
    assert not (folder / "baseline.json").exists()
    assert run("check", "--baseline", "else/where.json").exit_code == 0


def test_a_damaged_baseline_is_never_written_over(folder: Path) -> None:
    (folder / "baseline.json").write_text("{")
    result = run("check", "--update")
    assert result.exit_code == 2
    assert "Restore it from version control" in result.stderr
    assert (folder / "baseline.json").read_text() == "{"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--allow-regression", "why"], "--allow-regression needs --update"),
        (["--update", "--allow-regression", " "], "needs a reason"),
        (["--goldset", "nowhere"], "There is no gold set at nowhere"),
        (["--junit", "goldset"], "is a directory"),
    ],
)
def test_wrong_usage_of_check_exits_with_2(folder: Path, arguments: list[str], problem: str) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_gold_set_exits_with_2_everywhere(folder: Path) -> None:
    (folder / NAME / "gold.html").unlink()
    for command in (["check"], ["score"], ["gold", "validate"]):
        result = run(*command)
        assert result.exit_code == 2, command
        assert "gold.html is missing" in result.stderr
        assert result.stdout == ""


def test_gold_list_names_the_cases(folder: Path) -> None:
    result = run("gold", "list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[2:]] == [
        "blog--sour-apple",
        NAME,
        "noarticle--login",
    ]


def test_gold_list_counts_words_and_aligns_titles(folder: Path) -> None:
    toml = case_toml("https://paper.example/4", "水に戻されない一枚の紙", ["和紙を漉く。"], [])
    text = "和紙を漉く。"
    write_case(folder, "japanese--paper", page("紙", [text]), gold([text]), toml)
    result = run("gold", "list")
    assert result.exit_code == 0
    heading, _, *rows = result.stdout.splitlines()
    start = heading.index("title")
    assert [row[start:] for row in rows] == [
        "A sour apple",
        "水に戻されない一枚の紙",
        "The wall held",
        "Log in",
    ]
    # A full stop is no word.
    assert rows[1][:start].split()[-1] == "5"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "goldleaf found none, which is right."),
        ("Log in here", "goldleaf took this for one:"),
        (None, "goldleaf gave no answer."),
    ],
)
def test_gold_show_says_in_words_that_a_page_is_no_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: str | None, words: str
) -> None:
    def spoil(url: str, text: str) -> str:
        if given is None:
            raise ValueError("Broken")
        return given

    # In this process, as the engine that is put in place is not there in another.
    _, ran = run_with(monkeypatch, folder, spoil)
    shown = Run(ran.source, ran.cases, ran.engines, (ran.of("goldleaf")["noarticle--login"],), {}, 0.0)
    monkeypatch.setattr(command_show, "run_engines", lambda *_, **__: shown)
    result = run("gold", "show", "login", "--width", "80")
    assert result.exit_code == 0, result.output
    assert f"This page is no article: gold.html is empty, and the right answer is to find none. {words}" in (
        result.stdout
    )
    assert ("GOLD " in result.stdout) == bool(given)
    assert (given or "") in result.stdout


def test_gold_show_stands_side_by_side(folder: Path) -> None:
    result = run("gold", "show", "harbour-wall", "--engine", "readability", "--width", "100", "--all")
    assert result.exit_code == 0, result.output
    assert "GOLD" in result.stdout
    assert "READABILITY" in result.stdout
    shown = [line for line in result.stdout.splitlines() if "The harbour wall at Sellin" in line]
    assert len(shown) == 1
    assert shown[0].count("The harbour wall at Sellin") == 2
    assert "rapidfuzz ratio" in result.stdout


def test_gold_show_of_an_unknown_case_exits_with_2(folder: Path) -> None:
    result = run("gold", "show", "nothing")
    assert result.exit_code == 2
    assert result.stderr == (
        "goldleaf gold show: There is no case 'nothing' in goldset. `goldleaf gold list` shows the names.\n"
    )


def test_gold_show_suggests_the_one_case_that_is_near(folder: Path) -> None:
    result = run("gold", "show", "Wall")
    assert result.exit_code == 2
    assert f"There is no case 'Wall' in goldset. Did you mean {NAME}?" in result.stderr
    # "-" is in each name: a guess among several would be no help.
    assert "Did you mean" not in run("gold", "show", "--", "-").stderr


@pytest.mark.parametrize("command", [["score"], ["check"], ["gold", "list"], ["gold", "validate"]])
def test_an_error_stands_behind_the_command_s_name(folder: Path, command: list[str]) -> None:
    result = run(*command, "--goldset", "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"goldleaf {' '.join(command)}: There is no gold set at nowhere")


def test_output_fits_into_any_encoding(folder: Path, repository: Path) -> None:
    # As on Windows, where what is written to a file or a pipe has few letters.
    done = subprocess.run(
        [sys.executable, "-m", "goldleaf.cli", "score", "--engine", "goldleaf,readability"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252:strict", "PYTHONPATH": str(repository / "server")},
        cwd=folder.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"goldleaf ? readability" in done.stdout


def test_gold_validate_is_content(folder: Path) -> None:
    result = run("gold", "validate")
    assert result.exit_code == 0
    assert "3 cases in goldset: nothing is wrong." in result.stdout
