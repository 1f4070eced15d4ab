"""The JSON Schemas of all answers: ``python -m guanlian.schemas`` writes them under docs/generated."""

from __future__ import annotations

import json
from pathlib import Path

from guanlian.actions import ActionsAnswer, ActionView
from guanlian.admin_answers import DiffAnswer, DoctorAnswer, PartsAnswer, QuarantineAnswer, RunsAnswer
from guanlian.answers import Answer, CheckAnswer, ExplainAnswer, ExposuresAnswer
from guanlian.batch.answers import BatchAnswer
from guanlian.change_answers import ChangesAnswer
from guanlian.control_answers import ControlAnswer, ControlledAnswer, ControlPairsAnswer, OwnershipAnswer
from guanlian.exceptions import ExceptionsAnswer, ExceptionView
from guanlian.keeps import KeepsAnswer, KeepView
from guanlian.neo4j_answers import AdoptAnswer, DeriveAnswer, ImportFilesAnswer, PushAnswer, VerifyAnswer
from guanlian.objections import ObjectionsAnswer, ObjectionView
from guanlian.review_answers import CaseAnswer, NextAnswer, QueueAnswer
from guanlian.verdict_answers import AppointmentAnswer, OfficesAnswer, PurposesAnswer, VerdictAnswer
from guanlian.watch_answers import WatchesAnswer, WatchRunAnswer, WatchView

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "generated" / "schemas"

# Command -> what it answers with --json.
ANSWERS: dict[str, type[Answer]] = {
    "check": CheckAnswer,
    "check-purpose": VerdictAnswer,
    "appoint-check": AppointmentAnswer,
    "purposes": PurposesAnswer,
    "exposures": ExposuresAnswer,
    "offices": ExposuresAnswer,
    "offices-scope": OfficesAnswer,
    "explain": ExplainAnswer,
    "control": ControlAnswer,
    "control-all": ControlPairsAnswer,
    "controlled-by": ControlledAnswer,
    "ownership": OwnershipAnswer,
    "changes": ChangesAnswer,
    "action-add": ActionView,
    "action-list": ActionsAnswer,
    "exception-add": ExceptionView,
    "exception-end": ExceptionView,
    "exception-list": ExceptionsAnswer,
    "objection-add": ObjectionView,
    "objection-decide": ObjectionView,
    "objection-list": ObjectionsAnswer,
    "keep-add": KeepView,
    "keep-end": KeepView,
    "keep-list": KeepsAnswer,
    "batch": BatchAnswer,
    "watch-add": WatchView,
    "watch-stop": WatchView,
    "watch-list": WatchesAnswer,
    "watch-run": WatchRunAnswer,
    "load": RunsAnswer,
    "review-list": QueueAnswer,
    "review-show": CaseAnswer,
    "review-next": NextAnswer,
    "runs": RunsAnswer,
    "quarantine": QuarantineAnswer,
    "doctor": DoctorAnswer,
    "neo4j-push": PushAnswer,
    "neo4j-export-import": ImportFilesAnswer,
    "neo4j-adopt": AdoptAnswer,
    "neo4j-verify": VerifyAnswer,
    "neo4j-derive": DeriveAnswer,
    "measures-list": PartsAnswer,
    "measures-show": PartsAnswer,
    "measures-diff": DiffAnswer,
}


def schema_texts() -> dict[str, str]:
    """File name -> content, for every answer."""
    return {
        f"{command}.json": json.dumps(
            answer.model_json_schema(mode="serialization", by_alias=True), ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n"
        for command, answer in ANSWERS.items()
    }


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
