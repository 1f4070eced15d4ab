"""Roster files in JSON: the court's detail records, and aggregator responses that wrap them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from graph.errors import FileRefusedError
from ingest.readers.json_records import json_records
from ingest.readers.json_rows import object_row
from ingest.readers.roster_people import SHEET
from ingest.rows import Row
from ingest.text import data_file


def roster_json_rows(path: Path) -> Iterator[Row]:
    """The records of a roster in JSON; ``Row.number`` counts them from 1.

    A file of another court list (限制消费人员, 被执行人) is refused: those are not this roster.
    """
    for number, record in enumerate(json_records(path), start=1):
        refuse_other_list(path, record, number)
        yield object_row(path.name, SHEET, number, record)


def refuse_other_list(path: Path, record: object, number: int) -> None:
    """Refuse a record whose keys are those of another court list."""
    others = cast("dict[str, Any]", data_file("headers.yml"))["other_lists"]
    for name, keys in others.items():
        if isinstance(record, dict) and all(key in record for key in keys):
            raise FileRefusedError(
                path.name, f"这是{name}，不是失信被执行人名单，两者适用的措施不同",
                "此类命令请填入补充事实的工作表“限制消费令”", row=number,
            )  # fmt: skip
