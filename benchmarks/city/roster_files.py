"""The roster files in the shapes and with the quirks of the public platform and its resellers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from benchmarks.city.sheets import Hand, RosterFile
from benchmarks.city.world import Entry, Naming, Person, World

_BEIJING = timezone(timedelta(hours=8))
_GROUNDS = (
    "有履行能力而拒不履行生效法律文书确定义务",
    "其他有履行能力而拒不履行生效法律文书确定义务",
    "违反财产报告制度",
    "违反财产报告制度,违反限制消费令的",
    "违反限制高消费令",
    "无正当理由拒不履行执行和解协议",
)
CSV_HEADER = (
    "案号",
    "被执行人姓名/名称",
    "性别",
    "年龄",
    "身份证号码/组织机构代码",
    "法定代表人或者负责人姓名",
    "执行法院",
    "省份",
    "执行依据文号",
    "做出执行依据单位",
    "生效法律文书确定的义务",
    "被执行人的履行情况",
    "失信被执行人行为具体情形",
    "发布时间",
    "立案时间",
    "已履行部分",
    "未履行部分",
    "撤销时间",
    "公开/不公开",
)


class RosterWriter:
    """Writes entries as court detail, as aggregator feed, or as a table."""

    def __init__(self, world: World, hand: Hand) -> None:
        self._world, self._hand = world, hand
        self._rank = {id(entry): place for place, entry in enumerate(world.entries)}

    def older(self, name: str) -> RosterFile:
        """The court's list on the older day."""
        day = self._world.old_day
        assert day is not None
        return self._file(name, "detail", lambda entry: entry.published <= day, self._detail)

    def newer(self, name: str) -> RosterFile:
        """The court's list today: without entries that were removed or have vanished since."""
        if self._world.old_day is None:
            return self._file(name, "detail", lambda entry: True, self._detail)
        return self._file(name, "detail", lambda entry: not entry.removed and not entry.vanished, self._detail)

    def aggregator(self, name: str) -> RosterFile:
        """A reseller's feed."""
        return self._file(name, "aggregator", lambda entry: True, self._aggregated)

    def table(self, name: str) -> RosterFile:
        """A table with withdrawal days."""
        return self._file(name, "csv", lambda entry: True, self._tabled)

    def _file(
        self,
        name: str,
        shape: str,
        wanted: Callable[[Entry], bool],
        write: Callable[[Entry], dict[str, object]],
    ) -> RosterFile:
        file = RosterFile(name, shape)
        for entry in self._world.entries:
            if entry.home == shape and wanted(entry):
                file.entries.append(write(entry))
                file.namings.append((entry.party, *(person for person, _, _ in entry.people)))
        return file

    def _detail(self, entry: Entry) -> dict[str, object]:
        rng, person = self._hand.rng, isinstance(entry.party.party, Person)
        basis = _basis(entry)
        age = entry.party.age
        return {
            "id": 700_000_000 + self._rank[id(entry)],
            "iname": self._hand.name(entry.party.name),
            "caseCode": self._hand.case(entry.case),
            "age": age if rng.random() < 0.5 else str(age),
            "sexy": self._sex(entry.party),
            "cardNum": _card(entry.party, rng.random() < 0.5),
            "businessEntity": "" if person else entry.head or "无",
            "courtName": entry.court,
            "areaName": "示范",
            "partyTypeName": rng.choice(["580", "580", "581", "0", "1"]),
            "gistId": [basis, "【2017】示仲裁字第0330号"] if rng.random() < 0.05 else basis,
            "regDate": self._court_day(entry.filed),
            "gistUnit": entry.court,
            "duty": f"支付案款{rng.randint(1, 900)}000元\r\n及利息",
            "performance": rng.choice(["全部未履行", "全部未履行", "部分未履行", None]),
            "performedPart": rng.choice(["", "暂无"]),
            "unperformPart": rng.choice(["", "暂无"]),
            "disruptTypeName": rng.choice(_GROUNDS),
            "publishDate": self._court_day(entry.published),
            "qysler": [
                {"cardNum": naming.printed_number, "corporationtypename": word, "iname": naming.name}
                for naming, _, word in entry.people
            ],
        }

    def _aggregated(self, entry: Entry) -> dict[str, object]:
        rng, person = self._hand.rng, isinstance(entry.party.party, Person)
        number = 700_000_000 + self._rank[id(entry)]
        name = self._hand.name(entry.party.name)
        return {
            "StdStg": 6899,
            "StdStl": 8,
            "age": str(entry.party.age),
            "areaName": "示范",
            "areaNameNew": "示范",
            "businessEntity": "" if person else entry.head or "无",
            "cardNum": _card(entry.party, True),
            "caseCode": self._hand.case(entry.case),
            "courtName": entry.court,
            "disruptTypeName": rng.choice(_GROUNDS),
            "duty": f"支付案款{rng.randint(1, 900)}000元及利息",
            "focusNumber": "0",
            "gistId": _basis(entry),
            "gistUnit": entry.court,
            "iname": f"<em>{name[:2]}</em>{name[2:]}" if rng.random() < 0.2 else name,
            "partyTypeName": "0" if person else "1",
            "performance": "全部未履行",
            "performedPart": "暂无",
            "publishDate": f"{entry.published:%Y年%m月%d日}",
            "regDate": f"{entry.filed:%Y%m%d}",
            "sexy": f"{entry.party.party.sex}性" if isinstance(entry.party.party, Person) else "",
            "type": "失信被执行人名单",
            "unperformPart": "暂无",
            "loc": f"http://zxgk.example/detail?id={number}",
            "_version": 269,
        }

    def _tabled(self, entry: Entry) -> dict[str, object]:
        rng, person = self._hand.rng, isinstance(entry.party.party, Person)
        cells = (
            self._hand.case(entry.case),
            self._hand.name(entry.party.name),
            self._sex(entry.party),
            str(entry.party.age) if person else "",
            _card(entry.party, rng.random() < 0.5),
            "" if person else entry.head or "无",
            entry.court,
            "示范",
            _basis(entry),
            entry.court,
            f"支付案款{rng.randint(1, 900)}000元及利息",
            "全部未履行",
            rng.choice(_GROUNDS),
            self._hand.day(entry.published, cells=False),
            self._hand.day(entry.filed, cells=False),
            "暂无",
            "暂无",
            self._hand.day(entry.withdrawn, cells=False) if entry.withdrawn else "",
            "公开" if entry.public else "不公开",
        )
        return dict(zip(CSV_HEADER, cells, strict=True))

    def _sex(self, party: Naming) -> str:
        if not isinstance(party.party, Person):
            return ""
        return party.party.sex + self._hand.rng.choice(["", "性"])

    def _court_day(self, day: date) -> str:
        """A day as the platform has printed it over the years; epoch texts are Beijing midnight."""
        place = self._hand.rng.randrange(4)
        if place == 3:
            return str(int(datetime(day.year, day.month, day.day, tzinfo=_BEIJING).timestamp()) * 1000)
        return (f"{day:%Y年%m月%d日}", f"{day:%Y%m%d}", f"{day:%Y-%m-%d} 00:00:00")[place]


def _card(party: Naming, hyphen: bool) -> str:
    number = party.printed_number
    return f"{number[:8]}-{number[8]}" if party.show == "org" and hyphen else number


def _basis(entry: Entry) -> str:
    return f"（{entry.filed.year - 1}）示9901民初{entry.party.party.serial + 1}号"
