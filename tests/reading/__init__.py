"""Tests of the reading room: HTML in, an article out."""
