"""The tables of the embedded store, version by version.

Days are ordinals (``date.toordinal``), moments microseconds since 1970 UTC. Words of closed lists
and other repeated text are keys into ``word``. A fact has one line in its registry (``role``,
``listing`` …: key, public id, the end it is clustered by) and one line per version in ``<name>_row``;
a version is visible to a run ``k`` when ``from_run <= k`` and ``to_run`` is empty or ``> k``.
``concluded`` marks an end that a complete snapshot implied; the source itself said *open*.
An index that repeats every column needed (``role_by_unit`` …) is the mirror of the clustered table.
Parties and entries are foreign keys; the keys of runs, streams and words come from the writer itself
and are not asked for again on every row.
"""

from __future__ import annotations

_RUNS = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE run (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
    as_of INTEGER NOT NULL, as_of_assumed INTEGER NOT NULL, complete INTEGER NOT NULL,
    started INTEGER NOT NULL, finished INTEGER, status TEXT NOT NULL,
    rows_in INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX run_committed ON run (id) WHERE status = 'committed';
CREATE TABLE run_file (
    run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID;
CREATE TABLE stream (key INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (source, kind));
CREATE TABLE catalogue (digest TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE quarantine (
    key INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, file TEXT NOT NULL, line INTEGER NOT NULL,
    sheet TEXT, field TEXT, reason TEXT NOT NULL, remedy TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX quarantine_by_run ON quarantine (run);
CREATE TABLE raw_rows (
    run INTEGER NOT NULL REFERENCES run, file TEXT NOT NULL, sheet TEXT, first INTEGER NOT NULL,
    last INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX raw_rows_by_place ON raw_rows (run, file, first);
"""

_TEXT = """
CREATE TABLE word (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE origin (
    key INTEGER PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT, document TEXT);
CREATE INDEX origin_by_place ON origin (source, file, sheet, document);
"""

_PARTIES = """
CREATE TABLE number (
    key INTEGER PRIMARY KEY, leader INTEGER NOT NULL, family TEXT NOT NULL, kind TEXT NOT NULL,
    shown TEXT NOT NULL, token BLOB, sealed BLOB, check_ok INTEGER);
CREATE INDEX number_by_token ON number (token) WHERE token IS NOT NULL;
CREATE INDEX number_by_shown ON number (shown, kind) WHERE token IS NULL;
CREATE TABLE mention (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL);
CREATE TABLE mention_row (
    mention INTEGER NOT NULL REFERENCES mention, stream INTEGER NOT NULL,
    from_run INTEGER NOT NULL, to_run INTEGER, last_run INTEGER NOT NULL,
    name TEXT NOT NULL, name_key TEXT NOT NULL, sex TEXT, birth_lo INTEGER, birth_hi INTEGER, division TEXT,
    on_roster INTEGER NOT NULL, origin INTEGER NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (mention, stream, from_run)) WITHOUT ROWID;
CREATE INDEX mention_by_name_key ON mention_row (name_key);
CREATE INDEX mention_by_name ON mention_row (name);
CREATE INDEX mention_on_roster ON mention_row (name_key) WHERE on_roster = 1;
CREATE TABLE mention_number (
    mention INTEGER NOT NULL REFERENCES mention, stream INTEGER NOT NULL, number INTEGER NOT NULL REFERENCES number,
    from_run INTEGER NOT NULL, to_run INTEGER,
    PRIMARY KEY (mention, stream, number, from_run)) WITHOUT ROWID;
CREATE INDEX mention_by_number ON mention_number (number, mention, from_run, to_run);
CREATE TABLE member (
    mention INTEGER NOT NULL REFERENCES mention, from_run INTEGER NOT NULL,
    to_run INTEGER, subject INTEGER NOT NULL REFERENCES mention,
    PRIMARY KEY (mention, from_run)) WITHOUT ROWID;
CREATE INDEX member_by_subject ON member (subject, mention, from_run, to_run);
"""

_VERSION = "from_run INTEGER NOT NULL, to_run INTEGER"
_DAYS = """since_lo INTEGER NOT NULL, since_hi INTEGER NOT NULL, until_lo INTEGER NOT NULL,
    until_hi INTEGER NOT NULL, concluded INTEGER NOT NULL"""
_PLACE = "origin INTEGER, line INTEGER"


def _registry(name: str, end: str, target: str = "mention") -> str:
    return f"""
CREATE TABLE {name} (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {end} INTEGER NOT NULL REFERENCES {target},
    episode_of INTEGER REFERENCES {name});
CREATE INDEX {name}_episode ON {name} (episode_of) WHERE episode_of IS NOT NULL;
"""


def _rows(name: str, end: str, content: str, target: str = "mention") -> str:
    return f"""{_registry(name, end, target)}
CREATE TABLE {name}_row (
    {end} INTEGER NOT NULL REFERENCES {target}, key INTEGER NOT NULL REFERENCES {name}, {_VERSION},
    {content}
    {_DAYS}, {_PLACE}, PRIMARY KEY ({end}, key, from_run)) WITHOUT ROWID;
"""


_ROLES = (
    _rows(
        "role",
        "holder",
        """unit INTEGER NOT NULL REFERENCES mention, edge_type INTEGER NOT NULL, role INTEGER NOT NULL,
    certainty INTEGER NOT NULL, state_appointed INTEGER NOT NULL,
    listing INTEGER REFERENCES listing, basis INTEGER NOT NULL, title INTEGER, appointed_by INTEGER,""",
    )
    + """
CREATE INDEX role_by_unit ON role_row (
    unit, key, from_run, to_run, holder, edge_type, role, certainty, state_appointed, listing,
    since_lo, since_hi, until_lo, until_hi);
CREATE INDEX role_by_listing ON role_row (listing) WHERE listing IS NOT NULL;
"""
)

_HOLDINGS = (
    _rows(
        "holding",
        "holder",
        """unit INTEGER NOT NULL REFERENCES mention,
    capital_lo_num INTEGER, capital_lo_den INTEGER, capital_hi_num INTEGER, capital_hi_den INTEGER,
    votes_lo_num INTEGER, votes_lo_den INTEGER, votes_hi_num INTEGER, votes_hi_den INTEGER,
    subscribed TEXT, paid_in TEXT,""",
    )
    + """
CREATE INDEX holding_by_unit ON holding_row (
    unit, key, from_run, to_run, holder, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den,
    votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, since_lo, since_hi, until_lo, until_hi);
"""
)

_BRANCHES = (
    _rows("branch", "branch", "parent INTEGER NOT NULL REFERENCES mention,")
    + """
CREATE INDEX branch_by_parent ON branch_row (
    parent, key, from_run, to_run, branch, since_lo, since_hi, until_lo, until_hi);
"""
)

_LISTINGS = (
    _rows(
        "listing",
        "mention",
        """case_number TEXT NOT NULL, court INTEGER NOT NULL, published INTEGER, filed INTEGER,
    grounds TEXT NOT NULL, head_name TEXT, public INTEGER NOT NULL, details TEXT NOT NULL,""",
    )
    + "CREATE INDEX listing_by_case ON listing_row (case_number);"
)

_UNITS = _rows("unit_class", "unit", "kind INTEGER NOT NULL, printed INTEGER NOT NULL, owner INTEGER,") + _rows(
    "profile", "unit", "form INTEGER NOT NULL, printed_type INTEGER, status INTEGER, division TEXT,"
)

_OTHERS = (
    _rows("listing_end", "listing", "reason TEXT,", target="listing")
    + _rows("agreement", "party", "unit INTEGER REFERENCES mention, parties TEXT NOT NULL, kind INTEGER NOT NULL,")
    + _rows(
        "identity",
        "one",
        "other INTEGER NOT NULL REFERENCES mention, tier INTEGER NOT NULL, evidence TEXT NOT NULL, decided_by TEXT,",
    )
    + "CREATE INDEX identity_by_other ON identity_row (other, key);"
)

# On which days a stream (a source and kind) has shown a fact. Both days of a line are days it was
# shown, and so is every complete snapshot of the stream between them. Read only when writing.
_SEEN = """
CREATE TABLE seen (
    shape INTEGER NOT NULL, fact INTEGER NOT NULL, stream INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (shape, fact, stream, first)) WITHOUT ROWID;
"""

VERSION_1 = "".join((_RUNS, _TEXT, _PARTIES, _LISTINGS, _ROLES, _HOLDINGS, _BRANCHES, _UNITS, _OTHERS, _SEEN))

# What people recorded; never changed, so a number is all the order there is.
VERSION_2 = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, by TEXT NOT NULL,
    at INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX journal_by_kind ON journal (kind, at);
"""

# Names that are written otherwise elsewhere (張偉 for 张伟), under the form that all ways of writing share.
VERSION_3 = """
CREATE TABLE name_variant (folded TEXT NOT NULL, name_key TEXT NOT NULL, PRIMARY KEY (folded, name_key)) WITHOUT ROWID;
CREATE INDEX name_variant_by_key ON name_variant (name_key, folded);
"""
