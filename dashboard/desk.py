"""What every page works with: the service, and the question that the shell's pickers make."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from guanlian.request import Request
from guanlian.settings import Settings
from guanlian.views.service import PageService

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Desk:
    """One user's desk during one run of a page; ``known_run`` is 0 where nothing was ever loaded."""

    service: PageService
    settings: Settings
    request: Request
    known_run: int
    written: int  # entries of the journal: what people recorded also changes answers

    @property
    def empty(self) -> bool:
        """Whether nothing was ever loaded."""
        return self.known_run == 0

    def ask(
        self, question: Callable[Concatenate[PageService, Request, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a service function to the desk's request, kept as long as data and request are the same."""
        return self.ask_as(self.request, question, *args, **kwargs)

    def ask_as(
        self,
        request: Request,
        question: Callable[Concatenate[PageService, Request, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for another request than the shell's.

        Whoever asks is part of the key, so that nothing is shared between people with other rights.
        """
        version = (self.settings.store, self.known_run, self.written, self.service.catalogue.digest)
        asked = (question.__module__, question.__qualname__, repr(args), repr(sorted(kwargs.items())))
        answer: T = _kept(version, repr(request), asked, lambda: question(self.service, request, *args, **kwargs))
        return answer

    def ask_of(self, run: int, question: Callable[[PageService, Request, int], T]) -> T:
        """The answer in one data version, kept through later loads and records: that version never changes."""
        version = (self.settings.store, run, self.service.catalogue.digest)
        asked = (question.__module__, question.__qualname__)
        answer: T = _kept(version, repr(self.request), asked, lambda: question(self.service, self.request, run))
        return answer


_CURRENT: ContextVar[Desk] = ContextVar("desk")


def put(desk: Desk) -> None:
    """Make this the desk of the running page."""
    _CURRENT.set(desk)


def current() -> Desk:
    """The desk of the running page."""
    return _CURRENT.get()


# Answers are frozen, so one object may serve several reruns; the least recently asked ones go.
@st.cache_resource(max_entries=128, show_spinner="正在核查…")
def _kept(version: tuple[object, ...], request: str, asked: tuple[str, ...], _answer: Callable[[], Any]) -> Any:
    return _answer()
