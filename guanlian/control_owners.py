"""Beneficial owners (受益所有人) and state ownership (国有产权) of one unit, each under its named profile."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from analysis.control.bodies import with_one_body
from analysis.control.columns import Holdings
from analysis.control.day import OwnershipDay
from analysis.control.family import Source, controllers_of, reading_of, voters_of, votes_in
from analysis.control.integrated import owned_by, owners_of
from analysis.control.profiles import BENEFICIAL, STATE, Profile
from analysis.control.stakes import filings_on
from analysis.control.state import StateClass, StateReading
from analysis.control.state_day import body_keys, ladder_on, registered_kinds
from analysis.control.thresholds import HALF, Hurdle, Reading
from graph.model.records import Basis
from graph.model.roles import LegalForm
from guanlian.control_answers import OwnerView, ProfileView, StateView
from guanlian.control_views import Viewer, between

_CLASS_CODES = {
    StateClass.NONE: "none",
    StateClass.PARTICIPATED: "participated",
    StateClass.CONTROLLED: "controlled",
    StateClass.WHOLLY_OWNED: "wholly_owned",
}
_CLASS_TERMS = {
    StateClass.NONE: "所列全部出资均非国有",
    StateClass.PARTICIPATED: "国有资本参股",
    StateClass.CONTROLLED: "国有资本控股",
    StateClass.WHOLLY_OWNED: "国有独资、全资",
}
_ORDER = ("capital", "votes", "control", "declared")


def beneficial_owners(day: OwnershipDay, viewer: Viewer, key: int) -> dict[str, Any]:
    """The natural persons whom the profile makes beneficial owners, the largest share first."""
    found: dict[int, dict[str, str]] = {}
    shares: dict[int, tuple[Fraction, Fraction]] = {}
    for person, low, high in _look_through(day, viewer, key):
        shares[person] = (low, high)
        _note(found, person, "capital", low, high)
    for person, low, high in _voting(day, viewer, key):
        _note(found, person, "votes", low, high)
    for person, word in _controlling(day, viewer, key):
        found.setdefault(person, {})["control"] = word
    for one in day.named.get(key, ()):
        if one.basis is not Basis.COMPUTED and viewer.is_person(one.holder):
            word = "declared" if one.basis is not Basis.REGISTERED else "control"
            found.setdefault(one.holder, {})[word] = "certain" if one.firm else "possible"
    for person, unit, firm in filings_on(day.facts, day.day):
        if unit == key and viewer.is_person(person):
            found.setdefault(person, {})["declared"] = "certain" if firm else "possible"
    nothing = (Fraction(0), Fraction(0))
    order = sorted(found, key=lambda person: (-shares.get(person, nothing)[0], viewer.party(person).id))
    return {
        "beneficial_profile": _profile(BENEFICIAL),
        "beneficial_owners": tuple(_owner(viewer, p, found[p], shares.get(p, nothing)) for p in order),
    }


def _owner(viewer: Viewer, person: int, grounds: Mapping[str, str], share: tuple[Fraction, Fraction]) -> OwnerView:
    sure = "certain" if "certain" in grounds.values() else "possible"
    by = tuple(ground for ground in _ORDER if ground in grounds)
    return OwnerView.model_validate(
        {"owner": viewer.party(person), "by": by, "certainty": sure, "share": between(*share)}
    )


def _note(found: dict[int, dict[str, str]], person: int, ground: str, low: Fraction, high: Fraction) -> None:
    if BENEFICIAL.threshold.passed(low):
        found.setdefault(person, {})[ground] = "certain"
    elif BENEFICIAL.threshold.passed(high):
        found.setdefault(person, {})[ground] = "possible"


def _look_through(day: OwnershipDay, viewer: Viewer, key: int) -> list[tuple[int, Fraction, Fraction]]:
    """Every natural person's look-through share in the unit, at least and at most."""
    h = day.capital
    node = h.node(key)
    if node is None:
        return []
    low = owners_of(h, node).shares
    people = [at for at in range(len(h.keys)) if not h.is_unit[at]]
    viewer.know(int(h.keys[at]) for at in people)
    open_ends = bool((h.high > h.low).any())
    found = []
    for at in people:
        least = low.get(at, Fraction(0))
        most = owned_by(h, at, Reading.POSSIBLE).get(node, Fraction(0)) if open_ends else least
        found.append((int(h.keys[at]), least, max(least, most)))
    return [row for row in found if row[2]]


def _voting(day: OwnershipDay, viewer: Viewer, key: int) -> list[tuple[int, Fraction, Fraction]]:
    """Votes in the unit that each person casts, alone and through what that person controls."""
    h = day.votes
    node = h.node(key)
    if node is None:
        return []
    certain, possible = Hurdle.of(h, HALF), Hurdle.of(h, HALF, Reading.POSSIBLE)
    found = []
    for at in range(len(h.keys)):
        if not h.is_unit[at]:
            low = votes_in(h, voters_of(certain, Source((at,)), node), node)[0]
            high = votes_in(h, voters_of(possible, Source((at,)), node), node)[1]
            found.append((int(h.keys[at]), low, high))
    return [row for row in found if row[2]]


def _controlling(day: OwnershipDay, viewer: Viewer, key: int) -> list[tuple[int, str]]:
    """Persons who control the unit alone, or together by agreement."""
    h = day.votes
    node = h.node(key)
    if node is None:
        return []
    certain, possible = Hurdle.of(h, HALF), Hurdle.of(h, HALF, Reading.POSSIBLE)
    words: dict[int, str] = dict.fromkeys(controllers_of(possible, node), "possible")
    words |= dict.fromkeys(controllers_of(certain, node), "certain")
    for concert in day.concerts:
        reading = reading_of(certain, possible, concert.source, node)
        for member in concert.source.members if reading else ():
            sure = reading is Reading.CERTAIN and concert.firm
            words[member] = "certain" if sure or words.get(member) == "certain" else "possible"
    return [(int(h.keys[at]), word) for at, word in words.items() if not h.is_unit[at]]


def state_view(day: OwnershipDay, viewer: Viewer, key: int) -> StateView:
    """The unit's class on the state-asset ladder, with the deciding path; *unknown* stays unknown."""
    registered = tuple(kind.term for kind in registered_kinds(day, key))
    if LegalForm.PARTNERSHIP in day.forms.get(key, ()):
        return _state(registered, "outside", "合伙企业不适用国有产权层级")
    day = with_one_body(day, {body: viewer.record(body).name for body in body_keys(day)})
    node = day.capital.node(key)
    reading = ladder_on(day, asked=key).read(node) if node is not None and _held(day.capital, node) else None
    if reading is None:
        return _state(registered, "unknown", "没有出资数据，不能确定（不等于非国有）")
    return _of_reading(day.capital, viewer, reading, registered)


def _held(h: Holdings, node: int) -> bool:
    return bool(np.diff(h.in_start)[node])


def _of_reading(h: Holdings, viewer: Viewer, reading: StateReading, registered: tuple[str, ...]) -> StateView:
    proven = reading.state_class
    if proven is None:
        text = f"数据不足，不能确定（不等于非国有）：最高可能为{_CLASS_TERMS[reading.ceiling]}"
        return _state(registered, "unknown", text, reading)
    text = _CLASS_TERMS[proven]
    if not reading.settled:
        text += f"（至少；最高可能为{_CLASS_TERMS[reading.ceiling]}）"
    view = _state(registered, _CLASS_CODES[proven], text, reading)
    return view.model_copy(update={"path": viewer.edges(h, reading.edges)})


def _state(registered: tuple[str, ...], code: str, text: str, reading: StateReading | None = None) -> StateView:
    floor, ceiling = (reading.floor, reading.ceiling) if reading else (StateClass.NONE, StateClass.WHOLLY_OWNED)
    return StateView.model_validate({
        "profile": _profile(STATE),
        "registered": registered,
        "computed": code,
        "floor": _CLASS_CODES[floor],
        "ceiling": _CLASS_CODES[ceiling],
        "rung": reading.rung if reading else None,
        "text": text,
    })  # fmt: skip


def _profile(profile: Profile) -> ProfileView:
    return ProfileView(code=profile.code, version=profile.version, name=profile.name, text=profile.text)
