"""Where a path rests on rows that a person joined, the path says so: by whom, and why.

Rows joined by a full number need no word. A join by decision is a step of its own, put before the first step that
names the party by another row than the steps before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.findings import Step
from graph.model.certainty import Certainty
from graph.model.records import Identity

Joins = Mapping[str, Sequence[Identity]]  # subject id -> links by which a person joined rows of it


def with_joins(path: tuple[Step, ...], joins: Joins) -> tuple[Step, ...]:
    """The path with a step for every decision that joined the rows it goes through."""
    if not joins:
        return path
    found: list[Step] = []
    seen: dict[str, tuple[str, str]] = {}
    for step in path:
        for subject, mention, name in _ends(step):
            first = seen.setdefault(subject, (mention, name))
            if first[0] != mention and (links := joins.get(subject)):
                found += [_step(link, subject, first, (mention, name)) for link in links if not _has(found, link)]
        found.append(step)
    return tuple(found)


def _ends(step: Step) -> list[tuple[str, str, str]]:
    ends = [(step.from_subject, step.from_id, step.from_name)]
    if step.to_subject and step.to_id and step.to_name:
        ends.append((step.to_subject, step.to_id, step.to_name))
    return ends


def _has(steps: Sequence[Step], link: Identity) -> bool:
    return any(step.id == link.id for step in steps)


def _step(link: Identity, subject: str, start: tuple[str, str], end: tuple[str, str]) -> Step:
    return Step(
        type="identity",
        id=link.id,
        from_id=start[0],
        from_name=start[1],
        from_subject=subject,
        to_id=end[0],
        to_name=end[1],
        to_subject=subject,
        certainty=Certainty.CERTAIN,
        evidence=f"{link.evidence}（{link.decided_by}）",
    )
