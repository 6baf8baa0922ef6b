"""A run in which a test was skipped quietly has failed; missing benchmark data is the one excuse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MARKED = "import pytest\n@pytest.mark.shared\ndef test_it(): pass\n"
FIXTURE = "def test_it(shared_dir): assert shared_dir.is_dir()\n"
QUIET = "import pytest\ndef test_it(): pytest.skip('not today')\n"
MODULE = "import pytest\npytest.skip('not here', allow_module_level=True)\n"
EXPECTED = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_it(): assert False\n"


@pytest.mark.parametrize(
    ("source", "data", "code"),
    [
        (MARKED, True, 0),
        (MARKED, False, 0),
        (FIXTURE, True, 0),
        (FIXTURE, False, 0),
        (QUIET, True, 1),
        (QUIET, False, 1),
        (QUIET.replace("def", "@pytest.mark.shared\ndef"), True, 1),
        (MODULE, True, 1),
        (EXPECTED, True, 0),
    ],
)
def test_skips_are_excused_only_for_missing_data(
    source: str, data: bool, code: int, tmp_path: Path, repository: Path
) -> None:
    (tmp_path / "test_it.py").write_text(source)
    (tmp_path / "test_other.py").write_text("def test_it(): pass\n")
    (tmp_path / "conftest.py").write_bytes((repository / "tests" / "conftest.py").read_bytes())
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = shared\n")
    if data:
        (tmp_path / "data").mkdir()
    # Only the rule is under test: without the plugins of other tools a run takes a tenth of the time.
    environ = {
        **os.environ,
        "GOLDLEAF_SHARED": str(tmp_path / "data"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib"],
        capture_output=True, text=True, env=environ, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert answer.returncode == code, answer.stdout
    assert ("skipped without an excuse" in answer.stdout) == bool(code)
