"""Writes ``docs/generated/measures.md``: coverage per document, then every matter side by side.

``python -m measures.page`` rewrites the page; with ``--check`` it only says whether the page is
the one the catalogue gives. The page has no date in it, so equal catalogues give equal pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from measures.diff import Coverage, DiffRow, coverage, diff_matters
from measures.loader import load_catalogue
from measures.model import Catalogue

PAGE = Path(__file__).parent.parent / "docs" / "generated" / "measures.md"

_HEAD = """\
# Measures side by side

Generated from `measures/*.yml` by `python -m measures.page`; do not edit. A part is one set of
subjects, one reach, one effect. Role codes are explained in `graph/model/roles.py`, matters and
effects in `measures/vocabulary.py`.
"""
_COVERAGE_HEAD = (
    "document",
    "title",
    "numbers",
    "coded",
    "parts",
    "extends",
    "flags",
    "queries",
    "offices",
    "two hops",
)
_MATTER_HEAD = ("document", "clause", "title", "listed", "reach", "office", "effect", "agencies")


def render(catalogue: Catalogue) -> str:
    """The page as Markdown, ending in one line break."""
    return "\n".join([_HEAD, *_coverage_lines(coverage(catalogue)), *_matter_lines(diff_matters(catalogue))]) + "\n"


def _coverage_lines(rows: list[Coverage]) -> Iterator[str]:
    yield "## Coverage"
    yield ""
    yield from _table(_COVERAGE_HEAD, (_coverage_cells(row) for row in rows))
    yield ""
    for row in rows:
        yield f"### Not coded in {row.document}"
        yield ""
        yield from _table(("number", "title", "why"), row.uncoded) if row.uncoded else ["Every number is coded."]
        yield ""


def _coverage_cells(row: Coverage) -> tuple[str, ...]:
    counts = (row.clauses, row.coded_clauses, row.parts, row.extends, row.flags, row.queries, row.offices)
    return (row.document, row.title, *map(str, counts), str(row.second_hop))


def _matter_lines(rows: list[DiffRow]) -> Iterator[str]:
    yield "## Matters"
    yield ""
    for matter, group in groupby(rows, key=lambda row: row.matter):
        entries = list(group)
        yield f"### {matter}"
        yield ""
        if entries[0].differs:
            yield f"The documents differ in: {', '.join(entries[0].differs)}."
            yield ""
        yield from _table(_MATTER_HEAD, (_matter_cells(row) for row in entries))
        yield ""


def _matter_cells(row: DiffRow) -> tuple[str, ...]:
    return (
        row.document,
        f"{row.number}{row.part or ''}",
        row.title,
        ", ".join(row.listed) or "–",
        _reach(row) or "–",
        row.offices or "–",
        ", ".join((row.effect, *row.also_effects)) + (" (condition)" if row.condition else ""),
        "、".join(row.agencies) or "–",
    )


def _reach(row: DiffRow) -> str:
    named = (("extends", row.extends), ("flags", row.flags), ("queries", row.queries))
    reach = [f"{name}: {', '.join(roles)}" for name, roles in named if roles]
    return "; ".join([*reach, *([f"second hop: {row.second_hop}"] if row.second_hop else [])])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it; 0 when it is (now) up to date."""
    page = render(load_catalogue())
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
