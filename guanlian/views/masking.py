"""Free text of a source fit to be shown: full citizen numbers in it lose their middle."""

from __future__ import annotations

import re

from graph.model.identifiers import Identifier, IdentifierKind

# Whatever could be a citizen number standing in a text; one that is none loses nothing a reader needs.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")


def without_citizen_numbers(text: str) -> str:
    """The text with every full 18- or 15-character citizen number in shown form."""
    return _NUMBER.sub(lambda found: Identifier(IdentifierKind.CITIZEN, found.group().upper()).shown, text)
