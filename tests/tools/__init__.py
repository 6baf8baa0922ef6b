"""Tests of the chores and of the repository itself: its documents, lock files, rooms and package."""
