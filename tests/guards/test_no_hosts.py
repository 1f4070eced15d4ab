"""The repository names no package host and no place on one machine: it must build from any mirror, anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.repository import ROOT, files

PIN_FILE = re.compile(r"(^requirements/.*|(^|/)(pip\.conf|[^/]*\.lock|package-lock\.json|pyproject\.toml|Makefile))$")
HOST = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host|\b(pypi|pythonhosted|aliyun|tuna)\b")
# A home folder, or the top folders where build machines keep their checkouts.
MACHINE_PATH = re.compile(r"(?<![\w.:/~*$}-])/(home|Users|root|work|workspace|builds)/\w|\b[A-Z]:\\Users\\")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize("path", [p for p in files() if PIN_FILE.search(_name(p))], ids=_name)
def test_pins_name_no_host(path: Path) -> None:
    lines = [line for line in _text(path).splitlines() if HOST.search(line)]
    assert not lines, "pin by version and hash only; the host is the business of each machine's pip settings"


def test_no_file_names_a_place_on_one_machine() -> None:
    found = [
        f"{_name(path)}:{number}"
        for path in files()
        for number, line in enumerate(_text(path).splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found, "write paths relative to the repository, or take them from settings"


def test_every_pin_has_a_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        logical = _text(path).replace("\\\n", " ").splitlines()
        bare = [line for line in logical if line.strip() and not line.startswith("#") and "--hash=sha256:" not in line]
        assert not bare, f"{path.name} has lines without a hash; compile it again with `make pins`"
