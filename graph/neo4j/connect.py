"""The way to a server: its address, the secret, one driver, and the server's errors in our words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreUnavailableError, StoreVersionError
from graph.neo4j.failures import ours

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
USER_VARIABLE, PASSWORD_VARIABLE, PASSWORD_FILE_VARIABLE = "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE"
OLDEST_SERVER = (5, 26)
CONNECT_SECONDS = 15.0
RETRY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is and who asks. The password is never part of a text made from this."""

    url: str  # scheme, host and port: what a driver takes
    database: str | None
    user: str
    password: str = field(repr=False)


def address(url: str, environment: Mapping[str, str] | None = None) -> Address:
    """Read ``neo4j://host:port[/database]``; user and password come from the environment or a file."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise StoreUnavailableError(f"{parts.scheme}://… 不是 Neo4j 服务器的地址。请写成 neo4j://主机:7687。")
    if parts.username or parts.password:
        raise StoreUnavailableError(
            f"Neo4j 服务器的地址中不得写用户名或密码。请改用环境变量 {USER_VARIABLE} 和 {PASSWORD_FILE_VARIABLE}。"
        )
    env = os.environ if environment is None else environment
    return Address(
        url=f"{parts.scheme}://{parts.netloc}",
        database=parts.path.strip("/") or None,
        user=env.get(USER_VARIABLE) or "neo4j",
        password=_password(env),
    )


def _password(env: Mapping[str, str]) -> str:
    if file := env.get(PASSWORD_FILE_VARIABLE):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise StoreUnavailableError(
                f"无法读取密码文件 {file}（{error.strerror}）。请检查 {PASSWORD_FILE_VARIABLE}。"
            ) from error
    if password := env.get(PASSWORD_VARIABLE):
        return password
    raise StoreUnavailableError(f"没有 Neo4j 的密码。请设置 {PASSWORD_FILE_VARIABLE}（或 {PASSWORD_VARIABLE}）。")


def open_driver(where: Address) -> Driver:
    """A connected driver to a server that is new enough."""
    with translated(where.url):
        driver = GraphDatabase.driver(
            where.url,
            auth=(where.user, where.password),
            connection_acquisition_timeout=CONNECT_SECONDS,
            connection_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",  # what the planner remarks is for people at a prompt
            user_agent="guanlian",
        )
        try:
            agent = driver.get_server_info().agent
            _refuse_old(agent, where.url)
        except BaseException:
            driver.close()
            raise
    return driver


def _refuse_old(agent: str, url: str) -> None:
    numbers = agent.rpartition("/")[2].split(".")
    version = tuple(int(part) for part in numbers[:2] if part.isdigit())
    if version < OLDEST_SERVER:
        wanted = ".".join(map(str, OLDEST_SERVER))
        raise StoreVersionError(f"{url}：服务器为 {agent}，本程序需要 Neo4j {wanted} 或更高版本。请升级服务器。")


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn the driver's errors into ours, with the address and what to do."""
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        raise ours(url, error) from error
