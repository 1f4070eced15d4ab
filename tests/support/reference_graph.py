"""The reference's graph: parties as nodes, roles as edges, straight from a city's tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import networkx as nx

import tests.support.reference_words as words
from benchmarks.city.city import City
from benchmarks.city.sheets import Book, FileSet, RosterFile
from tests.support.reference_control import ShareBook, add_computed

FOREVER = 2**31 - 1
Span = tuple[int, int, int, int]
Cells = dict[str, Any]
Graph: TypeAlias = "nx.MultiDiGraph[str]"
Key = tuple[str, ...]
ListingKey = tuple[str, str, str, date]


@dataclass(frozen=True)
class Naming:
    """A party as one row names it."""

    kind: str
    name: str
    number: str = ""
    sex: str = ""
    years: tuple[int, int] | None = None


@dataclass
class Entry:
    """A roster entry: the listed party's node, and how the entry names it."""

    key: ListingKey
    party: str
    naming: Naming
    case: str
    court: str
    published: date
    span: Span


def build_graph(city: City) -> tuple[Graph, list[Entry]]:
    """Parties and roles of all files, and the roster entries."""
    building = _Building(city)
    for file_set in city.file_sets:
        if isinstance(file_set.content, RosterFile):
            building.roster(file_set, file_set.content)
        elif file_set.kind == "register":
            building.register(file_set, file_set.content)
        else:
            building.supplement(file_set.content)
    building.compute()
    return building.graph, list(building.entries.values())


class _Building:
    def __init__(self, city: City) -> None:
        self.graph: Graph = nx.MultiDiGraph()
        self.entries: dict[ListingKey, Entry] = {}
        self._today = city.today
        self._rows = 0
        self._forms: dict[str, str] = {}
        self.shares: list[Cells] = []  # the 股东 rows of the newest register
        self._edges: dict[Key, Cells] = {}  # register rows: one edge over all snapshots
        self._complete: tuple[date, set[ListingKey]] | None = None  # the complete roster before

    def compute(self) -> None:
        """What follows from shares, once all rows are in."""
        book = ShareBook(self.graph, lambda *who: self.node(Naming(*who[:3]), who[3]), self._forms, self._today)
        book.read(self.shares)
        add_computed(book, self._today.toordinal())

    # -- nodes and edges

    def node(self, naming: Naming, scope: str) -> str:
        """The party that a row names: by its full number, else by what the row is."""
        key = full_number(naming)
        name = f"{naming.kind} {key}" if key else f"{naming.kind} {scope} {naming.name}"
        if name not in self.graph:
            self.graph.add_node(name, kind=naming.kind, namings=[], unit_kinds=[], roster=False)
        if naming not in self.graph.nodes[name]["namings"]:
            self.graph.nodes[name]["namings"].append(naming)
        return name

    def person(self, name: str, number: str = "", scope: str | None = None) -> str:
        """A person; without a full number every row means somebody of its own."""
        self._rows += 1
        return self.node(Naming("person", words.plain(name), number.upper()), scope or f"row {self._rows}")

    def unit(self, name: str, number: str, source: str) -> str:
        """A unit; without a full number a source means one unit by one name."""
        return self.node(Naming("unit", words.plain(name), number.upper().replace("-", "")), source)

    def edge(self, holder: str, unit: str, role: str, sure: bool, span: Span, **more: object) -> Cells:
        """A role."""
        data: Cells = {"role": role, "sure": sure, "span": span, "appointed": "unknown", "entry": None, "post": True}
        data.update(more)
        key = self.graph.add_edge(holder, unit, **data)
        found: Cells = self.graph.edges[holder, unit, key]
        return found

    # -- the register

    def register(self, file_set: FileSet, book: Book) -> None:
        """One snapshot; a row that an older one showed too is the same fact."""
        sheets = _sheets(book)
        seen: set[Key] = set()
        for row in sheets["基本信息"]:
            self._base_row(row, file_set.as_of, seen)
        for row in sheets["主要人员"]:
            form = self._forms[row["统一社会信用代码"]]
            for role, sure in words.title_roles(row["职务"], form):
                key: Key = ("staff", row["统一社会信用代码"], row["姓名"], row["职务"], role)
                self._seen(key, role, sure, file_set.as_of, seen, words.appointed(row["委派方"]))
        for row in sheets.get("变更", []):
            self._change_row(row)
        self.shares = sheets.get("股东", self.shares)
        for shown, edge in self._edges.items():
            if shown not in seen and edge["span"][2] == FOREVER:
                edge["span"] = (*edge["span"][:2], edge["last"] + 1, file_set.as_of.toordinal())
        for shown in seen:
            self._edges[shown]["last"] = file_set.as_of.toordinal()

    def _base_row(self, row: Cells, as_of: date, seen: set[Key]) -> None:
        code, form = row["统一社会信用代码"], words.legal_form(row["类型"])
        if code not in self._forms:
            self._forms[code] = form
            unit = self.unit(row["企业名称"], code, "register")
            kinds = {"institution": "institution", "society": "social_organization"}
            kind = kinds.get(form, "production_business_unit")
            span = (0, as_of.toordinal(), FOREVER, FOREVER)
            self.graph.nodes[unit]["unit_kinds"].append((kind, row["类型"], "", span, "certain"))
        head, _, delegate = row["法定代表人"].partition("（委派代表：")
        for role in words.head_roles(form):
            self._seen(("head", code, head, role), role, True, as_of, seen)
        if delegate:
            self._seen(("delegate", code, delegate.rstrip("）")), "principal", True, as_of, seen)

    def _seen(self, key: Key, role: str, sure: bool, as_of: date, seen: set[Key], sent: str = "unknown") -> None:
        seen.add(key)
        if key not in self._edges:
            name, unit = key[2], self.unit("", key[1], "register")
            is_unit = name.endswith(("公司", "合伙企业"))
            holder = self.unit(name, "", "register") if is_unit else self.person(name, scope=f"{key[:4]}")
            span = (0, as_of.toordinal(), FOREVER, FOREVER)
            self._edges[key] = self.edge(holder, unit, role, sure, span, appointed=sent, last=as_of.toordinal())

    def _change_row(self, row: Cells) -> None:
        code, on = row["统一社会信用代码"], words.day(row["变更日期"])
        assert on is not None
        end, about_head = on.toordinal(), "法定代表人" in row["变更项目"]
        before, after = words.text(row["变更前内容"]), words.text(row["变更后内容"])
        if about_head:
            people = {before: ""} if before != after else {}
        else:
            staying = words.people_in(after)
            people = {name: title for name, title in words.people_in(before).items() if name not in staying}
        for name, title in people.items():
            form = self._forms[code]
            roles = [(role, True) for role in words.head_roles(form)] if about_head else words.title_roles(title, form)
            for role, sure in roles:
                key = ("change", code, name, title, role)
                if key not in self._edges:
                    span = (0, end - 1, end, end)
                    edge = self.edge(self.person(name), self.unit("", code, "register"), role, sure, span)
                    self._edges[key] = edge

    # -- the roster

    def roster(self, file_set: FileSet, file: RosterFile) -> None:
        """One roster file; an entry that a newer complete list lacks has an unknown end."""
        seen = set()
        for raw in file.entries:
            entry = self._entry(file, raw)
            seen.add(entry.key)
            if entry.key not in self.entries:
                self.entries[entry.key] = entry
                for attached in raw.get("qysler") or []:  # type: ignore[attr-defined]
                    self._attached(entry, attached)
        if file_set.complete:
            last, before = self._complete or (file_set.as_of, set())
            for key in sorted(before - seen):
                start = self.entries[key].span[:2]
                self.entries[key].span = (*start, last.toordinal() + 1, FOREVER)
            self._complete = (file_set.as_of, seen)

    def _entry(self, file: RosterFile, raw: Cells) -> Entry:
        def cell(*names: str) -> str:
            return next((words.text(raw[name]) for name in names if name in raw), "")

        name = words.plain(cell("iname", "被执行人姓名/名称"))
        number = cell("cardNum", "身份证号码/组织机构代码").replace("-", "").upper()
        case = words.plain(cell("caseCode", "案号"))
        age = int(cell("age", "年龄") or 0)
        published = words.day(raw.get("publishDate", raw.get("发布时间")))
        assert published is not None
        years = (published.year - age - 1, published.year - age) if age else None
        naming = Naming("person" if age else "unit", name, number, cell("sexy", "性别")[:1], years)
        key = (case, name, number, published)
        scope = f"{file.shape} {case} {published} {number}"
        ends = words.day(raw.get("撤销时间"))
        end = ends.toordinal() if ends else FOREVER
        first = published.toordinal()
        party = self.node(naming, scope)
        self.graph.nodes[party]["roster"] = True
        return Entry(key, party, naming, case, cell("courtName", "执行法院"), published, (first, first, end, end))

    def _attached(self, entry: Entry, raw: Cells) -> None:
        role = words.court_role(raw["corporationtypename"])
        if role:
            holder = self.person(raw["iname"], words.text(raw["cardNum"]))
            self.graph.nodes[holder]["roster"] = True
            span = (0, entry.published.toordinal(), FOREVER, FOREVER)
            self.edge(holder, entry.party, role, True, span, entry=entry.key, post=False)

    # -- the supplement

    def supplement(self, book: Book) -> None:
        """Dated posts, controllers, orders, unit kinds, removals."""
        sheets = _sheets(book)
        for row in sheets["人员任职"]:
            unit, span = self._place(row), self._dates(row["任职起"], row["任职止"])
            holder = self.person(row["姓名"], words.text(row["证件号码"]))
            sent = words.appointed(row["委派方"])
            form = self._forms.get(row["统一社会信用代码"], "company")
            for role, sure in words.title_roles(row["职务"], form):
                self.edge(holder, unit, role, sure, span, appointed=sent)
        for row in sheets["实际控制人声明"]:
            name, number = row["实际控制人"], words.text(row["证件号码"])
            person = row["类型"] == "自然人"
            holder = self.person(name, number) if person else self.unit(name, number, "supplement")
            self.edge(holder, self._place(row), "actual_controller", True, self._dates(row["起"], row["止"]))
        for row in sheets["限制消费令"]:
            self._order(row)
        for row in sheets["单位类别"]:
            word, owner = row["类别"], words.text(row["出资人"])
            kind = (words.unit_kind(word), word, owner, self._dates(row["起"], row["止"]), "certain")
            self.graph.nodes[self._place(row)]["unit_kinds"].append(kind)
        for row in sheets["名单移出"]:
            self._removal(row)

    def _place(self, row: Cells) -> str:
        return self.unit(row["单位名称"], row["统一社会信用代码"], "supplement")

    def _dates(self, first: object, last: object) -> Span:
        start, end = words.day(first), words.day(last)
        since = (start.toordinal(), start.toordinal()) if start else (0, self._today.toordinal())
        until = end.toordinal() + 1 if end else FOREVER
        return (*since, until, until)

    def _order(self, row: Cells) -> None:
        role, start, lifted = words.court_role(row["角色"]), words.day(row["日期"]), words.day(row["解除日期"])
        assert role and start
        end = lifted.toordinal() if lifted else FOREVER
        holder = self.person(row["姓名"], words.text(row["证件号码"]))
        span = (start.toordinal(), start.toordinal(), end, end)
        self.edge(holder, self._place(row), role, True, span, post=False)

    def _removal(self, row: Cells) -> None:
        case, name = words.plain(row["案号"]), words.plain(row["被执行人名称"])
        number, published = words.text(row["证件号码"]).upper(), words.day(row["发布日期"])
        removed = words.day(row["移出日期"])
        assert removed is not None
        for entry in self.entries.values():
            if (entry.case, entry.naming.name) != (case, name) or (published and published != entry.published):
                continue
            if not number or number == entry.naming.number:
                entry.span = (*entry.span[:2], removed.toordinal(), removed.toordinal())


def _sheets(book: Book) -> dict[str, list[Cells]]:
    return {sheet.name: [dict(row) for row in sheet.records()] for sheet in book.sheets}


def full_number(naming: Naming) -> str:
    """What a full number joins by: the organisation code, or a citizen's first 17 characters."""
    number = naming.number
    if not number or "*" in number:
        return ""
    if naming.kind == "unit":
        return number[8:17] if len(number) == 18 else number
    return number[:17] if len(number) == 18 else f"{number[:6]}19{number[6:]}"
