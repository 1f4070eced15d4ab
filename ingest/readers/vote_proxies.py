"""Vote proxies (表决权委托) and nominees (代持): who has the say over what another holds by the register."""

from __future__ import annotations

from graph.errors import RowQuarantinedError
from graph.model.ids import content_id
from graph.model.ownership import NOMINEE, PROXY
from graph.model.records import Agreement, Batch, Mention, Origin
from graph.model.time import Interval
from ingest.parties import PartyCells, read_party
from ingest.rows import Row
from ingest.text import folded, quoted

SHEET = "表决权委托"
_PRINCIPAL = PartyCells("委托人", "委托人证件号码", "委托人类型")
_AGENT = PartyCells("受托人", "受托人证件号码", "受托人类型")


def proxy_facts(row: Row, unit: Mention | None, interval: Interval, origin: Origin) -> Batch:
    """One row: the agent (受托人、实际出资人) has the say over the principal's (委托人、名义股东) holdings of the unit.

    Without a unit it is so for everything the principal holds. A nominee needs its document like any other row.
    """
    place = f"{row.sheet}/{unit.id if unit else '-'}"
    principal = read_party(row, _PRINCIPAL, origin, place=place)
    agent = read_party(row, _AGENT, origin, place=place)
    if agent.id == principal.id:
        raise RowQuarantinedError("委托人与受托人相同", "请更正其中一方", field=_AGENT.name)
    kind, parties = _kind(row), (agent.id, principal.id)
    unit_id = unit.id if unit else None
    key = content_id("a", origin.source, kind, unit_id, str(interval.to_json()), *parties)
    fact = Agreement(key, parties, unit_id, kind, interval, origin)
    return Batch(mentions=[principal, agent, *([unit] if unit else [])], agreements=[fact])


def _kind(row: Row) -> str:
    text = row.text("性质")
    words = folded(text) if text else PROXY
    if "代持" in words:
        return NOMINEE
    if "委托" in words:
        return PROXY
    raise RowQuarantinedError(f"性质{quoted(words)}无法识别", "请填写“表决权委托”或“代持”", field="性质")
