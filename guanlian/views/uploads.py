"""Loading from a page: a trial load into an empty store tells what would happen, then the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from graph.errors import BadRequestError
from graph.model.records import Run
from graph.model.time import BEIJING
from graph.open import open_store
from graph.store import GraphStore
from guanlian import filing
from guanlian.admin_answers import QuarantinedView, RunView, quarantine_answer, runs_answer
from guanlian.answers import Answer
from guanlian.views.service import PageService
from ingest.load import load as ingest

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Upload:
    """Files as a browser sends them, and what the user says of them; ``None`` lets the content decide.

    ``again`` reads files that were loaded before once more: tables were extended, or a roster came in between.
    """

    files: Mapping[str, bytes]
    source: str | None
    kind: str | None
    as_of: date
    complete: bool
    again: bool = False


class Precheck(Answer):
    """What a load would do: one row per run, and the rows that would be set aside."""

    runs: tuple[RunView, ...]
    set_aside: tuple[QuarantinedView, ...]


def precheck(upload: Upload, today: date, progress: Progress | None = None) -> Precheck:
    """Load into an empty store that is thrown away; the real store is not touched.

    Raises:
        FileRefusedError: a file cannot be read at all.

    """
    with TemporaryDirectory(prefix="guanlian-") as folder:
        store = open_store(f"sqlite:///{(Path(folder) / 'trial.db').as_posix()}", notify=_quiet)
        try:
            runs = _load(ingest, store, upload, today, progress)
            rows = store.quarantine()
        finally:
            store.close()
    return Precheck(runs=runs_answer(runs).runs, set_aside=quarantine_answer(rows).rows)


def load_upload(
    service: PageService, upload: Upload, today: date, progress: Progress | None = None
) -> tuple[RunView, ...]:
    """Load into the store of the service, a run for each kind of file, all of it or nothing."""
    runs = _load(filing.load, service.store, upload, today, progress)
    service.remember_catalogue()
    return runs_answer(runs).runs


def _load(
    into: Callable[..., list[Run]], store: GraphStore, upload: Upload, today: date, progress: Progress | None
) -> list[Run]:
    with _on_disk(upload.files) as paths:
        return into(
            store,
            paths,
            kind=upload.kind,
            source=upload.source,
            as_of=upload.as_of,
            complete=upload.complete,
            again=upload.again,
            today=today,
            clock=lambda: datetime.now(BEIJING),
            progress=progress,
        )


@contextmanager
def _on_disk(files: Mapping[str, bytes]) -> Iterator[Sequence[Path]]:
    """The files in a folder of their own that is removed again; a name is never a path."""
    with TemporaryDirectory(prefix="guanlian-") as folder:
        paths = []
        for name, content in files.items():
            path = Path(folder) / PurePath(name.replace("\\", "/")).name
            if path.exists():
                raise BadRequestError(f"{path.name}：两个文件同名。请将其中一个改名。")
            path.write_bytes(content)
            paths.append(path)
        yield paths


def _quiet(message: str) -> None:
    """The trial store's key is thrown away with it: nobody needs to hear of it."""
