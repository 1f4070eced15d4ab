"""The template of an applicants' workbook: text-formatted number columns, choices, an example sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from guanlian.batch.table import words
from guanlian.batch.writing import SAFE
from measures.purposes import Purposes

_ROWS = 100_000
_COLUMNS = {
    "applicants": ("名称", "证件号码", "类型", "角色", "申请编号", "用途", "基准日"),
    "relations": ("申请编号", "申请人", "申请人证件号码", "关系", "名称", "证件号码"),
}
_HELP = (
    "“申请人”每行一个主体：申请人、担保人、共同借款人各占一行，同一笔申请填同一“申请编号”。",
    "“名称”必填，单位填全称。“证件号码”填公民身份号码或统一社会信用代码，列为文本格式，请勿改为数值。",
    "“用途”可填名称或代号；不填的，以命令中 --purpose 所指为准。“基准日”不填的为查询当日。",
    "“声明关系”填申请人自己声明的任职和控制关系，只用于该申请人的本次核查。",
    "可以增加自己的列，结果原样保留其内容和次序。",
)


def write_template(path: Path, purposes: Purposes) -> None:
    """Write an empty workbook to fill in; always the same bytes."""
    with xlsxwriter.Workbook(str(path), {**SAFE, "constant_memory": False}) as book:
        book.set_properties({"title": "批量核查模板", "created": datetime(2020, 1, 1)})
        text, bold = book.add_format({"num_format": 49}), book.add_format({"bold": True, "bg_color": "#DDEBF7"})
        _sheet(book.add_worksheet("申请人"), "applicants", text, bold, purposes)
        _sheet(book.add_worksheet("声明关系"), "relations", text, bold, purposes)
        sheet = book.add_worksheet("填写说明")
        for index, line in enumerate((*_HELP, *_purposes(purposes))):
            sheet.write_string(index, 0, line)
        sheet.set_column(0, 0, 110)


def _sheet(sheet: Any, kind: str, text: Any, bold: Any, purposes: Purposes) -> None:
    for place, name in enumerate(_COLUMNS[kind]):
        sheet.set_column(place, place, 24, text)
        sheet.write_string(0, place, name, bold)
        choices = _choices(name, kind, purposes)
        if choices:
            sheet.data_validation(1, place, _ROWS, place, {"validate": "list", "source": choices})
    sheet.freeze_panes(1, 0)


def _choices(name: str, kind: str, purposes: Purposes) -> list[str]:
    if kind != "applicants":
        return []
    if name == "用途":
        return [purpose.name for purpose in purposes.purposes]
    known = {"类型": ["个人", "单位"], "角色": sorted(set(words()["roles"].values()), reverse=True)}
    return known.get(name, [])


def _purposes(purposes: Purposes) -> list[str]:
    return ["用途：", *(f"  {purpose.name}（{purpose.code}）：{purpose.question}" for purpose in purposes.purposes)]
