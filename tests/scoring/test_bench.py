"""The benchmark command: what is timed, added up and written. No test looks at real times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import goldleaf
import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.errors import NoArticle, OutOfTime
from goldleaf.reading import pipeline
from goldleaf.scoring.bench import growth as growth_module
from goldleaf.scoring.bench.contenders import PARSE, READABILITY, contenders
from goldleaf.scoring.bench.growth import Growth, Point, exponent, grow
from goldleaf.scoring.bench.probe import peak_memory, probe_contender
from goldleaf.scoring.bench.specimens import ordinary_page
from goldleaf.scoring.bench.stages import WHOLE, stage_times
from goldleaf.scoring.bench.summary import Findings, Quartiles, Speed
from goldleaf.scoring.bench.tables import findings_markdown, findings_text
from goldleaf.scoring.bench.timing import PageTimes, race
from lxml.html import fromstring

from tests.scoring.material import HARBOUR, page


class _Clock:
    """Time that passes only when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> None:
        self.now += seconds


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["bench", *(str(argument) for argument in arguments)])


def test_each_contender_pays_for_its_own_work_and_they_take_turns() -> None:
    clock = _Clock()
    order: list[str] = []

    def slow(html: bytes) -> None:
        order.append("slow")
        clock.work(len(html))

    def quick(html: bytes) -> None:
        order.append("quick")
        clock.work(1)

    found = race([("a", b"xxxx"), ("b", b"xx")], {"slow": slow, "quick": quick}, 3, clock=clock)
    assert [(times.page, times.size, times.seconds) for times in found] == [
        ("a", 4, {"slow": 4, "quick": 1}),
        ("b", 2, {"slow": 2, "quick": 1}),
    ]
    assert order[:6] == ["slow", "quick", "quick", "slow", "slow", "quick"]


def test_the_median_of_the_rounds_counts_and_a_failure_is_told() -> None:
    clock = _Clock()
    costs = iter([5.0, 1.0, 2.0])

    def moody(html: bytes) -> None:
        cost = next(costs)
        clock.work(cost)
        if cost == 1.0:
            raise ValueError

    (found,) = race([("a", b"")], {"moody": moody}, 3, clock=clock)
    assert found.seconds == {"moody": 2.0}
    assert found.failed == {"moody"}


def test_the_bare_parse_and_readability_are_always_timed() -> None:
    assert list(contenders(["goldleaf"])) == [PARSE, READABILITY, "goldleaf"]
    assert list(contenders(["readability"])) == [PARSE, READABILITY]
    html = page("Wall", HARBOUR).encode()
    for contender in contenders(["goldleaf"]).values():
        assert contender(html) is not None


@pytest.mark.parametrize("size", [1_000, 50_000, 400_000])
def test_a_synthetic_page_has_the_size_asked_for_and_is_read_whole(size: int) -> None:
    html = ordinary_page(size)
    assert size <= len(html) < size + 2_000
    assert html == ordinary_page(size)
    sections = fromstring(html.decode()).findall(".//section")
    article = goldleaf.read(html)
    # The headings are the page's own, and each section's first paragraph has its number.
    missing = [n for n in range(len(sections)) if f"On day {n}: " not in article.text]
    assert missing == []


@pytest.mark.parametrize("slope", [0.9, 1.0, 1.5, 2.0])
def test_the_exponent_is_the_slope_of_the_logarithms(slope: float) -> None:
    points = [(float(size), 3e-9 * size**slope) for size in (100_000, 300_000, 1_000_000, 10_000_000)]
    assert exponent(points) == pytest.approx(slope)
    assert exponent(points[:1]) is None
    assert exponent([(5.0, 1.0), (5.0, 2.0)]) is None


def test_larger_sizes_are_not_tried_after_one_that_took_too_long() -> None:
    def probe(name: str, size: int, deadline: float) -> Point:
        return Point(size, None if size >= 300 else size / 100, 1, False)

    found = grow("x", [1_000, 100, 300, 10], 5, probe=probe)
    assert [point.size for point in found.points] == [10, 100, 300]
    assert found.exponent == pytest.approx(1.0)


def test_a_process_that_runs_out_of_time_is_a_point_without_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def __init__(self, **options: object) -> None:
            pass

        def __enter__(self) -> Late:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def submit(self, *task: object) -> Late:
            return self

        def result(self) -> None:
            raise OutOfTime("Too late.")

    monkeypatch.setattr(growth_module, "WorkerPool", Late)
    assert grow("goldleaf", [100], 1).points == (Point(100, None, None, True),)


def test_one_size_is_measured_in_a_process_of_its_own() -> None:
    found = grow(PARSE, [60_000], 60)
    (point,) = found.points
    assert 60_000 <= point.size < 62_000
    assert point.seconds is not None
    assert not point.failed
    here = peak_memory()
    assert here is None or (point.peak is not None and point.peak > 0)


def test_a_probe_tells_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    from goldleaf.scoring.bench import probe as module

    calls: list[int] = []

    def weak(html: bytes) -> None:
        calls.append(len(html))
        if len(html) > 50_000:
            raise RecursionError

    monkeypatch.setattr(module, "contenders", lambda names: {PARSE: weak})
    found = probe_contender(PARSE, 60_000, 2)
    assert found.failed
    assert len(calls) == 3


@pytest.fixture
def untouched_pipeline() -> Iterator[None]:
    before = dict(vars(pipeline))
    yield
    assert dict(vars(pipeline)) == before


@pytest.mark.usefixtures("untouched_pipeline")
def test_stages_are_the_functions_that_the_pipeline_calls() -> None:
    pages = [page("Wall", HARBOUR).encode(), b"<html><body><nav><a href=/>Home</a></nav></body></html>"]
    with pytest.raises(NoArticle):
        goldleaf.read(pages[1])
    found = stage_times(pages, 2)
    assert {"decode", "parse", "reveal", "segment", "propose", "compose", "sanitise"} < set(found)
    assert list(found)[-1] == WHOLE
    assert {len(values) for values in found.values()} == {2}
    assert found["sanitise"][1] == 0.0
    for place in (0, 1):
        stages = [values[place] for name, values in found.items() if name != WHOLE]
        assert sum(stages) > 0


def test_quartiles_are_those_of_the_pages() -> None:
    assert Quartiles.of([5, 1, 3, 2, 4]) == Quartiles(2, 3, 4)
    assert Quartiles.of([7]) == Quartiles(7, 7, 7)
    with pytest.raises(ValueError, match="nothing"):
        Quartiles.of([])


def _findings() -> Findings:
    def times(name: str, parse: float, readability: float, mine: float) -> PageTimes:
        failed = frozenset(["goldleaf"] if mine > 1 else [])
        return PageTimes(name, 10, {PARSE: parse, READABILITY: readability, "goldleaf": mine}, failed)

    pages = (times("a", 0.1, 1.0, 0.5), times("b", 0.1, 2.0, 0.5), times("c", 0.2, 2.0, 1.5))
    speed = Speed("wcxb:dev", 3, pages, {"decode": [0.001, 0.002, 0.004], WHOLE: [0.01, 0.02, 0.03]})
    grown = Growth(
        "goldleaf",
        (Point(100_000, 0.05, 50 * 1024**2, False), Point(1_000_000, None, None, True)),
        None,
    )
    origin = {
        "versions": {"goldleaf": "1", "lxml": "6"},
        "engines": {"goldleaf": "1", "readability": "0.9"},
        "commit": None,
        "machine": {"system": "Linux", "processor": "x", "cores": 2},
        "date": "2026-03-01T12:00:00+00:00",
    }
    return Findings([], [speed], [grown], origin)


def test_the_ratio_is_made_page_by_page() -> None:
    (engines,) = [found["engines"] for found in _findings().as_dict()["speed"]]
    assert engines["goldleaf"]["ratio_to_readability"] == {"q1": 0.375, "median": 0.5, "q3": 0.625}
    assert engines["goldleaf"]["ratio_to_parse"]["median"] == 5.0
    assert engines[READABILITY]["ratio_to_readability"]["median"] == 1.0
    assert engines["goldleaf"]["failures"] == 1


def test_the_tables_show_the_same_in_a_terminal_and_as_markdown() -> None:
    text, document = findings_text(_findings()), findings_markdown(_findings())
    assert "0.50 [0.38, 0.62]" in text
    assert "| goldleaf | 1 | 500.0 [500.0, 1000.0] | 0.50 [0.38, 0.62] | 5.0 [5.0, 6.2] |" in document
    assert "| decode | 2.00 [1.50, 3.00] |" in document
    assert "| goldleaf | 0.05 | not done | – |" in document
    assert "| goldleaf | 50 | – |" in document
    assert "Linux (x, 2 cores), commit unknown" in document
    assert "goldleaf 1, lxml 6" in document
    for line in document.splitlines():
        assert not line.startswith("|") or line.endswith("|")


def _write_benchmark(folder: Path) -> Path:
    (folder / "html").mkdir(parents=True)
    (folder / "ground-truth").mkdir()
    texts = [" ".join(HARBOUR), "", " ".join(HARBOUR[:3])]
    for number, text in enumerate(texts):
        html = page(f"Wall {number}", HARBOUR if len(text) > 300 or not text else HARBOUR[:3])
        (folder / "html" / f"{number}.html").write_text(html, "utf-8")
        truth = {"url": f"https://site{number}.example/wall", "ground_truth": {"main_content": text}}
        (folder / "ground-truth" / f"{number}.json").write_text(json.dumps(truth), "utf-8")
    return folder


def test_the_command_makes_the_whole_table_again(tmp_path: Path) -> None:
    folder = _write_benchmark(tmp_path / "dev")
    values, tables = tmp_path / "out" / "bench.json", tmp_path / "out" / "bench.md"
    result = _run(
        "--benchmark", f"wcxb:{folder}", "--engine", "goldleaf,readability", "--every", "2", "--rounds", "1",
        "--sizes", "0.02,0.04", "--jobs", "1", "--json", values, "--markdown", tables,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    data = json.loads(values.read_text("utf-8"))
    assert set(data["provenance"]) >= {"versions", "engines", "commit", "machine", "date"}
    (quality,) = data["quality"]
    assert quality["left_out_without_text"] == 1
    assert [row["pages"] for row in quality["rows"] if row["group"] == "all"] == [2, 2]
    mine = next(row for row in quality["rows"] if row["engine"] == "goldleaf")
    assert mine["metrics"]["token_f1"]["value"] > 0.9
    (speed,) = data["speed"]
    assert [found["page"] for found in speed["pages"]] == ["0", "2"]
    assert set(speed["engines"]) == {PARSE, READABILITY, "goldleaf"}
    assert speed["stages_cpu_ms"][WHOLE]["median"] > 0
    assert {found["engine"] for found in data["growth"]} == {PARSE, READABILITY, "goldleaf"}
    assert all(len(found["points"]) == 2 for found in data["growth"])
    written = tables.read_text("utf-8")
    assert "1 without a true text left out" in written
    assert "÷ readability-lxml" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name a --benchmark"),
        (("--only", "growth", "--sizes", "big"), "are not megabytes"),
        (("--only", "growth", "--sizes", "-1"), "over 0"),
        (("--only", "growth", "--engine", " , "), "names no engine"),
        (("--only", "growth", "--engine", "nobody"), "no engine 'nobody'"),
        (("--benchmark", "wcxb"), "KIND:DIR"),
        (("--benchmark", "wcxb:/nowhere/at/all"), "no folder"),
    ],
)
def test_wrong_usage_is_told_before_any_work(arguments: tuple[str, ...], told: str) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_help_says_the_exit_codes() -> None:
    assert "Exit codes:" in _run("--help").output
