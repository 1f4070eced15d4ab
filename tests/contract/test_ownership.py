"""Ownership as columns, and what loading worked out: the same from every store, at every run."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from graph.model.certainty import Certainty
from graph.model.fractions import unpacked
from graph.model.ids import content_id
from graph.model.ownership import BASIS_CODE, FORM_CODE, IN_CONCERT, PROXY
from graph.model.records import Agreement, Basis, Control, Holding, Mention, Run, Share, UnitClass
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import Interval
from graph.store import GraphStore, RunCounts
from tests.contract.loads import (
    FIRST,
    HERE,
    NO_ROWS,
    SECOND,
    START,
    Loader,
    batch,
    key_of,
    person,
    profile,
    undated,
    unit,
)

TOP, MIDDLE, LOW, ELSEWHERE = unit("示范上层"), unit("示范中层"), unit("示范下层"), unit("示范别处")
ANN, BOB = person("安示例"), person("博示例")
LONG = Fraction(1396555514267633, 10**20)


def holding(holder: Mention, at: Mention, part: Fraction | None) -> Holding:
    share = None if part is None else Share(part, part)
    return Holding(content_id("h", holder.id, at.id), holder.id, at.id, undated(FIRST), HERE, capital=share)


def control(holder: Mention, at: Mention, basis: Basis = Basis.DECLARED) -> Control:
    id_ = content_id("e", "control", holder.id, at.id, basis)
    return Control(id_, holder.id, at.id, Role.ACTUAL_CONTROLLER, undated(FIRST), HERE, "实际控制人",
                   Certainty.PROBABLE, basis)  # fmt: skip


def filled(load: Loader) -> int:
    agreed = Interval.from_days(FIRST)
    concert = Agreement("a-1", tuple(sorted((ANN.id, BOB.id))), LOW.id, IN_CONCERT, agreed, HERE)
    proxies = [Agreement(f"a-{at}", parties, None, PROXY, agreed, HERE)
               for at, parties in ((2, (ANN.id, BOB.id)), (3, (BOB.id, ANN.id)))]  # fmt: skip
    number = load(
        FIRST, TOP, MIDDLE, LOW, ELSEWHERE, ANN, BOB,
        holding(ANN, TOP, LONG), holding(TOP, MIDDLE, Fraction(1, 3)), holding(MIDDLE, LOW, None),
        holding(BOB, LOW, Fraction(1, 2)), holding(BOB, ELSEWHERE, Fraction(1)), control(BOB, MIDDLE),
        profile(LOW, FIRST),
    )  # fmt: skip
    with load.open(load.plan(FIRST, kind="supplement", complete=False)) as writer:
        whole = batch(())
        whole.agreements += [concert, *proxies]
        writer.add(whole)
        writer.commit(NO_ROWS, START)
    return number


def test_everything_or_what_bears_on_a_subject(store: GraphStore, load: Loader) -> None:
    filled(load)
    known = store.known_run()
    key = {mention.id: key_of(store, mention) for mention in (TOP, MIDDLE, LOW, ELSEWHERE, ANN, BOB)}
    everything, around = store.ownership(None, known), store.ownership([key[MIDDLE.id]], known)
    nobody = store.ownership([], known)
    assert len(everything.holdings.key) == 5 and len(nobody.holdings.key) == 0
    held = set(zip(around.holdings.holder.tolist(), around.holdings.unit.tolist(), strict=True))
    ends = ((ANN, TOP), (TOP, MIDDLE), (MIDDLE, LOW), (BOB, LOW))
    assert held == {(key[holder.id], key[at.id]) for holder, at in ends}
    assert around.holdings.source.tolist() == [1] * 4
    row = around.holdings.holder.tolist().index(key[ANN.id])
    assert unpacked(*around.holdings.capital[row, :2].tolist()) == LONG
    assert {unpacked(*ends) for ends in around.holdings.capital[:, 2:].tolist()} == {LONG, Fraction(1, 3), None,
                                                                                      Fraction(1, 2)}  # fmt: skip
    assert around.controllers.basis.tolist() == [BASIS_CODE[Basis.DECLARED]]
    assert dict(zip(around.forms.unit.tolist(), around.forms.form.tolist(), strict=True)) == {
        key[LOW.id]: FORM_CODE[LegalForm.COMPANY]
    }


def test_agreements_say_who_has_the_say(store: GraphStore, load: Loader) -> None:
    filled(load)
    rows = store.ownership([], store.known_run()).agreements
    ann, bob, low = (key_of(store, mention) for mention in (ANN, BOB, LOW))
    proxies = {(int(rows.key[at]), int(rows.party[at])): int(rows.first[at])
               for at in range(len(rows.key)) if rows.kind[at] == PROXY}  # fmt: skip
    first, second = sorted({key for key, _ in proxies})
    assert {first_say for (_, party), first_say in proxies.items() if party in (ann, bob)} == {0, 1}
    assert proxies[first, ann] != proxies[second, ann] and proxies[first, ann] != proxies[first, bob]
    assert sorted(set(rows.unit.tolist())) == [0, low]


def test_what_was_worked_out_is_taken_back_and_may_stand_again(store: GraphStore, load: Loader) -> None:
    filled(load)
    edge = control(ANN, TOP, Basis.COMPUTED)
    kind = UnitClass(
        "c-1", LOW.id, UnitKind.SOE_STATE_CONTROLLED, "国有资本控股公司（推定）", None, undated(FIRST), HERE
    )
    runs = []
    for take_back in (False, True, False):
        with load.open(load.plan(SECOND, source="推定", kind="computed", complete=False)) as writer:
            if take_back:
                writer.retract([edge.id], [kind.id])
            else:
                writer.add(batch([edge, kind]))
            run = writer.commit(RunCounts(0, 0, 0, 0), START)
        assert isinstance(run, Run)
        runs.append(run.number)
    standing = [[len(keys) for keys in store.computed(number)] for number in runs]
    assert standing == [[1, 1], [0, 0], [1, 1]]
    first, last = (list(store.role_edges(store.computed(number)[0], number).values()) for number in (runs[0], runs[2]))
    assert first == last == [edge]
    assert list(store.unit_classes(store.computed(runs[2])[1], runs[2]).values()) == [kind]
    assert np.array_equal(store.ownership(None, runs[1]).controllers.basis, [BASIS_CODE[Basis.DECLARED]])
    assert store.problems() == []
