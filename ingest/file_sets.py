"""From the paths a user gives to file sets in load order. Nothing is loaded here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import BadRequestError, FileRefusedError
from ingest.context import FileSetKind
from ingest.kinds import KINDS, kind_named
from ingest.manifest import NAME, ManifestSet, has_manifest, read_manifest
from ingest.recognise import SUFFIXES, check_readable, recognise


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said on the command line; it wins over a manifest. ``None``: nothing said."""

    kind: str | None = None
    source: str | None = None
    as_of: date | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class FileSet:
    """One run to be: files of one kind from one source on one day."""

    kind: FileSetKind
    source: str
    as_of: date
    as_of_assumed: bool
    complete: bool
    files: tuple[Path, ...]


def file_sets(paths: Sequence[Path], wishes: Wishes, today: date) -> list[FileSet]:
    """The file sets behind the paths: each folder for itself, loose files together.

    Within a folder: register, roster, supplement, because a withdrawal needs its entry; of one kind
    the older day first.
    Raises :class:`FileRefusedError` or :class:`BadRequestError` before anything is loaded.
    """
    if wishes.kind is not None:
        kind_named(wishes.kind)
    found: list[FileSet] = []
    for path in (path for path in paths if path.is_dir()):
        found += _ordered(_folder_sets(path, wishes, today))
    if loose := [path for path in paths if not path.is_dir()]:
        found += _ordered(_grouped(loose, wishes, today))
    if not found:
        raise BadRequestError("没有给出路径。请指明要装入的文件夹或文件。")
    return found


def _folder_sets(folder: Path, wishes: Wishes, today: date) -> list[FileSet]:
    if not has_manifest(folder):
        names = sorted(
            path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.name[0] not in ".~"
        )
        if not names:
            raise FileRefusedError(folder.name, "此文件夹中没有可以装入的文件", f"请放入数据文件或 {NAME}")
        return _grouped(names, wishes, today)
    manifest = read_manifest(folder)
    if wishes.kind is not None and len(manifest.file_sets) > 1:
        raise BadRequestError("文件夹的 manifest.yml 列有多个文件组，不能使用 --kind。请去掉该选项。")
    return [_described(folder, entry, wishes, today) for entry in manifest.file_sets]


def _described(folder: Path, entry: ManifestSet, wishes: Wishes, today: date) -> FileSet:
    """A file set of a manifest."""
    files = [folder / name for name in entry.files]
    kind = wishes.kind or entry.kind or _common_kind(files)
    said = Wishes(
        kind,
        wishes.source or entry.source,
        wishes.as_of or entry.as_of,
        entry.complete if wishes.complete is None else wishes.complete,
    )
    return _file_set(KINDS[kind], files, said, today)


def _common_kind(files: list[Path]) -> str:
    kinds = {recognise(path): path for path in files}
    if len(kinds) > 1:
        raise FileRefusedError(
            NAME, f"同一文件组混有不同类型：{'、'.join(sorted(kinds))}", "请为每种类型单独列一个文件组"
        )
    return next(iter(kinds))


def _grouped(files: Sequence[Path], wishes: Wishes, today: date) -> list[FileSet]:
    """Files without a manifest: those of one kind make one file set."""
    groups: dict[str, list[Path]] = {}
    for path in files:
        groups.setdefault(wishes.kind or recognise(path), []).append(path)
    return [_file_set(KINDS[kind], members, wishes, today) for kind, members in groups.items()]


def _file_set(kind: FileSetKind, files: list[Path], said: Wishes, today: date) -> FileSet:
    names = [path.name for path in files]
    for path in files:
        check_readable(path)
        if names.count(path.name) > 1:
            raise FileRefusedError(path.name, "同一文件组中有两个同名文件", "请将其中一个改名")
    as_of = said.as_of or today
    if as_of > today:
        raise FileRefusedError(names[0], f"截至日 {as_of} 晚于今天", "请填写取得数据的日期", field="as_of")
    return FileSet(
        kind=kind,
        source=said.source or kind.default_source,
        as_of=as_of,
        as_of_assumed=said.as_of is None,
        complete=bool(said.complete),
        files=tuple(sorted(files, key=lambda path: path.name)),
    )


def _ordered(sets: list[FileSet]) -> list[FileSet]:
    return sorted(sets, key=lambda entry: (entry.kind.order, entry.as_of))
