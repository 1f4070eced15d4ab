"""The generator and the reference know nothing of the product: neither its rooms nor its catalogue files."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repository import ROOMS, ROOT

GENERATOR = sorted((ROOT / "benchmarks" / "city").rglob("*.py"))
REFERENCE = sorted((ROOT / "tests" / "support").glob("reference*.py"))
ALLOWED = {"benchmarks", "tests", "networkx", "xlsxwriter"}
# What the reference may take from the generator: the tables, the clauses, the shape of rows; never its reasoning.
SHARED = {"benchmarks.city.city", "benchmarks.city.clauses", "benchmarks.city.rows", "benchmarks.city.sheets"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{path}: write imports in full"
            found.add(node.module)
    return found


def texts(path: Path) -> set[str]:
    """Every text constant of a file but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in statements)
    return {node.value for node in constants if isinstance(node.value, str)}


def test_the_files_are_there() -> None:
    assert len(GENERATOR) > 10
    assert len(REFERENCE) >= 3


@pytest.mark.parametrize("path", [*GENERATOR, *REFERENCE], ids=lambda path: path.name)
def test_only_plain_modules_are_imported(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports(path)}
    assert roots <= ALLOWED | set(sys.stdlib_module_names)
    assert "importlib" not in roots
    own = {name for name in imports(path) if name.startswith(("benchmarks", "tests"))}
    assert all(name.startswith(("benchmarks.city", "tests.support.reference")) for name in own), own


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_the_reference_takes_no_reasoning_from_the_generator(path: Path) -> None:
    assert {name for name in imports(path) if name.startswith("benchmarks")} <= SHARED


@pytest.mark.parametrize("path", [*GENERATOR, *REFERENCE], ids=lambda path: path.name)
def test_no_catalogue_file_is_read(path: Path) -> None:
    named = {text for text in texts(path) if text.endswith((".yml", ".yaml")) or "measures" in text}
    assert named <= {"manifest.yml"}


def test_nothing_of_the_product_is_loaded_along_the_way() -> None:
    program = (
        "import sys; import benchmarks.city.__main__, tests.support.reference; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not (set(ROOMS) - {"benchmarks"}) & set(done.stdout.split())
