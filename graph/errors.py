"""The one error tree.

    GuanlianError                     every error this project raises on purpose
    ├── InputError                    what the user gave cannot be used
    │   ├── FileRefusedError          a whole file cannot be read: nothing of it was loaded
    │   ├── RowQuarantinedError       one row cannot be used: it goes to quarantine, the run goes on
    │   ├── UnknownSubjectError       no such subject, or a name that fits several
    │   ├── UnknownFindingError       no finding has that id
    │   └── BadRequestError           a day, purpose, place or document that means nothing
    ├── BadFactError                  a fact that contradicts itself, refused when built
    ├── MeasureError                  a catalogue file is wrong: file, line, what to do
    ├── StoreError                    the store cannot do it
    │   ├── StoreVersionError         made by another version of the schema
    │   ├── StoreBusyError            somebody else is writing
    │   └── StoreUnavailableError     not reachable, refused, or full
    └── KeyFileError                  the key that seals identity numbers is missing or wrong

Every message says what was wrong, where, and what to do.
"""

from __future__ import annotations


class GuanlianError(Exception):
    """Base of every error raised on purpose. ``str(error)`` is fit to show to a user."""


class InputError(GuanlianError):
    """What the user gave cannot be used."""


class FileRefusedError(InputError):
    """A whole file cannot be read; nothing of its file set is loaded."""

    def __init__(self, file: str, what: str, remedy: str, *, row: int | None = None, field: str | None = None) -> None:
        self.file, self.what, self.remedy, self.row, self.field = file, what, remedy, row, field
        where = f"文件 {file}" + (f"，第 {row} 行" if row is not None else "") + (f"，字段 {field}" if field else "")
        super().__init__(f"{where}：{what}。{remedy}。")


class RowQuarantinedError(InputError):
    """One row cannot be used; carries the field and the reason, the reader adds file and row."""

    def __init__(self, reason: str, remedy: str, *, field: str | None = None) -> None:
        self.reason, self.remedy, self.field = reason, remedy, field
        super().__init__(f"{f'字段 {field}：' if field else ''}{reason}。{remedy}。")


class UnknownSubjectError(InputError):
    """No subject answers to what was asked, or several do and the user must choose."""


class UnknownFindingError(InputError):
    """No finding has that id in this store at that moment."""


class BadRequestError(InputError):
    """A parameter of a question means nothing: the message names it and lists what is possible."""


class BadFactError(GuanlianError):
    """A fact that contradicts itself; refused when it is built."""


class MeasureError(GuanlianError):
    """A catalogue file is wrong; the message names file and line."""


class StoreError(GuanlianError):
    """The store cannot do what was asked."""


class StoreVersionError(StoreError):
    """The store was made by another version of the schema."""


class StoreBusyError(StoreError):
    """Another process is writing; try again."""


class StoreUnavailableError(StoreError):
    """The store cannot be reached, refused us, or is full."""


class KeyFileError(GuanlianError):
    """The key file that seals identity numbers is missing, unreadable or does not fit the store."""
