"""What an interrupted batch has done so far: a plan, and one line per finished chunk. No number of any person."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import BadRequestError

_CHUNK = 1 << 20
FORMAT = 1


class Checkpoint:
    """The folder beside the result that keeps finished chunks until the result is written."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(output.name + ".partial")
        self._plan, self._lines = self.folder / "plan.json", self.folder / "chunks.jsonl"

    def begin(self, plan: Mapping[str, Any], moment: str) -> str:
        """Start, or go on with, a batch of this plan; gives the moment as of which its data is known.

        Raises:
            BadRequestError: the folder belongs to another batch.

        """
        if self._plan.exists():
            known = json.loads(self._plan.read_text(encoding="utf-8"))
            if known["plan"] != dict(plan):
                raise BadRequestError(
                    f"{self.folder.name} 是另一次批量核查未完成的结果（输入文件或参数不同）。"
                    "请换一个 --out，或确认不再需要后删除该文件夹。"
                )
            self._drop_torn_line()
            return str(known["moment"])
        self.folder.mkdir(parents=True, exist_ok=True)
        begun = json.dumps({"plan": dict(plan), "moment": moment}, ensure_ascii=False, sort_keys=True)
        part = self._plan.with_suffix(".new")
        part.write_text(begun, encoding="utf-8")
        self._lines.write_bytes(b"")
        part.replace(self._plan)
        return moment

    def add(self, rows: list[dict[str, Any]]) -> None:
        """Keep a finished chunk."""
        line = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        with self._lines.open("ab") as stream:
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every finished row, in order, one chunk in memory at a time."""
        with self._lines.open("rb") as stream:
            for line in stream:
                yield from json.loads(line)

    def done(self) -> int:
        """How many rows are finished."""
        return sum(1 for _ in self.rows())

    def clear(self) -> None:
        """Forget it: the result is written."""
        shutil.rmtree(self.folder)

    def _drop_torn_line(self) -> None:
        """A line without its end was being written when the run broke off."""
        whole = 0
        with self._lines.open("rb+") as stream:
            for line in stream:
                whole += len(line) if line.endswith(b"\n") else 0
            stream.truncate(whole)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
