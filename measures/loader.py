"""Reads catalogue files strictly: what is wrong is named with its file and line.

A key that stands twice, an unknown key, a word outside the closed lists or a part that contradicts
itself is a :class:`~graph.errors.MeasureError`; nothing is repaired and nothing is skipped.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.errors import MeasureError
from measures.model import Catalogue, Document
from measures.vocabulary import Status

PACKAGE_FOLDER = Path(__file__).parent
TEXTS_FOLDER = PACKAGE_FOLDER / "texts"
_OVER = (Status.REPEALED, Status.SUPERSEDED)
_SHOWN_FAULTS = 10

# The parser in C, where PyYAML was built with it, reads the same language ten times faster.
_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_REMEDIES = {
    "extra_forbidden": "unknown key; correct its spelling or remove it",
    "missing": "this key is required; add it",
    "enum": "use a word of the closed list in measures/vocabulary.py",
    "literal_error": "use one of the listed words",
    "string_type": "write it as text; numbers such as 7.1 stand in quotation marks",
    "string_too_short": "write it out, or remove the key",
    "value_error": "correct the entry",
}


def load_document(path: Path) -> Document:
    """One document from one YAML file; its ``slug`` is the file's name.

    Raises :class:`~graph.errors.MeasureError` naming file and line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MeasureError(f"{path.name}: cannot be read ({error.strerror}). Check the path and its rights") from error
    document = _parse(path.name, data)
    if document.slug != path.stem:
        raise MeasureError(
            f"{path.name}: slug {document.slug!r} differs from the file's name. Rename the file or correct the slug"
        )
    return document


def _refuse_endless_past(file: str, document: Document) -> None:
    """Refuse what is said to be repealed or superseded without a day: it would still be applied on every day."""
    for clause in document.clauses:
        for part in clause.parts:
            status = part.status or document.status
            if status in _OVER and (part.ended or document.ended) is None:
                raise MeasureError(
                    f"{file}: clause {clause.number}{part.part or ''} is {status.value} but no day says since when. "
                    "Add ended (earliest, latest, source); limits that are not known are null"
                )


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Every ``*.yml`` of ``folder`` (by default the shipped documents), sorted by slug."""
    folder = folder or PACKAGE_FOLDER
    documents = [load_document(path) for path in folder.glob("*.yml")]
    if not documents:
        raise MeasureError(f"{folder.name}: no catalogue file (*.yml) there. Name a folder that holds documents")
    return make_catalogue(documents)


def make_catalogue(documents: list[Document]) -> Catalogue:
    """The catalogue of these documents: sorted by slug, named by the digest of their content."""
    ordered = sorted(documents, key=lambda document: document.slug)
    return Catalogue(documents=ordered, digest=_digest(ordered))


def canonical(documents: list[Document]) -> bytes:
    """The documents as canonical JSON: what a store keeps under the digest."""
    content = [document.model_dump(mode="json") for document in documents]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _digest(documents: list[Document]) -> str:
    return hashlib.sha256(canonical(documents)).hexdigest()


# Keyed by content, so a changed file is read again; documents are frozen.
@lru_cache(maxsize=64)
def _parse(file: str, data: bytes) -> Document:
    node, content = read_yaml(file, data)
    try:
        document = Document.model_validate(content)
    except ValidationError as error:
        raise MeasureError(_explain(file, node, error)) from error
    _refuse_endless_past(file, document)
    return document


def read_yaml(file: str, data: bytes) -> tuple[yaml.Node, Any]:
    """The node tree (it knows the lines) and the plain values of one file; twin keys are refused."""
    try:
        loader = _YamlLoader(data.decode("utf-8-sig"))
        node = loader.get_single_node()
        if node is None:
            raise MeasureError(f"{file}: the file is empty. Write a document or remove the file")
        _refuse_twins(file, node)
        return node, loader.construct_document(node)
    except UnicodeDecodeError as error:
        raise MeasureError(f"{file}: not UTF-8 text (byte {error.start}). Save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise MeasureError(f"{file}, line {line}: not valid YAML: {error.problem}. Correct the line") from error
    except yaml.YAMLError as error:
        raise MeasureError(f"{file}: not valid YAML: {error}. Correct the file") from error


def _refuse_twins(file: str, root: yaml.Node) -> None:
    """Refuse a key that stands twice in one mapping, anywhere in the file."""
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            _refuse_twins_of(file, node)
        for child in _children(node):
            if id(child) not in seen:  # an alias leads to a node already checked
                seen.add(id(child))
                waiting.append(child)


def _refuse_twins_of(file: str, node: yaml.MappingNode) -> None:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in lines:
            raise MeasureError(
                f"{file}, line {line}: key {name!r} stands twice (first in line {lines[name]}). Remove one of them"
            )
        lines[name] = line


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _explain(file: str, root: yaml.Node, error: ValidationError) -> str:
    faults = error.errors(include_url=False)
    lines = [_fault(file, root, fault) for fault in faults[:_SHOWN_FAULTS]]
    if len(faults) > _SHOWN_FAULTS:
        lines.append(f"{file}: and {len(faults) - _SHOWN_FAULTS} more")
    return "\n".join(lines)


def _fault(file: str, root: yaml.Node, fault: ErrorDetails) -> str:
    where = ".".join(str(step) for step in fault["loc"]) or "document"
    remedy = _REMEDIES.get(fault["type"], "correct the entry")
    return f"{file}, line {_line(root, fault['loc'])}: {where}: {fault['msg']} ({remedy})"


def _line(root: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """The line of the entry a location leads to, or of the last entry on the way that exists."""
    node, line = root, root.start_mark.line
    for step in loc:
        found = _step(node, step)
        if found is None:
            break
        node, line = found
    return int(line) + 1


def _step(node: yaml.Node, step: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, key.start_mark.line
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line
    return None
