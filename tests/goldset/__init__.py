"""Tests of the gold set, and of pages built around a text that was captured without its markup."""
