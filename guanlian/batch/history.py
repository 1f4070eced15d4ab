"""Finished batches as the pages keep them: a sealed record, the sealed result, for a number of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError

from graph.errors import KeyFileError, StoreError
from graph.model.time import BEIJING
from graph.sealed import SealedFolder, Sealing, sealed_folder
from guanlian.answers import Answer

_FOLDER = "jobs"


class JobRecord(Answer):
    """What a list shows of a finished batch; ``verdicts`` are rows by verdict, ``faults`` rows not checked."""

    input: str
    output: str
    moment: datetime
    purpose: str
    as_of: str
    known_run: int
    rows: int
    verdicts: dict[str, int]
    faults: int


@dataclass(frozen=True)
class KeptJob:
    """A kept batch; ``record`` is ``None`` where it does not open: damaged, or sealed with another key."""

    id: str
    moment: datetime
    record: JobRecord | None


class History:
    """The finished batches of one installation. ``days`` is how long they stay; 0 keeps none."""

    def __init__(self, folder: SealedFolder, days: int) -> None:
        self._folder, self._days = folder, days

    def keep(self, record: JobRecord, workbook: bytes) -> str | None:
        """Keep a batch with its result; its id, or ``None`` where none are kept.

        Raises:
            StoreError: the disk refuses it.

        """
        return self._folder.put(record.json_text().encode(), workbook) if self._days else None

    def jobs(self, now: datetime) -> tuple[KeptJob, ...]:
        """What is kept, the newest first; what is older than it may get is removed on the way."""
        self._folder.sweep(now)
        found = [job for id_ in self._folder.ids() if (job := self._job(id_)) is not None]
        oldest = now - timedelta(days=self._days)
        for job in found:
            if job.moment < oldest:
                self._folder.remove(job.id)
        kept = (job for job in found if job.moment >= oldest)
        return tuple(sorted(kept, key=lambda job: (job.moment, job.id), reverse=True))

    def workbook(self, id_: str) -> bytes:
        """The result of a batch, opened now.

        Raises:
            KeyFileError: it is damaged, or sealed with another key.
            StoreError: it was removed.

        """
        return self._folder.content(id_)

    def intact(self, id_: str) -> bool:
        """Whether the result will open; it is not opened for that."""
        return self._folder.intact(id_)

    def remove(self, id_: str) -> None:
        """Forget a batch."""
        self._folder.remove(id_)

    def _job(self, id_: str) -> KeptJob | None:
        try:
            record = JobRecord.model_validate_json(self._folder.about(id_))
            return KeptJob(id_, record.moment.astimezone(BEIJING), record)
        except (KeyFileError, StoreError, ValidationError):
            return self._unread(id_)

    def _unread(self, id_: str) -> KeptJob | None:
        """A batch that does not open; none where somebody else removed it just now."""
        try:
            return KeptJob(id_, self._folder.stored(id_), None)
        except StoreError:
            return None


def history_of(store: Sealing, days: int) -> History:
    """The batches kept beside a store.

    Raises:
        KeyFileError: the store's key file is missing or wrong.

    """
    return History(sealed_folder(store, _FOLDER), days)
