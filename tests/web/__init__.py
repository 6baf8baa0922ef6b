"""Tests of the server and of its worker processes."""
