"""BODS 0.4 packages: statements are used, end a record, or are set aside with the JSON path of what is wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from graph.model.ownership import BENEFICIAL_FILING, NOMINEE, UNSPECIFIED
from graph.model.records import Batch, PartyKind, Share
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound
from ingest.recognise import recognise
from tests.unit.ingest.tables import json_file, loaded, only_quarantined

FIXTURES = Path(__file__).resolve().parents[2] / "data" / "bods"


def said(record: str, kind: str, details: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "statementId": f"{record}-{changes.get('statementDate', '2020-01-01')}",
        "declarationSubject": "u",
        "statementDate": "2020-01-01",
        "recordId": record,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
    } | changes


def entity(record: str, name: str = "", kind: str = "registeredEntity") -> dict[str, Any]:
    return said(record, "entity", {"entityType": {"type": kind}, "name": name or record})


def person(record: str) -> dict[str, Any]:
    return said(record, "person", {"personType": "knownPerson", "names": [{"fullName": f"Name of {record}"}]})


def interest(kind: str = "shareholding", **more: Any) -> dict[str, Any]:
    return {"type": kind, "directOrIndirect": "direct", **more}


def holds(record: str, owner: object, unit: str, *interests: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return said(record, "relationship", {"subject": unit, "interestedParty": owner, "interests": list(interests)},
                **changes)  # fmt: skip


def read(folder: Path, *statements: object) -> Batch:
    return loaded(json_file(folder / "bods.json", list(statements)))[0].everything()


def refused(folder: Path, *statements: object) -> str | None:
    row = only_quarantined(loaded(json_file(folder / "bods.json", list(statements)))[0])
    assert row.field is not None and row.field in row.reason
    return row.field


def test_shares_and_votes_side_by_side_are_one_holding() -> None:
    batch = loaded(FIXTURES / "01-direct-ownership.json")[0].everything()
    (holding,) = batch.holdings
    three_quarters = Share(Fraction(3, 4), Fraction(3, 4))
    assert (holding.capital, holding.votes) == (three_quarters, three_quarters)
    assert holding.interval.since == Bound.on(date(2010, 1, 1)) and holding.interval.until is None
    assert [agreement.kind for agreement in batch.agreements] == [BENEFICIAL_FILING]


def test_both_sides_of_a_circle_are_kept() -> None:
    batch = loaded(FIXTURES / "10-circular-ownership.json")[0].everything()
    first, second = batch.holdings
    assert (first.holder, first.unit) == (second.unit, second.holder)


def test_an_owner_that_is_not_named_is_a_reason_and_no_person() -> None:
    batch = loaded(FIXTURES / "11-anonymous-person.json")[0].everything()
    assert [mention.kind for mention in batch.mentions] == [PartyKind.UNIT]
    (said,) = batch.agreements
    assert said.kind.startswith(f"{UNSPECIFIED}|subjectUnableToConfirmOrIdentifyBeneficialOwner|The subject entity")


def test_every_statement_is_accounted_for() -> None:
    for path in sorted(FIXTURES.glob("*.json")):
        assert recognise(path) == "bods"
        _, (run,) = loaded(path)
        assert run.rows_in == run.accepted > 0


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ({"exact": 12.5}, Fraction(1, 8), Fraction(1, 8)),
        ({"minimum": 25, "maximum": 50}, Fraction(1, 4), Fraction(1, 2)),
        ({"minimum": 75}, Fraction(3, 4), Fraction(1)),
        ({"maximum": 5}, Fraction(0), Fraction(1, 20)),
        ({"exclusiveMinimum": 50, "exclusiveMaximum": 75}, Fraction(1, 2) + Fraction(1, 10**12),
         Fraction(3, 4) - Fraction(1, 10**12)),
    ],
)  # fmt: skip
def test_ranges(tmp_path: Path, share: dict[str, float], low: Fraction, high: Fraction) -> None:
    batch = read(tmp_path, entity("u"), person("p"), holds("r", "p", "u", interest(share=share)))
    assert batch.holdings[0].capital == Share(low, high)


def test_an_update_ends_what_it_no_longer_says_and_a_closing_ends_the_rest(tmp_path: Path) -> None:
    first, second = interest(share={"exact": 60}), interest(share={"exact": 40})
    kept = interest("votingRights", share={"exact": 60})
    batch = read(
        tmp_path, entity("u"), person("p"),
        holds("r", "p", "u", first, kept),
        holds("r", "p", "u", second, kept, recordStatus="updated", statementDate="2021-06-01"),
        holds("r", "p", "u", second, kept, recordStatus="closed", statementDate="2022-06-01"),
    )  # fmt: skip
    told = {
        (h.capital and h.capital.lo, h.votes and h.votes.lo): (h.interval.since.latest, h.interval.until)
        for h in batch.holdings
    }
    assert told == {
        (Fraction(3, 5), None): (date(2020, 1, 1), Bound(date(2020, 1, 2), date(2021, 6, 1))),
        (Fraction(2, 5), Fraction(3, 5)): (date(2021, 6, 1), Bound(date(2021, 6, 2), date(2022, 6, 1))),
    }


def test_indirect_shares_are_not_added_up_but_filed(tmp_path: Path) -> None:
    indirect = interest(share={"exact": 60}) | {"directOrIndirect": "indirect", "beneficialOwnershipOrControl": True}
    batch = read(tmp_path, entity("u"), person("p"), holds("r", "p", "u", indirect))
    assert not batch.holdings and [a.kind for a in batch.agreements] == [BENEFICIAL_FILING]
    plain = interest(share={"exact": 60}) | {"directOrIndirect": "indirect"}
    assert refused(tmp_path, entity("u"), person("p"), holds("r", "p", "u", plain)) == "$[2].recordDetails.interests"


def test_a_share_that_may_be_indirect_has_an_open_lower_end(tmp_path: Path) -> None:
    unsaid = {"type": "shareholding", "share": {"exact": 60}}
    batch = read(tmp_path, entity("u"), person("p"), holds("r", "p", "u", unsaid))
    assert batch.holdings[0].capital == Share(Fraction(0), Fraction(3, 5))


def test_nominees_board_members_and_state_bodies(tmp_path: Path) -> None:
    batch = read(
        tmp_path, person("p"),
        entity("u"), entity("n", "nomination", "arrangement"), entity("s", "ministry", "stateBody"),
        holds("r1", "p", "n", interest("nominator")),
        holds("r2", "p", "u", interest("boardMember")),
        holds("r3", "s", "u", interest(share={"exact": 100})),
    )  # fmt: skip
    names = {mention.id: mention.name for mention in batch.mentions}
    (nominee,) = batch.agreements
    assert nominee.kind == NOMINEE and [names[party] for party in nominee.parties] == ["Name of p", "nomination"]
    assert [(edge.role, names[edge.unit]) for edge in batch.roles] == [(Role.DIRECTOR, "u")]
    assert [(one.kind, names[one.unit]) for one in batch.classes] == [(UnitKind.GOVERNMENT_ORGAN, "ministry")]


_OWN = holds("r", "p", "u", interest(share={"exact": 60}))


@pytest.mark.parametrize(
    ("statements", "path"),
    [
        ([holds("r", "p", "u", interest(share={"exact": 160}))], "$[2].recordDetails.interests[0].share.exact"),
        ([holds("r", "p", "u", interest(share={"minimum": 60, "maximum": 20}))],
         "$[2].recordDetails.interests[0].share"),
        ([holds("r", "p", "u", interest("ownership"))], "$[2].recordDetails.interests[0].type"),
        ([holds("r", "p", "nobody", interest())], "$[2].recordDetails.subject"),
        ([holds("r", "p", "p", interest())], "$[2].recordDetails.subject"),
        ([holds("r", {"description": "x"}, "u", interest())], "$[2].recordDetails.interestedParty.reason"),
        ([_OWN | {"statementDate": "last week"}], "$[2].statementDate"),
        ([_OWN | {"recordStatus": "old"}], "$[2].recordStatus"),
        ([_OWN | {"publicationDetails": {"bodsVersion": "0.3"}}], "$[2].publicationDetails.bodsVersion"),
        ([holds("r", "p", "u", interest(startDate="2020-05-05", endDate="2019-05-05"))],
         "$[2].recordDetails.interests[0].endDate"),
        ([_OWN, _OWN | {"recordStatus": "updated"}], "$[3].statementId"),
        (["no statement"], "$[2]"),
        ([holds("r", "p", "u", interest("trustee"))], "$[2].recordDetails.interests"),
    ],
)  # fmt: skip
def test_an_invalid_statement_is_refused_with_its_path(tmp_path: Path, statements: list[object], path: str) -> None:
    assert refused(tmp_path, entity("u"), person("p"), *statements) == path
