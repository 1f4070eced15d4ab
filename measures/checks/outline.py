"""Finds the numbers printed in a document's text: its outline.

Four kinds of heading at the beginning of a line, outermost first: 一、 (一) 1. (1). How a
clause is called follows from the way its document counts:

- within the section that holds the measures a number stands without its section: 二（七）1 is 7.1;
- elsewhere the section numeral goes first: 四（二）4 is 四.2.4;
- where the arabic numbers run on across the bracketed headings (those then only name agencies),
  the headings are not part of the number;
- a number printed twice is the next one of its list, an l among digits is a 1, and what is
  missing in a list is expected all the same. Pages in the wrong order do no harm: a list that
  does not begin at 1 goes on with the measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_LINE = re.compile(
    r"^[\s\-✓*#]*(?:"
    r"(?P<section>[一二三四五六七八九十]+)、"
    r"|[（(](?P<group>[一二三四五六七八九十]+)[）)]"
    r"|(?P<item>[\dl]{1,3})\s*[．.、](?!\d)"
    r"|[（(](?P<sub>\d{1,2})[）)]"
    r")"
)
_LEVELS = ("section", "group", "item", "sub")
_APPENDIX = re.compile(r"^\s*(?:附录|附件|附表)\s*$")
_DEEPEST = 2  # numbers below a section; what is numbered deeper is the content of its clause


@dataclass(frozen=True, slots=True)
class Heading:
    """One printed heading: its level, its value, what is printed, and where (squeezed offset)."""

    level: str
    value: int
    printed: str
    offset: int
    misprinted: bool = False


@dataclass
class _Node:
    heading: Heading | None
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Printed:
    """A clause number the text calls for; ``printed`` is set where the print says something else."""

    number: str
    printed: str | None = None
    missing: bool = False


def chinese_number(numeral: str) -> int:
    """二十三 -> 23; up to 99."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[numeral]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def printed_numbers(text: str, measures_at: int) -> list[Printed]:
    """The clause numbers of a text; ``measures_at`` is a squeezed offset within the measures."""
    headings = _headings(text)
    sections = _sections(headings)
    measures = _section_at(sections, measures_at)
    _bring_back_strays(sections, measures)
    return [number for section in sections for number in _numbers(section, is_measures=section is measures)]


def _headings(text: str) -> list[Heading]:
    found: list[Heading] = []
    offset = 0
    for line in text.splitlines():
        if _APPENDIX.match(line):
            break
        heading = _heading(line, offset)
        if heading:
            found.append(heading)
        offset += len("".join(line.split()))
    return found


def _heading(line: str, offset: int) -> Heading | None:
    match = _LINE.match(line)
    if match is None:
        return None
    level = next(name for name in _LEVELS if match[name])
    raw = match[level]
    if level in ("section", "group"):
        return Heading(level, chinese_number(raw), raw, offset)
    if raw.strip("l") == "" and len(raw) == 1:
        return None  # a lone l is a letter
    printed = f"({raw})" if level == "sub" else raw
    return Heading(level, int(raw.replace("l", "1")), printed, offset, misprinted="l" in raw)


def _sections(headings: Iterable[Heading]) -> list[_Node]:
    """The headings as trees, one per section; headings before the first section hang on none."""
    sections: list[_Node] = []
    trail: list[_Node] = []
    for heading in headings:
        node = _Node(heading)
        if heading.level == "section":
            sections.append(node)
            trail = [node]
            continue
        if not trail:
            sections.append(_Node(None))
            trail = [sections[-1]]
        while len(trail) > 1 and not _is_within(heading, trail[-1].heading):
            trail.pop()
        trail[-1].children.append(node)
        trail.append(node)
    return sections


def _is_within(inner: Heading, outer: Heading | None) -> bool:
    return outer is None or _LEVELS.index(inner.level) > _LEVELS.index(outer.level)


def _section_at(sections: list[_Node], offset: int) -> _Node | None:
    holding = None
    for section in sections:
        if section.heading is None or section.heading.offset <= offset:
            holding = section
    return holding


def _bring_back_strays(sections: list[_Node], measures: _Node | None) -> None:
    """A list that does not begin at 1 outside the measures is a displaced page of them."""
    for section in sections:
        if measures is None or section is measures or not section.children:
            continue
        first = section.children[0].heading
        if first is not None and first.value != 1:
            measures.children.extend(section.children)
            section.children = []


def _numbers(section: _Node, *, is_measures: bool) -> list[Printed]:
    name = "" if is_measures or section.heading is None else section.heading.printed
    if not section.children:
        return [Printed(name)] if name else []
    children = _flat(section) if _runs_on(section) else section.children
    return _paths(children, [name] if name else [], depth=1)


def _runs_on(section: _Node) -> bool:
    """Whether the items below the bracketed headings count on from one heading to the next."""
    lists = [
        [child.heading.value for child in group.children if child.heading and child.heading.level == "item"]
        for group in section.children
        if group.heading and group.heading.level == "group"
    ]
    lists = [values for values in lists if values]
    flat = [value for values in lists for value in values]
    return len(lists) > 1 and len(flat) == len(set(flat))


def _flat(section: _Node) -> list[_Node]:
    """The items of a section whose bracketed headings are not part of the number."""
    items: list[_Node] = []
    for child in section.children:
        is_group = child.heading is not None and child.heading.level == "group"
        items.extend(child.children if is_group else [child])
    return items


def _paths(nodes: list[_Node], prefix: list[str], depth: int) -> list[Printed]:
    found: list[Printed] = []
    for node, heading in _in_order(nodes):
        if heading.misprinted and not node.children:
            found.append(Printed(".".join([*prefix, str(heading.value)]), heading.printed))
        elif node.children and depth < _DEEPEST:
            found.extend(_paths(node.children, [*prefix, str(heading.value)], depth + 1))
        else:
            found.append(Printed(".".join([*prefix, str(heading.value)])))
    present = [heading.value for _, heading in _in_order(nodes)]
    gaps = sorted(set(range(1, max(present) + 1)) - set(present))
    found.extend(Printed(".".join([*prefix, str(gap)]), missing=True) for gap in gaps)
    return found


def _in_order(nodes: list[_Node]) -> list[tuple[_Node, Heading]]:
    """Each node with its heading; a number already taken becomes the next one of the list."""
    taken: set[int] = set()
    result: list[tuple[_Node, Heading]] = []
    for node in nodes:
        heading = node.heading
        assert heading is not None  # only a section can be without a heading
        if heading.value in taken:
            heading = replace(heading, value=max(taken) + 1, misprinted=True)
        taken.add(heading.value)
        result.append((node, heading))
    return result
