"""A story told to a store in steps: loads one by one, records in between, questions at any moment."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

from graph.store import GraphStore
from guanlian.offices import Offices
from guanlian.request import Request
from measures.loader import load_catalogue
from tests.support.scenarios import FIRST_MOMENT, Story, load, world_of


class Told:
    """One store and its service; every load is an hour after the one before."""

    def __init__(self, store: GraphStore, content: dict[str, Any]) -> None:
        self.store = store
        self.story = Story("told", {"story": "told", "loads": [], "ask": [], **deepcopy(content)})
        self.service = Offices(store, load_catalogue())
        self.loads = 0

    def load(self, kind: str, as_of: date, **more: Any) -> None:
        """Load the roster or the register as it stood on a day; ``without`` names what is gone."""
        self.story.content["loads"].append({"kind": kind, "as_of": as_of, **more})
        plan = self.story.content["loads"][-1]
        load(self.store, world_of(self.story).batch(plan), kind, as_of, self.loads, complete=True)
        self.loads += 1

    def now(self) -> datetime:
        """Half an hour after the newest load."""
        return FIRST_MOMENT + timedelta(hours=self.loads - 1, minutes=30)

    def request(self, day: date, *documents: str, known: datetime | None = None) -> Request:
        """A request of these documents, by default the central one."""
        return Request("test", day, documents=documents or ("central-2016",), known_as_of=known, client="test")

    def id_of(self, key: str) -> str:
        """The id of a party of the story."""
        return world_of(self.story).id_of(key)
