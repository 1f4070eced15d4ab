"""JSON files as a stream of records, whole files never in memory when they are one long list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from graph.errors import FileRefusedError
from ingest.readers.csv_table import MAX_LINE, check_lines, text_encoding, wrong_encoding

_CHUNK = 1 << 20
_MAX_RECORD = MAX_LINE
_MAX_WHOLE = 512 * 1024 * 1024
_REMEDY = "请重新导出；JSON 文件不会只装入一部分"
_WRAPPERS = ("result", "data", "items", "list", "records", "rows")

Json = dict[str, object]


def json_records(path: Path) -> Iterator[object]:
    """The records of a JSON file: of its list, or of the lists inside the usual response wrappers.

    Raises :class:`FileRefusedError` for broken or half JSON, wrong encoding, and records or
    lines beyond 50 MB.
    """
    encoding = text_encoding(path)
    try:
        with path.open(encoding=encoding) as stream:
            first = _first_sign(stream)
            if not first:
                raise FileRefusedError(path.name, "文件是空的", "请补充内容，或不要装入此文件")
            records = _stream(path, stream) if first == "[" else iter([_whole(path, stream)])
            for record in records:
                yield from _unwrapped(record)
    except UnicodeDecodeError:
        raise wrong_encoding(path, encoding) from None


def _first_sign(stream: IO[str]) -> str:
    """The first character that is no white space; the stream stands before it afterwards."""
    while sign := stream.read(1):
        if not sign.isspace():
            stream.seek(0)
            return sign
    return ""


def _whole(path: Path, stream: IO[str]) -> object:
    check_lines(path)
    if path.stat().st_size > _MAX_WHOLE:
        raise FileRefusedError(path.name, "单个 JSON 对象超过 512 MB", "请将各条记录写成一个列表")
    try:
        return json.load(stream, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FileRefusedError(path.name, f"JSON 格式有误（{error.msg}）", _REMEDY, row=error.lineno) from None
    except (RecursionError, ValueError) as error:
        raise _unreadable(path, error) from None


def _stream(path: Path, stream: IO[str]) -> Iterator[object]:
    """The elements of a top-level list, decoded one by one out of a sliding buffer."""
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    buffer = _Buffer(path, stream)
    buffer.take("[")
    if buffer.peek() == "]":
        buffer.take("]")
    else:
        while True:
            yield buffer.element(decoder)
            if buffer.peek() == "]":
                buffer.take("]")
                break
            buffer.take(",")
    if buffer.peek():
        raise buffer.broken("列表结束之后还有内容")


class _Buffer:
    """A window on the text of a file; it grows until one element fits and then moves on."""

    def __init__(self, path: Path, stream: IO[str]) -> None:
        self._path, self._stream = path, stream
        self._text, self._at, self._records = "", 0, 0

    def peek(self) -> str:
        """The next character that is no white space, empty at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at].isspace():
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_CHUNK):
                return ""

    def take(self, sign: str) -> None:
        """Step over a sign that must stand here."""
        if self.peek() != sign:
            raise self.broken("文件不完整，提前结束" if not self.peek() else f"缺少“{sign}”")
        self._at += 1

    def element(self, decoder: json.JSONDecoder) -> object:
        """The next element; reads twice as much each time it is not complete yet."""
        self.peek()
        step = _CHUNK
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > _MAX_RECORD:
                    raise self.broken(f"记录超过 {_MAX_RECORD // (1024 * 1024)} MB") from None
                if not self._more(step):
                    raise self.broken(f"JSON 有误或不完整（{error.msg}）") from None
                step *= 2
                continue
            except (RecursionError, ValueError) as error:
                raise _unreadable(self._path, error) from None
            if end == len(self._text) and self._more(_CHUNK):  # a number may go on
                continue
            self._at, self._records = end, self._records + 1
            return value

    def broken(self, what: str) -> FileRefusedError:
        """The error for text that is no JSON, with the record where it stops."""
        number = self._records + 1
        return FileRefusedError(self._path.name, f"第 {number} 条记录处，{what}", _REMEDY, row=number)

    def _more(self, size: int) -> bool:
        chunk = self._stream.read(size)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)


def _unwrapped(value: object) -> Iterator[object]:
    """A record, or the records inside a response: ``{"data": [{"result": [...]}]}``."""
    if isinstance(value, list):
        for item in value:
            yield from _unwrapped(item)
        return
    if isinstance(value, dict):
        inner = [value[key] for key in _WRAPPERS if isinstance(value.get(key), (list, dict))]
        if inner and not _is_record(value):
            yield from _unwrapped(inner[0])
            return
        if not inner and _is_empty_response(value):
            return
    yield value


def _is_record(value: Json) -> bool:
    """Whether an object is a record itself: it has a name, so its lists belong to it."""
    return any(key in value for key in ("iname", "name", "caseCode", "名称", "企业名称", "案号"))


def _is_empty_response(value: Json) -> bool:
    return any(key in value for key in _WRAPPERS) and not _is_record(value)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON value")


def _unreadable(path: Path, error: Exception) -> FileRefusedError:
    what = "JSON 嵌套过深" if isinstance(error, RecursionError) else "JSON 中有无法读取的值"
    return FileRefusedError(path.name, what, _REMEDY)
