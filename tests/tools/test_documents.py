"""What the documents say is there is there: chores, commands, options, links, pictures, code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from devkit.commands import CHORES, parser
from goldleaf.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ROW = re.compile(r"^\| `make (\w+)` \| `python3 tools/dev\.py (\w+)` \|", re.M)


def name(path: Path) -> str:
    """A document's path in the checkout."""
    return path.relative_to(ROOT).as_posix()


def fences(language: str) -> list[tuple[str, str]]:
    """(document, code) of every fenced block in a language."""
    return [
        (name(path), code)
        for path in DOCUMENTS
        for found, code in FENCE.findall(path.read_text("utf-8"))
        if found == language
    ]


def anchors(path: Path) -> set[str]:
    """The anchors that a Markdown file's headings get on GitHub."""
    text = FENCE.sub("", path.read_text("utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.M)
    }


def goldleaf_commands() -> list[tuple[str, str]]:
    """(document, command line) of every ``goldleaf …`` in a fence of shell commands or within a line."""
    lines = [(where, line) for where, code in fences("sh") for line in code.splitlines()]
    for path in DOCUMENTS:
        inline = re.findall(r"`(goldleaf [^`\n]+)`", FENCE.sub("", path.read_text("utf-8")))
        lines += [(name(path), line) for line in inline]
    found = []
    for where, line in lines:
        command = re.search(r"(?:^|\s|/)(goldleaf [a-z].*)$", re.sub(r"\s+#.*|\s+[>|].*", "", line))
        if command:
            found.append((where, command.group(1)))
    return found


def test_readme_makefile_and_chores_are_the_same() -> None:
    rows = ROW.findall((ROOT / "README.md").read_text("utf-8"))
    assert all(target == chore for target, chore in rows)
    assert [target for target, _ in rows] == list(CHORES)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^((?:\w+ ?)+):\n\t@\$\(DEV\) \$@ \$\(ARGS\)$", makefile, re.M)
    assert targets
    assert targets.group(1).split() == list(CHORES)
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert phony
    assert phony.group(1).split() == ["help", *CHORES]


@pytest.mark.parametrize("chore", CHORES)
def test_every_chore_has_help(chore: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([chore, "--help"])
    assert ended.value.code == 0
    assert CHORES[chore].split(" (")[0].split()[0] in capsys.readouterr().out


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(target)
    assert not broken


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, queue = set[Path](), [ROOT / "README.md"]
    while queue:
        path = queue.pop()
        if path in reached or not path.exists():
            continue
        reached.add(path)
        links = LINK.findall(path.read_text("utf-8"))
        queue += [(path.parent / link.partition("#")[0]).resolve() for link in links if ".md" in link]
    assert [name(path) for path in DOCUMENTS if path not in reached] == []


def test_documents_name_goldleaf_commands() -> None:
    assert len(goldleaf_commands()) >= 5


@pytest.mark.parametrize(("where", "line"), sorted(set(goldleaf_commands())))
def test_every_goldleaf_command_and_option_in_a_document_exists(where: str, line: str) -> None:
    context = click.Context(main)
    command: click.Command = main
    words = line.split()[1:]
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{where}: there is no `{words[0]}`"
        command = found
        words.pop(0)
    options = {option for parameter in command.params for option in parameter.opts}
    options |= set(command.get_help_option_names(context)) | {"--help", "-h"}
    for word in words:
        option = word.partition("=")[0].strip("[]")
        if option.startswith("--"):
            assert option in options, f"{where}: `{command.name}` has no {option}"


@pytest.mark.parametrize(("where", "code"), fences("python"))
def test_python_in_documents_is_python(where: str, code: str) -> None:
    ast.parse(code, where)


def test_every_room_of_the_package_is_described() -> None:
    house = (ROOT / "docs" / "house.md").read_text("utf-8")
    stages = [
        path.stem for path in (ROOT / "server/goldleaf/reading").iterdir() if not path.name.startswith("_")
    ]
    assert stages
    assert [stage for stage in sorted(stages) if not re.search(rf"\b{stage}\b", house)] == []
