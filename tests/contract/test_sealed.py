"""What is kept beside a store, sealed with its key: every store lends the same, and another store opens nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import KeyFileError
from graph.open import open_store
from graph.sealed import SealedFolder, sealed_folder


def test_what_one_session_sealed_the_next_one_opens(make_url: Callable[[str], str]) -> None:
    url = make_url("a")
    first = open_store(url, notify=lambda _: None)
    id_ = sealed_folder(first, "jobs").put(b"about", b"content")
    first.close()
    again = open_store(url, notify=lambda _: None)
    folder = sealed_folder(again, "jobs")
    assert (folder.ids(), folder.about(id_), folder.content(id_)) == ((id_,), b"about", b"content")
    again.close()


def test_another_stores_key_opens_nothing(make_url: Callable[[str], str]) -> None:
    one, other = (open_store(make_url(name), notify=lambda _: None) for name in ("a", "b"))
    id_ = sealed_folder(one, "jobs").put(b"about", b"content")
    foreign = SealedFolder(one.ledger.with_name(f"{one.ledger.name}.jobs"), other.vault)
    assert foreign.ids() == (id_,)
    with pytest.raises(KeyFileError):
        foreign.about(id_)
    one.close()
    other.close()
