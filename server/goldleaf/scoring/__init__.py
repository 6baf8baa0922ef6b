"""Scores of extraction engines against gold sets and public benchmarks, and the gate that guards them.

The room's parts, from the data to the verdict: :mod:`~goldleaf.scoring.goldset` and
:mod:`~goldleaf.scoring.benchmarks` load cases, :mod:`~goldleaf.scoring.engines` extract,
:mod:`~goldleaf.scoring.metrics` measure, :mod:`~goldleaf.scoring.runner` runs engines over cases,
:mod:`~goldleaf.scoring.stats` and :mod:`~goldleaf.scoring.scoreboard` sum up with intervals, and
:mod:`~goldleaf.scoring.gate` compares with the baseline. Uses :mod:`goldleaf.reading`; knows no web server.
"""
