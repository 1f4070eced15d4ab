"""An answer as known then is the same bytes whatever was loaded, decided, recorded or enacted since."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from analysis.overlay import Grant
from graph.model.certainty import IdentityTier
from graph.model.ids import content_id
from graph.model.journal import EntryKind
from graph.model.records import Batch, Identity
from guanlian import exceptions, objections
from guanlian.changes import Moment, changes
from guanlian.exceptions import Granted
from guanlian.objections import Objecting
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.verdicts import Question
from measures.loader import load_catalogue, make_catalogue
from measures.model import Catalogue
from measures.purposes import Purposes, load_purposes
from measures.vocabulary import Effect
from tests.support.scenarios import load
from tests.support.told import Told

DAY = date(2026, 6, 5)


def answers(service: Offices, request: Request, told: Told) -> list[str]:
    """Every kind of answer, as the bytes that leave the program."""
    unit, person = told.id_of("甲公司"), told.id_of("王丙")
    exposures = service.exposures(request, include_self=True)
    before = Moment(DAY - timedelta(days=9), request.known_as_of)
    return [
        exposures.json_text(),
        service.check(request, unit).json_text(),
        service.verdict(request, unit, Question("credit")).json_text(),
        service.verdict(request, person, Question("consumption")).json_text(),
        service.offices(request).json_text(),
        service.sweep(request, "soe").json_text(),
        changes(service, request, before, Moment(DAY, request.known_as_of)).json_text(),
        *(service.explain(request, finding.id).json_text() for finding in exposures.findings[::40][:5]),
    ]


def other_law(catalogue: Catalogue) -> Catalogue:
    """The catalogue after a reform: one document gone, and every effect of another one weaker."""
    kept = [document for document in catalogue.documents if document.slug != "hegang-2018"]
    changed = []
    for document in kept:
        content = document.model_dump(mode="json")
        if document.slug == "central-2016":
            for clause in content["clauses"]:
                for part in clause["parts"]:
                    part["effect"], part["also_effects"] = Effect.PUBLICISE.value, []
        changed.append(type(document).model_validate(content))
    return make_catalogue(changed)


def other_purposes() -> Purposes:
    content = load_purposes().model_dump(mode="json")
    content["limits"]["roster"] = 1
    return Purposes.model_validate(content)


def change_everything(told: Told, moment: datetime) -> Offices:
    """More data, a decision on who is who, records, and another law; the service that works by it."""
    told.story.content["listings"].append({"of": "张甲", "published": date(2026, 6, 2)})
    told.load("roster", date(2026, 6, 6))
    told.story.content["positions"][1][4] = date(2026, 6, 3)
    told.load("register", date(2026, 6, 6))
    left, right = sorted((told.id_of("李乙"), told.id_of("王丙")))
    link = Identity(content_id("i", left, right, "decided"), left, right, IdentityTier.CERTAIN, "人工核定", "核定人甲")
    load(told.store, Batch(identities=[link]), "roster", date(2026, 6, 7), told.loads, complete=False)
    told.loads += 1
    request = told.request(date(2026, 6, 30))
    finding = next(f for f in told.service.exposures(request).findings if f.subject.name == "甲公司")
    objections.add(told.service, request, Objecting(finding.id, "甲", "不实", DAY, "1号"), "经办甲", moment)
    exception = Granted(Grant.NECESSITY, told.id_of("张甲"), "示范市人民法院", "1号", DAY)
    exceptions.add(told.service, request, exception, "经办甲", moment)
    reformed = Offices(told.store, other_law(load_catalogue()), other_purposes())
    reformed.remember_catalogue(moment)
    return reformed


def test_the_same_bytes_after_everything_has_changed(told: Told) -> None:
    told.service.remember_catalogue(told.now())
    known = told.now()
    slugs = ("central-2016", "hegang-2018", "lushan-2022", "national")
    request = told.request(DAY, *slugs, known=known)
    first = answers(told.service, request, told)
    reformed = change_everything(told, known + timedelta(hours=8))
    assert answers(reformed, request, told) == first
    assert answers(told.service, request, told) == first
    now = told.request(DAY, "central-2016", "lushan-2022", "national")
    assert answers(reformed, now, told) != answers(told.service, now, told)


def test_an_edition_is_noted_once_and_again_when_it_comes_back(told: Told) -> None:
    service, reformed = told.service, Offices(told.store, other_law(load_catalogue()))
    moment = told.now()
    for number, one in enumerate((service, service, reformed, reformed, service)):
        one.remember_catalogue(moment + timedelta(hours=number))
    noted = told.store.journal(EntryKind.CATALOGUE)
    old, new = service.catalogue.digest, reformed.catalogue.digest
    assert [entry.body["catalogue"] for entry in noted] == [old, new, old]
    used = [
        service.edition(told.request(DAY, known=moment + timedelta(hours=hours))).catalogue.digest
        for hours in (-1, 0, 2, 3, 4)
    ]
    assert used == [old, old, new, new, old]


def test_a_store_that_noted_nothing_answers_by_the_present_edition(told: Told) -> None:
    assert told.service.edition(told.request(DAY, known=told.now())).catalogue is told.service.catalogue


@pytest.mark.parametrize("hours", [0, 8])
def test_a_moment_between_sees_what_was_done_until_then(told: Told, hours: int) -> None:
    told.service.remember_catalogue(told.now())
    known = told.now()
    reformed = change_everything(told, known + timedelta(hours=8))
    then = told.request(DAY, known=known + timedelta(hours=hours))
    effects = {finding.effect for finding in reformed.exposures(then).findings}
    assert (effects == {Effect.PUBLICISE}) is (hours == 8)
