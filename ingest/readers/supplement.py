"""The supplementary workbook (补充事实): what registers do not publish. Every row names its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.errors import FileRefusedError, RowQuarantinedError
from graph.model.ids import content_id
from graph.model.records import Agreement, Basis, Batch, Mention, Origin
from graph.model.roles import Role
from graph.model.time import Interval
from ingest.context import FileSetKind, RunContext
from ingest.court_roles import court_roles
from ingest.dates import read_day, read_interval
from ingest.facts import court_relation, role_edges, unit_class
from ingest.legal_forms import ReadRole
from ingest.minors import refuse_child
from ingest.parties import PartyCells, person_mention, read_number, read_party, unit_mention, unit_numbers
from ingest.posts import post_facts
from ingest.readers.tables import table_rows
from ingest.readers.units import KnownUnit, form_of
from ingest.readers.vote_proxies import SHEET as PROXIES
from ingest.readers.vote_proxies import proxy_facts
from ingest.readers.withdrawals import withdrawal_facts
from ingest.rows import Row
from ingest.text import quoted
from ingest.unit_kinds import unit_kind

_DECLARED = (ReadRole(Role.ACTUAL_CONTROLLER, basis=Basis.DECLARED),)
_AGREEMENTS = "一致行动"
_AgreementKey = tuple[str, str | None, Interval]


class SupplementReader:
    """Reads the seven sheets; :meth:`survey` gathers the parties of each agreement first."""

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._parties: dict[_AgreementKey, dict[str, Mention]] = {}
        self._sheets: dict[str, Callable[[Row], Batch]] = {
            "人员任职": self._post,
            "实际控制人声明": self._controller,
            _AGREEMENTS: self._agreement,
            PROXIES: self._proxy,
            "限制消费令": self._order,
            "单位类别": self._class,
            "名单移出": self._withdrawal,
        }

    def survey(self, row: Row) -> None:
        """Remember who is party to which agreement: its rows make one fact together."""
        if row.sheet != _AGREEMENTS or row.fault is not None:
            return
        try:
            key, party, _ = self._party(row)
        except RowQuarantinedError:
            return  # the row is quarantined when it is read
        self._parties.setdefault(key, {}).setdefault(party.id, party)

    def facts(self, row: Row) -> Batch:
        """The facts of one row of any of the seven sheets."""
        return self._sheets[row.sheet](row)

    # ---- posts, control, agreements ------------------------------------------------------------

    def _post(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit = self._unit(row, origin)
        interval = read_interval(row, self._context.as_of, since="任职起", last_day="任职止")
        known = KnownUnit(unit, form_of(unit.name, unit.identifiers))
        return post_facts(row, PartyCells("姓名", "证件号码"), known, interval, self._context, origin.document)

    def _controller(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit = self._unit(row, origin)
        holder = read_party(row, PartyCells("实际控制人", "证件号码", "类型"), origin, place=f"{row.sheet}/{unit.id}")
        refuse_child(holder.identifiers, self._context.as_of, what="实际控制人", field="证件号码")
        edges = role_edges(_DECLARED, holder, unit, self._from_to(row), origin, title="实际控制人")
        return Batch(mentions=[unit, holder], roles=edges)

    def _agreement(self, row: Row) -> Batch:
        key, party, unit = self._party(row)
        known = self._parties.get(key, {party.id: party})
        parties = tuple(sorted(known))
        if len(parties) < 2:
            raise RowQuarantinedError(
                "该协议（就此单位和起止日期）只有一方当事人",
                "请为每一方当事人各填一行",
                field="协议编号",
            )
        number, _, interval = key
        origin = self._origin(row)
        unit_id = unit.id if unit else None
        fact = Agreement(
            id=content_id("a", self._context.source, number, unit_id, str(interval.to_json()), *parties),
            parties=parties, unit=unit_id, kind=_AGREEMENTS, interval=interval, origin=origin,
        )  # fmt: skip
        # The other parties' rows may be handed over with a later batch, so every row brings them all.
        others = [mention for id_, mention in known.items() if id_ != party.id]
        return Batch(mentions=[party, *others, *([unit] if unit else [])], agreements=[fact])

    def _proxy(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit = self._unit(row, origin) if row.text("单位名称") else None
        return proxy_facts(row, unit, self._from_to(row), origin)

    def _party(self, row: Row) -> tuple[_AgreementKey, Mention, Mention | None]:
        """The agreement that a row belongs to, the party it names, and the unit it is about."""
        origin = self._origin(row)
        number = row.need("协议编号")
        unit = self._unit(row, origin) if row.text("单位名称") else None
        party = read_party(row, PartyCells("当事人", "证件号码", "类型"), origin, place=f"{row.sheet}/{number}")
        return (number, unit.id if unit else None, self._from_to(row)), party, unit

    # ---- court orders, kinds of units, withdrawals ---------------------------------------------

    def _order(self, row: Row) -> Batch:
        """限制消费令: the court's own word on who is restricted because of which unit."""
        origin = self._origin(row)
        if row.text("单位名称") is None:
            raise RowQuarantinedError(
                "没有填写单位：该命令只限制被执行人本人，不牵连他人",
                "此类命令无须装入，请删除该行",
                field="单位名称",
            )
        unit, words = self._unit(row, origin), row.need("角色")
        roles = court_roles(words)
        if not roles:
            raise RowQuarantinedError(
                f"角色{quoted(words)}无法识别", "请将其补入 ingest/data/court_roles.yml 后重新装入", field="角色"
            )
        if read_day(row.cells.get("日期"), field="日期", latest=self._context.as_of) is None:
            raise RowQuarantinedError("没有填写日期", "请补填命令的日期", field="日期")
        interval = read_interval(row, self._context.as_of, since="日期", gone="解除日期")
        number = read_number(row, "证件号码", unit=False)
        place = f"{row.sheet}/{unit.id}"
        person = person_mention(row.need("姓名"), number, origin, place=place, title=words)
        refuse_child(person.identifiers, self._context.as_of, what="被限制消费人员", field="证件号码")
        edges = [court_relation(role, person, unit, interval, origin, title=words, listing=None) for role in roles]
        return Batch(mentions=[unit, person], roles=edges)

    def _class(self, row: Row) -> Batch:
        origin = self._origin(row)
        unit, words = self._unit(row, origin), row.need("类别")
        kind = unit_kind(words)
        if kind is None:
            raise RowQuarantinedError(
                f"单位类别{quoted(words)}无法识别",
                "请将其补入 ingest/data/unit_kinds.yml 后重新装入",
                field="类别",
            )
        fact = unit_class(unit, kind, words, row.text("出资人"), self._from_to(row), origin)
        return Batch(mentions=[unit], classes=[fact])

    def _withdrawal(self, row: Row) -> Batch:
        return withdrawal_facts(row, self._context, self._origin(row))

    # ---- shared --------------------------------------------------------------------------------

    def _origin(self, row: Row) -> Origin:
        """Where the row stands, with the document it rests on: without one it proves nothing."""
        document = row.text("依据文件") or row.text("令号")
        if document is None:
            raise RowQuarantinedError("没有写明依据文件", "请填写该行所依据的文件", field="依据文件")
        return row.origin(self._context.source, document)

    def _unit(self, row: Row, origin: Origin) -> Mention:
        return unit_mention(row.need("单位名称"), unit_numbers(row, "统一社会信用代码"), origin)

    def _from_to(self, row: Row) -> Interval:
        return read_interval(row, self._context.as_of, since="起", last_day="止")


def supplement_rows(path: Path) -> Iterator[Row]:
    """The rows of a supplement; it has no JSON form."""
    if path.suffix.lower() == ".json":
        raise FileRefusedError(path.name, "补充事实不能用 JSON 文件", "请使用 docs/formats.md 所述的工作簿")
    return table_rows(path, "supplement")


SUPPLEMENT = FileSetKind("supplement", "补充事实", 2, supplement_rows, SupplementReader)
