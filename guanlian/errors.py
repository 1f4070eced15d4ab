"""The errors that a front end needs to tell apart; the tree itself is in :mod:`graph.errors`."""

from __future__ import annotations

from graph.errors import BadRequestError as BadRequestError
from graph.errors import GuanlianError as GuanlianError
from graph.errors import UnknownFindingError as UnknownFindingError
from graph.errors import UnknownSubjectError as UnknownSubjectError
