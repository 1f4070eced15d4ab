"""Majority control: all ways to ask give the brute-force answer on thousands of small graphs with cycles."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from analysis.control.columns import Holdings
from analysis.control.family import (
    Source,
    circle_of,
    controlled_by,
    controllers_of,
    joint_pairs,
    reading_of,
    voters_of,
    votes_in,
)
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs, each
from analysis.control.proof import proof_of
from analysis.control.thresholds import HALF, Hurdle, Reading, Threshold
from graph.errors import BadRequestError
from tests.support.control_reference import Part, controlled, held, part, random_parts, tops, votes

KINDS = {
    "exact": {},
    "contradicted": {"contradicted": True},
    "ranges": {"ranges": True},
    "fine": {"fine": True, "contradicted": True},
    "fine ranges": {"fine": True, "ranges": True, "contradicted": True},
}
BOTH = (Reading.CERTAIN, Reading.POSSIBLE)


def graphs(kind: str, count: int, seed: int = 0) -> list[list[Part]]:
    rng = random.Random(f"{kind}{seed}")
    sizes = [(rng.randint(0, 4), rng.randint(1, 8)) for _ in range(count)]
    return [random_parts(rng, persons=p, units=u, **KINDS[kind]) for p, u in sizes]


def keys(h: Holdings, nodes: list[int]) -> list[int]:
    return [int(h.keys[node]) for node in nodes]


@pytest.mark.parametrize("kind", KINDS)
def test_ultimate_controllers_agree_with_brute_force(kind: str) -> None:
    for parts in graphs(kind, 500):
        h = held(parts)
        expected = tops(parts, h.keys.tolist())
        for found, node in itertools.product(
            [ultimate_controllers(h, wide_round=w) for w in (0, 10**9)], range(len(h.keys))
        ):
            key = int(h.keys[node])
            top = int(found.top[node])
            assert int(h.keys[top]) in expected[key][0], parts
            assert bool(found.circular[top]) == expected[key][1], parts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reading", BOTH)
def test_pairs_and_single_questions_agree_with_brute_force(kind: str, reading: Reading) -> None:
    for parts in graphs(kind, 200, seed=1):
        h = held(parts)
        hurdle = Hurdle.of(h, HALF, reading)
        possible = reading is Reading.POSSIBLE
        expected = {(a, u) for a in h.keys.tolist() for u in controlled(parts, {a}, possible=possible)}
        for at_once in (2, 10**6):
            assert {
                (int(h.keys[a]), int(h.keys[u])) for a, u in each(control_pairs(hurdle, at_once=at_once))
            } == expected
        for node, key in enumerate(h.keys.tolist()):
            below = keys(h, controlled_by(hurdle, Source((node,))))
            assert len(below) == len(set(below))
            assert {(key, u) for u in below} == {pair for pair in expected if pair[0] == key}
            assert {(a, key) for a in keys(h, controllers_of(hurdle, node))} == {p for p in expected if p[1] == key}


@pytest.mark.parametrize("threshold", [Threshold(Fraction(1, 3)), Threshold(Fraction(1, 4), strict=False)])
@pytest.mark.parametrize("reading", BOTH)
@pytest.mark.parametrize("kind", ["exact", "fine ranges"])
def test_other_thresholds_agree_with_brute_force(threshold: Threshold, reading: Reading, kind: str) -> None:
    at_least = None if threshold.strict else threshold.part
    for parts in graphs(kind, 150, seed=2):
        h = held(parts)
        found, possible = control_pairs(Hurdle.of(h, threshold, reading)), reading is Reading.POSSIBLE
        expected = {
            (a, u)
            for a in h.keys.tolist()
            for u in controlled(parts, {a}, possible=possible, at_least=at_least, more_than=threshold.part)
        }
        assert {(int(h.keys[a]), int(h.keys[u])) for a, u in each(found)} == expected


@pytest.mark.parametrize("kind", ["exact", "ranges", "fine ranges"])
@pytest.mark.parametrize("reading", BOTH)
def test_concerts_agree_with_brute_force(kind: str, reading: Reading) -> None:
    rng = random.Random(5)
    for parts in graphs(kind, 200, seed=3):
        h = held(parts)
        if len(h.keys) < 2 or not parts:
            continue
        hurdle, possible = Hurdle.of(h, HALF, reading), reading is Reading.POSSIBLE
        members = rng.sample(range(len(h.keys)), min(len(h.keys), rng.randint(2, 3)))
        member_keys = {int(h.keys[m]) for m in members}
        units = [node for node in range(len(h.keys)) if h.is_unit[node] and node not in members]
        at = rng.choice([None, *units])
        source = Source(tuple(members), at)
        at_key = None if at is None else int(h.keys[at])
        expected = controlled(parts, member_keys, possible=possible, at=at_key)
        assert set(keys(h, controlled_by(hurdle, source))) == expected
        alone = member_keys.union(*(controlled(parts, {m}, possible=possible) for m in member_keys))
        assert {int(h.keys[u]) for _, u in joint_pairs(hurdle, [source])} == expected - alone


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reading", BOTH)
def test_proofs_suffice_and_nothing_can_be_left_out(kind: str, reading: Reading) -> None:
    for parts in graphs(kind, 150, seed=4):
        h = held(parts)
        hurdle = Hurdle.of(h, HALF, reading)
        for source, unit in each(control_pairs(hurdle)):
            proof = proof_of(hurdle, Source((source,)), unit)
            assert _proves(hurdle, proof, source, unit)
            assert not any(_proves(hurdle, [e for e in proof if e != left], source, unit) for left in proof)
            seen = {source}
            for edge in proof:  # the order of the argument
                assert int(h.holder[edge]) in seen
                seen.add(int(h.unit[edge]))


def _proves(hurdle: Hurdle, edges: list[int], source: int, unit: int) -> bool:
    h, family = hurdle.holdings, {source}
    while True:
        more = {
            int(h.unit[e])
            for e in edges
            if int(h.unit[e]) not in family
            and hurdle.exactly(
                int(h.unit[e]), [f for f in edges if h.unit[f] == h.unit[e] and int(h.holder[f]) in family]
            )
        }
        if not more:
            return unit in family
        family |= more


def test_a_claim_that_does_not_hold_has_no_proof() -> None:
    h = held([part(1, 2, "1/2")])
    with pytest.raises(BadRequestError, match="nothing to prove"):
        proof_of(Hurdle.of(h), Source((0,)), 1)
    with pytest.raises(BadRequestError, match="nothing to prove"):
        proof_of(Hurdle.of(h), Source((0,), at=1), 1)


def test_proof_of_a_concert_begins_with_what_each_member_controls_alone() -> None:
    h = held([part(1, 10, "51/100"), part(10, 20, "3/10"), part(2, 20, "3/10"), part(20, 30, 1)])
    source = Source((0, 1), at=int(h.node(20) or 0))
    proof = proof_of(Hurdle.of(h), source, int(h.node(30) or 0))
    assert [(int(h.keys[h.holder[e]]), int(h.keys[h.unit[e]])) for e in proof] == [(1, 10), (2, 20), (10, 20), (20, 30)]


def test_chains_do_not_multiply() -> None:
    h = held([part(1, 2, "51/100"), part(2, 3, "51/100")])
    assert ultimate_controllers(h).controller(2) == 0


def test_exactly_half_is_not_control() -> None:
    h = held([part(1, 3, "1/2"), part(2, 3, "1/2")])
    assert ultimate_controllers(h).top.tolist() == [0, 1, 2]


def test_a_person_controls_through_several_units() -> None:
    h = held([part(1, 2, 1), part(1, 3, 1), part(2, 4, "26/100"), part(3, 4, "25/100"), part(9, 4, "49/100")])
    unit = int(h.node(4) or 0)
    assert ultimate_controllers(h).controller(unit) == 0
    assert votes_in(h, voters_of(Hurdle.of(h), Source((0,)), unit), unit) == (Fraction(51, 100), Fraction(51, 100))


def test_mutual_control_has_no_outside_controller() -> None:
    h = held([part(1, 2, 1), part(2, 1, 1), part(2, 3, "3/5")])
    found = ultimate_controllers(h)
    assert [found.in_circle(node) for node in range(3)] == [True, True, True]
    assert [found.controller(node) for node in range(3)] == [None, None, None]
    assert circle_of(Hurdle.of(h), int(found.top[2])) == [0, 1]


def test_a_company_owned_by_its_own_subsidiaries_is_circular_too() -> None:
    parts = [part(1, 2, 1), part(1, 3, 1), part(2, 1, "3/10"), part(3, 1, "3/10"), part(9, 1, "2/5")]
    h = held(parts)
    found = ultimate_controllers(h)
    assert found.in_circle(0)
    assert found.controller(0) is None
    assert circle_of(Hurdle.of(h), 0) == [0]


def test_unknown_shares_are_possible_up_to_the_remainder() -> None:
    parts = [part(1, 3, "40/100"), part(2, 3, 0, 1)]
    h = held(parts)
    certain, possible = Hurdle.of(h), Hurdle.of(h, reading=Reading.POSSIBLE)
    unit = int(h.node(3) or 0)
    assert controllers_of(certain, unit) == []
    assert keys(h, controllers_of(possible, unit)) == [2]  # 1 has 40 % and not a hair more
    readings = [reading_of(certain, possible, Source((node,)), unit) for node in (0, 1)]
    assert readings == [None, Reading.POSSIBLE]
    assert votes_in(h, {1}, unit) == (Fraction(0), Fraction(3, 5))


def test_contradictory_sources_never_give_two_certain_masters() -> None:
    parts = [part(1, 3, "3/5"), part(2, 3, "3/5")]
    h = held(parts)
    assert h.overfull() == [2]
    assert controllers_of(Hurdle.of(h), 2) == []
    assert controllers_of(Hurdle.of(h, reading=Reading.POSSIBLE), 2) == [0, 1]


def test_possible_control_covers_every_true_state_of_the_shares() -> None:
    rng = random.Random(8)
    for parts in graphs("ranges", 80, seed=6):
        h = held(parts)
        for _ in range(5):
            truth = _drawn(rng, parts)
            if truth is None:
                continue
            for node, key in enumerate(h.keys.tolist()):
                real = controlled(truth, {key})
                assert set(keys(h, controlled_by(Hurdle.of(h), Source((node,))))) <= real
                assert real <= set(keys(h, controlled_by(Hurdle.of(h, reading=Reading.POSSIBLE), Source((node,)))))


def _drawn(rng: random.Random, parts: list[Part]) -> list[Part] | None:
    """One state of affairs that the ranges allow."""
    truth = [Part(p.holder, p.unit, p.low, p.low) for p in parts]
    for at in rng.sample(range(len(parts)), len(parts)):
        p = parts[at]
        others = votes(truth, {q.holder for q in truth}, p.unit, possible=False)
        real = min(p.high, p.low + max(Fraction(0), 1 - others)) if rng.random() < 0.7 else p.low
        truth[at] = Part(p.holder, p.unit, real, real)
    return truth
