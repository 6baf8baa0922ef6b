"""The gate's verdict as Markdown for the page of a GitHub Actions job."""

from __future__ import annotations

import re

from goldleaf.scoring.differences import shorten
from goldleaf.scoring.faults import Fault, Verdict
from goldleaf.scoring.results import Run

VARIABLE = "GITHUB_STEP_SUMMARY"
"""The environment variable in which GitHub Actions names the file to append to:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"""

_MOST_FAULTS = 50
_MOST_LINES = 8
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#!])")


def job_summary(run: Run, verdict: Verdict) -> str:
    """A heading, the faults with what each page lost and gained, and where the numbers come from.

    Args:
        run: Goldleaf over the gold set.
        verdict: from :func:`goldleaf.scoring.gate.judge`.

    Returns:
        Markdown. What comes from pages is escaped.
    """
    total = len(run.cases)
    parts = [f"## goldleaf check: {'green' if verdict.green else 'red'}"]
    if verdict.green:
        parts.append(f"{total} cases: each holds its floors.")
    else:
        parts.append(f"{total} cases, {len(verdict.faults)} fault{'s' if len(verdict.faults) != 1 else ''}.")
        parts += [_told(fault) for fault in verdict.faults[:_MOST_FAULTS]]
        if len(verdict.faults) > _MOST_FAULTS:
            parts.append(f"… and {len(verdict.faults) - _MOST_FAULTS} more faults; the report has them all.")
    if verdict.better:
        names = ", ".join(map(_plain, verdict.better[:_MOST_FAULTS]))
        parts.append(f"Better than their floors: {names}. Raise them with `goldleaf check --update`.")
    versions = run.provenance["versions"]
    told = ", ".join(
        f"{name} {versions[name]}" for name in ("goldleaf", "readability-lxml", "lxml", "python")
    )
    parts.append(f"<sub>{_plain(told)}; {run.seconds:.1f} s</sub>")
    return "\n\n".join(parts) + "\n\n"


def _told(fault: Fault) -> str:
    listed = [f"lost: {line}" for line in fault.lost] + [f"gained: {line}" for line in fault.gained]
    listed += [*fault.pieces, *(["lines stand in another order"] if fault.moved else [])]
    lines = [f"**{fault.kind}** · **{_plain(fault.case or 'baseline')}** {_plain(fault.problem)}"]
    if listed:
        lines.append("")
    lines += [f"- {_plain(shorten(line, 160))}" for line in listed[:_MOST_LINES]]
    if len(listed) > _MOST_LINES:
        lines.append(f"- … and {len(listed) - _MOST_LINES} more")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, in one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()).replace("&", "&amp;"))
