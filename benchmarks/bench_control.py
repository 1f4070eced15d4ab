"""Majority control at national size: one fixpoint for all units against one ``np.bincount`` pass.

    python -m benchmarks.bench_control [--units 1000000] [--rounds 3]

The graph is made in numpy: persons and units hold units, some units hold each other, shares are parts of 10,000. The
knot is 1,600 units in cross-holding in which every unit is decided only after the one before it. Times are processor
time (everything here is one thread), so that a busy machine does not blur the ratios.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.control.columns import Holdings, Ints, assemble
from analysis.control.majority import Ultimate, ultimate_controllers

PARTS = 10_000
KNOT = 1_600
_CROSS = 10  # cross-holders of every unit in the knot


@dataclass(frozen=True)
class Rows:
    """Holdings before they are prepared: nodes below ``units`` are units, the others persons."""

    holder: Ints
    unit: Ints
    votes: Ints
    nodes: int
    units: int

    def prepared(self) -> Holdings:
        """The columns of one day."""
        return assemble(
            keys=np.arange(self.nodes, dtype=np.int64),
            is_unit=np.arange(self.nodes) < self.units,
            holder=self.holder.astype(np.int32),
            unit=self.unit.astype(np.int32),
            low=self.votes,
            whole=np.full(self.nodes, PARTS, dtype=np.int64),
        )


def ordinary(units: int, seed: int = 7) -> Rows:
    """About 2.7 holders a unit, three in ten of them units; one unit holder in fifty closes a cycle."""
    rng = np.random.default_rng(seed)
    held_by = rng.choice([1, 2, 3, 4, 6, 8], units, p=[0.28, 0.34, 0.16, 0.10, 0.07, 0.05])
    unit = np.repeat(np.arange(units, dtype=np.int64), held_by)
    persons = units * 7 // 10
    upstream = (unit * rng.random(len(unit)) ** 2).astype(np.int64)
    anywhere = rng.integers(0, units, len(unit))
    holder_unit = np.where(rng.random(len(unit)) < 0.02, anywhere, upstream)
    by_unit = rng.random(len(unit)) < 0.30
    holder = np.where(by_unit & (holder_unit != unit), holder_unit, units + rng.integers(0, persons, len(unit)))
    return Rows(holder, unit, _shares(rng, unit, units), units + persons, units)


def with_knot(rows: Rows, size: int = KNOT, seed: int = 11) -> Rows:
    """The same rows with the first ``size`` units tied into one knot of cross-holdings."""
    rng = np.random.default_rng(seed)
    keep = rows.unit >= size
    inner = np.arange(1, size, dtype=np.int64)
    everyone = np.arange(size, dtype=np.int64)
    blocks = [
        (np.zeros_like(inner), inner, 4_000),
        (inner - 1, inner, 2_000),
        *((rng.permutation(size), everyone, 300) for _ in range(_CROSS)),
        (rows.units + rng.integers(0, rows.nodes - rows.units, size), everyone, 1_000),
    ]
    holder = np.concatenate([rows.holder[keep], *(block[0] for block in blocks)])
    unit = np.concatenate([rows.unit[keep], *(block[1] for block in blocks)])
    votes = np.concatenate([rows.votes[keep], *(np.full(len(block[0]), block[2]) for block in blocks)])
    return Rows(holder, unit, votes.astype(np.int64), rows.nodes, rows.units)


def _shares(rng: np.random.Generator, unit: Ints, units: int) -> Ints:
    """Uneven parts that never exceed the whole of a unit."""
    weight = rng.exponential(1.0, len(unit)) ** 1.7 + 1e-3
    total = np.bincount(unit, weight, units)
    parts: Ints = np.floor(weight / total[unit] * PARTS).astype(np.int64)
    return parts


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best_of(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Seconds of the fastest run of each piece of work; the pieces take turns."""
    return [min(times) for times in zip(*([seconds(work) for work in works] for _ in range(rounds)), strict=True)]


def peak_of(work: Callable[[], Ultimate]) -> tuple[Ultimate, int]:
    """The result of some work and the most memory it held at once."""
    tracemalloc.start()
    try:
        result = work()
        return result, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def edge_bytes(holdings: Holdings) -> int:
    """The size of the edge arrays proper: holder, unit, votes."""
    return holdings.holder.nbytes + holdings.unit.nbytes + holdings.low.nbytes


def _line(name: str, value: str) -> None:
    print(f"  {name:<46}{value:>20}")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    args = options.parse_args()
    rows = ordinary(args.units)
    start = time.process_time()
    holdings = rows.prepared()
    prepare = time.process_time() - start
    knotted = with_knot(rows).prepared()
    weights: npt.NDArray[np.float64] = holdings.low.astype(np.float64)
    floor, plain, knot = best_of(
        args.rounds,
        lambda: np.bincount(holdings.unit, weights, len(holdings.keys)),
        lambda: ultimate_controllers(holdings),
        lambda: ultimate_controllers(knotted),
    )
    result, peak = peak_of(lambda: ultimate_controllers(holdings))
    tied = ultimate_controllers(knotted)
    edges = len(holdings.unit)
    print(f"majority control, {args.units:,} units, {edges:,} holdings")
    _line("prepare the columns", f"{prepare * 1e3:,.0f} ms")
    _line("one np.bincount pass (float64 weights)", f"{floor * 1e3:,.1f} ms")
    _line("fixpoint for all", f"{plain * 1e3:,.0f} ms")
    _line("  times the pass (floor 20)", f"{plain / floor:,.1f}")
    _line("  peak memory / edge arrays (floor 6)", f"{peak / edge_bytes(holdings):,.2f}")
    _line("  edge visits per edge (floor 1.0)", f"{result.edge_visits / edges:,.3f}")
    _line("  rounds", f"{result.rounds}")
    _line("  units with an outside controller", f"{_controlled(result, args.units):,}")
    _line(f"with a knot of {KNOT:,} units", f"{knot * 1e3:,.0f} ms")
    _line("  times the plain fixpoint (floor 2)", f"{knot / plain:,.2f}")
    _line("  edge visits per edge", f"{tied.edge_visits / len(knotted.unit):,.3f}")


def _controlled(result: Ultimate, units: int) -> int:
    outside = (result.top != np.arange(len(result.top))) & ~result.circular[result.top]
    return int(outside[:units].sum())


if __name__ == "__main__":
    main()
