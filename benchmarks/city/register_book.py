"""The register workbook: 基本信息, 主要人员, 股东, 分支机构, 变更."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.city.builder import REGISTER
from benchmarks.city.numbers import DISTRICTS, DIVISIONS
from benchmarks.city.sheets import Book, Hand, Sheet
from benchmarks.city.world import Change, Head, Naming, Person, Unit, World

_BASE = (
    "企业名称",
    "统一社会信用代码",
    "组织机构代码",
    "注册号",
    "类型",
    "法定代表人",
    "登记状态",
    "成立日期",
    "核准日期",
    "注册资本",
    "住所",
    "登记机关",
    "行政区划",
    "曾用名",
)
_STAFF = ("企业名称", "统一社会信用代码", "姓名", "职务", "证件号码", "委派方", "任职起", "任职止")
_SHARES = (
    "企业名称",
    "统一社会信用代码",
    "股东名称",
    "股东类型",
    "证件号码",
    "持股比例",
    "表决权比例",
    "认缴出资额",
    "实缴出资额",
    "出资日期",
    "退出日期",
)
_BRANCHES = ("企业名称", "统一社会信用代码", "分支机构名称", "分支机构统一社会信用代码", "登记日期")
_CHANGES = ("企业名称", "统一社会信用代码", "变更项目", "变更日期", "变更前内容", "变更后内容")

_HEAD_ITEMS = ("法定代表人变更", "法定代表人", "法定代表人（负责人）变更")
_STAFF_ITEMS = ("董事（理事）、经理、监事", "高级管理人员备案", "董事、监事、经理备案")


class RegisterBook:
    """Writes one snapshot of the register."""

    def __init__(self, world: World, as_of: date, hand: Hand) -> None:
        self._world, self._as_of, self._hand = world, as_of, hand
        self._hidden = "new" if as_of != world.today else "old"
        self._places = {unit.serial: Naming(unit, "full", REGISTER) for unit in world.units}

    def book(self, stem: str) -> Book:
        """All sheets; of the older snapshot only those that say who is in office, to keep it small."""
        offices = [self._base(), self._staff()]
        if self._as_of != self._world.today:
            return Book(stem, offices)
        return Book(stem, [*offices, self._shares(), self._branches(), self._changes()])

    def _base(self) -> Sheet:
        sheet = Sheet("基本信息", _BASE)
        for head in self._world.heads:
            if head.seen != self._hidden:
                unit = head.unit
                namings = (self._places[unit.serial], head.holder, *((head.delegate,) if head.delegate else ()))
                sheet.add(namings, *self._base_cells(unit, _head_text(head)))
        return sheet

    def _base_cells(self, unit: Unit, head: str) -> tuple[str | date, ...]:
        rng = self._hand.rng
        approved = unit.founded + timedelta(days=rng.randint(0, 900))
        capital = rng.choice(["100万元", "500万元人民币", "1,000.00万元", self._hand.blank()])
        organisation = f"{unit.number[8:16]}-{unit.number[16]}" if rng.random() < 0.5 else ""
        return (
            self._hand.name(unit.name),
            unit.number,
            organisation,
            unit.register_number,
            unit.type_text,
            head,
            unit.status,
            self._hand.day(unit.founded, cells=False),
            self._hand.day(approved, cells=False),
            capital,
            f"示范市{DISTRICTS[unit.district]}第{unit.serial % 97 + 1}号",
            f"{DISTRICTS[unit.district]}市场监督管理局",
            DIVISIONS[unit.district],
            unit.former or self._hand.blank(),
        )

    def _staff(self) -> Sheet:
        sheet = Sheet("主要人员", _STAFF)
        for row in self._world.staff:
            if row.seen != self._hidden:
                place = self._places[row.unit.serial]
                cells = (row.person.name, row.title, self._hand.blank(), row.appointer, "", "")
                sheet.add((place, row.person), row.unit.name, row.unit.number, *cells)
        return sheet

    def _shares(self) -> Sheet:
        sheet = Sheet("股东", _SHARES)
        for row in self._world.shares:
            kind = "自然人" if isinstance(row.holder.party, Person) else "企业法人"
            part = "" if row.per_mille is None else f"{row.per_mille / 10:.2f}%"
            votes = part if self._hand.rng.random() < 0.1 else self._hand.blank()
            subscribed = self._hand.blank() if row.per_mille is None else f"{row.per_mille}万元"
            sheet.add(
                (self._places[row.unit.serial], row.holder),
                row.unit.name,
                row.unit.number,
                row.holder.name,
                kind,
                row.holder.printed_number,
                part,
                votes,
                subscribed,
                self._hand.blank(),
                "",
                self._hand.day(row.left, cells=False) if row.left else "",
            )
        return sheet

    def _branches(self) -> Sheet:
        sheet = Sheet("分支机构", _BRANCHES)
        for row in self._world.branches:
            namings = (self._places[row.parent.serial], self._places[row.branch.serial])
            day = self._hand.day(row.branch.founded, cells=False)
            sheet.add(namings, row.parent.name, row.parent.number, row.branch.name, row.branch.number, day)
        return sheet

    def _changes(self) -> Sheet:
        sheet = Sheet("变更", _CHANGES)
        for row in self._world.changes:
            if row.day <= self._as_of:
                item = self._hand.rng.choice(_HEAD_ITEMS if row.about_head else _STAFF_ITEMS)
                namings = (self._places[row.unit.serial], *(person for person, _, _ in row.before))
                before, after = self._texts(row)
                day = self._hand.day(row.day, cells=False)
                sheet.add(namings, row.unit.name, row.unit.number, item, day, before, after)
        return sheet

    def _texts(self, row: Change) -> tuple[str, str]:
        if row.about_head:
            return row.before[0][0].name, row.after[0][0].name
        return self._blob(row.before, row.after), self._blob(row.after, row.before)

    def _blob(self, people: list[tuple[Naming, str, str]], others: list[tuple[Naming, str, str]]) -> str:
        """One text, numbers glued to the title before; differences stand between ``<em>`` marks."""
        theirs = {person.name for person, _, _ in others}
        text = "（注：标有*标志的为法定代表人）"
        for place, (person, _, title) in enumerate(people, 1):
            name = person.name if person.name in theirs else f"<em>{person.name}</em>"
            star = "*" if title == "执行董事" and person.name in theirs else ""
            text += f"{place} {name}{star} {title}"
        return text


def _head_text(head: Head) -> str:
    if head.delegate is None:
        return head.holder.name
    return f"{head.holder.name}（委派代表：{head.delegate.name}）"
