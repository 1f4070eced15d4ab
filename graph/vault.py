"""Keeps identity numbers unreadable at rest: keyed tokens to join them, sealed text to keep them.

One key file, outside the database, holds a random secret; the token key and the sealing key are
derived from it. A copied database without its key file gives away no full personal number, and a
token cannot be computed from a guessed number.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import KeyFileError

KEY_FILE_VARIABLE = "GUANLIAN_KEY_FILE"
_SECRET_BYTES = 32
_NONCE_BYTES = 12  # the size AES-GCM is made for

Notify = Callable[[str], None]


class Vault:
    """Makes tokens and seals text with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._token_key = hmac.digest(secret, b"guanlian token", "sha256")
        self._sealer = AESGCM(hmac.digest(secret, b"guanlian seal", "sha256"))
        self.check_value = hmac.digest(secret, b"guanlian check", "sha256")[:16]

    def token(self, join_key: str) -> bytes:
        """The 32-byte HMAC-SHA256 under which equal identifiers meet."""
        return hmac.digest(self._token_key, join_key.encode(), "sha256")

    def seal(self, text: bytes, purpose: bytes) -> bytes:
        """AES-GCM ciphertext with its nonce in front; it opens only for the same ``purpose``."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._sealer.encrypt(nonce, text, purpose)

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """The inverse of :meth:`seal`; a changed byte is a :class:`KeyFileError`."""
        try:
            return self._sealer.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose)
        except InvalidTag as error:
            raise KeyFileError(
                "存储中的加密内容无法解开：密钥不符，或内容被改动。请用同一次备份恢复存储及其密钥文件。"
            ) from error


def key_file_for(database: Path) -> Path:
    """Where the key of a database is kept: ``GUANLIAN_KEY_FILE``, or ``<database>.key`` beside it."""
    chosen = os.environ.get(KEY_FILE_VARIABLE)
    return Path(chosen) if chosen else database.with_name(database.name + ".key")


def open_vault(path: Path, known_check: bytes | None, notify: Notify) -> Vault:
    """The vault of a store. ``known_check`` is the store's key check value, ``None`` for a new store.

    A new store gets a new key file, and ``notify`` is told; a store that has a check value never
    does, because nothing it holds could be opened with another key.
    """
    if not path.exists():
        if known_check is not None:
            raise KeyFileError(f"找不到此存储的密钥文件 {path}。请恢复该文件，或用 {KEY_FILE_VARIABLE} 指明其位置。")
        _create(path, notify)
    vault = Vault(_read(path, notify))
    if known_check is not None and not hmac.compare_digest(known_check, vault.check_value):
        raise KeyFileError(
            f"密钥文件 {path} 属于另一个存储。请用 {KEY_FILE_VARIABLE} 指明正确的密钥文件，或恢复原文件。"
        )
    return vault


def _create(path: Path, notify: Notify) -> None:
    """Write a new key so that it appears whole and at once, or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_SECRET_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path, notify)
    except OSError as error:
        raise KeyFileError(f"无法写入密钥文件 {path}（{error.strerror}）。请检查所在文件夹。") from error
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path, notify: Notify) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first; its key is the one to use
    notify(f"已生成密钥文件 {path}。请备份该文件，并与数据库分开保管：密钥遗失，存储中的证件号码就无法再读出或比对。")


def _read(path: Path, notify: Notify) -> bytes:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text(encoding="ascii").strip()
        secret = bytes.fromhex(text)
    except OSError as error:
        raise KeyFileError(f"无法读取密钥文件 {path}（{error.strerror}）。请检查其访问权限。") from error
    except ValueError as error:
        raise KeyFileError(f"{path} 不是密钥文件。请恢复该文件，或用 {KEY_FILE_VARIABLE} 另行指明。") from error
    if len(secret) != _SECRET_BYTES:
        raise KeyFileError(f"密钥文件 {path} 的长度不对。请从备份恢复。")
    if mode & 0o077:
        notify(f"其他用户可以读取密钥文件 {path}（权限 {mode:o}）。请运行：chmod 600 {path}")
    return secret
