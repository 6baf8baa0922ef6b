"""Every chore of this repository, for people with and without ``make``: ``python3 tools/dev.py serve``.

Needs nothing but a Python: this file is readable to old ones too, so that it can look for a new enough one or
say what to install. The work is done in ``tools/devkit``.
"""

import os
import subprocess
import sys
from pathlib import Path

MINIMUM = (3, 11)
NEWER_NAMES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")


def newer_python() -> "str | None":
    """Find a Python on PATH that is new enough.

    Each is run, not only looked up: version managers and app stores leave names with no Python behind them.
    """
    probe = f"import sys\nif sys.version_info < {MINIMUM!r}: raise SystemExit(1)\nprint(sys.executable)"
    commands = [[name] for name in NEWER_NAMES]
    if os.name == "nt":
        commands.insert(0, ["py", "-3"])
    for command in commands:
        try:
            found = subprocess.run(
                [*command, "-c", probe],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=60,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if found.returncode == 0:
            return found.stdout.decode().strip()
    return None


def main() -> int:
    """Run the chore named on the command line, in a newer Python where this one is too old."""
    if sys.version_info < MINIMUM:
        python = newer_python()
        if python is None:
            have = ".".join(str(part) for part in sys.version_info[:3])
            sys.stderr.write(
                f"Goldleaf needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer. "
                f"This is {have}, and PATH has no newer one.\n"
                "Install one (https://www.python.org/downloads/ or your system's packages) and try again.\n"
            )
            return 2
        return subprocess.call([python, str(Path(__file__).resolve()), *sys.argv[1:]])
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from devkit.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
