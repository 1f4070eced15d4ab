"""Parts of a verdict: honours, matters, and what could not be looked at, as an answer lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from analysis.demands import Demand, Relation
from analysis.findings import Finding, Party
from analysis.freshness import DataGap
from analysis.honours import reached
from analysis.lookups import Applicant, Failure, LookedUp, NotLooked
from analysis.orders import ORDERED
from analysis.verdict import Verdict, grade, judge
from graph.model.certainty import Truth
from guanlian import verdict_terms as words
from guanlian.answers import OrderView
from guanlian.asked import Asked
from guanlian.verdict_answers import LookedUpView, MatterView, NotCheckedView
from measures.vocabulary import Effect

PartyOf = Callable[[int], Party]


def honours(asked: Asked, findings: Iterable[Finding]) -> dict[str, tuple[str, Truth]]:
    """For findings of withdrawal clauses, where an honour is asked about: the test, and whether it takes it."""
    if asked.question.award is None:
        return {}
    tests = {(c.document.slug, c.number, c.part.part): c.part.honour_test for c in asked.parts}
    found = {}
    for finding in findings:
        test = tests.get((finding.document, finding.number, finding.part))
        if test is not None and finding.path[0].since is not None:
            truth = reached(test, asked.question.award, finding.path[0].since, asked.request.as_of)
            found[finding.id] = (test.value, truth)
    return found


def graded(finding: Finding, taken: Mapping[str, tuple[str, Truth]]) -> Verdict:
    """An honour already held can only be revoked; what its date test leaves open must be reviewed."""
    return grade(finding, [Effect.REVOKE_HONOUR]) if finding.id in taken else grade(finding)


def matters(
    asked: Asked,
    findings: Sequence[Finding],
    grades: Mapping[str, Verdict],
    not_checked: Sequence[NotCheckedView],
    orders: Sequence[OrderView],
) -> tuple[MatterView, ...]:
    """The answer matter by matter, for those that have a clause in force."""
    views = []
    for matter in asked.matters:
        clauses = tuple(coded.name for coded in asked.parts if coded.part.matter is matter)
        ids = tuple(finding.id for finding in findings if finding.matter is matter)
        ordered = [Verdict.REVIEW] if orders and matter in ORDERED else []
        if clauses:
            verdict = judge([*(grades[id_] for id_ in ids), *ordered], not_checked)
            views.append(MatterView(matter=matter.value, verdict=verdict, clauses=clauses, findings=ids))
    return tuple(views)


def looked_up(made: Iterable[LookedUp], party_of: PartyOf) -> tuple[LookedUpView, ...]:
    """The look-ups that were made, with whom they led to."""
    return tuple(
        LookedUpView(
            relation=look.demand.relation.value,
            word=look.demand.word,
            term=words.demand(look.demand),
            clauses=look.demand.clauses,
            parties=tuple(sorted(map(party_of, look.parties), key=lambda one: (one.name, one.id))),
        )
        for look in made
    )


def failures(failed: Iterable[NotLooked], applicant: Applicant, party_of: PartyOf) -> list[NotCheckedView]:
    """Failed look-ups, those of one kind for the same parties together."""
    grouped: dict[tuple[Failure, Relation, tuple[int, ...]], list[Demand]] = {}
    for miss in failed:
        grouped.setdefault((miss.failure, miss.demand.relation, miss.parties), []).append(miss.demand)
    return [
        _failure(failure, relation, missed, tuple(map(party_of, keys)), applicant)
        for (failure, relation, keys), missed in grouped.items()
    ]


def _failure(
    failure: Failure, relation: Relation, missed: Sequence[Demand], parties: tuple[Party, ...], applicant: Applicant
) -> NotCheckedView:
    named = unique(demand.word for demand in missed)
    return NotCheckedView(
        code=failure.value,
        text=words.failure(failure, named, tuple(one.name for one in parties), applicant.ended),
        relation=relation.value,
        words=named,
        clauses=unique(clause for demand in missed for clause in demand.clauses),
        parties=parties,
    )


def gap_view(gap: DataGap) -> NotCheckedView:
    """A fault of the data as an answer lists it."""
    return NotCheckedView(
        code=f"{gap.kind}_{gap.fault.value}",
        text=words.gap(gap),
        source=gap.source,
        as_of=gap.as_of.isoformat() if gap.as_of else None,
    )


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(texts))
