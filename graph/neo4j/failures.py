"""What the driver and the server report, in our words: what is wrong, where, and what to do."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DatabaseError, Neo4jError, TransientError

from graph.errors import StoreBusyError, StoreError, StoreUnavailableError

_SAFE = "未写完的内容均不可见，可以放心重复。"

# Part of the server's code -> what to say of it.
_UNAVAILABLE = {
    "AuthenticationRateLimit": "密码连续输错，服务器暂时拒绝登录。请核对密码，稍候再试。",
    "CredentialsExpired": "服务器要求先更改初始密码。请用 cypher-shell 或 Browser 更改后再试。",
    "Forbidden": "数据库用户没有所需的权限。请给它读写数据和更改索引、约束的权限。",
    "DatabaseNotFound": "服务器上没有地址中所写的数据库。请核对地址末尾的名称。",
    "DatabaseUnavailable": f"数据库当前不可用。请检查服务器状态，然后重试。{_SAFE}",
    "MemoryPoolOutOfMemoryError": f"服务器内存不足。请增大其内存设置，再重复此命令。{_SAFE}",
    "ReadOnly": "数据库是只读的，不能写入。请换用可写的数据库或服务器。",
}
_NO_SPACE = ("No space left", "OutOfDiskSpace", "not enough space", "disk full")
_WAITING = ("TransactionTimedOut", "LockClientStopped", "LockAcquisitionTimeout", "DeadlockDetected")


def ours(url: str, error: Exception) -> StoreError:
    """The error of this project that says the same as an error of the driver."""
    text, code = _text(error), getattr(error, "code", None) or ""
    if isinstance(error, AuthError) and "Unauthorized" in code:
        return StoreUnavailableError(f"{url}：服务器拒绝了用户名或密码。请检查 NEO4J_USER 和 NEO4J_PASSWORD_FILE。")
    if any(word in str(one) for one in _causes(error) for word in _NO_SPACE):
        return StoreUnavailableError(f"{url}：服务器磁盘已满。请在服务器上腾出空间，再重复此命令。{_SAFE}")
    if any(word in code for word in _WAITING):
        return StoreBusyError(f"{url}：另一项写入占用了所需的数据，等待超时。请稍后重试。{_SAFE}")
    if known := next((said for word, said in _UNAVAILABLE.items() if word in code), None):
        return StoreUnavailableError(f"{url}：{known}")
    if isinstance(error, TransientError):
        return StoreBusyError(f"{url}：服务器正忙（{text}）。请稍后重试。{_SAFE}")
    if isinstance(error, ClientError | DatabaseError):
        return StoreError(f"{url}：服务器未能执行语句（{code}：{text}）。{_SAFE}请运行 guanlian doctor。")
    return _unreachable(url, error, text)


def _unreachable(url: str, error: Exception, text: str) -> StoreUnavailableError:
    if isinstance(error, ConfigurationError):
        return StoreUnavailableError(f"{url}：{text}。请检查地址。")
    if any(isinstance(one, ssl.SSLError) for one in _causes(error)):
        return StoreUnavailableError(
            f"{url}：不能建立加密连接。请核对服务器是否启用了 TLS、证书是否可信：自签证书用 +ssc，"
            "未启用 TLS 的服务器用不带 +s 的地址。"
        )
    return StoreUnavailableError(f"{url}：无法连接服务器（{text}）。请检查服务器是否在运行，然后重试。{_SAFE}")


def _text(error: Exception) -> str:
    said = (error.message if isinstance(error, Neo4jError) else None) or str(error)
    return said.splitlines()[0] if said else type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__
