"""The units that a register's 基本信息 describes, so that its other sheets can name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import Mention, Origin
from graph.model.roles import LegalForm
from ingest.legal_forms import code_prefix, legal_form
from ingest.names import name_key
from ingest.parties import unit_mention, unit_numbers
from ingest.rows import Row


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit and its legal form; ``traded``: its printed type says it is a listed company (上市公司)."""

    mention: Mention
    form: LegalForm
    traded: bool = False


class UnitDirectory:
    """Finds the unit that a row names: by number, else by its exact name within the same register."""

    def __init__(self) -> None:
        self._by_key: dict[str, KnownUnit] = {}
        self._by_name: dict[str, dict[str, KnownUnit]] = {}

    def add(self, unit: KnownUnit) -> None:
        """Remember a unit of 基本信息; the first row of a number counts."""
        for number in unit.mention.identifiers:
            if number.join_key:
                self._by_key.setdefault(number.join_key, unit)
        self._by_name.setdefault(unit.mention.name_key, {}).setdefault(unit.mention.id, unit)

    def find(self, row: Row, name_field: str, number_field: str, origin: Origin) -> KnownUnit:
        """The unit of a row. One that 基本信息 does not have is made from the row itself.

        Raises :class:`RowQuarantinedError` when only a name is given and several units bear it.
        """
        name = row.need(name_field)
        found = unit_numbers(row, number_field)
        if not found:
            return self._by_its_name(name, name_field, origin)
        known = next((self._by_key[key] for number in found if (key := number.join_key) in self._by_key), None)
        if known is not None and known.mention.name_key == name_key(name):
            return known
        mention = unit_mention(name, found, origin)
        return replace(known, mention=mention) if known else KnownUnit(mention, form_of(name, found))

    def _by_its_name(self, name: str, field: str, origin: Origin) -> KnownUnit:
        same = list(self._by_name.get(name_key(name), {}).values())
        if len(same) > 1:
            raise RowQuarantinedError("登记数据中有多个单位使用此名称", "请填写统一社会信用代码", field=field)
        return same[0] if same else KnownUnit(unit_mention(name, (), origin), form_of(name, ()))


def form_of(name: str, found: tuple[Identifier, ...], printed_type: str | None = None) -> LegalForm:
    """The legal form by type, credit code or name."""
    return legal_form(printed_type, name, code_prefix(found))


def is_traded(printed_type: str | None) -> bool:
    """Whether a printed type says 上市, and not 非上市 or 未上市."""
    return printed_type is not None and re.search("(?<![非未])上市", printed_type) is not None
