"""The key file: made once, kept apart, and the only key that fits."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.errors import KeyFileError
from graph.open import open_store
from graph.vault import Vault, key_file_for, open_vault


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)


def open_and_close(path: Path, said: list[str]) -> None:
    open_store(f"sqlite:///{path}", notify=said.append).close()


def test_a_new_store_makes_a_private_key_file_and_says_so_once(tmp_path: Path) -> None:
    said: list[str] = []
    open_and_close(tmp_path / "a.db", said)
    key = tmp_path / "a.db.key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(said) == 1 and "已生成密钥文件" in said[0] and str(key) in said[0]
    open_and_close(tmp_path / "a.db", said)
    assert len(said) == 1
    assert sorted(path.name for path in tmp_path.glob("*.new")) == []


def test_the_setting_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANLIAN_KEY_FILE", str(tmp_path / "elsewhere.key"))
    open_and_close(tmp_path / "a.db", [])

    assert key_file_for(tmp_path / "a.db") == tmp_path / "elsewhere.key"
    assert (tmp_path / "elsewhere.key").exists() and not (tmp_path / "a.db.key").exists()


def test_a_lost_key_is_not_replaced(tmp_path: Path) -> None:
    open_and_close(tmp_path / "a.db", [])
    (tmp_path / "a.db.key").unlink()

    with pytest.raises(KeyFileError, match="找不到"):
        open_and_close(tmp_path / "a.db", [])
    assert not (tmp_path / "a.db.key").exists()


def test_the_key_of_another_store_is_refused(tmp_path: Path) -> None:
    for name in "ab":
        open_and_close(tmp_path / f"{name}.db", [])
    (tmp_path / "a.db.key").write_bytes((tmp_path / "b.db.key").read_bytes())

    with pytest.raises(KeyFileError, match="另一个存储"):
        open_and_close(tmp_path / "a.db", [])


@pytest.mark.parametrize("content", ["", "00ff", "not a key"])
def test_a_damaged_key_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "k").write_text(content)

    with pytest.raises(KeyFileError, match=str(tmp_path)):
        open_vault(tmp_path / "k", None, lambda message: None)


def test_a_key_file_open_to_others_is_mentioned(tmp_path: Path) -> None:
    said: list[str] = []
    open_vault(tmp_path / "k", None, said.append)
    (tmp_path / "k").chmod(0o644)
    open_vault(tmp_path / "k", None, said.append)

    assert "chmod 600" in said[-1]


def test_tokens_depend_on_key_and_text_only() -> None:
    one, other = Vault(b"1" * 32), Vault(b"2" * 32)

    assert one.token("citizen:1") == Vault(b"1" * 32).token("citizen:1")
    assert len({one.token("citizen:1"), one.token("citizen:2"), other.token("citizen:1")}) == 3
    assert len(one.token("citizen:1")) == 32


def test_sealed_text_opens_only_with_its_key_and_purpose() -> None:
    vault = Vault(b"1" * 32)
    sealed = vault.seal("潘示例".encode(), b"a")

    assert vault.open(sealed, b"a").decode() == "潘示例"
    assert vault.seal(b"x", b"a") != vault.seal(b"x", b"a")
    for opener, text, purpose in (
        (vault, sealed, b"b"),
        (Vault(b"2" * 32), sealed, b"a"),
        (vault, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"a"),
    ):
        with pytest.raises(KeyFileError, match="无法解开"):
            opener.open(text, purpose)
