"""Decisions on identity, on every store: they join and part subjects, survive later data, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from graph.errors import BadRequestError
from graph.model.certainty import Certainty, IdentityTier
from graph.model.journal import EntryKind
from graph.store import GraphStore, RunCounts
from guanlian import review_acts
from guanlian.request import Request
from guanlian.review import QueueFilter, next_case, queue, show
from guanlian.review_answers import CaseAnswer
from guanlian.service import Service
from ingest.identity.decisions import Act, DecisionRow, DecisionVerdict, Status, body_of
from ingest.identity.linking import settle_links
from measures.loader import load_catalogue
from tests.contract.loads import (
    FIRST,
    SECOND,
    START,
    THIRD,
    Loader,
    batch,
    citizen,
    listing,
    person,
    role,
    undated,
    unit,
    uscc,
)

MASK = "9901021990****1234"
FULL = "990102199003071234"
PLACE = unit("示例商贸有限公司", uscc("91990102XX00000019"))
LISTED = person("潘示例", citizen(MASK), on_roster=True, tag="roster")
OFFICER = person("潘示例", citizen(FULL), tag="officer")
NAMESAKE = person("潘示例", tag="namesake")
POST, OTHER_POST = role(OFFICER, PLACE, undated(FIRST)), role(NAMESAKE, unit("他处商贸有限公司"), undated(FIRST))
ENTRY = listing(LISTED, FIRST)
FACTS = (PLACE, unit("他处商贸有限公司"), LISTED, OFFICER, NAMESAKE, POST, OTHER_POST, ENTRY)
MORNING = START + timedelta(days=10)


@dataclass
class Desk:
    """A reviewer's desk over a store."""

    store: GraphStore
    load: Loader
    hours: int = 0

    def __post_init__(self) -> None:
        self.service = Service(self.store, load_catalogue())

    def settled(self, as_of: date, *facts: object) -> int:
        """Load facts as a file would be: with the links settled."""
        with self.load.open(self.load.plan(as_of, complete=False)) as writer:
            writer.add(batch(facts))
            settle_links(writer, self.store.journal(EntryKind.DECISION))
            return writer.commit(RunCounts(0, 0, 0, 0), self.now()).number

    def now(self) -> datetime:
        """Every act takes an hour."""
        self.hours += 1
        return MORNING + timedelta(hours=self.hours)

    def request(self, known_as_of: datetime | None = None) -> Request:
        """Asked on the third day, about everything."""
        slugs = tuple(document.slug for document in self.service.catalogue.documents)
        return Request("甲", THIRD, documents=slugs, known_as_of=known_as_of)

    def case(self, other: str) -> str:
        """The case of the listed person and another."""
        return show(self.service, self.request(), f"{LISTED.id}+{other}").case

    def decide(self, case: str, verdict: DecisionVerdict, by: str = "甲", *, four_eyes: bool = False) -> CaseAnswer:
        """Decide a case."""
        asked = self.service, self.request(), case, verdict
        return review_acts.decide(*asked, by=by, reason="已核对原件", at=self.now(), four_eyes=four_eyes)

    def undo(self, case: str) -> CaseAnswer:
        """Take the last decision back."""
        return review_acts.undo(self.service, self.request(), case, by="甲", reason="误认", at=self.now())

    def certainties(self, known_as_of: datetime | None = None) -> set[Certainty]:
        """How sure the findings at the officer's unit are."""
        answer = self.service.check(self.request(known_as_of), PLACE.id)
        return {finding.certainty for finding in answer.findings}


@pytest.fixture
def desk(store: GraphStore, load: Loader) -> Desk:
    made = Desk(store, load)
    made.settled(FIRST, *FACTS)
    return made


def test_the_queue_shows_what_waits_the_strongest_doubt_first(desk: Desk) -> None:
    answer = queue(desk.service, desk.request())
    assert [case.tier for case in answer.cases] == [IdentityTier.PROBABLE, IdentityTier.POSSIBLE]
    assert answer.by_tier == {"possible": 1, "probable": 1} and answer.by_status == {"open": 2}
    assert all(case.left.on_roster and not case.right.on_roster for case in answer.cases)
    assert [case.right.mention for case in answer.cases] == [OFFICER.id, NAMESAKE.id]
    assert not any(FULL in text for text in (answer.json_text(),))
    wanted = QueueFilter(tiers=(IdentityTier.POSSIBLE,), name="示例")
    assert [case.right.mention for case in queue(desk.service, desk.request(), wanted).cases] == [NAMESAKE.id]
    assert queue(desk.service, desk.request(), QueueFilter(name="无此名")).cases == ()


def test_a_case_shows_both_sides_and_the_waterfall(desk: Desk) -> None:
    answer = show(desk.service, desk.request(), desk.case(OFFICER.id))
    assert (answer.tier, answer.weighed_tier, answer.status) == ("probable", "probable", Status.OPEN)
    assert [one.case_number for one in answer.left.entries] == [ENTRY.case_number]
    assert [(one.unit_name, one.role_term) for one in answer.right.roles] == [(PLACE.name, "董事")]
    assert answer.findings > 0 and answer.namesakes is not None
    steps = [piece.bits for piece in answer.waterfall if piece.bits is not None]
    assert answer.waterfall[0].feature == "name" and sum(steps) == pytest.approx(
        next(piece.running for piece in reversed(answer.waterfall) if piece.running is not None), abs=0.05
    )
    assert FULL not in answer.json_text()


def test_confirmed_joins_and_an_undo_parts_again(desk: Desk) -> None:
    before, moment = desk.service.check(desk.request(), PLACE.id), desk.now()
    assert desk.certainties() == {Certainty.PROBABLE}
    case = desk.case(OFFICER.id)

    decided = desk.decide(case, DecisionVerdict.CONFIRMED)
    assert (decided.tier, decided.status, decided.decided_by) == ("certain", Status.STANDING, "甲")
    assert decided.left.party.id == decided.right.party.id
    assert decided.weighed_tier == "probable", "the evidence alone still says what it said"
    assert desk.certainties() == {Certainty.CERTAIN}
    for finding in desk.service.check(desk.request(), PLACE.id).findings:
        assert [step.type for step in finding.path][:3] == ["listing", "identity", "position"]
        said = finding.path[1]
        assert (said.from_id, said.to_id, said.certainty) == (LISTED.id, OFFICER.id, Certainty.CERTAIN)
        assert said.evidence == "人工核定为同一主体：已核对原件（甲）", "the finding says on whose word it rests"
    assert desk.service.check(desk.request(moment), PLACE.id).findings == before.findings

    undone = desk.undo(case)
    assert (undone.tier, undone.status) == ("probable", Status.OPEN)
    assert undone.left.party.id != undone.right.party.id
    assert desk.service.check(desk.request(), PLACE.id).findings == before.findings
    assert [(row.act.value, row.in_force) for row in undone.decisions] == [("decide", False), ("undo", True)]


def test_rejected_stays_rejected_through_reloads_and_later_rows_of_the_same_parties(desk: Desk) -> None:
    rejected = desk.decide(desk.case(OFFICER.id), DecisionVerdict.REJECTED)
    assert (rejected.tier, rejected.findings) == ("different", 0)
    assert desk.certainties() == set()
    desk.settled(SECOND, *FACTS)
    assert desk.certainties() == set()
    second_post = person("潘示例", citizen(FULL), tag="second post")
    desk.settled(THIRD, PLACE, second_post, role(second_post, PLACE, undated(THIRD), title="副董事长"))
    assert desk.certainties() == set(), "another row of the same number is the same stranger"
    assert case_tiers(desk) == {NAMESAKE.id: "possible"}

    undone = desk.undo(desk.case(OFFICER.id))
    assert undone.tier == "probable"
    assert desk.certainties() == {Certainty.PROBABLE}
    both = [case for case in queue(desk.service, desk.request()).cases if case.tier == "probable"]
    assert [case.links for case in both] == [2], "the later row speaks again as well"


def case_tiers(desk: Desk) -> dict[str, str]:
    return {case.right.mention: case.tier.value for case in queue(desk.service, desk.request()).cases}


def test_other_evidence_reopens_and_the_evidence_speaks(desk: Desk) -> None:
    case = desk.case(NAMESAKE.id)
    desk.decide(case, DecisionVerdict.CONFIRMED)
    desk.settled(SECOND, replace(NAMESAKE, identifiers=(citizen("9901031971****5678"),), sex="female"))
    reopened = show(desk.service, desk.request(), case)
    assert (reopened.status, reopened.tier) == (Status.REOPENED, "conflict")
    assert reopened.left.party.id != reopened.right.party.id
    assert desk.decide(case, DecisionVerdict.REJECTED).status is Status.STANDING


def test_what_waits_for_a_second_person_has_no_effect(desk: Desk) -> None:
    case = desk.case(OFFICER.id)
    runs = len(desk.store.runs())
    waiting = desk.decide(case, DecisionVerdict.CONFIRMED, four_eyes=True)
    assert (waiting.status, waiting.tier, len(desk.store.runs())) == (Status.PENDING, "probable", runs)
    desk.settled(SECOND, *FACTS)
    assert desk.certainties() == {Certainty.PROBABLE}

    def approve(by: str) -> CaseAnswer:
        return review_acts.approve(desk.service, desk.request(), case, by=by, reason="同意", at=desk.now())

    with pytest.raises(BadRequestError, match="核定人不能复核"):
        approve("甲")
    assert approve("乙").status is Status.STANDING
    assert desk.certainties() == {Certainty.CERTAIN}


def test_while_a_second_decision_waits_the_first_one_counts(desk: Desk) -> None:
    case = desk.case(OFFICER.id)
    desk.decide(case, DecisionVerdict.REJECTED)
    waiting = desk.decide(case, DecisionVerdict.CONFIRMED, "乙", four_eyes=True)
    assert (waiting.status, waiting.tier) == (Status.PENDING, "different")
    desk.settled(SECOND, *FACTS)
    assert desk.certainties() == set()


def test_undecided_leaves_the_queue_and_changes_nothing(desk: Desk) -> None:
    desk.decide(desk.case(OFFICER.id), DecisionVerdict.UNDECIDED)
    assert case_tiers(desk) == {NAMESAKE.id: "possible"}
    assert desk.certainties() == {Certainty.PROBABLE}
    following = next_case(desk.service, desk.request())
    assert following.case is not None and following.case.right.mention == NAMESAKE.id
    assert following.left_over == 1


def test_people_may_join_what_no_name_brings_together(desk: Desk) -> None:
    renamed = person("潘更名", tag="renamed")
    desk.settled(SECOND, renamed, PLACE, role(renamed, PLACE, undated(SECOND)))
    case = f"{LISTED.id}+{renamed.id}"
    assert desk.decide(case, DecisionVerdict.CONFIRMED).tier == "certain"
    assert Certainty.CERTAIN in desk.certainties()
    assert desk.undo(case).tier == "different"
    assert desk.certainties() == {Certainty.PROBABLE}


def test_a_decision_that_was_broken_off_before_it_took_effect_is_applied_later(desk: Desk) -> None:
    seen = show(desk.service, desk.request(), desk.case(OFFICER.id))
    left, right = sorted((seen.left.mention, seen.right.mention))
    why, verdict, moment = "已核对原件", DecisionVerdict.CONFIRMED, desk.now()
    row = DecisionRow((left, right), Act.DECIDE, "甲", moment, why, seen.evidence_digest, verdict)
    desk.store.append(EntryKind.DECISION, row.by, moment, body_of(row))
    assert desk.certainties() == {Certainty.PROBABLE}

    review_acts.apply(desk.store, desk.now())
    assert desk.certainties() == {Certainty.CERTAIN}
    runs = len(desk.store.runs())
    review_acts.apply(desk.store, desk.now())
    assert len(desk.store.runs()) == runs, "what took effect is not written again"
