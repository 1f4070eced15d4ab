"""Blocking leaves out nothing that could be more than different or a conflict by its last four places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.model.certainty import IdentityTier
from ingest.identity.blocking import candidates, compare_stream
from ingest.identity.labelled.people import People
from ingest.identity.labelled.printing import Printer
from ingest.identity.labelled.spec import HARSHER, TRAINING
from ingest.identity.ladder import compare
from ingest.identity.record import Record

KEPT = {IdentityTier.CERTAIN, IdentityTier.PROBABLE, IdentityTier.POSSIBLE}


def crowd() -> tuple[list[Record], list[Record]]:
    """Applicants and roster rows of a few names, many of each, the applicants' own rows among them."""
    people, printer = People(HARSHER), Printer(HARSHER)
    left, right = [], []
    for name in people.names(6):
        others, own = people.bearers(name, 25), people.bearers(name, 5)
        right += [printer.listed(others.human(row), printer.roster_form()).record for row in range(25)]
        for row in range(5):
            human = own.human(row)
            left.append(printer.applicant(human, f"unit:{name}").record)
            right.append(printer.listed(human, printer.roster_form()).record)
            right.append(printer.attached(human, f"unit:{name}").record)
    return left, right


def test_against_every_pair() -> None:
    left, right = crowd()
    found = {(one, other) for one, other, _ in compare_stream(left, right)}
    every = {
        (one, other)
        for one, applicant in enumerate(left)
        for other, entry in enumerate(right)
        if compare(applicant, entry).tier in KEPT and "*" not in entry.name
    }
    assert found == every
    assert found


def test_chunks_change_nothing_and_no_pair_comes_twice() -> None:
    left, right = crowd()

    def pairs(chunk: int) -> list[tuple[int, int]]:
        return sorted(
            (int(one), block.start + int(other))
            for block in candidates(left, right, chunk)
            for one, other in zip(block.left, block.right, strict=True)
        )

    assert pairs(7) == pairs(10_000)
    assert len(set(pairs(7))) == len(pairs(7))


def test_a_full_number_meets_under_any_name() -> None:
    people, printer = People(TRAINING), Printer(replace(TRAINING, number_typo=0.0))
    human = people.others(1)[0]
    other_name = replace(human, name="欧阳某" if human.name != "欧阳某" else "司马某")
    entry = printer.listed(other_name, "full").record
    applicant = printer.listed(human, "full").record
    assert [found.tier for _, _, found in compare_stream([applicant], [entry], least=frozenset(IdentityTier))] != []


def test_the_roster_is_streamed_a_chunk_at_a_time() -> None:
    left, right = crowd()
    drawn = 0

    def entries() -> Iterator[Record]:
        nonlocal drawn
        for record in right:
            drawn += 1
            yield record

    for block in candidates(left, entries(), 100):
        assert len(block.records) <= 100
        assert drawn == block.start + len(block.records)
    assert drawn == len(right) > 200
