"""What the browser tests stand on: two browsers, a site to read, a server to talk to."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXTENSION = ROOT / "extension"
