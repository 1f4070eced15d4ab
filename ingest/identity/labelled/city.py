"""A labelled city: applicants, the roster rows of themselves and of all their namesakes, and the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.identity.blocking import tail_of
from ingest.identity.labelled.people import Human, People
from ingest.identity.labelled.printing import WITH_TAIL, Printed, Printer
from ingest.identity.labelled.spec import EVERY_LISTED, CitySpec

_MORE_ENTRIES = 0.3  # further entries of one listed person, on average


@dataclass(frozen=True, slots=True)
class City:
    """Both sides. A pair is true when the owners are equal; true pairs count ``true_weight``, others one.

    More applicants are listed than in life, so that recall can be measured; the weight counts them back.
    """

    spec: CitySpec
    applicants: list[Printed]
    roster: list[Printed]
    shares: dict[str, float] = field(repr=False)  # the true share of every applicant's name

    @property
    def true_weight(self) -> float:
        """What one true pair stands for."""
        return self.spec.listed_share / EVERY_LISTED


def build_city(spec: CitySpec) -> City:
    """Draw a city; the same spec gives the same city."""
    people = People(spec)
    printer = Printer(spec)
    by_name: dict[str, list[tuple[Human, str]]] = defaultdict(list)
    for row, human in enumerate(people.others(spec.applicants)):
        by_name[human.name].append((human, f"unit:{row}"))
    applicants: list[Printed] = []
    roster: list[Printed] = []
    for name, bearers in by_name.items():
        for human, unit in bearers:
            printed = printer.applicant(human, unit)
            applicants.append(printed)
            roster.extend(_entries(human, unit, printed, people, printer))
        roster.extend(_namesakes(name, applicants[-len(bearers) :], people, printer))
    return City(spec, applicants, roster, {name: people.share(name) for name in by_name})


def _namesakes(name: str, applicants: list[Printed], people: People, printer: Printer) -> Iterator[Printed]:
    """The others of a name on the roster.

    Where every applicant of the name and the roster row show their last four places, only rows that show the same
    ones are printed: blocking would leave the others out, as the tests of blocking prove, and they are many.
    """
    tails = {tail_of(printed.record) for printed in applicants}
    others = people.bearers(name, people.namesakes(name))
    for row, tail in enumerate(others.tails()):
        shown = printer.roster_form()
        if None in tails or shown not in WITH_TAIL or tail in tails:
            yield printer.listed(others.human(row, tail), shown)


def _entries(human: Human, unit: str, printed: Printed, people: People, printer: Printer) -> Iterator[Printed]:
    """The roster rows of one applicant, and sometimes of another of the name at the same unit."""
    rng, spec = people.rng, people.spec
    officer = bool(printed.record.units)
    if rng.random() < EVERY_LISTED:
        for _ in range(1 + rng.poisson(_MORE_ENTRIES)):
            attached = officer and rng.random() < spec.court_attached
            yield printer.attached(human, unit) if attached else printer.listed(human, printer.roster_form())
            if attached and rng.random() < spec.unit_namesake:
                yield printer.attached(people.bearers(human.name, 1).human(0), unit)
