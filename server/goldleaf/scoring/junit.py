"""The gate's verdict as JUnit XML, as continuous integration systems read it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from goldleaf.scoring.differences import writable
from goldleaf.scoring.faults import Fault, FaultKind, Verdict
from goldleaf.scoring.gate import ENGINE
from goldleaf.scoring.goldset import GoldSet
from goldleaf.scoring.results import Run


def junit_xml(goldset: GoldSet, run: Run, verdict: Verdict) -> bytes:
    """A test suite with a test for each case, and one for the baseline itself where it has faults of its own.

    Returns:
        An XML document, UTF-8.
    """
    results = run.of(ENGINE)
    faults: dict[str, list[Fault]] = {case.name: [] for case in goldset}
    for fault in verdict.faults:
        faults.setdefault(fault.case or "baseline", []).append(fault)
    failed = sum(bool(found) for found in faults.values())
    suite = ET.Element(
        "testsuite",
        name="goldleaf check",
        tests=str(len(faults)),
        failures=str(failed),
        errors="0",
        skipped="0",
        time=f"{run.seconds:.3f}",
        timestamp=str(run.provenance["date"]).removesuffix("+00:00"),
    )
    for name, found in faults.items():
        seconds = results[name].seconds if name in results else 0.0
        test = ET.SubElement(
            suite, "testcase", classname="goldset", name=writable(name), time=f"{seconds:.3f}"
        )
        if found:
            worse = any(fault.kind is FaultKind.WORSE for fault in found)
            message = writable(" ".join(fault.problem for fault in found))
            failure = ET.SubElement(
                test, "failure", message=message, type="worse" if worse else found[0].kind
            )
            failure.text = writable("\n".join(_body(fault) for fault in found))
    suites = ET.Element("testsuites", tests=str(len(faults)), failures=str(failed), errors="0")
    suites.append(suite)
    ET.indent(suites)
    return bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True)) + b"\n"


def _body(fault: Fault) -> str:
    listed = [f"lost    {line}" for line in fault.lost] + [f"gained  {line}" for line in fault.gained]
    listed += [f"        {piece}" for piece in fault.pieces]
    moved = ["moved   lines stand in another order"] if fault.moved else []
    return "\n".join([f"{fault.kind}: {fault.problem}", *listed, *moved, fault.remedy])
