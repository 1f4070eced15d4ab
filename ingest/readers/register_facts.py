"""Facts of a register: one small function per sheet, looked up by the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.errors import RowQuarantinedError
from graph.model.ids import content_id
from graph.model.records import Batch, Mention, Origin, UnitProfile
from graph.model.roles import UnitKind
from graph.model.time import Bound, Interval
from ingest.context import RunContext
from ingest.dates import last_sane_day, read_day, read_interval
from ingest.facts import branch_of, holding, unit_class
from ingest.heads import printed_heads
from ingest.legal_forms import kind_of_form
from ingest.names import name_key
from ingest.parties import PartyCells, read_party, unit_mention, unit_numbers
from ingest.posts import post_facts
from ingest.readers.register_changes import change_facts
from ingest.readers.register_heads import add_head
from ingest.readers.units import KnownUnit, UnitDirectory, form_of, is_traded
from ingest.rows import Row
from ingest.shares import read_share

BASE = "基本信息"
_UNIT = ("企业名称", "统一社会信用代码")
# What 股东类型 says of a shareholder itself; a state body is seldom named with its code.
_HOLDER_KINDS = {"机关法人": UnitKind.GOVERNMENT_ORGAN, "事业法人": UnitKind.INSTITUTION}


class RegisterReader:
    """Reads register rows; :meth:`survey` learns the units of 基本信息 before any row is read."""

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._units = UnitDirectory()
        self._sheets: dict[str, Callable[[Row], Batch]] = {
            BASE: self._base,
            "主要人员": self._officer,
            "股东": self._holder,
            "分支机构": self._branch,
            "变更": self._change,
        }

    def survey(self, row: Row) -> None:
        """Remember the units, so that the other sheets meet them under the same mention."""
        if row.sheet != BASE or row.fault is not None:
            return
        try:
            self._units.add(self._described(row))
        except RowQuarantinedError:
            return  # the row is quarantined when it is read

    def facts(self, row: Row) -> Batch:
        """The facts of one row of any of the five sheets."""
        return self._sheets[row.sheet](row)

    # ---- 基本信息 ------------------------------------------------------------------------------

    def _described(self, row: Row) -> KnownUnit:
        name = row.need("企业名称")
        found = unit_numbers(row, "统一社会信用代码", "组织机构代码", "注册号")
        division = row.text("行政区划")
        place = f"{division}/{row.text('登记机关')}"
        mention = unit_mention(name, found, self._origin(row), division=division, place=place)
        printed = row.text("类型")
        return KnownUnit(mention, form_of(name, found, printed), is_traded(printed))

    def _base(self, row: Row) -> Batch:
        unit = self._described(row)
        origin, mention = self._origin(row), unit.mention
        batch = Batch(mentions=[mention, *_former_names(row, mention, origin)])
        batch.profiles.append(self._profile(row, unit, origin))
        if (kind := kind_of_form(unit.form)) is not None:
            batch.classes.append(unit_class(mention, *kind, None, self._snapshot(), origin))
        heads = printed_heads(row.text("法定代表人") or "")
        for head in heads:
            add_head(
                batch, head, unit, self._snapshot(), origin,
                printed=row.header("法定代表人"), sheet=BASE, alone=len({head.name for head in heads}) == 1,
            )  # fmt: skip
        return batch

    def _profile(self, row: Row, unit: KnownUnit, origin: Origin) -> UnitProfile:
        limit = last_sane_day(self._context.as_of)
        read_day(row.cells.get("核准日期"), field="核准日期", latest=limit)
        return UnitProfile(
            id=content_id("f", unit.mention.id),
            unit=unit.mention.id,
            form=unit.form,
            printed_type=row.text("类型"),
            status=row.text("登记状态"),
            division=unit.mention.division,
            interval=read_interval(row, self._context.as_of, since="成立日期"),
            origin=origin,
        )

    # ---- the other sheets ----------------------------------------------------------------------

    def _officer(self, row: Row) -> Batch:
        unit = self._units.find(row, *_UNIT, self._origin(row))
        interval = read_interval(row, self._context.as_of, since="任职起", last_day="任职止")
        cells = PartyCells("姓名", "证件号码")
        return post_facts(row, cells, unit, interval, self._context, None)

    def _holder(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit = self._units.find(row, *_UNIT, origin).mention
        cells = PartyCells("股东名称", "证件号码", "股东类型")
        holder = read_party(row, cells, origin, place=f"{row.sheet}/{unit.id}")
        fact = holding(
            holder, unit, self._share_interval(row), origin,
            capital=read_share(row.cells.get("持股比例"), field="持股比例"),
            votes=read_share(row.cells.get("表决权比例"), field="表决权比例"),
            subscribed=row.text("认缴出资额"), paid_in=row.text("实缴出资额"),
        )  # fmt: skip
        if holder.id == unit.id:
            raise RowQuarantinedError("股东与该单位是同一单位", "请更正该行", field="股东名称")
        kind = _HOLDER_KINDS.get(row.text("股东类型") or "")
        classes = [unit_class(holder, kind, row.need("股东类型"), None, fact.interval, origin)] if kind else []
        return Batch(mentions=[unit, holder], holdings=[fact], classes=classes)

    def _share_interval(self, row: Row) -> Interval:
        """出资日期 is the day of a contribution, often a promise still to come: never a start.

        The party was a shareholder at the latest on that day or, if it lies ahead, on the as-of day.
        """
        as_of = self._context.as_of
        paid = read_day(row.cells.get("出资日期"), field="出资日期", latest=last_sane_day(as_of))
        interval = read_interval(row, as_of, gone="退出日期")
        stood = interval.since.latest
        if paid is not None and stood is not None and paid < stood:
            return Interval(Bound(None, paid), interval.until)
        return interval

    def _branch(self, row: Row) -> Batch:
        origin = self._origin(row)
        parent = self._units.find(row, *_UNIT, origin).mention
        branch = self._units.find(row, "分支机构名称", "分支机构统一社会信用代码", origin).mention
        if branch.id == parent.id:
            raise RowQuarantinedError("分支机构与该单位是同一单位", "请更正该行", field="分支机构名称")
        interval = read_interval(row, self._context.as_of, since="登记日期")
        return Batch(mentions=[parent, branch], branches=[branch_of(branch, parent, interval, origin)])

    def _change(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit = self._units.find(row, *_UNIT, origin)
        return change_facts(row, unit, self._context.as_of, origin)

    # ---- shared --------------------------------------------------------------------------------

    def _origin(self, row: Row) -> Origin:
        return row.origin(self._context.source)

    def _snapshot(self) -> Interval:
        """A fact without dates: it stood on the as-of day and stands open."""
        return Interval(Bound(None, self._context.as_of))


def _former_names(row: Row, unit: Mention, origin: Origin) -> list[Mention]:
    """曾用名: mentions of the same unit, joined to it by its number; without one nothing would join them."""
    if not any(number.full for number in unit.identifiers):
        return []
    names = [name for name in re.split(r"[、,，;；\r\n]+", row.text("曾用名") or "") if name.strip()]
    other = [name for name in names if name_key(name) != unit.name_key]
    return [unit_mention(name, unit.identifiers, origin, division=unit.division) for name in other]
