"""Keeps the cyclic garbage collector still while many lasting objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cycle collection inside: ten thousands of findings hold no cycles, and looking for some costs a third.

    Two threads may be inside at once: whoever found the collector running sets it running again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
