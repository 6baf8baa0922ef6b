"""Engines that another distribution brings: a real one, made of files as an installer would leave them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import ENGINES, engine, engine_names
from goldleaf.scoring.errors import BrokenEngine, UnknownName
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.provenance import provenance
from goldleaf.scoring.results import Outcome
from goldleaf.scoring.runner import run_engines

MODULE = """
from goldleaf import NoArticle
from goldleaf.scoring.engines import Engine, Extraction

def load():
    def extract(page, url):
        if page == b"none":
            raise NoArticle("The lantern sees no article.")
        if page == b"crash":
            raise KeyError("wick")
        return Extraction(page.decode().upper())
    return extract

ENGINE = Engine("lantern", "lantern", "lantern_engine", None, load)
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed distributions on Python's path, for this process and those it starts."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    for name in ("lantern_engine", "lamp_engine"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return folder


def install(site: Path, module: str, *, name: str = "lantern", to: str = "lantern_engine:ENGINE") -> None:
    """Put a distribution there: its metadata, its entry point and its module."""
    info = site / f"{name.replace('-', '_')}-2.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n")
    (info / "entry_points.txt").write_text(f"[goldleaf.engines]\nlantern = {to}\n")
    (site / f"{to.partition(':')[0]}.py").write_text(module)


def test_an_engine_of_another_distribution_is_found_and_described(site: Path) -> None:
    install(site, MODULE)
    assert engine_names()[-1] == "lantern"
    assert engine("lantern").version == "2.5"
    assert provenance(["lantern"])["engines"] == {"lantern": "2.5"}


def test_it_is_imported_only_when_it_is_asked_for(site: Path) -> None:
    install(site, "raise RuntimeError('imported')")
    assert "lantern" in engine_names()
    assert engine("goldleaf") is ENGINES["goldleaf"]
    with pytest.raises(UnknownName, match="lantern"):
        engine("nope")


def test_it_runs_in_worker_processes_and_its_crashes_are_counted(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(site, MODULE)
    monkeypatch.setenv("PYTHONPATH", str(site))
    cases = []
    for name, gold in (("held", "THE WALL HELD"), ("none", ""), ("crash", "THE WALL HELD")):
        page = tmp_path / f"{name}.html"
        page.write_text("the wall held" if name == "held" else name)
        cases.append(Case(name, page, Reference(gold)))
    results = run_engines(cases, ["lantern"], workers=1).of("lantern")
    assert {name: found.outcome for name, found in results.items()} == {
        "held": Outcome.ARTICLE,
        "none": Outcome.NO_ARTICLE,
        "crash": Outcome.CRASH,
    }
    assert {name: found.value("ratio") for name, found in results.items()} == {
        "held": 1.0,
        "none": 1.0,
        "crash": 0.0,
    }
    assert results["crash"].error == "KeyError: 'wick'"


@pytest.mark.parametrize(
    ("module", "to", "problem"),
    [
        ("import no_such_module_here", "lantern_engine:ENGINE", "can't be imported (ModuleNotFoundError"),
        ("raise SystemError('broken')", "lantern_engine:ENGINE", "can't be imported (SystemError: broken)"),
        (MODULE, "lantern_engine:ABSENT", "can't be imported (AttributeError"),
        (MODULE, "lantern_engine:load", "is of type function"),
        (MODULE.replace('"lantern"', '"lamp"'), "lantern_engine:ENGINE", "calls itself 'lamp'"),
    ],
)
def test_what_is_no_engine_is_told_with_its_distribution(
    site: Path, module: str, to: str, problem: str
) -> None:
    install(site, module, to=to)
    with pytest.raises(BrokenEngine) as caught:
        engine("lantern")
    assert problem in caught.value.message
    assert "of lantern " in caught.value.message


def test_two_of_one_name_are_refused(site: Path) -> None:
    install(site, MODULE)
    install(site, MODULE, name="lamp-shop", to="lamp_engine:ENGINE")
    with pytest.raises(BrokenEngine, match=r"several distributions \(lamp-shop, lantern\)"):
        engine("lantern")


def test_no_distribution_takes_the_place_of_an_engine_of_ours(site: Path) -> None:
    install(site, MODULE)
    points = next(site.glob("*.dist-info")) / "entry_points.txt"
    points.write_text("[goldleaf.engines]\nreadability = lantern_engine:ENGINE\n")
    with pytest.raises(BrokenEngine, match="as one of Goldleaf's own engines is"):
        engine("readability")


def test_an_engine_without_its_package_says_what_to_do(site: Path) -> None:
    install(site, MODULE.replace("lantern_engine", "wick_module_that_is_absent"))
    with pytest.raises(BrokenEngine, match="needs the module wick_module_that_is_absent"):
        engine("lantern")
