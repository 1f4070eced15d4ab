"""One full number under two names: certain as a number, but a person must look before anybody acts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.findings import ReviewReason
from analysis.naming import names_differ
from analysis.overlay import Notes, overlay
from analysis.verdict import Verdict, grade
from graph.model.certainty import Certainty, IdentityTier
from graph.model.records import Identity, PartyKind, SubjectRecord
from graph.model.roles import Role
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue
from measures.vocabulary import Matter
from tests.support.ownership import TODAY, a_store, loaded
from tests.support.world import World
from tests.unit.analysis.test_exposure import found
from tests.unit.ingest.tables import BASE, CITIZEN, CODE, OFFICERS, entry, json_file, workbook

PERSON, UNIT = PartyKind.PERSON, PartyKind.UNIT


def record(*names: str, kind: PartyKind = PERSON) -> SubjectRecord:
    return SubjectRecord(1, "p-1", kind, names[0], names, (), ("p-1",))


@pytest.mark.parametrize(
    ("names", "differ"),
    [
        (("何若彤",), False),
        (("何若彤", "马小军"), True),
        (("何若彤", "何 若彤", "何若彤　"), False),
        (("古丽·阿依木", "古丽•阿依木", "古丽．阿依木"), False),
        (("Maria Lee", "ＭＡＲＩＡ LEE"), False),
        (("何若彤", "何*", "何某某"), False),
        (("何若彤", "马*", "马小军"), True),
    ],
)
def test_names_differ_in_more_than_the_way_of_writing(names: tuple[str, ...], differ: bool) -> None:
    assert names_differ(record(*names)) is differ


def test_units_change_their_names_and_keep_their_code() -> None:
    assert not names_differ(record("金桥建设有限公司", "银桥建设有限公司", kind=UNIT))


@pytest.mark.parametrize(("name", "expected"), [("何若彤", Verdict.BLOCK), ("马小军", Verdict.REVIEW)])
def test_a_number_that_two_names_share_blocks_nobody(tmp_path: Path, name: str, expected: Verdict) -> None:
    with a_store(tmp_path) as store:
        board = [OFFICERS, ("甲建设有限公司", CODE, name, "董事", CITIZEN, "", "2012-01-01", "")]
        base = [BASE, ("甲建设有限公司", CODE, "有限责任公司", "周一", "存续", "2010-01-01")]
        loaded(store, workbook(tmp_path / "register.xlsx", {"基本信息": base, "主要人员": board}))
        loaded(store, json_file(tmp_path / "roster.json", [entry(cardNum=CITIZEN)]))
        asked = Request(actor="test", as_of=TODAY, documents=("central-2016",))
        findings = Service(store, load_catalogue()).exposures(asked, include_self=True).findings
    chosen = [f for f in findings if f.matter in (Matter.HONOUR_CIVILIZED_UNIT, Matter.GOVERNMENT_PROCUREMENT)]
    graded = {grade(f) for f in chosen if (f.number, f.part) in (("5.1", "b"), ("1.7", "b"))}
    assert graded == {expected}
    assert {f.certainty for f in findings} == {Certainty.CERTAIN}


def test_a_decision_that_joined_the_rows_has_seen_the_names() -> None:
    world = World()
    world.role("马小军", Role.DIRECTOR, "甲公司", date(2015, 1, 1))
    world.listing("马小军", PERSON, date(2020, 1, 1))
    told = ReviewReason(code="names_differ", text="姓名不同")
    (finding, *_) = (f.model_copy(update={"review_reasons": (told,)}) for f in found(world))
    link = Identity("i-1", "p-何若彤", "p-马小军", IdentityTier.CERTAIN, "人工核定为同一主体", "甲经办")
    joined, apart = Notes(joins={"p-马小军": (link,)}), Notes(joins={"p-别人": (link,)})
    assert [told in f.review_reasons for f in overlay([finding], joined, TODAY)] == [False]
    assert [told in f.review_reasons for f in overlay([finding], apart, TODAY)] == [True]
