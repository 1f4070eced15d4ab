"""Ultimate controllers of all units at once: the least fixpoint of "own votes plus those of everything controlled".

Two disjoint families never both have more than half of a unit, so the controllers of a unit form a chain, and each
unit has at most one top. That lets a unit be *contracted* into whoever controls it: only tops carry sums. A round
looks at the edges out of nodes whose top has just changed (the frontier), never at the rest. Wide frontiers are
worked off in numpy, the long thin tail of a knot by a plain work list.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.control.columns import Holdings, Mask, Nodes
from analysis.control.contraction import Contraction
from analysis.control.worklist import WorkList

_WIDE_FRONTIER = 2_000


@dataclass(frozen=True)
class Ultimate:
    """Who stands at the top of every node on the certain side.

    ``top[u] == u`` where nobody controls ``u``. ``circular`` marks tops whose own votes lie, by more than half, within
    what they control: mutual control or a closed ring, with no outside controller. ``parent`` is the controller by
    which a unit was decided, ``NOBODY`` for tops.
    """

    top: Nodes  # (n,)
    parent: Nodes  # (n,)
    circular: Mask  # (n,)
    edge_visits: int  # edges looked at beyond the one pass that compares every edge with its bar
    rounds: int

    def controller(self, unit: int) -> int | None:
        """The outside ultimate controller of a unit; ``None`` if there is none or only a circle."""
        top = int(self.top[unit])
        return None if top == unit or self.circular[top] else top

    def in_circle(self, unit: int) -> bool:
        """Whether a unit belongs to, or hangs below, a circle without an outside controller."""
        return bool(self.circular[self.top[unit]])


def ultimate_controllers(holdings: Holdings, *, wide_frontier: int = _WIDE_FRONTIER) -> Ultimate:
    """One fixpoint for all nodes: more than half of the votes, certain side.

    Rounds that decide no more than ``wide_frontier`` units are left to the work list; the answer is the same.
    """
    state = Contraction.begin(holdings)
    decided = state.first_round()
    while len(decided) > wide_frontier:
        decided = state.round(state.contract(decided))
    WorkList(state, decided.tolist()).run()
    return Ultimate(state.top, state.parent, state.circular, state.visits, state.rounds)
