"""Widget keys and query parameters, each spelled once: tests find widgets by them, never by index."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """Keys of widgets. The first three are bound to the address of the page under the same name."""

    AS_OF = "as_of"
    PURPOSE = "purpose"
    DOCUMENTS = "documents"
    SEARCH = "search"
    CANDIDATE = "candidate"
    TABS = "tabs"
    CREDIT_SEARCH = "credit_search"
    BATCH_FILE = "batch_file"
    BATCH_CHECK = "batch_check"
    BATCH_GO = "batch_go"
    OFFICE_SCOPE = "office_scope"
    OFFICE_KIND = "office_kind"
    OFFICE_OWNER = "office_owner"
    OFFICE_VERDICT = "office_verdict"
    OFFICE_ROWS = "office_rows"
    POST_PERSON = "post_person"
    POST_UNIT = "post_unit"
    POST_TITLE = "post_title"
    POST_BY = "post_by"
    POST_ASK = "post_ask"
    GRAPH = "graph"
    GRAPH_ADD = "graph_add"
    GRAPH_DAY = "graph_day"
    GRAPH_LABELS = "graph_labels"
    GRAPH_SHARE = "graph_share"
    GRAPH_PAST = "graph_past"
    GRAPH_LIMIT = "graph_limit"
    ROSTER_STATE = "roster_state"
    ROSTER_SINCE = "roster_since"
    ROSTER_KIND = "roster_kind"
    ROSTER_COURT = "roster_court"
    ROSTER_NAME = "roster_name"
    ROSTER_PAGE = "roster_page"
    ROSTER_ROWS = "roster_rows"
    MOVED_FROM = "moved_from"
    MOVED_GO = "moved_go"
    MOVED_KIND = "moved_kind"
    MOVED_ROWS = "moved_rows"
    REVIEW_TIERS = "review_tiers"
    REVIEW_NAME = "review_name"
    REVIEW_ROWS = "review_rows"
    REVIEW_BACK = "review_back"
    REVIEW_NEXT = "review_next"
    REVIEW_FORM = "review_form"
    REVIEW_VERDICT = "review_verdict"
    REVIEW_BY = "review_by"
    REVIEW_REASON = "review_reason"
    REVIEW_SEND = "review_send"
    REVIEW_APPROVE = "review_approve"
    REVIEW_UNDO = "review_undo"
    LAW_DOCUMENT = "law_document"
    LAW_WORDS = "law_words"
    LAW_MATTER = "law_matter"
    LAW_ROWS = "law_rows"
    LOAD_FILES = "load_files"
    LOAD_KIND = "load_kind"
    LOAD_SOURCE = "load_source"
    LOAD_DAY = "load_day"
    LOAD_COMPLETE = "load_complete"
    LOAD_CHECK = "load_check"
    LOAD_GO = "load_go"
    ASIDE_RUN = "aside_run"
    EXAMINE = "examine"


class Param(StrEnum):
    """Query parameters that pages read. Never a number of a person: subjects go by id."""

    SUBJECT = "subject"


def subject_address(subject: str) -> dict[str, str]:
    """The query parameters of a page about a subject, given by its id."""
    return {Param.SUBJECT.value: subject}
