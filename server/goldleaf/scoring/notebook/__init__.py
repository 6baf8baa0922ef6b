"""What the notebooks show: tables, charts and pages side by side, made from a run.

The notebooks stay thin: they call these, and say in words what is to be seen. Needs the extra ``notebooks``.
"""

from __future__ import annotations

from importlib.util import find_spec

from goldleaf.errors import MissingExtra
from goldleaf.scoring.errors import install_hint

for _module in ("pandas", "altair", "vl_convert"):
    if find_spec(_module) is None:
        raise MissingExtra(
            f"The notebooks need {_module}, which is not installed. {install_hint('notebooks')}",
            extra="notebooks",
            module=_module,
        )

from goldleaf.scoring.notebook.browsing import FailureBrowser  # noqa: E402
from goldleaf.scoring.notebook.changing import (  # noqa: E402
    change_chart,
    change_frame,
    metric_chart,
    values_of,
    values_of_run,
)
from goldleaf.scoring.notebook.charts import interval_chart, movement_chart, set_up  # noqa: E402
from goldleaf.scoring.notebook.comparing import difference_chart, difference_frame, group_chart  # noqa: E402
from goldleaf.scoring.notebook.frames import page_frame, score_frame  # noqa: E402
from goldleaf.scoring.notebook.places import find_goldset  # noqa: E402
from goldleaf.scoring.notebook.published import PUBLISHED, published_chart, published_frame  # noqa: E402
from goldleaf.scoring.notebook.runs import cached_run, find_benchmarks, gold_run, installed, sample  # noqa: E402
from goldleaf.scoring.notebook.speed import frontier_chart, size_chart  # noqa: E402
from goldleaf.scoring.notebook.views import page_view, scoreboard_view, worst_pages  # noqa: E402

__all__ = [
    "PUBLISHED",
    "FailureBrowser",
    "cached_run",
    "change_chart",
    "change_frame",
    "difference_chart",
    "difference_frame",
    "find_benchmarks",
    "find_goldset",
    "frontier_chart",
    "gold_run",
    "group_chart",
    "installed",
    "interval_chart",
    "metric_chart",
    "movement_chart",
    "page_frame",
    "page_view",
    "published_chart",
    "published_frame",
    "sample",
    "score_frame",
    "scoreboard_view",
    "set_up",
    "size_chart",
    "values_of",
    "values_of_run",
    "worst_pages",
]
