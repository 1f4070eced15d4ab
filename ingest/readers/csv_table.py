"""CSV: the encoding found out, read strictly, line by line."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from graph.errors import FileRefusedError
from ingest.rows import Cell

MAX_LINE = 50 * 1024 * 1024
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = "请另存为 UTF-8（“CSV UTF-8”）或 GB18030 编码"


def csv_rows(path: Path) -> Iterator[list[Cell]]:
    """The records of a CSV file as text cells, the first one being row 1.

    Raises :class:`FileRefusedError` for a wrong encoding, an endless line, or broken quoting.
    """
    encoding = text_encoding(path)
    check_lines(path)
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(_lines(path, encoding), delimiter=_delimiter(path, encoding), strict=True)
    row = 0
    try:
        for record in reader:
            row += 1
            yield list(record)
    except UnicodeDecodeError:
        raise wrong_encoding(path, encoding, row + 1) from None
    except csv.Error as error:
        raise FileRefusedError(path.name, f"CSV 格式有误（{error}）", "请正确使用引号，重新导出", row=row + 1) from None


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines one by one, so that bytes that cannot be read are found in their own row."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream):
            yield line.decode(encoding if number == 0 else encoding.removesuffix("-sig"))


def text_encoding(path: Path) -> str:
    """``utf-8-sig`` or ``gb18030``, by the start of the file; everything is then decoded strictly."""
    with path.open("rb") as stream:
        start = stream.read(_SAMPLE)
    if start.startswith(_UTF16):
        raise FileRefusedError(path.name, "文件编码是 UTF-16", _SAVE_AS)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)("strict").decode(start, final=len(start) < _SAMPLE)
            return "utf-8-sig" if encoding == "utf-8" else encoding
        except UnicodeDecodeError:
            continue
    return "utf-8-sig"


def wrong_encoding(path: Path, encoding: str, row: int | None = None) -> FileRefusedError:
    """The error for bytes that the encoding of the file's start does not allow."""
    name = "UTF-8" if encoding.startswith("utf-8") else "GB18030"
    return FileRefusedError(path.name, f"文件不全是 {name} 编码，有无法读取的字节", _SAVE_AS, row=row)


def check_lines(path: Path, limit: int = MAX_LINE) -> None:
    """Refuse a file with a line longer than ``limit`` bytes, without ever holding the line."""
    length, line = 0, 1
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            parts = chunk.split(b"\n")
            for number, part in enumerate(parts):
                if number:
                    length, line = 0, line + 1
                length += len(part)
                if length > limit:
                    raise FileRefusedError(
                        path.name, f"该行超过 {limit // (1024 * 1024)} MB",
                        "文件已损坏或不是表格，请重新导出", row=line,
                    )  # fmt: skip


def _delimiter(path: Path, encoding: str) -> str:
    """Comma, or tab or semicolon when the first line that has any separator says so."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        start = stream.read(_SAMPLE)
    for line in start.splitlines():
        counts = {sign: line.count(sign) for sign in (",", "\t", ";")}
        if max(counts.values()) >= 1:
            return max(counts, key=lambda sign: counts[sign])
    return ","
