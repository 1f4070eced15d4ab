"""What feeds print beside the facts is no fact: vendor ids, names in the duty text, the province of the court."""

from __future__ import annotations

from pathlib import Path

from tests.unit.ingest.tables import CODE, entry, json_file, loaded

_DUTY = "被告李四、王五向原告赵六支付货款\r\n由钱七（身份证号990102197803113629）承担连带责任"


def test_persons_of_one_vendor_id_are_not_one_person(tmp_path: Path) -> None:
    """legalPersonId is the vendor's own guess, and 0 where it has none."""
    units = [
        {"name": name, "creditCode": code, "companyOrgType": "有限责任公司", "legalPersonName": "王伟",
         "legalPersonId": 1827364, "staffList": [{"id": 99, "name": "王伟", "typeJoin": ["经理"]}]}
        for name, code in (("甲建设有限公司", CODE), ("乙建设有限公司", ""))
    ]  # fmt: skip
    facts = loaded(json_file(tmp_path / "register.json", units))[0].everything()
    persons = [mention for mention in facts.mentions if mention.name == "王伟"]
    assert len({mention.id for mention in persons}) == len(persons) == 4
    assert not any(mention.identifiers for mention in persons) and not facts.identities


def test_names_in_the_duty_text_are_no_parties(tmp_path: Path) -> None:
    facts = loaded(json_file(tmp_path / "roster.json", [entry(duty=_DUTY)]))[0].everything()
    assert [mention.name for mention in facts.mentions] == ["何若彤"] and not facts.roles
    assert "0311362" not in dict(facts.listings[0].details)["义务"]


def test_the_province_of_the_court_says_nothing_of_the_person(tmp_path: Path) -> None:
    records = [entry(areaName="浙江"), entry(areaName="浙江", cardNum="", caseCode="(2020)示9902执2号")]
    first, second = loaded(json_file(tmp_path / "roster.json", records))[0].everything().mentions
    assert first.division == "990102" and second.division is None
