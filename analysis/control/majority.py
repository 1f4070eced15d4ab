"""Ultimate controllers of all units at once: the least fixpoint of "own votes plus those of everything controlled".

A round looks only at what the last one changed. Wide rounds are worked off in numpy on a quotient graph that shrinks
(:mod:`analysis.control.contraction`), the long thin tail of a knot by a work list (:mod:`analysis.control.worklist`).
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.control.columns import Holdings, Mask, Nodes
from analysis.control.contraction import Contraction
from analysis.control.worklist import WorkList

_WIDE_ROUND = 10_000


@dataclass(frozen=True)
class Ultimate:
    """Who stands at the top of every node on the certain side.

    ``top[u] == u`` where nobody controls ``u``. ``circular`` marks tops whose own votes lie, by more than half, within
    what they control: mutual control or a closed ring, with no outside controller. Which member of a ring is its top
    means nothing; :func:`analysis.control.family.circle_of` names them all.
    """

    top: Nodes  # (n,)
    circular: Mask  # (n,)
    edge_visits: int  # edges and sums looked at beyond the one pass that compares every edge with its bar
    rounds: int  # wide ones

    def controller(self, unit: int) -> int | None:
        """The outside ultimate controller of a unit; ``None`` if there is none or only a circle."""
        top = int(self.top[unit])
        return None if top == unit or self.circular[top] else top

    def in_circle(self, unit: int) -> bool:
        """Whether a unit belongs to, or hangs below, a circle without an outside controller."""
        return bool(self.circular[self.top[unit]])


def ultimate_controllers(holdings: Holdings, *, wide_round: int = _WIDE_ROUND) -> Ultimate:
    """One fixpoint for all nodes: more than half of the votes, certain side.

    Rounds that decide no more than ``wide_round`` units are left to the work list; the answer is the same.
    """
    state = Contraction.begin(holdings)
    rounds, decided = 1, state.decide()
    while len(decided) > wide_round:
        state.contract(decided)
        rounds, decided = rounds + 1, state.decide()
    WorkList(state, decided.tolist()).run()
    return Ultimate(state.top, state.circular, state.visits, rounds)
