"""Runs the dashboard as a process of its own, and can tell when its page really answers."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from graph.errors import GuanlianError

_START_SECONDS = 60


def serve(environment: Mapping[str, str], *, port: int, subject: str, check: bool) -> None:
    """Serve until Ctrl-C; with ``check``, stop once the page shows a finding of ``subject``.

    Raises:
        GuanlianError: the page did not answer, or answered without the finding.

    """
    url = f"http://localhost:{port}/?subject={urllib.parse.quote(subject)}"
    process = start(environment, port)
    try:
        wait_until_up(process, port)
        if check:
            _check_page(environment, subject)
            print(f"仪表盘已应答：{url}")
            return
        print(f"仪表盘：{url}    按 Ctrl-C 停止。")
        process.wait()
    except KeyboardInterrupt:
        print("已停止。")
    finally:
        stop(process)


def start(environment: Mapping[str, str], port: int) -> subprocess.Popen[bytes]:
    """Start the dashboard, reachable from this machine only and without asking the network anything."""
    app = Path(__file__).resolve().parent.parent / "dashboard" / "app.py"
    options = {
        "server.port": str(port),
        "server.address": "localhost",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "server.fileWatcherType": "none",
        "client.toolbarMode": "minimal",
    }
    arguments = [part for key, value in options.items() for part in (f"--{key}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *arguments]
    return subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_until_up(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server says it is healthy."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            errors = process.stderr.read().decode(errors="replace") if process.stderr else ""
            raise GuanlianError(f"仪表盘启动失败：{errors.strip()[-500:]}")
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise GuanlianError(f"仪表盘在 {_START_SECONDS} 秒内没有应答（端口 {port}）。请确认该端口未被占用，或换一个端口。")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the dashboard and wait for it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stderr:
        process.stderr.close()


def _check_page(environment: Mapping[str, str], subject: str) -> None:
    """Run the page itself once, headless, against the same store, and look for the finding on it."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.check_page", subject],
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode != 0:
        raise GuanlianError(f"页面没有显示应有的结论：{(done.stderr or done.stdout).strip()[-800:]}")
