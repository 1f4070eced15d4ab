"""Exit codes of the command, one per kind of trouble."""

from __future__ import annotations

from graph.errors import (
    FileRefusedError,
    GuanlianError,
    InputError,
    KeyFileError,
    MeasureError,
    StoreError,
    UnknownFindingError,
    UnknownSubjectError,
)

ANSWERED, USAGE, BAD_INPUT, NOT_FOUND, CHOOSE, STORE, CATALOGUE, INCOMPLETE = 0, 2, 3, 4, 5, 6, 7, 8

CODES = {
    ANSWERED: "answered",
    1: "unexpected fault",
    USAGE: "wrong usage",
    BAD_INPUT: "input refused",
    NOT_FOUND: "no such subject or finding",
    CHOOSE: "several subjects answer: choose one",
    STORE: "store or key file trouble",
    CATALOGUE: "catalogue trouble",
    INCOMPLETE: "answered in part: some rows or subjects could not be looked at",
}

_BY_KIND: list[tuple[type[GuanlianError], int]] = [
    (FileRefusedError, BAD_INPUT),
    (UnknownSubjectError, NOT_FOUND),
    (UnknownFindingError, NOT_FOUND),
    (InputError, BAD_INPUT),
    (StoreError, STORE),
    (KeyFileError, STORE),
    (MeasureError, CATALOGUE),
]


def exit_code(error: GuanlianError) -> int:
    """The exit code that tells this error."""
    return next((code for kind, code in _BY_KIND if isinstance(error, kind)), 1)
