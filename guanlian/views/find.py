"""One search box: name, former name, credit code, full or masked number, case number, id. Never picks for the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from analysis.findings import Party
from analysis.proof import party
from graph.model.records import SubjectRecord
from graph.store import Scope
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.service import MAX_CANDIDATES
from guanlian.views.service import PageService

_CASE = re.compile(r"\d{4}.*[执字].*\d")
# A masked number as sources print it: some visible characters, stars, some visible characters.
_MASKED = re.compile(r"([0-9A-Za-z]{4,})\*+([0-9A-Za-z]{2,})")


class Found(Answer):
    """Who answers to a text, and by what: 名称或号码, 遮盖的号码, 案号. ``exact``: the whole name or number."""

    parties: tuple[Party, ...]
    by: str
    exact: bool


def find(service: PageService, request: Request, text: str) -> Found:
    """Everybody who may be meant."""
    run = service.store.known_run(request.known_as_of)
    plain = unicodedata.normalize("NFKC", text).strip()
    exact = service.store.find_subjects(plain, run, MAX_CANDIDATES, exact=True)
    if exact:
        return _found(exact, "名称、编号或完整号码", exact=True)
    if masked := _MASKED.fullmatch(plain.replace(" ", "")):
        return _found(_by_mask(service, run, *masked.groups()), "遮盖的证件号码（在与名单有关的主体中查找）")
    if _CASE.search(plain):
        return _found(_by_case(service, run, plain), "案号")
    return _found(service.store.find_subjects(plain, run, MAX_CANDIDATES), "名称的一部分")


def _found(records: Iterable[SubjectRecord], by: str, *, exact: bool = False) -> Found:
    return Found(parties=tuple(party(record) for record in records), by=by, exact=exact)


def _by_case(service: PageService, run: int, text: str) -> list[SubjectRecord]:
    """Whom the entries of a case number list."""
    facts = service.store.facts(Scope.roster(), run).listings
    subject = dict(zip(facts.key.tolist(), facts.subject.tolist(), strict=True))
    wanted = _plain_case(text)
    keys = {
        subject[key]
        for key, listing in service.store.listings(list(subject), run).items()
        if _plain_case(listing.case_number) == wanted
    }
    return _records(service, keys, run)


def _plain_case(text: str) -> str:
    return re.sub(r"[\s()（）〔〕\[\]【】]", "", unicodedata.normalize("NFKC", text))


def _by_mask(service: PageService, run: int, head: str, tail: str) -> list[SubjectRecord]:
    """Parties that touch the roster whose number begins and ends so. Stars say nothing of how many are hidden."""
    facts = service.store.facts(Scope.roster(), run)
    keys = {*facts.listings.subject.tolist(), *facts.roles.holder.tolist(), *facts.roles.unit.tolist()}
    head, tail = head.upper(), tail.upper()
    return [record for record in _records(service, keys, run) if any(_fits(n, head, tail) for n in record.identifiers)]


def _fits(number: str, head: str, tail: str) -> bool:
    """Whether the visible places of two numbers agree; a place that either hides agrees with anything."""
    first = number.split("*")[0]
    last = number.split("*")[-1]
    return (first.startswith(head) or head.startswith(first)) and (last.endswith(tail) or tail.endswith(last))


def _records(service: PageService, keys: Iterable[int], run: int) -> list[SubjectRecord]:
    found = service.store.subjects(sorted(keys), run)
    return sorted(found.values(), key=lambda record: (record.name, record.id))
