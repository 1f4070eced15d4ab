"""Sealed files beside a store: whole or not at all, for the owner only, and nothing in them to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import KeyFileError, StoreError
from graph.open import open_store
from graph.sealed import SealedFolder, sealed_folder
from graph.vault import Vault

NAME, NUMBER = "云川示范建材有限公司", "11990119900307123X"
ABOUT, CONTENT = f"关于{NAME}".encode(), f"{NAME}，{NUMBER}".encode() * 50


def _folder(path: Path, key: bytes = b"k" * 32) -> SealedFolder:
    return SealedFolder(path / "s.db.jobs", Vault(key))


def _only(path: Path) -> Path:
    (file,) = (path / "s.db.jobs").iterdir()
    return file


def test_what_was_put_comes_back_and_goes(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert folder.ids() == ()
    one, two = folder.put(ABOUT, CONTENT), folder.put(b"", b"")
    assert set(folder.ids()) == {one, two}
    assert (folder.about(one), folder.content(one)) == (ABOUT, CONTENT)
    assert (folder.about(two), folder.content(two)) == (b"", b"")
    assert folder.intact(one)
    folder.remove(one)
    folder.remove(one)
    assert folder.ids() == (two,)


def test_the_disk_shows_nothing_and_only_the_owner_may_look(tmp_path: Path) -> None:
    _folder(tmp_path).put(ABOUT, CONTENT)
    file = _only(tmp_path)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    raw = file.read_bytes() + file.name.encode()
    for text in (NAME, NUMBER):
        assert text.encode() not in raw
    assert file.name != _folder(tmp_path).put(ABOUT, CONTENT)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def _turned(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[-40] ^= 1
    file.write_bytes(raw)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _cut_short, _turned, _emptied])
def test_a_damaged_file_is_never_read_as_something_else(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = _folder(tmp_path)
    id_ = folder.put(ABOUT, CONTENT)
    damage(_only(tmp_path))
    assert not folder.intact(id_)
    with pytest.raises(KeyFileError):
        folder.content(id_)


def test_another_key_and_another_name_open_nothing(tmp_path: Path) -> None:
    id_ = _folder(tmp_path).put(ABOUT, CONTENT)
    with pytest.raises(KeyFileError):
        _folder(tmp_path, b"x" * 32).about(id_)
    file, other = _only(tmp_path), "0" * 32
    file.rename(file.with_name(f"{other}.sealed"))
    with pytest.raises(KeyFileError):
        _folder(tmp_path).about(other)


def test_a_writing_that_broke_off_leaves_nothing_to_see(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    folder = _folder(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="磁盘空间"):
        folder.put(ABOUT, CONTENT)
    assert list((tmp_path / "s.db.jobs").iterdir()) == []


def test_drafts_of_a_killed_process_are_swept_after_a_day(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    folder.put(ABOUT, CONTENT)
    draft = tmp_path / "s.db.jobs" / "a.new"
    draft.write_bytes(b"half")
    written = datetime.fromtimestamp(draft.stat().st_mtime, UTC)
    folder.sweep(written + timedelta(hours=23))
    assert draft.exists()
    folder.sweep(written + timedelta(hours=25))
    assert not draft.exists()
    assert len(folder.ids()) == 1


@pytest.mark.parametrize("id_", ["../s.db", "", "A" * 32, "0" * 31])
def test_an_id_is_never_a_path(tmp_path: Path, id_: str) -> None:
    with pytest.raises(StoreError, match="编号无效"):
        _folder(tmp_path).remove(id_)


def test_a_store_lends_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    url = f"sqlite:///{tmp_path}/a.db"
    store = open_store(url, notify=lambda _: None)
    id_ = sealed_folder(store, "jobs").put(ABOUT, CONTENT)
    store.close()
    assert (tmp_path / "a.db.jobs").is_dir()
    again = open_store(url)
    assert sealed_folder(again, "jobs").content(id_) == CONTENT
    again.close()
