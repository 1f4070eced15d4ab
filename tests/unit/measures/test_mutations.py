"""A fault put into any coded part is noticed: by the model, by the shape or by the printed words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from measures.checks.shape import check_shape
from measures.checks.text import check_text
from measures.loader import load_catalogue
from measures.model import Document
from tests.support.mutations import mutations

_DOCUMENTS = load_catalogue().documents


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document.slug)
def test_every_mutation_is_noticed(document: Document) -> None:
    survivors = [label for label, mutant in mutations(document) if not _noticed(document, mutant)]
    assert survivors == []


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document.slug)
def test_every_coded_part_is_mutated(document: Document) -> None:
    mutated = {label.split()[0] for label, _ in mutations(document)}
    assert mutated == {f"{clause.number}{part.part or ''}" for clause in document.clauses for part in clause.parts}


def _noticed(document: Document, mutant: Document) -> bool:
    """Look at the changed clause only: the rest of the document is the same object."""
    pairs = zip(document.clauses, mutant.clauses, strict=True)
    changed = mutant.model_copy(update={"clauses": [after for before, after in pairs if after is not before]})
    if any(check_shape(changed)) or any(check_text(changed, None)):
        return True
    try:
        Document.model_validate(changed.model_dump())
    except ValidationError:
        return True
    return False
