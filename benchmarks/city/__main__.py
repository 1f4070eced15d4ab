"""``python -m benchmarks.city --seed 7 --units 2000 --out DIR``: write the city of a seed.

``--sample`` writes the committed sample city again, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from benchmarks.city.city import DEFAULT_DAY, build_city
from benchmarks.city.planting import CityError
from benchmarks.city.writing import write_city

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "city"
SAMPLE_SEED = 7
SAMPLE_UNITS = 2000  # one snapshot: the demo must load and compute it within seconds


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, write the files, say what was written. 2 means that the wish cannot be met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.city", description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--units", type=int, default=2000, help="how many units in all")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="folder to write into")
    where.add_argument("--sample", action="store_true", help="write samples/city with its own seed and size")
    parser.add_argument("--today", type=date.fromisoformat, default=DEFAULT_DAY, help="the city's own day")
    parser.add_argument("--snapshots", type=int, choices=(1, 2), default=2, help="2: an older register and roster too")
    parser.add_argument("--csv", action="store_true", default=None, help="register as CSV (the rule for large cities)")
    parser.add_argument("--no-truth", action="store_true", help="leave out truth.json: a city to load, not to judge by")
    wish = parser.parse_args(arguments)
    if wish.sample:
        size = ["--seed", str(SAMPLE_SEED), "--units", str(SAMPLE_UNITS), "--snapshots", "1"]
        wish = parser.parse_args(["--out", str(SAMPLE), *size])
    try:
        city = build_city(wish.seed, wish.units, wish.today, wish.snapshots)
    except CityError as error:
        print(error, file=sys.stderr)
        return 2
    write_city(city, wish.out, wish.csv, truth=not wish.no_truth)
    world = city.world
    print(f"{len(world.units)} units, {len(world.persons)} persons, {len(world.entries)} entries -> {wish.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
