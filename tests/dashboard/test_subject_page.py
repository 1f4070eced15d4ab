"""主体核查 without a browser: what it shows, what it says when it finds nothing, whom it never picks."""

from __future__ import annotations

import pytest

from analysis.findings import Finding
from dashboard.keys import Key, Param
from graph.store import Scope
from guanlian.answers import CheckAnswer
from guanlian.views.opening import page_service
from tests.dashboard.conftest import OpenPage, sound, words
from tests.support.sample import ask, sample_today

pytestmark = pytest.mark.usefixtures("page_environment")


def test_a_caught_person_shows_clause_path_and_certainty(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("subject", extended.subject.id)
    assert page.subheader[0].value == extended.subject.name
    assert any("确定" in expander.label and extended.listed.name in expander.label for expander in page.expander)
    told = words(page)
    assert "未发现" in told, "the mark of the subject's own entries says that there are none"
    assert f"{extended.listed.name} 于" not in told, "what stands in a closed card is not sent"
    card = page.expander[0].proto.id
    page.session_state[card[card.index("card_") :]] = True
    assert f"{extended.listed.name} 于" in words(sound(page.run()))


@pytest.fixture(scope="module")
def left(sample_url: str) -> str:
    """The id of a head who left while the unit stayed listed, and of whom nothing else is found."""
    service, request = page_service(sample_url), ask(sample_today())
    try:
        run = service.store.known_run()
        reached = service.reached(request, Scope.roster(), run)
        over = reached.felt.subject[reached.hits.days[:, 3] <= request.as_of.toordinal()]
        people = service.store.subjects(sorted(set(over.tolist())), run).values()
        return next(one.id for one in people if _only_left(service.check(request, one.id)))
    finally:
        service.store.close()


def _only_left(answer: CheckAnswer) -> bool:
    reasons = [{reason.code for reason in finding.review_reasons} for finding in answer.findings]
    return bool(reasons) and all("former_head" in codes for codes in reasons)


def test_a_head_who_left_is_neither_caught_nor_clear(open_page: OpenPage, left: str) -> None:
    page = open_page("subject", left)
    told = words(page)
    assert "没有现行的命中，以下须核实" in told and "命中 " not in told.replace("没有现行的命中", "")
    assert any("不成立，期间" in expander.label for expander in page.expander)
    assert "⇄ 须核实" in told


def test_an_address_without_a_page_leads_to_the_subject(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("home", extended.subject.id)
    assert page.subheader[0].value == extended.subject.name


def test_a_purpose_narrows_the_findings(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("subject", extended.subject.id)
    everything = words(page)
    sound(page.selectbox(key=Key.PURPOSE).set_value("评先评优审核").run())
    assert words(page) != everything
    assert "因关联涉及" in words(page)


def test_an_unknown_name_is_not_called_clean(open_page: OpenPage) -> None:
    page = open_page("subject")
    sound(page.text_input(key=Key.SEARCH).set_value("查无此人某某某").run())
    assert "没有这个主体" in page.warning[0].value
    assert "不等于没有失信" in page.warning[0].value
    assert not page.success


def test_the_search_box_finds_a_subject_by_its_whole_name(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("subject")
    assert page.info
    sound(page.text_input(key=Key.SEARCH).set_value(extended.subject.name).run())
    assert page.subheader[0].value == extended.subject.name
    assert page.query_params[Param.SUBJECT] == extended.subject.id


def test_namesakes_are_offered_and_none_is_picked(open_page: OpenPage, namesake: str) -> None:
    page = open_page("subject")
    sound(page.text_input(key=Key.SEARCH).set_value(namesake).run())
    assert "请选择其一" in page.warning[0].value
    choice = page.radio[0]
    assert choice.value is None
    assert len(choice.options) > 1
    assert not page.subheader
    sound(choice.set_value(choice.options[0].rpartition("编号 ")[2]).run())
    assert page.subheader[0].value == namesake


def test_a_case_number_leads_to_whom_it_lists(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("subject")
    sound(page.text_input(key=Key.SEARCH).set_value(extended.listed.case_number).run())
    assert extended.listed.name in " ".join(page.radio[0].options)


def test_a_masked_number_finds_but_never_picks(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("subject")
    masked = extended.subject.identifiers[0]
    assert "*" in masked
    sound(page.text_input(key=Key.SEARCH).set_value(masked).run())
    assert extended.subject.name in " ".join(page.radio[0].options)
    assert not page.subheader
    assert Param.SUBJECT not in page.query_params
