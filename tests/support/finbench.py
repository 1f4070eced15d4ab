"""The finbench investments as columns. Ids of persons and companies are different spaces."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from analysis.control.build import Stake, columns
from analysis.control.columns import Holdings
from graph.model.records import Share

_FOLDER = Path(__file__).parents[1] / "data" / "finbench"


def person(number: int) -> int:
    """The subject key of a person."""
    return 2 * number


def company(number: int) -> int:
    """The subject key of a company."""
    return 2 * number + 1


def rows() -> Iterator[tuple[int, int, str]]:
    """Holder key, company key and ratio as printed."""
    for name, key in (("PersonInvestCompany", person), ("CompanyInvestCompany", company)):
        with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="|"):
                yield key(int(row["investorId"])), company(int(row["companyId"])), row["ratio"]


def nodes() -> tuple[int, int]:
    """How many persons and companies there are, invested or not."""
    counts = []
    for name in ("Person", "Company"):
        with (_FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
            counts.append(sum(1 for _ in file) - 1)
    return counts[0], counts[1]


def finbench() -> Holdings:
    """All investments; ratios are read as the decimals that are printed."""
    stakes = [
        Stake(holder, unit, Share(Fraction(ratio), Fraction(ratio)), at)
        for at, (holder, unit, ratio) in enumerate(rows())
    ]
    return columns(stakes, units=[stake.holder for stake in stakes if stake.holder % 2])
