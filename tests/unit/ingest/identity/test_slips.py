"""A slip of the pen in a full number: a number whose check digit is wrong tells nobody apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.findings import Finding
from graph.model.certainty import Certainty
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue
from tests.support.ownership import TODAY, a_store, loaded
from tests.unit.ingest.tables import (
    BASE,
    CITIZEN,
    CITIZEN_MASKED,
    CODE,
    OFFICERS,
    entry,
    json_file,
    unit_entry,
    workbook,
)

SLIP_OF_CODE = CODE[:15] + "4" + CODE[16:]
HIDDEN_SLIP = CITIZEN[:11] + "1" + CITIZEN[12:]  # in the day of birth, which a mask hides


def found(folder: Path, record: dict[str, object], board: list[tuple[str, str]]) -> list[Finding]:
    """The findings on everybody but the listed party as the roster names it."""
    with a_store(folder) as store:
        base = [BASE, ("云岭宏达商贸有限公司", CODE, "有限责任公司", "周一", "存续", "2010-01-01")]
        posts = [
            ("云岭宏达商贸有限公司", CODE, "何若彤", title, number, "", "2012-01-01", "") for title, number in board
        ]
        loaded(store, workbook(folder / "register.xlsx", {"基本信息": base, "主要人员": [OFFICERS, *posts]}))
        loaded(store, json_file(folder / "roster.json", [record]))
        asked = Request(actor="test", as_of=TODAY, documents=("central-2016",))
        return list(Service(store, load_catalogue()).exposures(asked, include_self=True).findings)


@pytest.mark.parametrize(("code", "certainty"), [(CODE, Certainty.CERTAIN), (SLIP_OF_CODE, Certainty.POSSIBLE)])
def test_a_unit_of_the_same_full_name_goes_to_review(tmp_path: Path, code: str, certainty: Certainty) -> None:
    findings = found(tmp_path, unit_entry(cardNum=code), [])
    assert {f.certainty for f in findings if f.subject.name == "周一"} == {certainty}


def test_another_sound_code_is_another_unit(tmp_path: Path) -> None:
    findings = found(tmp_path, unit_entry(cardNum="91990811MA00001119"), [])
    assert not [f for f in findings if f.subject.name == "周一"]


def test_a_slip_beside_the_right_number_makes_no_stranger_of_the_officer(tmp_path: Path) -> None:
    board = [("董事", CITIZEN), ("监事", HIDDEN_SLIP)]
    findings = found(tmp_path, entry(cardNum=CITIZEN_MASKED), board)
    flagged = [f for f in findings if f.subject.name == "云岭宏达商贸有限公司" and f.number == "9"]
    assert {f.roles for f in flagged} == {("director",), ("supervisor",)}
    assert {f.certainty for f in flagged} == {Certainty.PROBABLE}
