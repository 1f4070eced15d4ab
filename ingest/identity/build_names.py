"""Recipe of the name table: ``python -m ingest.identity.build_names BOARDS.csv EXECUTIVES.csv``.

Counts surnames and given-name *characters* by place (first, second, only one) in two public lists of company
officers. No full name leaves this file: what is written are counts of single characters and of surnames,
and those seen only once are left out. The lists over-represent men, so women are counted up to one half.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import opencc

from ingest.identity.name_table import DATA, NameModel, NameTable, split_name

_HAN = ("\u3400", "\u9fff")
_SLOTS = ("first", "second", "single")

# Published counts (domain §8): bearers among 1.4 thousand million people, and the issue's own figure for how
# many namesakes a random person has among seven million.
_POPULATION = 1.4e9
_PUBLISHED = {"张伟": 0.295e6, "王伟": 0.281e6, "李娜": 0.270e6}
_RANDOM_NAMESAKES = 40 / 7e6
_TOP_100_SHARE = 0.859


@dataclass
class Tally:
    """Counts of one list: surnames, and given-name characters by slot."""

    surnames: Counter[str] = field(default_factory=Counter)
    given: dict[str, Counter[str]] = field(default_factory=lambda: {slot: Counter() for slot in _SLOTS})

    def add(self, name: str, weight: float = 1.0) -> None:
        """Count one bearer."""
        surname, given = split_name(name)
        self.surnames[surname] += weight  # type: ignore[assignment]  # women weigh more than one
        slots = ("single",) if len(given) == 1 else ("first", "second")
        for slot, sign in zip(slots, given, strict=False):
            self.given[slot][sign] += weight  # type: ignore[assignment]


def _is_plain(name: str) -> bool:
    return (
        2 <= len(name) <= 4 and all(_HAN[0] <= sign <= _HAN[1] for sign in name) and len(split_name(name)[1]) in (1, 2)
    )


def _board_persons(path: Path) -> Iterator[tuple[str, str]]:
    """Name and sex, each person (by name, sex and age) once."""
    with path.open(encoding="utf-8", newline="") as file:
        seen = {(row["name"].strip(), row["gender"], row["age"]) for row in csv.DictReader(file)}
    yield from sorted((name, sex) for name, sex, _ in seen)


def tally_boards(persons: Iterable[tuple[str, str]]) -> Tally:
    """Mainland officers; women are weighted up to one half."""
    plain = [(name, sex) for name, sex in persons if _is_plain(name)]
    women = sum(sex == "女" for _, sex in plain)
    weight = (len(plain) - women) / women
    tally = Tally()
    for name, sex in plain:
        tally.add(name, weight if sex == "女" else 1.0)
    return tally


def tally_executives(path: Path) -> Tally:
    """Taiwan officers in simplified characters; a company's representative counts under the own name."""
    simplify = opencc.OpenCC("t2s").convert
    with path.open(encoding="utf-8", newline="") as file:
        names = {simplify(row["name"].rsplit("-", 1)[-1].strip()) for row in csv.DictReader(file)}
    tally = Tally()
    for name in sorted(filter(_is_plain, names)):
        tally.add(name)
    return tally


def write_tables(mainland: Tally, taiwan: Tally) -> None:
    """The two committed tables; counts are rounded, and what was seen once is left out."""
    lines = ["surname\tmainland\ttaiwan"]
    for sign in sorted(mainland.surnames | taiwan.surnames):
        counts = (mainland.surnames[sign], taiwan.surnames[sign])
        if max(counts) >= 2:
            lines.append("\t".join([sign, *(str(round(count)) for count in counts)]))
    _write("surnames.tsv", lines)
    head = [f"{source}_{slot}" for source in ("mainland", "taiwan") for slot in _SLOTS]
    lines = ["\t".join(["character", *head])]
    for sign in sorted(set().union(*(tally.given[slot] for tally in (mainland, taiwan) for slot in _SLOTS))):
        values = [tally.given[slot][sign] for tally in (mainland, taiwan) for slot in _SLOTS]
        if max(values) >= 2:
            lines.append("\t".join([sign, *(str(round(count)) for count in values)]))
    _write("given_characters.tsv", lines)


def write_traditional() -> None:
    """Single characters whose simplified form differs, for making candidates only."""
    simplify = opencc.OpenCC("t2s").convert
    pairs = ((chr(code), simplify(chr(code))) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))
    _write("traditional.tsv", [f"{old}\t{new}" for old, new in pairs if old != new and len(new) == 1])


def _write(name: str, lines: list[str]) -> None:
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def fit_model(table: NameTable) -> NameModel:
    """The share of one-character given names and the lift of two-character ones, from the published counts.

    The share is fitted to the two commonest names; the third is a woman's, and women are few in the lists, so
    its published share stands in the table as it is.
    """
    model = NameModel(published={name: count / _POPULATION for name, count in _PUBLISHED.items()})
    for _ in range(20):
        plain = NameTable(table.surnames, table.given, NameModel(model.single_share, model.pair_lift))
        ratios = [_PUBLISHED[name] / _POPULATION / plain.frequency(name) for name in ("张伟", "王伟")]
        single = model.single_share * (ratios[0] * ratios[1]) ** 0.5
        lift = model.pair_lift * (1 + 0.5 * (_RANDOM_NAMESAKES / plain.random_frequency() - 1))
        model = NameModel(round(single, 4), round(max(1.0, lift), 3), model.published)
    return model


def main(boards: Path, executives: Path) -> None:
    """Write every table, then the two constants that tie them to the published counts."""
    write_tables(tally_boards(_board_persons(boards)), tally_executives(executives))
    write_traditional()
    model = fit_model(NameTable.load(NameModel()))
    table = NameTable.load(model)
    common = sorted(table.surnames.values(), reverse=True)
    plain = NameTable(table.surnames, table.given, NameModel(model.single_share, model.pair_lift))
    report = {
        "single_share": model.single_share,
        "pair_lift": model.pair_lift,
        "published": {name: float(f"{share:.4g}") for name, share in model.published.items()},
        "fitted_to_random_namesakes_among_7_million": 40,
        "reached": {
            "share_before_published": {name: float(f"{plain.frequency(name):.3g}") for name in _PUBLISHED},
            "random_namesakes_among_7_million": round(table.random_frequency() * 7e6, 1),
            "top_100_surnames": round(sum(common[:100]), 4),
            "published_top_100_surnames": _TOP_100_SHARE,
        },
    }
    _write("name_model.json", [json.dumps(report, ensure_ascii=False, indent=1)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
