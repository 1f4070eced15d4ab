"""An invented local document with its text and law cases: small enough to see at a glance."""

from __future__ import annotations

from pathlib import Path

SMALL = """\
slug: small
title: 示范市联合惩戒备忘录
number: 示信用办〔2020〕1号
issuers: [示范市信用办]
tier: local
place: {code: "990100", name: 示范市}
roster_scope: {courts: [示范市], quote: 示范市人民法院公布的失信被执行人}
text: small.txt
issued: {earliest: 2020-01-02, latest: 2020-01-02, source: 印发日}
effective: {earliest: 2020-02-01, latest: 2020-02-01, source: 自2020年2月1日起施行}
last_checked: 2026-11-21
clauses:
  - number: "1"
    section: 二、惩戒措施
    title: 乘坐飞机限制
    parts:
      - matter: travel
        quote: 限制失信被执行人的法定代表人乘坐飞机
        listed: []
        extends: [legal_representative]
        effect: restrict
        agencies: [市交通局]
  - number: "2"
    section: 二、惩戒措施
    title: 重点监管
    parts:
      - matter: key_supervision
        quote: 将以失信被执行人为董事的单位列为重点监管对象
        listed: []
        flags: [director]
        effect: key_supervision
  - number: "3"
    section: 二、惩戒措施
    title: 担任事业单位法定代表人限制
    parts:
      - matter: institution_office
        quote: 限制失信被执行人登记为事业单位法定代表人
        listed: [person]
        offices:
          posts: [legal_representative]
          unit_kinds: [institution]
          printed_unit_kinds: [事业单位]
        effect: restrict
  - number: 一
    section: 一、惩戒对象
    title: 惩戒对象
    coded: false
    reason: 惩戒对象的范围，见 roster_scope。
  - number: 三
    section: 三、附则
    title: 附则
    coded: false
    reason: 施行日期。
"""

TEXT = """\
示范市联合惩戒备忘录
一、惩戒对象
示范市人民法院公布的失信被执行人。
二、惩戒措施
1．乘坐飞机限制。限制失信被执行人的
法定代表人乘坐飞机，由市交通局实施。
2．重点监管。将以失信被执行人为董事的单位列为重点监管对象。
3．担任事业单位法定代表人限制。限制失信被执行人登记为事业单位法定代表人。
三、附则
自2020年2月1日起施行。
"""

CASES = """\
- clause: "1"
  story: 法定代表人受限，董事不受限，撤销后解除
  units: {甲公司: {form: company}}
  positions:
    - [张甲, legal_representative, 甲公司, 2015-01-01, null]
    - [李乙, director, 甲公司, 2015-01-01, null]
  listings:
    - {of: 甲公司, published: 2020-05-06, withdrawn: 2021-03-01, court: 示范市人民法院}
  expect:
    2020-05-05: {}
    2020-05-06: {extends: [张甲]}
    2021-03-01: {}
- clause: "2"
  story: 董事失信的单位列为重点监管对象；外地法院的名单不及
  units: {乙公司: {form: company}, 丙公司: {form: company}}
  positions:
    - [李乙, director, 乙公司, 2015-01-01, null]
    - [王丙, director, 丙公司, 2015-01-01, null]
  listings:
    - {of: 李乙, published: 2020-05-06, withdrawn: 2021-03-01, court: 示范市人民法院}
    - {of: 王丙, published: 2020-05-06, court: 邻川市人民法院}
  expect:
    2020-05-05: {}
    2020-05-06: {flags: [乙公司]}
    2021-03-01: {}
- clause: "3"
  story: 事业单位法定代表人
  units: {甲中心: {form: institution}}
  positions: [[张甲, legal_representative, 甲中心, 2015-01-01, null]]
  listings:
    - {of: 张甲, published: 2020-05-06, withdrawn: 2021-03-01, court: 示范市人民法院}
  expect:
    2020-05-05: {}
    2020-05-06: {office: [张甲@甲中心]}
    2021-03-01: {}
"""


def write_small(folder: Path, *, document: str = SMALL, text: str = TEXT, cases: str = CASES) -> None:
    """Put document, text and cases into ``folder``, ``folder/texts`` and ``folder/cases``."""
    for name, content in (("small.yml", document), ("texts/small.txt", text), ("cases/small.yml", cases)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
