"""Tests of the scoring room: cases, metrics, statistics, the gate and its commands."""
