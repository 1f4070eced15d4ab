"""Opens the service of the pages: one store and one catalogue for all of them, kept open while the server runs."""

from __future__ import annotations

from graph.open import open_store
from guanlian.views.service import PageService
from measures.loader import load_catalogue


def page_service(store_url: str) -> PageService:
    """The service over a store. Stores may be shared between threads; nobody's rights are part of it."""
    service = PageService(open_store(store_url), load_catalogue())
    service.remember_catalogue()
    return service
