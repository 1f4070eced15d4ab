"""One roster entry (失信被执行人名单记录) from a row, whichever file shape it came in."""

from __future__ import annotations

import re
from datetime import date

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.ids import content_id
from graph.model.records import Batch, Listing, Mention, Origin, PartyKind
from graph.model.time import Bound, Interval, day_after
from ingest.case_numbers import normal_case_number
from ingest.context import RunContext
from ingest.dates import last_sane_day, read_day
from ingest.minors import refuse_child
from ingest.names import looks_like_unit, name_key
from ingest.parties import birth_years_at, calling_number, person_mention, read_number, unit_mention
from ingest.readers.roster_people import SHEET, add_attached
from ingest.rows import Cell, Row, cell_text
from ingest.text import is_missing, without_personal_numbers

_NUMBER_FIELDS = ("证件号码", "身份证号码", "统一社会信用代码", "组织机构代码")
_UNIT_FIELDS = ("统一社会信用代码", "组织机构代码")
_NOT_DETAILS = frozenset(
    {
        "案号",
        "名称",
        "执行法院",
        "发布时间",
        "撤销时间",
        "是否公开",
        "法院所列人员",
        "法定代表人或者负责人姓名",
        *_NUMBER_FIELDS,
    }
)
_SEX = {"男": "male", "男性": "male", "女": "female", "女性": "female"}
_GONE = frozenset({"移除", "移出", "撤销", "屏蔽", "删除"})
_AGE = re.compile(r"(\d{1,3})(?:岁|周岁)?")


class RosterReader:
    """Reads entries; the persons a court attached to a listed unit (``qysler``) come with them."""

    def __init__(self, context: RunContext) -> None:
        self._context = context

    def survey(self, row: Row) -> None:
        """Entries stand alone."""

    def facts(self, row: Row) -> Batch:
        """The entry, the listed party, and who the court itself named beside it."""
        origin = row.origin(self._context.source)
        published = self._published(row)
        case = normal_case_number(row.need("案号"))
        number, listed = self._listed(row, origin, case, published)
        listing = self._listing(row, origin, case, published, listed, number)
        batch = Batch(mentions=[listed], listings=[listing])
        add_attached(batch, row, origin, case, published)
        return batch

    def _published(self, row: Row) -> date:
        day = read_day(row.cells.get("发布时间"), field="发布时间", latest=self._context.as_of)
        if day is None:
            raise RowQuarantinedError(
                f"没有填写“{row.header('发布时间')}”",
                "请补填发布日期，失信记录自该日起算",
                field="发布时间",
            )
        return day

    def _listed(self, row: Row, origin: Origin, case: str, published: date) -> tuple[Identifier | None, Mention]:
        name = row.need("名称")
        kind = party_kind(row)
        found = [number for field in _NUMBER_FIELDS if (number := read_number(row, field, unit=kind is PartyKind.UNIT))]
        number = calling_number(found)
        if kind is PartyKind.UNIT:
            return number, unit_mention(
                name, tuple(dict.fromkeys(found)), origin, scope=SHEET, place=case, on_roster=True
            )
        age = read_age(row)
        refuse_child(found, published, age=age, what="被执行人在发布时", field="名称")
        return number, person_mention(
            name,
            number,
            origin,
            scope=SHEET,
            place=case,
            sex=_SEX.get(row.text("性别") or ""),
            born=birth_years_at(age, published) if age else None,
            on_roster=True,
        )

    def _listing(
        self, row: Row, origin: Origin, case: str, published: date, listed: Mention, number: Identifier | None
    ) -> Listing:
        limit = last_sane_day(self._context.as_of)
        gone = read_day(row.cells.get("撤销时间"), field="撤销时间", latest=limit)
        if gone is not None and gone <= published:
            raise RowQuarantinedError(
                f"撤销日期 {gone} 不晚于发布日期 {published}",
                "请更正这两个日期",
                field="撤销时间",
            )
        shown = number.shown if number else None
        head = row.text("法定代表人或者负责人姓名")
        return Listing(
            id=content_id("l", case, listed.name_key, shown, published.isoformat()),
            mention=listed.id,
            case_number=case,
            court=row.need("执行法院"),
            interval=Interval(Bound.on(published), _until(row, published, gone)),
            origin=origin,
            published=published,
            filed=read_day(row.cells.get("立案时间"), field="立案时间", latest=self._context.as_of),
            grounds=_grounds(row.cells.get("具体情形")),
            head_name=head,
            public=_is_public(row.text("是否公开")),
            details=_details(row),
        )


def _until(row: Row, published: date, gone: date | None) -> Bound | None:
    """The end: printed, or unknown where a feed marks the entry as gone and no notice says from which day."""
    if gone is not None:
        return Bound.on(gone)
    marked = (row.text("移出状态") or "").removeprefix("已") in _GONE
    return Bound(day_after(published), None) if marked else None


def party_kind(row: Row) -> PartyKind:
    """Whether an entry names a person or a unit, by all signs together.

    ``partyTypeName`` is not among them: 580 stands on persons and on companies alike.
    Raises :class:`RowQuarantinedError` when the signs are balanced.
    """
    unit = person = 0
    for field in _NUMBER_FIELDS:
        if (number := read_number(row, field, unit=True if field in _UNIT_FIELDS else None)) is not None:
            unit, person = unit + 3 * number.kind.of_unit, person + 3 * (not number.kind.of_unit)
    name, age = row.need("名称"), read_age(row)
    unit += 2 * looks_like_unit(name) + bool(row.text("法定代表人或者负责人姓名")) + (age == 0)
    unit += 2 * bool(row.cells.get("法院所列人员"))
    person += (
        2 * (not looks_like_unit(name) and len(name_key(name)) <= 4) + bool(age) + ((row.text("性别") or "") in _SEX)
    )
    if unit == person:
        raise RowQuarantinedError(
            "无法判断被执行人是个人还是单位",
            "请补填证件号码，或者年龄和性别",
            field="名称",
        )
    return PartyKind.UNIT if unit > person else PartyKind.PERSON


def read_age(row: Row) -> int | None:
    """The age printed (at listing); 0 stands for units; ``None`` when nothing sane is printed."""
    found = _AGE.fullmatch(row.text("年龄") or "")
    age = int(found[1]) if found else None
    return age if age is not None and age <= 120 else None


def _grounds(value: Cell) -> tuple[str, ...]:
    """The grounds of a comma-joined cell or a list, each once, in the order printed."""
    texts = (
        [cell_text(item if isinstance(item, str) else str(item)) or "" for item in value]
        if isinstance(value, list)
        else [cell_text(value) or ""]
    )
    parts = (part.strip() for text in texts for part in re.split(r"[,，;；\r\n]+", text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_missing(part)))


def _is_public(text: str | None) -> bool:
    return not (text and (text.startswith(("不", "非")) or text in ("否", "0", "false", "False")))


def _details(row: Row) -> tuple[tuple[str, str], ...]:
    """Every other printed field in the order of the source; numbers of persons stay hidden."""
    pairs = ((field, cell_text(value)) for field, value in row.cells.items() if field not in _NOT_DETAILS)
    return tuple((field, without_personal_numbers(text)) for field, text in pairs if text)
