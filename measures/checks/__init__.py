"""The three rings of checks over a catalogue: shape, text, corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measures.checks.corpus import check_cases, check_numbers, read_cases
from measures.checks.problem import Problem, Ring
from measures.checks.shape import check_shape
from measures.checks.text import check_text, read_text
from measures.model import Catalogue, Document

__all__ = ["Problem", "Ring", "check_catalogue", "check_document"]


def check_catalogue(catalogue: Catalogue, texts_folder: Path, cases: Path) -> list[Problem]:
    """Every fault of a catalogue, in the order of its documents.

    ``texts_folder`` holds the printed texts, ``cases`` the law cases (``<slug>.yml``). An empty
    list means that nothing was found to mend.
    """
    found: list[Problem] = []
    for document in catalogue.documents:
        found.extend(check_document(document, texts_folder))
        found.extend(check_cases(document, read_cases(cases, document.slug)))
    return found


def check_document(document: Document, texts_folder: Path) -> Iterator[Problem]:
    """The faults of one document that show without its law cases."""
    text = read_text(document, texts_folder)
    yield from check_shape(document)
    yield from check_text(document, text)
    yield from check_numbers(document, text)
