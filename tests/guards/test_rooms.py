"""The rooms named in pyproject.toml are the rooms that stand there, in the build, the types and the import rules."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.support.repository import ROOMS, ROOT, files


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_at_the_top_is_a_room() -> None:
    standing = {path.parent.name for path in files() if path.name == "__init__.py" and path.parent.parent == ROOT}
    assert standing - {"tests"} == set(ROOMS)


def test_build_types_and_import_rules_know_every_room(project: dict[str, Any]) -> None:
    tool = project["tool"]
    built = {name for name in tool["setuptools"]["packages"]["find"]["include"] if "." not in name}
    assert built == set(ROOMS)
    assert set(tool["importlinter"]["root_packages"]) == set(ROOMS)
    assert set(tool["mypy"]["packages"]) == {*ROOMS, "tests"}


def test_every_folder_with_code_is_a_package() -> None:
    bare = {
        str(path.parent.relative_to(ROOT))
        for path in files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in ROOMS
        and "pages" not in path.parts
        and not (path.parent / "__init__.py").exists()
    }
    assert not bare, "without __init__.py these folders are not installed and their imports are not checked"


def test_every_file_beside_the_code_is_installed_with_it(project: dict[str, Any]) -> None:
    shipped = project["tool"]["setuptools"]["package-data"]
    left_behind = []
    for path in files():
        name = path.relative_to(ROOT)
        if name.parts[0] in ROOMS and path.suffix != ".py":
            patterns = [*shipped.get(name.parts[0], []), *shipped["*"]]
            if not any(path in (ROOT / name.parts[0]).glob(pattern) for pattern in patterns):
                left_behind.append(str(name))
    assert not left_behind, "name their pattern in [tool.setuptools.package-data]"
