"""Gets, starts and stops a Neo4j Community server on this machine, on loopback only.

    python deploy/neo4j/server.py start     fetch once, start, wait until it answers
    python deploy/neo4j/server.py status    running or not, and where
    python deploy/neo4j/server.py stop      stop it; its data stay
    python deploy/neo4j/server.py fetch     only get the artifacts

The server is the official one: its artifacts come through Maven (``pom.xml`` here) and run on the
machine's Java 17. ``NEO4J_VERSION`` chooses another version: the 2026.x line needs Java 21, whose
program ``NEO4J_JAVA`` may name. Everything stands in ``build/neo4j``. The password is made at first use and kept in a
file that only its owner can read. Nothing but Python's standard library is needed here.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build" / "neo4j"
BOLT_PORT = 7687
USER = "neo4j"
START_SECONDS = 120.0
STOP_SECONDS = 60.0
_POLL_SECONDS = 0.1

_MAIN_CLASS = {True: "org.neo4j.server.Neo4jCommunity", False: "org.neo4j.server.CommunityEntryPoint"}
_FIRST_YEAR = 2025  # versions are named after years since then
_ADMIN_CLASS = "org.neo4j.cli.AdminTool"
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
# Magic number of Bolt, then four versions a client would speak: 5.8 down to 5.0, 4.4, and nothing twice.
_HANDSHAKE = bytes.fromhex("6060b01700080805000004040000000000000000")


class ServerError(Exception):
    """The server could not be had; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """One server: its home, its Bolt port and the memory it may take."""

    home: Path
    bolt_port: int = BOLT_PORT
    heap: str = "1g"
    page_cache: str = "512m"
    libraries: Path = BUILD / "lib"
    brief: bool = False  # for tests: quick to start and to warm up, slower at the top

    @property
    def url(self) -> str:
        """Where a driver reaches it."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def password_file(self) -> Path:
        """The file with the password, readable by its owner only."""
        return self.home / "password"

    @property
    def pid_file(self) -> Path:
        """The file with the number of the running process."""
        return self.home / "server.pid"


def local() -> Server:
    """The server of this working copy; ``NEO4J_HEAP`` and ``NEO4J_PAGE_CACHE`` give it more memory."""
    return Server(
        home=BUILD / "home",
        heap=os.environ.get("NEO4J_HEAP", "1g"),
        page_cache=os.environ.get("NEO4J_PAGE_CACHE", "512m"),
    )


def private(home: Path) -> Server:
    """A server for tests in a folder of its own: free port, little memory, soon warm."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Server(home=home, bolt_port=port, heap="512m", page_cache="128m", brief=True)


def missing() -> str | None:
    """Why no server can be had on this machine, or ``None``."""
    if shutil.which(_java_program()) is None:
        return "Java 17 is missing"
    if not _fetched(BUILD / "lib") and shutil.which("mvn") is None:
        return "Maven is missing"
    return None


# -- getting it --------------------------------------------------------------------------------------------------------


def fetch(libraries: Path = BUILD / "lib") -> None:
    """Bring the server's artifacts; done once, an interrupted attempt is repeated."""
    if _fetched(libraries):
        return
    draft = libraries.with_name(f"{libraries.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
               "-DincludeScope=runtime", f"-DoutputDirectory={draft}",
               f"-Dneo4j.version={_wanted_version()}"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise ServerError("Maven is missing. Run: make system") from error
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise ServerError(f"the server's artifacts could not be fetched: {' '.join(last)}. Check the network, repeat")
    (draft / ".version").write_text(_wanted_version())
    shutil.rmtree(libraries, ignore_errors=True)
    draft.replace(libraries)


def _fetched(libraries: Path) -> bool:
    mark = libraries / ".version"
    return mark.is_file() and mark.read_text() == _wanted_version()


def _wanted_version() -> str:
    if chosen := os.environ.get("NEO4J_VERSION"):
        return chosen
    text = (HERE / "pom.xml").read_text(encoding="utf-8")
    return text.partition("<neo4j.version>")[2].partition("<")[0]


# -- preparing, starting, stopping -------------------------------------------------------------------------------------


def start(server: Server) -> None:
    """Start the server and wait until it answers; one that runs already is left alone."""
    if running(server) is not None:
        _wait(server)
        return
    fetch(server.libraries)
    _refuse_taken_port(server)
    prepare(server)
    main = _MAIN_CLASS[int(_wanted_version().partition(".")[0]) >= _FIRST_YEAR]
    with (server.home / "console.log").open("ab") as console:
        process = subprocess.Popen(
            _java(server, main, f"--home-dir={server.home}", f"--config-dir={server.home / 'conf'}"),
            stdin=subprocess.DEVNULL, stdout=console, stderr=console, start_new_session=True,
        )  # fmt: skip
    process.returncode = 0  # it outlives this object on purpose, which would warn about it otherwise
    server.pid_file.write_text(str(process.pid))
    _wait(server)


def prepare(server: Server) -> None:
    """Write the configuration, and at first use a password (or take the one that its file holds already)."""
    (server.home / "conf").mkdir(parents=True, exist_ok=True)
    (server.home / "conf" / "neo4j.conf").write_text(_configuration(server), encoding="utf-8")
    if not (server.home / "data").exists():
        _first_password(server)


def stop(server: Server) -> bool:
    """Stop the server in an orderly way, hard if it does not listen; whether it was running."""
    pid = running(server)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        if not _gone(server, STOP_SECONDS):
            kill(server)
    server.pid_file.unlink(missing_ok=True)
    return pid is not None


def kill(server: Server) -> None:
    """End the server at once, as a power cut would."""
    pid = running(server)
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
        _gone(server, STOP_SECONDS)
    server.pid_file.unlink(missing_ok=True)


def running(server: Server) -> int | None:
    """The process of this server, if it runs; a number that now belongs to another program is not taken for it."""
    try:
        pid = int(server.pid_file.read_text())
    except (FileNotFoundError, ValueError):
        return None
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a child of ours that ended is only a name until it is asked for
    done = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return pid if f"--home-dir={server.home}" in done.stdout else None


def password(server: Server) -> str:
    """The password in its file."""
    return server.password_file.read_text(encoding="ascii").strip()


def admin(server: Server, *arguments: str) -> str:
    """Run a ``neo4j-admin`` command on the stopped server; what it printed."""
    done = subprocess.run(
        _java(server, _ADMIN_CLASS, *arguments), capture_output=True, text=True, check=False, env=_home(server)
    )
    if done.returncode:
        raise ServerError(f"neo4j-admin {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _configuration(server: Server) -> str:
    lines = [
        "# Written by deploy/neo4j/server.py at every start.",
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{server.bolt_port}",
        "server.http.enabled=false",
        "dbms.security.auth_enabled=true",
        "dbms.usage_report.enabled=false",
        f"server.memory.pagecache.size={server.page_cache}",
        "db.tx_log.rotation.retention_policy=1 files",
        "db.transaction.monitor.check.interval=200ms",
    ]
    if server.brief:
        lines += [
            "db.tx_log.preallocate=false",
            "dbms.cypher.min_replan_interval=1h",
            # The language of the 2026.x line, so that a test can ask whether a statement is also one of it.
            "internal.dbms.cypher.enable_experimental_versions=true",
        ]
    return "\n".join(lines) + "\n"


def _first_password(server: Server) -> None:
    if not server.password_file.exists():
        handle = os.open(server.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24) + "\n")
    # The tool takes it as an argument only; an argument file keeps it out of every list of processes.
    arguments = server.home / "conf" / f".arguments.{secrets.token_hex(4)}"
    java, *rest = _java(server, _ADMIN_CLASS, "dbms", "set-initial-password", password(server))
    handle = os.open(arguments, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(f'"{word}"' for word in rest) + "\n")
        done = subprocess.run([java, f"@{arguments}"], capture_output=True, text=True, check=False, env=_home(server))
    finally:
        arguments.unlink()
    if done.returncode:
        shutil.rmtree(server.home / "data", ignore_errors=True)
        raise ServerError(f"the first password could not be set: {done.stderr.strip() or done.stdout.strip()}")


def _home(server: Server) -> dict[str, str]:
    return os.environ | {"NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}


def _java(server: Server, main: str, *arguments: str) -> list[str]:
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPENED]
    classes = f"{server.libraries}/*"
    tuned = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"] if server.brief else ["-XX:+UseG1GC"]
    return [_java_program(), f"-Xms{server.heap}", f"-Xmx{server.heap}", *tuned, *opened, "-Dfile.encoding=UTF-8",
            "-cp", classes, main, *arguments]  # fmt: skip


def _java_program() -> str:
    return os.environ.get("NEO4J_JAVA") or "java"


def _refuse_taken_port(server: Server) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", server.bolt_port))
        except OSError as error:
            raise ServerError(
                f"port {server.bolt_port} is taken by another program. Stop that, or use its server"
            ) from error


def _wait(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(server.bolt_port):
        if running(server) is None:
            raise ServerError(f"the server ended while starting. Read {server.home / 'logs'}")
        if time.monotonic() > deadline:
            raise ServerError(f"the server did not answer within {START_SECONDS:.0f} s. Read {server.home / 'logs'}")
        time.sleep(_POLL_SECONDS)


def answers(port: int) -> bool:
    """Whether a Bolt server on loopback agrees to talk."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(_HANDSHAKE)
            chosen = connection.recv(4)
    except OSError:
        return False
    return len(chosen) == 4 and chosen != bytes(4)


def _gone(server: Server, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while running(server) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


# -- the command -------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when it is as wished."""
    parser = argparse.ArgumentParser(description="A Neo4j Community server on loopback.")
    parser.add_argument("action", choices=("fetch", "start", "stop", "status"))
    action = parser.parse_args(arguments).action
    server = local()
    try:
        return {"fetch": _do_fetch, "start": _do_start, "stop": _do_stop, "status": _do_status}[action](server)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


def _do_fetch(server: Server) -> int:
    fetch(server.libraries)
    print(f"Neo4j {_wanted_version()} is in {server.libraries}")
    return 0


def _do_start(server: Server) -> int:
    start(server)
    print(
        f"Neo4j answers at {server.url}. Use it with\n"
        f"  export GUANLIAN_STORE={server.url} NEO4J_USER={USER} NEO4J_PASSWORD_FILE={server.password_file}"
    )
    return 0


def _do_stop(server: Server) -> int:
    print("Neo4j stopped; its data stay." if stop(server) else "Neo4j was not running.")
    return 0


def _do_status(server: Server) -> int:
    pid = running(server)
    print(f"Neo4j runs at {server.url}" if pid else "Neo4j is not running. Start it: make neo4j")
    return 0 if pid else 3


if __name__ == "__main__":
    sys.exit(main())
