"""What the review of identities answers: cases, both sides, evidence, decisions. Numbers of persons are masked."""

from __future__ import annotations

from analysis.findings import Day, Party, Source
from graph.model.certainty import IdentityTier, Truth
from graph.model.records import PartyKind
from guanlian.answers import Answer
from ingest.identity.decisions import Act, DecisionVerdict, Status

TIERS = {
    IdentityTier.CERTAIN: "确定",
    IdentityTier.PROBABLE: "很可能",
    IdentityTier.POSSIBLE: "可能",
    IdentityTier.CONFLICT: "矛盾",
    IdentityTier.DIFFERENT: "不是同一主体",
}
VERDICTS = {
    DecisionVerdict.CONFIRMED: "确认为同一主体",
    DecisionVerdict.REJECTED: "确认为不同主体",
    DecisionVerdict.UNDECIDED: "暂不认定",
}
STATUSES = {
    Status.OPEN: "待核",
    Status.PENDING: "待他人复核",
    Status.STANDING: "已核定",
    Status.REOPENED: "证据有变，须重新核定",
}
ACTS = {Act.DECIDE: "核定", Act.APPROVE: "复核同意", Act.UNDO: "撤回"}
SAYS = {"for": "支持", "against": "不利", "veto": "否定", "neutral": "参考"}
FEATURES = {
    "name": "姓名或名称",
    "number": "证件号码",
    "number.region": "号码中的地区码",
    "number.birth_year": "号码中的出生年份",
    "number.birth_day": "号码中的出生月日",
    "number.sequence": "号码中的顺序码",
    "number.check_digit": "号码中的校验码",
    "sex": "性别",
    "birth_year": "出生年份",
    "region": "地区",
    "unit": "所在单位",
    "kind": "主体类型",
    "competitors": "同名者",
}


class SideView(Answer):
    """One side of a case in short: the row's mention, the subject it belongs to, what the row prints."""

    mention: str
    subject: str
    name: str
    identifiers: tuple[str, ...]
    on_roster: bool
    source: Source


class CaseView(Answer):
    """One pair in the queue, the roster's side on the left.

    ``links`` counts the rows of the same two parties that are linked alike.
    """

    case: str
    tier: IdentityTier
    tier_term: str
    kind: PartyKind
    left: SideView
    right: SideView
    evidence: str
    status: Status
    status_term: str
    verdict: DecisionVerdict | None
    decided_by: str | None
    links: int


class QueueAnswer(Answer):
    """The queue in the order of work: conflicts, probable, possible, decided.

    ``total`` counts the cases that answer to the filters, ``by_tier`` all of them by tier; ``more`` says that
    the store holds more than were looked through.
    """

    known_run: int
    total: int
    by_tier: dict[str, int]
    by_status: dict[str, int]
    more: bool
    cases: tuple[CaseView, ...]


class RoleView(Answer):
    """A role that a side holds or held."""

    unit: str
    unit_name: str
    role_term: str
    title: str | None
    since: Day
    until: Day
    holds: Truth
    source: Source


class EntryView(Answer):
    """A roster entry of a side."""

    id: str
    case_number: str
    court: str
    since: Day
    until: Day
    holds: Truth


class FullSideView(Answer):
    """All that is known of a side: what its row prints, its subject, its roles and roster entries."""

    mention: str
    party: Party
    name: str
    former_names: tuple[str, ...]
    identifiers: tuple[str, ...]
    sex: str | None
    birth_years: tuple[int, int] | None
    division: str | None
    on_roster: bool
    source: Source
    roles: tuple[RoleView, ...]
    entries: tuple[EntryView, ...]


class EvidenceView(Answer):
    """One feature of the comparison: what it says, its step in bits (``None``: it moves no weight), in words."""

    feature: str
    feature_term: str
    says: str
    says_term: str
    bits: float | None
    running: float | None
    note: str


class DecisionView(Answer):
    """One row of the journal about a case, oldest first. ``in_force`` says whether it counts now."""

    id: str
    act: Act
    act_term: str
    verdict: DecisionVerdict | None
    verdict_term: str | None
    by: str
    at: str
    reason: str
    target: str | None
    four_eyes: bool
    in_force: bool


class CaseAnswer(Answer):
    """One case whole: both sides (the roster's on the left), the waterfall, namesakes, what rests on it, decisions.

    ``evidence`` is the sentence that findings show; ``weighed_tier`` is what the evidence alone says now.
    ``namesakes`` is how many persons of the name are to be expected, ``competitors`` how many of them would fit the
    other evidence as well, counted with caution. ``findings`` counts the findings of the day that rest on this link.
    """

    known_run: int
    case: str
    tier: IdentityTier
    tier_term: str
    kind: PartyKind
    status: Status
    status_term: str
    verdict: DecisionVerdict | None
    decided_by: str | None
    evidence: str
    evidence_digest: str
    weighed_tier: IdentityTier
    probability: float | None
    namesakes: float | None
    competitors: float | None
    waterfall: tuple[EvidenceView, ...]
    left: FullSideView
    right: FullSideView
    findings: int
    decisions: tuple[DecisionView, ...]


class NextAnswer(Answer):
    """The next case to work on, ``None`` when nothing is left."""

    case: CaseAnswer | None
    left_over: int
