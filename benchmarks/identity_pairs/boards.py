"""Listed boards: how many pairs of equal names, and what keeps them apart.

``python -m benchmarks.identity_pairs.boards executive_prep.csv [OUT.md]``. Directors of listed companies are public and
carry no number: name, sex and age only. Name alone merges nobody; the report counts, and names no person.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.record import Record
from ingest.names import name_key

_AGES_ON = 2018  # about the year of disclosure; ages of one disclosure differ by at most a year
_SEXES = {"男": "male", "女": "female"}


def board_rows(path: Path) -> list[tuple[str, Record]]:
    """Company and director of every row."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["code"], _record(row)) for row in csv.DictReader(file)]


def _record(row: dict[str, str]) -> Record:
    age = int(row["age"]) if row["age"].isdigit() else 0
    born = (_AGES_ON - age - 1, _AGES_ON - age) if age >= 18 else None
    return Record(
        PartyKind.PERSON,
        row["name"],
        sex=_SEXES.get(row["gender"]),
        born=born,
        born_by_age=born is not None,
        units=frozenset({f"company:{row['code']}"}),
    )


def namesake_pairs(rows: list[tuple[str, Record]]) -> Iterator[Comparison]:
    """The comparison of every two rows of equal name at different companies."""
    context = Context()
    by_name: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for code, record in rows:
        by_name[name_key(record.name)].append((code, record))
    for group in by_name.values():
        for (code, one), (other_code, other) in combinations(group, 2):
            if code != other_code:
                yield compare(one, other, context)


def boards_text(path: Path) -> str:
    """The report."""
    rows = board_rows(path)
    pairs = list(namesake_pairs(rows))
    tiers = Counter(found.tier for found in pairs)
    vetoes = Counter(
        "sex" if "sex" in features else "year of birth"
        for found in pairs
        if found.tier is IdentityTier.CONFLICT
        for features in [{piece.feature for piece in found.evidence if piece.says.value == "veto"}]
    )
    merged = tiers[IdentityTier.CERTAIN] + tiers[IdentityTier.PROBABLE]
    lines = [
        "# Listed boards: what a name proves",
        "",
        "Written by `python -m benchmarks.identity_pairs.boards`. Directors of listed companies carry no numbers; the",
        "data show name, sex and age. No person is named here.",
        "",
        "| | count |",
        "|---|---|",
        f"| director rows | {len(rows)} |",
        f"| companies | {len({code for code, _ in rows})} |",
        f"| different names | {len({name_key(record.name) for _, record in rows})} |",
        f"| pairs of equal name at different companies | {len(pairs)} |",
        f"| merged (*certain* or *probable*) | {merged} |",
        f"| kept apart by sex | {vetoes['sex']} |",
        f"| kept apart by year of birth | {vetoes['year of birth']} |",
        f"| candidate pairs that remain (*possible*, for review only) | {tiers[IdentityTier.POSSIBLE]} |",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = boards_text(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(text, encoding="utf-8")
    print(text)
