"""The repository itself as test data: its root, its files, its rooms."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: The import packages that stand at the top of the repository; `tests` is one too but is not installed.
ROOMS = ("analysis", "benchmarks", "dashboard", "graph", "guanlian", "ingest", "measures", "queries", "reports")

_MADE = {".git", ".venv", "build", "dist", ".hypothesis"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, sorted: what git would commit, or, without git, what is not made."""
    listing = _git_files()
    paths = _walked_files() if listing is None else (ROOT / name for name in listing)
    return tuple(sorted(path for path in paths if path.is_file()))


def _git_files() -> list[str] | None:
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [name for name in done.stdout.split("\0") if name]


def _walked_files() -> list[Path]:
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not any(part in _MADE or part.endswith(("cache", "cache__", ".egg-info")) for part in parts):
            found.append(path)
    return found
