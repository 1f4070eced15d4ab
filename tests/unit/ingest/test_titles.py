"""Titles, legal forms, printed heads, who sent a person, kinds of units: the data files."""

from __future__ import annotations

import pytest

from graph.model.certainty import Certainty, Truth
from graph.model.roles import LegalForm, Role, UnitKind
from ingest.appointing import state_appointed
from ingest.court_roles import court_roles
from ingest.legal_forms import head_roles, kind_of_form, legal_form
from ingest.titles import Tense, read_title
from ingest.unit_kinds import unit_kind

R, F = Role, LegalForm
CERTAIN, POSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE
MAYBE = (R.PRINCIPAL, POSSIBLE)


def roles(title: str, form: LegalForm = F.COMPANY) -> set[tuple[Role, Certainty]]:
    return {(found.role, found.certainty) for found in read_title(title, form).roles}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("董事长", {(R.DIRECTOR, CERTAIN), MAYBE}),
        ("董事长兼总经理", {(R.DIRECTOR, CERTAIN), (R.GENERAL_MANAGER, CERTAIN), MAYBE}),
        ("执行董事,经理", {(R.DIRECTOR, CERTAIN), (R.MANAGER, CERTAIN), MAYBE}),
        ("董事（职工）", {(R.DIRECTOR, CERTAIN)}),
        ("董事(理事)", {(R.DIRECTOR, CERTAIN)}),
        ("监事会主席", {(R.SUPERVISOR, CERTAIN)}),
        ("代总经理", {(R.GENERAL_MANAGER, CERTAIN), MAYBE}),
        ("副总经理", {(R.DEPUTY_GENERAL_MANAGER, CERTAIN)}),
        ("董事会秘书", {(R.BOARD_SECRETARY, CERTAIN)}),
        ("财务负责人、董事会秘书", {(R.FINANCE_HEAD, CERTAIN), (R.BOARD_SECRETARY, CERTAIN)}),
        ("高级管理人员、副总经理", {(R.DEPUTY_GENERAL_MANAGER, CERTAIN)}),
        ("经理（法定代表人）", {(R.MANAGER, CERTAIN), (R.LEGAL_REPRESENTATIVE, CERTAIN), MAYBE}),
        ("主要负责人、总经理", {(R.PRINCIPAL, CERTAIN), (R.GENERAL_MANAGER, CERTAIN)}),
        ("法人", {(R.LEGAL_REPRESENTATIVE, CERTAIN)}),
        ("负责人", {MAYBE}),
        ("党委书记、董事长", {(R.PARTY_SECRETARY, CERTAIN), (R.DIRECTOR, CERTAIN), MAYBE}),
        ("实际控制人", {(R.ACTUAL_CONTROLLER, CERTAIN)}),
        ("股权激励对象", {(R.EQUITY_INCENTIVE_GRANTEE, CERTAIN)}),
        ("项目经理", set()),
        ("部门经理", set()),
        ("股东", set()),
    ],
)
def test_titles_at_a_company(title: str, expected: set[tuple[Role, Certainty]]) -> None:
    assert roles(title) == expected
    assert not read_title(title, F.COMPANY).unknown


@pytest.mark.parametrize("title", ["董事总经理", "首席摸鱼官", "书记"])
def test_unknown_titles_are_never_guessed(title: str) -> None:
    assert read_title(title, F.COMPANY).unknown == (title,) and not roles(title)


def test_the_legal_form_decides_who_is_the_principal() -> None:
    assert roles("总经理", F.PARTNERSHIP) == {(R.GENERAL_MANAGER, CERTAIN)}
    assert roles("执行事务合伙人", F.PARTNERSHIP) == {(R.PRINCIPAL, CERTAIN), (R.ACTUAL_CONTROLLER, CERTAIN)}
    assert roles("法定代表人", F.PARTNERSHIP) == {(R.PRINCIPAL, CERTAIN), (R.ACTUAL_CONTROLLER, CERTAIN)}
    assert roles("负责人", F.BRANCH) == {(R.PRINCIPAL, CERTAIN)}
    assert roles("经理", F.BRANCH) == {(R.MANAGER, CERTAIN)}
    assert roles("理事长", F.SOCIAL_ORGANISATION) == {(R.SOCIAL_ORG_RESPONSIBLE_PERSON, CERTAIN)}
    assert roles("理事", F.SOCIAL_ORGANISATION) == set()
    assert roles("理事", F.JOINT_STOCK_COMPANY) == {(R.DIRECTOR, CERTAIN)}
    assert read_title("理事", F.UNKNOWN).unknown == ("理事",)


def test_direct_responsibility_comes_from_a_court_only() -> None:
    assert read_title("直接责任人员", F.COMPANY).court_only == ("直接责任人员",)
    assert court_roles("影响债务履行的直接责任人员") == (R.DIRECTLY_RESPONSIBLE,)


def test_a_court_word_is_taken_as_said_and_nothing_is_derived() -> None:
    assert court_roles("法定代表人") == (R.LEGAL_REPRESENTATIVE,)
    assert court_roles("负责人") == (R.PRINCIPAL,)
    assert court_roles("董事长") == (R.DIRECTOR,)
    assert court_roles("某某") == ()


def test_former_and_proposed_posts_are_seen() -> None:
    assert read_title("原董事长", F.COMPANY).tense is Tense.FORMER
    assert read_title("总经理（已离职）", F.COMPANY).tense is Tense.FORMER
    assert read_title("拟任董事", F.COMPANY).tense is Tense.PROPOSED
    assert read_title("原董事长、总经理", F.COMPANY).unknown == ("原董事长、总经理",)


@pytest.mark.parametrize("title", ["影响债务履行的直接责任人员", *(role.term for role in Role)])
def test_every_role_word_of_the_law_is_known_or_named_here(title: str) -> None:
    reading = read_title(title, F.SOCIAL_ORGANISATION)
    no_title = {"其他重要职务"}  # a clause's catch-all, no post that anybody holds
    assert bool(reading.unknown) is (title in no_title)


@pytest.mark.parametrize(
    ("printed", "name", "prefix", "form"),
    [
        ("有限责任公司分公司(自然人独资)", "x", None, F.BRANCH),
        ("有限责任公司(自然人独资)", "x", "91", F.COMPANY),
        ("股份有限公司（上市）", "x", None, F.JOINT_STOCK_COMPANY),
        ("有限合伙企业", "x", "91", F.PARTNERSHIP),
        ("个人独资企业", "x", "91", F.SOLE_PROPRIETORSHIP),
        ("外国(地区)企业常驻代表机构", "x", "91", F.REPRESENTATIVE_OFFICE),
        ("全民所有制", "x", None, F.ENTERPRISE_LEGAL_PERSON),
        (None, "x", "92", F.INDIVIDUAL_BUSINESS),
        (None, "x", "12", F.INSTITUTION),
        (None, "甲银行股份有限公司城南支行", "91", F.BRANCH),
        (None, "甲（有限合伙）", "91", F.PARTNERSHIP),
        (None, "甲", "91", F.UNKNOWN),
    ],
)
def test_legal_forms(printed: str | None, name: str, prefix: str | None, form: LegalForm) -> None:
    assert legal_form(printed, name, prefix) is form


@pytest.mark.parametrize("form", list(LegalForm))
def test_every_form_has_a_head(form: LegalForm) -> None:
    assert head_roles(form)
    found = {entry.role for entry in head_roles(form, "法定代表人")}
    legal_person = {F.COMPANY, F.JOINT_STOCK_COMPANY, F.ENTERPRISE_LEGAL_PERSON, F.COOPERATIVE, F.INSTITUTION,
                    F.SOCIAL_ORGANISATION, F.UNKNOWN}  # fmt: skip
    assert (R.LEGAL_REPRESENTATIVE in found) is (form in legal_person)


def test_an_unknown_form_trusts_the_printed_word_alone() -> None:
    assert [found.role for found in head_roles(F.UNKNOWN, "法定代表人")] == [R.LEGAL_REPRESENTATIVE]
    assert [(found.role, found.certainty) for found in head_roles(F.UNKNOWN, "法定代表人/负责人")] == [MAYBE]


def test_forms_make_kinds_of_units() -> None:
    assert kind_of_form(F.BRANCH) == (UnitKind.PRODUCTION_BUSINESS_UNIT, "分支机构")
    assert kind_of_form(F.INSTITUTION) == (UnitKind.INSTITUTION, "事业单位")
    assert kind_of_form(F.UNKNOWN) is None


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("市国资委", Truth.YES), ("区财政局委派", Truth.YES), ("国有股东", Truth.YES), ("非国有股东", Truth.NO),
        ("民营股东", Truth.NO), ("职工代表大会", Truth.NO), ("股东会", Truth.UNKNOWN), ("", Truth.UNKNOWN),
        (None, Truth.UNKNOWN), ("国有股东与自然人股东", Truth.UNKNOWN),
    ],
)  # fmt: skip
def test_who_sent_the_holder(text: str | None, truth: Truth) -> None:
    assert state_appointed(text) is truth


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("银行业金融机构", UnitKind.FINANCIAL_INSTITUTION), ("融资性担保公司", UnitKind.FINANCING_GUARANTEE),
        ("国有资本参股公司", UnitKind.SOE_STATE_PARTICIPATED), ("区属监管企业", UnitKind.SOE_DISTRICT_SUPERVISED),
        ("危险化学品生产单位", UnitKind.FOOD_DRUG_HAZARDOUS_INDUSTRY_UNIT),
        ("药品、食品、危险化学品等行业单位", UnitKind.FOOD_DRUG_HAZARDOUS_INDUSTRY_UNIT),
        ("国有企业", UnitKind.SOE_UNSPECIFIED), ("俱乐部", None),
        ("国有控股企业", UnitKind.SOE_STATE_CONTROLLED), ("农村商业银行", UnitKind.FINANCIAL_INSTITUTION),
        ("非融资性担保公司", None), ("非金融机构", None), ("类金融机构", None), ("保险公司代理机构", None),
        ("小额贷款公司", None), ("投资担保公司", None), ("典当行", None),
        ("非国有企业", UnitKind.PRODUCTION_BUSINESS_UNIT), ("民办非企业单位", UnitKind.SOCIAL_ORGANIZATION),
        ("非公司企业法人", UnitKind.PRODUCTION_BUSINESS_UNIT),
    ],
)  # fmt: skip
def test_kinds_of_units(text: str, kind: UnitKind | None) -> None:
    assert unit_kind(text) is kind
