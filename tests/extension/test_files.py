"""The extension's folder, without a browser: what it asks for, what it ships, what it says."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from .harness import EXTENSION, ROOT

SCRIPTS = sorted(EXTENSION.rglob("*.js"))
PAGES = sorted(EXTENSION.rglob("*.html"))
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
MESSAGES: dict[str, Any] = json.loads((EXTENSION / "_locales/en/messages.json").read_text(encoding="utf-8"))
CSS = (EXTENSION / "reader/article.css").read_text(encoding="utf-8")


def test_the_stylesheet_is_the_servers() -> None:
    server = ROOT / "server/goldleaf/reading/article.css"
    assert (EXTENSION / "reader/article.css").read_bytes() == server.read_bytes(), (
        "copy server/goldleaf/reading/article.css to extension/reader/article.css"
    )


def test_it_asks_for_no_more_than_it_needs() -> None:
    assert MANIFEST["manifest_version"] == 3
    assert set(MANIFEST["permissions"]) == {"activeTab", "scripting", "storage", "contextMenus"}
    assert set(MANIFEST["host_permissions"]) == {"http://127.0.0.1/*", "http://localhost/*"}
    assert not {"optional_permissions", "optional_host_permissions", "externally_connectable"} & set(MANIFEST)
    assert MANIFEST["content_scripts"][0]["matches"] == ["http://127.0.0.1/pair", "http://localhost/pair"]


def test_the_policy_of_its_pages_runs_only_its_own_files() -> None:
    policy = dict(
        rule.strip().split(" ", 1)
        for rule in MANIFEST["content_security_policy"]["extension_pages"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["connect-src"] == "http://127.0.0.1:* http://localhost:*"


def test_chromiums_id_follows_from_the_key() -> None:
    digest = hashlib.sha256(b64decode(MANIFEST["key"])).hexdigest()[:32]
    name = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    assert name in (ROOT / "docs/extension.md").read_text(encoding="utf-8")


def test_every_file_that_the_manifest_names_is_there() -> None:
    named = [*MANIFEST["icons"].values(), *MANIFEST["action"]["default_icon"].values()]
    named += [MANIFEST["background"]["service_worker"], *MANIFEST["background"]["scripts"]]
    named += MANIFEST["content_scripts"][0]["js"] + MANIFEST["web_accessible_resources"][0]["resources"]
    assert [name for name in named if not (EXTENSION / name).is_file()] == []


@pytest.mark.parametrize("size", ["16", "32", "48", "128"])
def test_icons_have_the_size_they_claim(size: str) -> None:
    data = (EXTENSION / MANIFEST["icons"][size]).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (int(size), int(size))


def used_messages() -> set[str]:
    """Every key that the scripts and the manifest ask for, the composed ones written out."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    used = set(re.findall(r"\bt\(\"(\w+)\"", source)) | set(re.findall(r"getMessage\(\"(\w+)\"", source))
    used |= set(re.findall(r"\"(pair[A-Z]\w+|smaller|larger|fact[A-Z]\w+)\"", source))
    used |= set(re.findall(r"__MSG_(\w+)__", json.dumps(MANIFEST)))
    for name, values in re.findall(r"choice\(\"(\w+)\", t\(\"\w+\"\), ([\w.()]+)", source):
        listed = {
            "FONTS": ["serif", "sans"],
            "THEMES": ["auto", "light", "sepia", "dark"],
            "Object.keys(WIDTHS)": ["narrow", "medium", "wide"],
        }
        used |= {f"{name}_{value}" for value in listed[values]}
    notices = (EXTENSION / "reader/notices.js").read_text(encoding="utf-8")
    table = notices.split("const NOTICES = {")[1].split("\n};")[0]
    names = re.findall(r"^  \"?([\w-]+)\"?: \(", table, re.MULTILINE)
    return used | {f"notice_{name.replace('-', '_')}" for name in names}


def test_every_text_is_there_and_every_text_is_used() -> None:
    assert used_messages() - set(MESSAGES) == set(), "texts that are asked for and missing"
    assert set(MESSAGES) - used_messages() == set(), "texts that nobody asks for"


def test_every_notice_that_the_worker_gives_has_its_page() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    given = set(re.findall(r"notice: \"([\w-]+)\"", source)) - {"cancelled"}
    assert {f"notice_{name.replace('-', '_')}" for name in given} <= set(MESSAGES)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(EXTENSION)))
def test_scripts_write_no_markup_and_run_no_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "setHTMLUnsafe",
    ):
        assert word not in re.sub(r"//.*", "", source), f"{path.name} uses {word}"
    assert len(source.splitlines()) <= 300


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(EXTENSION)))
def test_pages_hold_no_inline_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", source)
    for name in re.findall(r"(?:src|href)=\"([^\"]+)\"", source):
        assert (path.parent / name).resolve().is_file(), f"{path.name} asks for {name}"


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two #rrggbb colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def themes() -> dict[str, dict[str, str]]:
    found = {}
    for selector, block in re.findall(r"^ *([^\n{}/*]+?) \{([^{}]*--gl-paper: [^{}]*)\}", CSS, re.MULTILINE):
        colours = dict(re.findall(r"--gl-(paper|ink|quiet|link|wash|mark): (#[0-9a-f]{3,6});", block))
        found[selector.strip()] = {
            name: c if len(c) == 7 else "#" + "".join(x * 2 for x in c[1:]) for name, c in colours.items()
        }
    return found


def test_every_theme_is_looked_at() -> None:
    assert len(themes()) == 5, "light, sepia, dark, dark by the system, print"
    dark = [colours for name, colours in themes().items() if "dark" in name or "auto" in name]
    assert len(dark) == 2
    assert dark[0] == dark[1]


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("text", ["ink", "quiet", "link"])
def test_text_stands_out_by_seven_to_one(theme: str, text: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[text], colours["paper"]) >= 7
    if "wash" in colours and text == "ink":
        assert contrast(colours[text], colours["wash"]) >= 7
    if "mark" in colours and text == "ink":
        assert contrast(colours[text], colours["mark"]) >= 7
