"""The result workbook: the user's sheet with answers beside it, and sheets of summary, paths, suspects, faults, method.

Rows stream; cells are written as what they are, so that a text beginning with ``=`` stays a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.verdict import Verdict
from guanlian.batch.answers import BatchAnswer, FaultView
from guanlian.batch.matching import MatchBasis
from guanlian.batch.method import shown_moment
from guanlian.batch.table import Table
from guanlian.verdict_terms import VERDICTS
from ingest.rows import Cell, cell_text

SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
APPENDED = (
    "核查结论",
    "结论代码",
    "命中条款",
    "匹配依据",
    "未能核查",
    "核查用途",
    "核查基准日",
    "数据截至",
    "措施目录版本",
    "同一申请的结论",
    "可粘贴的表述",
)
_PATHS = ("行号", "角色", "结论编号", "结论", "依据", "后果", "路径", "期间", "该日成立", "确定性", "需注意", "来源")
_SUSPECTS = ("行号", "匹配依据", "主体编号", "名称", "证件号码（掩码）", "该主体的结论", "命中条款")
_FAULTS = ("工作表", "行号", "列", "原因", "处理办法")
_REFUSED = "未核查（该行有误）"
_STEP = 1_000
_LONGEST = 32_000  # a cell holds 32,767 characters


@dataclass(frozen=True)
class Result:
    """What a workbook is written from: the user's table, the rows' answers in order, and the summary."""

    table: Table
    rows: Callable[[], Iterator[Mapping[str, Any]]]
    answer: BatchAnswer
    groups: Mapping[str, str]
    method: Sequence[str]
    moment: datetime
    progress: Callable[[str, int, int], None] | None = None


def write_result(path: Path, result: Result) -> None:
    """Write the workbook whole or not at all."""
    part = path.with_name(path.name + ".new")
    with xlsxwriter.Workbook(str(part), SAFE) as book:
        book.set_properties(
            {"title": "批量核查结果", "comments": "仅供内部核查", "created": result.moment.replace(tzinfo=None)}
        )
        _Writer(book, result).write()
    part.replace(path)


class _Writer:
    def __init__(self, book: Any, result: Result) -> None:
        self._result = result
        self._bold = book.add_format({"bold": True})
        self._text = book.add_format({"num_format": 49})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        names = ("结果", "汇总", "证据路径", "疑似", "错误", "方法")
        self._sheets = {name: book.add_worksheet(name) for name in names}
        self._next = dict.fromkeys(names, 0)

    def write(self) -> None:
        """All sheets; the rows' sheets are filled in one pass."""
        self._line("证据路径", _PATHS, self._bold)
        self._line("疑似", _SUSPECTS, self._bold)
        self._rows()
        self._summary()
        self._line("错误", _FAULTS, self._bold)
        for fault in self._result.answer.faults:
            self._line("错误", (fault.sheet, fault.row, fault.column or "", fault.reason, fault.remedy))
        for line in self._result.method:
            self._line("方法", (line,))
        self._sheets["结果"].freeze_panes(self._result.table.header + 1, 0)

    def _rows(self) -> None:
        """The user's rows at their own numbers, each with its answer beside it."""
        table, answers = self._result.table, self._result.rows()
        width = max(len(table.printed), 1)
        waiting, done = next(answers, None), 0
        for number, row in table.rows():
            self._own(number - 1, row[:width])
            if number == table.header + 1:
                for place, name in enumerate(APPENDED):
                    self._sheets["结果"].write_string(number - 1, width + place, name, self._bold)
            elif waiting is not None and waiting["row"] == number:
                self._answer(number - 1, width, waiting)
                waiting = next(answers, None)
                done += 1
                self._tell(done)

    def _tell(self, done: int) -> None:
        total = self._result.answer.rows
        if self._result.progress is not None and (done % _STEP == 0 or done == total):
            self._result.progress("写出结果", done, total)

    def _own(self, index: int, row: Iterable[Cell]) -> None:
        sheet = self._sheets["结果"]
        for place, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(index, place, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(index, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(index, place, cell, self._day)
            elif text := cell if isinstance(cell, str) else cell_text(cell):
                sheet.write_string(index, place, text[:_LONGEST], self._text)

    def _answer(self, index: int, width: int, row: Mapping[str, Any]) -> None:
        for place, text in enumerate(self._appended(row)):
            self._sheets["结果"].write_string(index, width + place, text[:_LONGEST])
        for line in row.get("evidence", ()):
            self._line("证据路径", (row["row"], row["role"], *line[:1], _verdict(line[1]), *line[2:]))
        for line in row.get("suspected", ()):
            basis = MatchBasis(row["basis"]).term
            self._line("疑似", (row["row"], basis, *line[:3], _verdict(line[3]), *line[4:]))

    def _appended(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        if "reason" in row:
            return (_REFUSED, "error", "", "", f"{row['reason']}。{row['remedy']}。", "", "", "", "", "", "")
        answer = self._result.answer
        return (
            _verdict(row["verdict"]),
            row["verdict"],
            row["found"],
            MatchBasis(row["basis"]).term,
            row["not_checked"],
            row["purpose"],
            row["as_of"],
            "；".join(f"{state.source} {state.as_of}" for state in answer.data),
            answer.catalogue[:12],
            _verdict(self._result.groups[row["group"]]) if row["group"] else "",
            row["sentence"],
        )

    def _summary(self) -> None:
        answer = self._result.answer
        self._line("汇总", ("批量核查汇总",), self._bold)
        for name, value in (
            ("输入文件", answer.input),
            ("数据行数", answer.rows),
            ("有误未核查的行数", sum(fault.sheet == self._result.table.sheet.name for fault in answer.faults)),
            ("数据截止时刻", shown_moment(answer.known_as_of)),
            ("装入批次", answer.known_run),
            ("措施目录版本", answer.catalogue),
        ):
            self._line("汇总", (name, value))
        for title, counts in (
            ("按结论", {_verdict(code): count for code, count in answer.verdicts.items()}),
            ("按匹配依据", {MatchBasis(code).term: count for code, count in answer.bases.items()}),
            ("按申请（申请人、担保人、共同借款人合并）", {_verdict(c): n for c, n in answer.applications.items()}),
        ):
            self._line("汇总", (title,), self._bold)
            for word, count in counts.items():
                self._line("汇总", (word, count))

    def _line(self, name: str, cells: Iterable[str | int], format_: Any = None) -> None:
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheets[name].write_number(self._next[name], place, cell)
            else:
                self._sheets[name].write_string(self._next[name], place, cell[:_LONGEST], format_)
        self._next[name] += 1


def _verdict(code: str) -> str:
    return VERDICTS[Verdict(code)]


def faults_first(faults: Iterable[FaultView]) -> tuple[FaultView, ...]:
    """Faults by sheet and row."""
    return tuple(sorted(faults, key=lambda fault: (fault.sheet, fault.row)))
