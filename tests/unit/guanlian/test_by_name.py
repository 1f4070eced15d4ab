"""A bare name finds a person of that name, not the person who is meant: the answer says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guanlian.request import Request
from guanlian.verdict_terms import BY_NAME
from guanlian.verdicts import Question, Verdicts
from measures.loader import load_catalogue
from tests.support.ownership import TODAY, a_store, loaded
from tests.unit.ingest.tables import CITIZEN, CODE, entry, json_file, unit_entry


@pytest.fixture
def verdicts(tmp_path: Path) -> Iterator[Verdicts]:
    """A listed person and a listed unit."""
    with a_store(tmp_path) as store:
        loaded(store, json_file(tmp_path / "roster.json", [entry(cardNum=CITIZEN), unit_entry()]))
        yield Verdicts(store, load_catalogue())


@pytest.mark.parametrize(
    ("text", "said"),
    [("何若彤", True), (" 何 若彤", True), (CITIZEN, False), ("云岭宏达商贸有限公司", False), (CODE, False)],
)
def test_only_a_person_found_by_name_has_to_be_compared(verdicts: Verdicts, text: str, said: bool) -> None:
    request = Request(actor="test", as_of=TODAY, documents=("central-2016",))
    answer = verdicts.verdict(request, text, Question("procurement"))
    assert answer.sentence.startswith(BY_NAME) is said
    assert answer.findings and CITIZEN not in answer.sentence


def test_an_id_names_one_person(verdicts: Verdicts) -> None:
    request = Request(actor="test", as_of=TODAY, documents=("central-2016",))
    named = verdicts.verdict(request, "何若彤", Question("procurement"))
    assert named.subject is not None
    chosen = verdicts.verdict(request, named.subject.id, Question("procurement"))
    assert BY_NAME + chosen.sentence == named.sentence
