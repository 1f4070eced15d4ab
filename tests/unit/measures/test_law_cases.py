"""Every law case, told to the engine: who is caught on which day by this part alone."""

from __future__ import annotations

from functools import cache

import pytest

from measures.loader import load_catalogue
from measures.model import Document
from tests.support.law_cases import LawCase, caught, load_cases, parts_of


@cache
def _documents() -> dict[str, Document]:
    return {document.slug: document for document in load_catalogue().documents}


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.name)
def test_law_case(case: LawCase) -> None:
    document = _documents()[case.document]
    assert case.clause in parts_of(document), f"{case.document} has no part {case.clause}"
    rules = case.rules(document)
    world = case.world()
    for day, truth, expected in case.expected():
        assert caught(world.findings(rules, day), truth) == expected, f"{case.name} on {day} ({truth})"
