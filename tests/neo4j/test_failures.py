"""The errors of the server in our words: which kind, where, what to do. No server needed."""

from __future__ import annotations

import ssl

import pytest
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import StoreBusyError, StoreError, StoreUnavailableError, StoreVersionError
from graph.neo4j import connect
from graph.neo4j.failures import ours

URL = "bolt://127.0.0.1:7687"


def of(code: str, message: str = "words of the server") -> Exception:
    """The driver's own error for a code of the server."""
    return Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (of("Neo.ClientError.Security.Unauthorized"), StoreUnavailableError, "拒绝了用户名或密码"),
        (of("Neo.ClientError.Security.AuthenticationRateLimit"), StoreUnavailableError, "暂时拒绝登录"),
        (of("Neo.ClientError.Security.CredentialsExpired"), StoreUnavailableError, "更改初始密码"),
        (of("Neo.ClientError.Security.Forbidden"), StoreUnavailableError, "没有所需的权限"),
        (of("Neo.ClientError.Database.DatabaseNotFound"), StoreUnavailableError, "没有地址中所写的数据库"),
        (of("Neo.TransientError.General.DatabaseUnavailable"), StoreUnavailableError, "当前不可用"),
        (of("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), StoreUnavailableError, "内存不足"),
        (
            of("Neo.DatabaseError.Transaction.TransactionCommitFailed", "IOException: No space left on device"),
            StoreUnavailableError,
            "磁盘已满",
        ),
        (of("Neo.TransientError.Transaction.DeadlockDetected"), StoreBusyError, "等待超时"),
        (of("Neo.ClientError.Transaction.LockClientStopped"), StoreBusyError, "等待超时"),
        (of("Neo.ClientError.Transaction.LockAcquisitionTimeout"), StoreBusyError, "等待超时"),
        (of("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), StoreBusyError, "等待超时"),
        (of("Neo.TransientError.General.OutOfMemoryError"), StoreBusyError, "服务器正忙"),
        (of("Neo.ClientError.Statement.SyntaxError"), StoreError, "未能执行语句"),
        (of("Neo.DatabaseError.General.UnknownError"), StoreError, "未能执行语句"),
        (ServiceUnavailable("Couldn't connect"), StoreUnavailableError, "无法连接服务器"),
        (SessionExpired("gone"), StoreUnavailableError, "无法连接服务器"),
        (ConnectionResetError(104, "Connection reset by peer"), StoreUnavailableError, "无法连接服务器"),
        (ConfigurationError("no such scheme"), StoreUnavailableError, "请检查地址"),
    ],
)
def test_every_trouble_has_its_words(error: Exception, kind: type[StoreError], said: str) -> None:
    found = ours(URL, error)

    assert type(found) is kind
    assert str(found).startswith(URL) and said in str(found)


def test_the_driver_makes_the_classes_that_are_told_apart() -> None:
    assert isinstance(of("Neo.ClientError.Security.Unauthorized"), AuthError)
    assert isinstance(of("Neo.TransientError.Transaction.DeadlockDetected"), TransientError)
    assert isinstance(of("Neo.DatabaseError.General.UnknownError"), DatabaseError)
    assert isinstance(of("Neo.ClientError.Transaction.LockClientStopped"), ClientError)


def test_trouble_with_encryption_is_found_at_the_bottom() -> None:
    routed = ServiceUnavailable("Unable to retrieve routing information")
    routed.__cause__ = ExceptionGroup("all failed", [ssl.SSLError("certificate verify failed")])

    assert "不能建立加密连接" in str(ours(URL, routed))


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/5.25.1", "Neo4j/3.5"])
def test_an_old_server_is_refused(agent: str) -> None:
    with pytest.raises(StoreVersionError, match=r"需要 Neo4j 5\.26"):
        connect._refuse_old(agent, URL)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.31", "Neo4j/2025.10.1", "Neo4j/2026.03.0"])
def test_both_lines_are_welcome(agent: str) -> None:
    connect._refuse_old(agent, URL)
