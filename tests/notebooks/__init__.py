"""Tests of the notebooks: executed from clean, with what they show looked at."""
