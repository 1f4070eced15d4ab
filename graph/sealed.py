"""Sealed things beside a store: files that open only with the store's key, under names that give nothing away.

One file is one thing in two parts, each sealed by itself: a few lines *about* it, which a list reads, and its
*content*, which is opened only when somebody asks for it. A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from graph.errors import KeyFileError, StoreError
from graph.model.time import BEIJING
from graph.vault import Vault

_MAGIC = b"guanlian sealed 1\n"
_LENGTH = 8  # bytes in which the length of the first part is written
_LEAST = 28  # a nonce and a seal around nothing
_DAMAGED = "加密文件的内容已损坏，无法解开。请从备份恢复，或删除该文件。"
_END, _DRAFT = ".sealed", ".new"
_ID = re.compile(r"[0-9a-f]{32}")
_DRAFTS_STAND = timedelta(days=1)  # nobody writes one file for so long


class Sealing(Protocol):
    """Whatever has a key of its own and a place on this machine."""

    @property
    def vault(self) -> Vault:
        """What seals and opens; a missing or wrong key is a :class:`~graph.errors.KeyFileError`."""

    @property
    def ledger(self) -> Path:
        """The file on this machine that the key belongs to; what is sealed lies beside it."""


def sealed_folder(store: Sealing, name: str) -> SealedFolder:
    """The folder ``<ledger>.<name>`` of a store; it is made when the first thing is put into it."""
    return SealedFolder(store.ledger.with_name(f"{store.ledger.name}.{name}"), store.vault)


class SealedFolder:
    """Sealed files of one sort. Readable by the owner only (folder 0700, files 0600)."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path, self._vault = path, vault

    def put(self, about: bytes, content: bytes) -> str:
        """Keep a thing; gives its id. Raises :class:`~graph.errors.StoreError` when the disk refuses it."""
        id_ = secrets.token_hex(16)
        body = self._vault.seal(content, _part(id_, "content"))
        head = json.dumps({"about": about.decode(), "digest": hashlib.sha256(body).hexdigest()}).encode()
        sealed = self._vault.seal(head, _part(id_, "about"))
        with self._said():
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._file(id_), (_MAGIC, len(sealed).to_bytes(_LENGTH, "big"), sealed, body))
        return id_

    def ids(self) -> tuple[str, ...]:
        """What is kept, in no order that means anything."""
        with self._said():
            names = sorted(path.stem for path in self._path.glob(f"*{_END}"))
        return tuple(name for name in names if _ID.fullmatch(name))

    def stored(self, id_: str) -> datetime:
        """When a file was written, by the clock of the file system: all that is known of one that does not open."""
        with self._said():
            return datetime.fromtimestamp(self._file(id_).stat().st_mtime, BEIJING)

    def about(self, id_: str) -> bytes:
        """The lines about a thing; its content stays sealed.

        Raises:
            KeyFileError: the file was changed, cut, or sealed with another key.
            StoreError: there is no such file, or it cannot be read.

        """
        with self._opened(id_) as file:
            text: str = self._head(file, id_)["about"]
            return text.encode()

    def intact(self, id_: str) -> bool:
        """Whether the sealed content is what was put there; it is not opened for that."""
        try:
            with self._opened(id_) as file:
                wanted = self._head(file, id_)["digest"]
                return hashlib.file_digest(file, "sha256").hexdigest() == wanted
        except (KeyFileError, StoreError):
            return False

    def content(self, id_: str) -> bytes:
        """The content, opened; the same errors as :meth:`about`."""
        with self._opened(id_) as file:
            self._head(file, id_)
            return self._open(file.read(), _part(id_, "content"))

    def remove(self, id_: str) -> None:
        """Remove a thing; one that is gone already is no error."""
        with self._said():
            self._file(id_).unlink(missing_ok=True)

    def sweep(self, now: datetime) -> None:
        """Remove what a broken-off :meth:`put` left behind more than a day ago."""
        with self._said():
            for draft in self._path.glob(f"*{_DRAFT}"):
                with suppress(FileNotFoundError):  # finished, or swept by somebody else, just now
                    if now.timestamp() - draft.stat().st_mtime > _DRAFTS_STAND.total_seconds():
                        draft.unlink()

    def _file(self, id_: str) -> Path:
        if not _ID.fullmatch(id_):
            raise StoreError("加密文件的编号无效。请从列表中选择。")
        return self._path / f"{id_}{_END}"

    @contextmanager
    def _opened(self, id_: str) -> Iterator[BufferedReader]:
        with self._said(), self._file(id_).open("rb") as file:
            yield file

    def _head(self, file: BufferedReader, id_: str) -> dict[str, str]:
        """The first part, opened; the file stands at the second one then."""
        start = file.read(len(_MAGIC) + _LENGTH)
        length = int.from_bytes(start[len(_MAGIC) :], "big")
        if not start.startswith(_MAGIC) or length > os.fstat(file.fileno()).st_size:
            raise KeyFileError(_DAMAGED)
        head: dict[str, str] = json.loads(self._open(file.read(length), _part(id_, "about")))
        return head

    def _open(self, sealed: bytes, part: bytes) -> bytes:
        if len(sealed) < _LEAST:
            raise KeyFileError(_DAMAGED)
        return self._vault.open(sealed, part)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise StoreError("这一加密文件已不存在，可能已被删除。请刷新页面。") from error
        except OSError as error:
            raise StoreError(
                f"无法读写文件夹 {self._path.name}（{error.strerror}）。请检查其权限和磁盘空间。"
            ) from error


def _part(id_: str, name: str) -> bytes:
    """What a part is sealed for: moved to another file or another place in it, it does not open."""
    return f"sealed file {id_} {name}".encode()


def _write(path: Path, parts: tuple[bytes, ...]) -> None:
    """Write a file so that it appears whole and at once, or not at all."""
    draft = path.with_name(f"{path.stem}{_DRAFT}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
