"""manifest.yml: what the files of a folder are, from whom, of which day, and whether complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from graph.errors import FileRefusedError
from ingest.kinds import KINDS

NAME = "manifest.yml"
_TOP = {"city", "today", "file_sets"}
_SET = {"files", "source", "kind", "as_of", "complete"}


@dataclass(frozen=True, slots=True)
class ManifestSet:
    """One file set as the manifest describes it; ``None`` where it says nothing."""

    files: tuple[str, ...]
    source: str | None
    kind: str | None
    as_of: date | None
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A folder's manifest. ``today`` is the sample's own day, used by the demo only."""

    city: str | None
    today: date | None
    file_sets: tuple[ManifestSet, ...]


def has_manifest(folder: Path) -> bool:
    """Whether a folder says itself what its files are."""
    return (folder / NAME).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder. Raises :class:`FileRefusedError` for a wrong or missing one."""
    path = folder / NAME
    if not path.is_file():
        raise FileRefusedError(NAME, f"文件夹 {folder.name} 中没有此文件", "请按 docs/formats.md 编写")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        raise FileRefusedError(
            NAME,
            "不是有效的 UTF-8 编码 YAML",
            "请按 docs/formats.md 更正",
            row=None if line is None else line + 1,
        ) from None
    _check_keys(data, _TOP, "顶层")
    sets = data.get("file_sets")
    if not isinstance(sets, list) or not sets:
        raise _wrong("file_sets 必须是列表，且至少有一个文件组", "file_sets")
    found = tuple(_file_set(entry) for entry in sets)
    _check_files(folder, found)
    return Manifest(_text(data, "city"), _day(data, "today"), found)


def _file_set(entry: Any) -> ManifestSet:
    _check_keys(entry, _SET, "文件组")
    files = entry.get("files")
    if not isinstance(files, list) or not files or not all(isinstance(name, str) for name in files):
        raise _wrong("files 必须是文件名列表", "files")
    kind = _text(entry, "kind")
    if kind is not None and kind not in KINDS:
        raise _wrong(f"没有“{kind}”这一类型，可选：{'、'.join(KINDS)}", "kind")
    complete = entry.get("complete")
    if complete is not None and not isinstance(complete, bool):
        raise _wrong("complete 只能是 true 或 false", "complete")
    return ManifestSet(tuple(files), _text(entry, "source"), kind, _day(entry, "as_of"), complete)


def _check_files(folder: Path, sets: tuple[ManifestSet, ...]) -> None:
    """Every file is there, inside the folder, and in one set only."""
    seen: set[str] = set()
    for name in (name for entry in sets for name in entry.files):
        if name in seen:
            raise _wrong(f"{name} 列了两次", "files")
        seen.add(name)
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _wrong(f"{name} 不在此文件夹内", "files")
        if not path.is_file():
            raise _wrong(f"列出了 {name}，但找不到该文件", "files")


def _check_keys(data: Any, known: set[str], what: str) -> None:
    if not isinstance(data, dict):
        raise _wrong(f"{what}必须是键值对", None)
    if unknown := sorted(str(key) for key in data if key not in known):
        raise _wrong(f"{what}有未知的键 {unknown[0]}，可用：{'、'.join(sorted(known))}", unknown[0])


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise _wrong(f"{key} 必须是非空文本", key)
    return value.strip() if value is not None else None


def _day(data: dict[str, Any], key: str) -> date | None:
    value = data.get(key)
    if value is not None and type(value) is not date:
        raise _wrong(f"{key} 必须是日期，如 2026-06-30", key)
    return value


def _wrong(what: str, field: str | None) -> FileRefusedError:
    return FileRefusedError(NAME, what, "请按 docs/formats.md 更正", field=field)
