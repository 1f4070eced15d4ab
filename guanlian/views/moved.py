"""What moved between two days, told by subject: the changes of the service under the purpose that was picked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analysis.changes import Cause, Kind
from analysis.findings import Day, Party
from analysis.rules import Rule
from guanlian import change_terms, terms
from guanlian.answers import Answer
from guanlian.change_answers import ChangeView
from guanlian.changes import Moment, changes
from guanlian.request import Request
from guanlian.service import Service
from guanlian.views.service import PageService
from measures.vocabulary import Direction


class MovedRow(Answer):
    """One subject moved one way for one reason, through one listed party; ``measures`` counts the clauses."""

    party: Party
    kind: str
    cause: str
    direction: str
    through: str
    day: Day | None
    measures: int
    deadlines: tuple[str, ...]
    told: tuple[str, ...]
    still: str | None


class MovedAnswer(Answer):
    """Everything that moved between two days; ``measures`` counts findings by kind.

    ``passed`` of them only the passing of days made surer or less sure; they have no row.
    """

    before: str
    after: str
    measures: dict[str, int]
    passed: int
    rows: tuple[MovedRow, ...]


class _Related(Service):
    """The service with the rules of the purpose that reach others than the listed party itself."""

    def __init__(self, pages: PageService) -> None:
        super().__init__(pages.store, pages.catalogue, pages.purposes)
        self._pages = pages
        self._kept: dict[int, tuple[list[Rule], list[Rule]]] = {}

    def rules(self, request: Request) -> list[Rule]:
        """One list for both sides of a comparison, as long as the edition is the same."""
        every = self._pages.rules(request)
        if id(every) not in self._kept:
            wanted = [rule for rule in self._pages.page_rules(request) if rule.direction is not Direction.SELF]
            self._kept[id(every)] = every, wanted
        return self._kept[id(every)][1]


def moved_between(
    service: PageService, request: Request, before: date, after: date, subject: str | None = None
) -> MovedAnswer:
    """Subjects newly caught through others, released, or judged otherwise, between two days.

    For one subject, given by id, it is also told by what it stays flagged; for all of them only that it does.

    Raises:
        BadRequestError: the later day lies before the earlier one.

    """
    some = None if subject is None else (subject,)
    sides = Moment(before), Moment(after)
    answer = changes(_Related(service), request, *sides, some, passed=False, reasons=subject is not None)
    listed = [change for change in answer.changes if change.cause is not Cause.DAY]
    counts = {Kind.NEW: answer.new, Kind.RELEASED: answer.released, Kind.CHANGED: answer.changed}
    return MovedAnswer(
        before=before.isoformat(),
        after=after.isoformat(),
        measures={change_terms.KINDS[kind]: count for kind, count in counts.items()},
        passed=sum(counts.values()) - len(listed),
        rows=tuple(_rows(listed)),
    )


def _rows(found: Iterable[ChangeView]) -> Iterable[MovedRow]:
    groups: dict[tuple[str, ...], list[ChangeView]] = {}
    for change in found:
        finding = change.finding
        key = (finding.subject.id, change.kind.value, change.cause.value, finding.direction.value, finding.listed.id)
        groups.setdefault(key, []).append(change)
    for group in groups.values():
        first = group[0]
        yield MovedRow(
            party=first.finding.subject,
            kind=change_terms.KINDS[first.kind],
            cause=first.cause_text,
            direction=terms.DIRECTIONS[first.finding.direction],
            through=change_terms.because_of(first.finding),
            day=first.day,
            measures=len(group),
            deadlines=tuple(dict.fromkeys(one.text for change in group for one in change.deadlines)),
            told=tuple(dict.fromkeys(one.agency for change in group for one in change.told)),
            still=next((change.still.text for change in group if change.still), None),
        )
