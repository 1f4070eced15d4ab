"""Who really controls: one function per question, over the ownership of one day.

Declared, registered and computed controllers are never mixed; a declared one overrides a computed one, and both are
shown. Nothing is claimed that the shares do not prove: ranges and unknown shares give *certain*, *possible* or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from analysis.control.columns import Holdings
from analysis.control.day import Named, OwnershipDay
from analysis.control.family import (
    Source,
    circle_of,
    controlled_by,
    controllers_of,
    reading_of,
    voters_of,
    votes_in,
)
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs, each
from analysis.control.profiles import MAJORITY, Profile
from analysis.control.proof import proof_of
from analysis.control.thresholds import Hurdle, Reading, Threshold
from analysis.proof import party
from graph.errors import UnknownSubjectError
from graph.model.ownership import UNSPECIFIED
from graph.model.records import Basis, PartyKind, SubjectRecord
from graph.store import GraphStore
from guanlian.answers import DataState
from guanlian.control_answers import (
    ComputedView,
    ConcertView,
    ControlAnswer,
    ControlledAnswer,
    ControlledUnit,
    ControllerRef,
    ControlPair,
    ControlPairsAnswer,
    PartyRef,
    ProfileView,
    UnspecifiedView,
)
from guanlian.control_owners import beneficial_owners, state_view
from guanlian.control_views import Viewer, between, sum_view
from guanlian.request import Request
from guanlian.service import MAX_CANDIDATES, mask_digits
from guanlian.shares_text import exact, threshold_text

_PARENTS = 20


class Hurdles:
    """The certain and the possible side of one threshold over some holdings."""

    def __init__(self, holdings: Holdings, threshold: Threshold) -> None:
        self.certain = Hurdle.of(holdings, threshold)
        self.possible = Hurdle.of(holdings, threshold, Reading.POSSIBLE)


class ControlService:
    """Questions of control over one store."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    # -- choosing whom the question is about

    def asked(self, request: Request, text: str) -> tuple[dict[str, Any], SubjectRecord | None]:
        """The common head of an answer, and the subject where exactly one answers to the text.

        Raises:
            UnknownSubjectError: nobody does.

        """
        known_run = self.store.known_run(request.known_as_of)
        found = self.store.find_subjects(text, known_run, MAX_CANDIDATES, exact=True)
        head = self._head(request, known_run)
        if len(found) == 1:
            return head | {"subject": party(found[0])}, found[0]
        candidates = found or self.store.find_subjects(text, known_run, MAX_CANDIDATES)
        if not candidates:
            raise UnknownSubjectError(f"没有找到主体“{mask_digits(text)}”。请核对写法，或装入载有该主体的来源。")
        return head | {"subject": None, "candidates": tuple(party(record) for record in candidates)}, None

    def _head(self, request: Request, known_run: int) -> dict[str, Any]:
        states = self.store.sources(known_run)
        return {
            "as_of": request.as_of.isoformat(),
            "known_as_of": request.known_as_of.isoformat() if request.known_as_of else None,
            "known_run": known_run,
            "data": tuple(
                DataState(
                    source=state.source,
                    kind=state.kind,
                    as_of=state.as_of.isoformat(),
                    as_of_assumed=state.as_of_assumed,
                    complete=state.complete,
                    run=state.run,
                )
                for state in states
            ),
        }

    # -- one unit

    def control(self, request: Request, text: str, threshold: Threshold) -> ControlAnswer:
        """Who controls a unit on a day: declared, registered, computed, by agreement; who owns it in the end."""
        head, subject = self.asked(request, text)
        if subject is None or subject.kind is PartyKind.PERSON:
            notes = ("自然人没有控制人；请用 controlled-by 查询其控制的单位",) if subject else ()
            return ControlAnswer(**head, notes=notes)
        run = head["known_run"]
        day = OwnershipDay(self.store.ownership([subject.key], run), request.as_of)
        viewer = Viewer(self.store, run, day)
        named = _by_kind(day.named.get(subject.key, ()))
        node = day.votes.node(subject.key)
        shown = self._computed(day, viewer, node, threshold) if node is not None else {}
        found: dict[str, Any] = {
            "declared": viewer.named(named["declared"]),
            "registered": viewer.named(named["registered"]),
            **shown,
        }
        return ControlAnswer(
            **head,
            **found,
            profile=profile_view(MAJORITY),
            threshold=threshold_text(threshold),
            effective=_effective(found),
            parent=self._parent(subject, viewer, request, run),
            unspecified=self._unspecified(subject, day, request, run),
            **beneficial_owners(day, viewer, subject.key),
            state=state_view(day, viewer, subject.key),
            sums=tuple(
                view
                for of, table in (("capital", day.capital), ("votes", day.votes))
                if (at := table.node(subject.key)) is not None and (view := sum_view(table, at, of))
            ),
            notes=tuple(_notes(day, subject.key)),
        )

    def _computed(self, day: OwnershipDay, viewer: Viewer, node: int, threshold: Threshold) -> dict[str, Any]:
        hurdles = Hurdles(day.votes, threshold)
        certain = controllers_of(hurdles.certain, node)
        possible = [one for one in controllers_of(hurdles.possible, node) if one not in certain]
        circle = self._circle(day.votes, hurdles, node, threshold)
        viewer.know(int(day.votes.keys[one]) for one in (*certain, *possible, *circle))
        outside = [one for one in certain if one not in circle]
        views = [_view(day.votes, viewer, hurdles.certain, one, node, outside, "certain") for one in certain]
        views += [_view(day.votes, viewer, hurdles.possible, one, node, possible, "possible") for one in possible]
        return {
            "computed": tuple(views),
            "circle": tuple(viewer.party(int(day.votes.keys[one])) for one in circle),
            "concerts": tuple(_concerts(day, viewer, hurdles, node, {*certain})),
        }

    def _circle(self, holdings: Holdings, hurdles: Hurdles, node: int, threshold: Threshold) -> list[int]:
        """Whoever controls each other around a unit, where nobody outside controls them."""
        if threshold != MAJORITY.threshold:
            return []
        top = ultimate_controllers(holdings)
        return circle_of(hurdles.certain, int(top.top[node])) if top.in_circle(node) else []

    def _parent(self, subject: SubjectRecord, viewer: Viewer, request: Request, run: int) -> PartyRef | None:
        """The unit that a branch belongs to."""
        _, _, branches, _ = self.store.neighbourhood(subject.key, run, _PARENTS)
        mine = [b for b in branches if b.branch in subject.mentions and b.interval.holds_at(request.as_of) != "no"]
        for branch in mine:
            found = self.store.find_subjects(branch.parent, run, 2, exact=True)
            if len(found) == 1:
                return viewer.party(found[0].key)
        return None

    def _unspecified(
        self, subject: SubjectRecord, day: OwnershipDay, request: Request, run: int
    ) -> tuple[UnspecifiedView, ...]:
        rows = day.facts.agreements
        found = []
        for at in range(len(rows.key)):
            if int(rows.unit[at]) == subject.key and rows.kind[at].startswith(UNSPECIFIED):
                _, reason, description = (*rows.kind[at].split("|", 2), "", "")[:3]
                since = request.as_of.fromordinal(int(rows.days[at, 1])).isoformat()
                found.append(UnspecifiedView(reason=reason, description=description or None, since=since))
        return tuple(found)

    # -- one subject downwards

    def controlled(self, request: Request, text: str, threshold: Threshold, *, proof: bool = False) -> ControlledAnswer:
        """Every unit that a subject controls on a day."""
        head, subject = self.asked(request, text)
        if subject is None:
            return ControlledAnswer(**head)
        day = OwnershipDay(self.store.ownership([subject.key], head["known_run"]), request.as_of)
        viewer = Viewer(self.store, head["known_run"], day)
        named = _by_kind(one for several in day.named.values() for one in several if one.holder == subject.key)
        node = day.votes.node(subject.key)
        return ControlledAnswer(
            **head,
            profile=profile_view(MAJORITY),
            threshold=threshold_text(threshold),
            declared=viewer.named_units(named["declared"]),
            registered=viewer.named_units(named["registered"]),
            computed=_controlled(day.votes, viewer, node, threshold, proof=proof) if node is not None else (),
        )

    # -- everything

    def pairs(self, request: Request, threshold: Threshold) -> ControlPairsAnswer:
        """Every controller-unit pair on a day, certain ones and those that ranges and unknown shares leave possible."""
        run = self.store.known_run(request.known_as_of)
        day = OwnershipDay(self.store.ownership(None, run), request.as_of)
        hurdles = Hurdles(day.votes, threshold)
        certain = dict.fromkeys(each(control_pairs(hurdles.certain)))
        possible = [pair for pair in each(control_pairs(hurdles.possible)) if pair not in certain]
        viewer = Viewer(self.store, run, day)
        viewer.know({int(day.votes.keys[end]) for pair in (*certain, *possible) for end in pair})
        views = [
            *_pair_views(day.votes, viewer, hurdles.certain, certain, "certain"),
            *_pair_views(day.votes, viewer, hurdles.possible, possible, "possible"),
        ]
        return ControlPairsAnswer(pairs=tuple(sorted(views, key=_pair_order)))


def _pair_order(pair: ControlPair) -> tuple[str, ...]:
    return (pair.controller.name, pair.controller.kind, pair.controller.id, pair.unit.name, pair.unit.id)


def _pair_views(
    holdings: Holdings, viewer: Viewer, hurdle: Hurdle, pairs: Iterable[tuple[int, int]], word: str
) -> list[ControlPair]:
    voters: dict[int, set[int]] = {}
    views = []
    for source, unit in pairs:
        if source not in voters:
            voters[source] = voters_of(hurdle, Source((source,)), source)
        low, high = votes_in(holdings, voters[source], unit)
        controller = viewer.party(int(holdings.keys[source]))
        views.append(
            ControlPair.model_validate({
                "controller": ControllerRef(id=controller.id, name=controller.name, kind=controller.kind),
                "unit": viewer.unit(int(holdings.keys[unit])),
                "share": exact(low if word == "certain" else high),
                "certainty": word,
            })
        )  # fmt: skip
    return views


def profile_view(profile: Profile) -> ProfileView:
    """A profile as shown."""
    return ProfileView(code=profile.code, version=profile.version, name=profile.name, text=profile.text)


def _by_kind(several: Iterable[Named]) -> Mapping[str, list[Named]]:
    """Declared and registered apart; what was computed at loading is computed anew here."""
    found: dict[str, list[Named]] = {"declared": [], "registered": []}
    for one in several:
        if one.basis is not Basis.COMPUTED:
            found["registered" if one.basis is Basis.REGISTERED else "declared"].append(one)
    return found


def _effective(found: Mapping[str, Any]) -> Literal["declared", "registered", "computed", "none"]:
    if any(one.holds == "yes" for one in found["declared"]):
        return "declared"
    if any(one.holds == "yes" for one in found["registered"]):
        return "registered"
    computed = any(one.ultimate and one.certainty == "certain" for one in found.get("computed", ()))
    together = any(one.certainty == "certain" for one in found.get("concerts", ()))
    return "computed" if computed or together else "none"


def _view(
    holdings: Holdings, viewer: Viewer, hurdle: Hurdle, one: int, unit: int, others: Sequence[int], word: str
) -> ComputedView:
    source = Source((one,))
    low, high = votes_in(holdings, voters_of(hurdle, source, unit), unit)
    above = controllers_of(hurdle, one)
    return ComputedView.model_validate({
        "controller": viewer.party(int(holdings.keys[one])),
        "certainty": word,
        "share": between(low, high),
        "ultimate": one in others and not any(other in above for other in others),
        "proof": viewer.edges(holdings, proof_of(hurdle, source, unit)),
    })  # fmt: skip


def _concerts(day: OwnershipDay, viewer: Viewer, hurdles: Hurdles, node: int, alone: set[int]) -> Iterable[ConcertView]:
    for concert in day.concerts:
        if alone & set(concert.source.members):
            continue
        reading = reading_of(hurdles.certain, hurdles.possible, concert.source, node)
        if reading is None:
            continue
        hurdle = hurdles.certain if reading is Reading.CERTAIN else hurdles.possible
        sure = reading is Reading.CERTAIN and concert.firm
        yield ConcertView(
            agreement=concert.key,
            members=tuple(viewer.party(int(day.votes.keys[member])) for member in concert.source.members),
            certainty="certain" if sure else "possible",
            proof=viewer.edges(day.votes, proof_of(hurdle, concert.source, node)),
        )


def _controlled(
    holdings: Holdings, viewer: Viewer, node: int, threshold: Threshold, *, proof: bool
) -> tuple[ControlledUnit, ...]:
    hurdles, source = Hurdles(holdings, threshold), Source((node,))
    certain = controlled_by(hurdles.certain, source)
    possible = [unit for unit in controlled_by(hurdles.possible, source) if unit not in set(certain)]
    viewer.know(int(holdings.keys[unit]) for unit in (*certain, *possible))
    views = []
    for word, hurdle, units in (("certain", hurdles.certain, certain), ("possible", hurdles.possible, possible)):
        voters = voters_of(hurdle, source, node)
        for unit in units:
            low, high = votes_in(holdings, voters, unit)
            edges = viewer.edges(holdings, proof_of(hurdle, source, unit)) if proof else ()
            ref, share = viewer.party(int(holdings.keys[unit])), between(low, high)
            views.append(ControlledUnit.model_validate(
                {"unit": ref, "certainty": word, "share": share, "proof": edges}
            ))  # fmt: skip
    return tuple(views)


def _notes(day: OwnershipDay, unit: int) -> Iterable[str]:
    if any(at == unit for _, at in day.differing):
        yield "不同来源对同一股东的比例记载不一：取其最低至最高的区间，未任选其一"
    if unit in day.headed:
        yield "依组织形式由执行事务合伙人、投资人或经营者执行事务：出资比例不产生控制"
    if any(proxy.unit in (0, unit) for proxy in day.proxies):
        yield "存在表决权委托或者代持安排：表决权按受托人（实际出资人）计"
