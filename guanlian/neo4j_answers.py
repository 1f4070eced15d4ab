"""Answers of the commands about the production store."""

from __future__ import annotations

from guanlian.answers import Answer


class PushAnswer(Answer):
    """What a push did; ``first_run > last_run`` says that the graph lacked nothing."""

    first_run: int
    last_run: int
    nodes: int
    relations: int
    closed: int


class ImportFilesAnswer(Answer):
    """Files for a first import, and the file of arguments that ``neo4j-admin`` takes."""

    folder: str
    arguments: str


class AdoptAnswer(Answer):
    """How many nodes and relations the imported graph holds."""

    nodes: int
    relations: int


class SumView(Answer):
    """How many of a kind a store holds, and a checksum over all that they say."""

    count: int
    checksum: str


class ComparisonView(Answer):
    """One kind of node or relation in both stores."""

    name: str
    embedded: SumView
    graph: SumView
    agrees: bool


class VerifyAnswer(Answer):
    """Every kind of node and relation, compared."""

    agrees: bool
    kinds: tuple[ComparisonView, ...]


class DeriveAnswer(Answer):
    """What changed among the derived relations."""

    as_of: str
    added: int
    removed: int
    kept: int
