"""Ring two: what is coded against the words that are printed.

Every quote stands in the text (white space apart). Role words and coded roles agree both ways;
an exception is named in ``role_words`` and reported once it is no longer one. No effect is coded
whose word the quote lacks. The direction of a reach follows the order of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.errors import MeasureError
from graph.model.roles import UnitKind
from measures import words
from measures.checks.problem import Place, Problem, Ring
from measures.model import Document, Offices, Part, SecondHop
from measures.vocabulary import Incumbents, Listed, Post, ReachRole

_KNOWN = {str(code) for code in (*ReachRole, *Post, *UnitKind)}
_WHITE_SPACE = re.compile(r"\s+")  # includes the ideographic space U+3000


def squeeze(text: str) -> str:
    """The text without any white space."""
    return _WHITE_SPACE.sub("", text)


def read_text(document: Document, texts_folder: Path) -> str | None:
    """The printed text as stored, or ``None`` for a document that has none of its own."""
    if document.text is None:
        return None
    path = texts_folder / document.text
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MeasureError(
            f"{document.slug}: its text {document.text} cannot be read. Store it as UTF-8 in the texts folder"
        ) from error


def check_text(document: Document, text: str | None) -> Iterator[Problem]:
    """Every disagreement between a document's codes and its printed words."""
    for clause in document.clauses:
        for part in clause.parts:
            place = Place(Ring.TEXT, document, clause, part)
            for message in _part_against_words(part):
                yield place.problem(message)
    if text is not None:
        yield from _quotes_stand_in(document, squeeze(text))


def _part_against_words(part: Part) -> Iterator[str]:
    quote = squeeze(part.quote)
    yield from _roles(part, quote)
    yield from _direction(part, quote)
    yield from _effects(part, quote)
    yield from _listed(part, quote)
    if part.offices is not None:
        yield from _office(part.offices, quote)


def coded_roles(part: Part) -> set[str]:
    """Every role and post a part names, in whatever direction."""
    hop = [*part.second_hop.via, *part.second_hop.at] if part.second_hop else []
    posts = part.offices.posts if part.offices else []
    return {str(role) for role in (*part.extends, *part.flags, *part.queries, *hop, *posts)}


def _roles(part: Part, quote: str) -> Iterator[str]:
    """Roles, posts and (for an office) kinds of unit: coded and printed must be the same.

    ``role_words`` gives for a role either its word as printed here, or the reason why words and
    codes differ.
    """
    coded, printed = coded_roles(part), words.roles_printed(quote)
    if part.offices is not None:
        coded |= {str(kind) for kind in part.offices.unit_kinds}
        printed |= {str(kind) for kind in words.kinds_printed(quote)}
    given = {role for role, word in part.role_words.items() if squeeze(word) in quote}
    reasons = set(part.role_words) - given
    printed |= given
    for word in sorted(coded - printed - reasons):
        yield f"{word} is coded, but its word is not in the quote; lengthen the quote or explain in role_words"
    for word in sorted(printed - coded - reasons):
        yield f"the quote names {word}, but it is not coded; code it or explain in role_words"
    for word in sorted(set(part.role_words) - _KNOWN):
        yield f"role_words names {word!r}, which is no role, post or kind of unit"
    for word in sorted((reasons & _KNOWN) - (coded ^ printed)):
        yield f"role_words explains {word}, but there is nothing to explain; remove the entry"


def _direction(part: Part, quote: str) -> Iterator[str]:
    as_flag = words.reads_as_flag(quote)
    if part.flags and not as_flag:
        yield "flags are coded, but the words do not say that a role holder is listed (……为失信被执行人)"
    if (part.extends or part.second_hop) and as_flag:
        yield "extends is coded, but the words say that a role holder is listed: that is flags"
    if part.second_hop is not None:
        yield from _second_hop(part.second_hop, quote)
    if part.queries and "查询" not in quote:
        yield "queries are coded, but the quote has no 查询"


def _second_hop(hop: SecondHop, quote: str) -> Iterator[str]:
    """……<via>担任<at>的: who they are at the listed unit stands before 担任, at the other unit behind."""
    before, takes_office, behind = quote.partition("担任")
    if not takes_office:
        yield "second_hop is coded, but the words do not say that somebody 担任 a post elsewhere"
    for name, roles, said in (("via", hop.via, before), ("at", hop.at, behind)):
        if set(roles) != words.roles_printed(said):
            yield f"second_hop.{name} is {sorted(roles)}, but the words name {sorted(words.roles_printed(said))}"


def _effects(part: Part, quote: str) -> Iterator[str]:
    for effect in (part.effect, *part.also_effects):
        if not words.effect_word(effect, quote):
            yield f"effect {effect} has no word in the quote that carries it; no effect is stronger than its words"


def _listed(part: Part, quote: str) -> Iterator[str]:
    if words.PERSON_ONLY_WORDS.search(quote) and part.listed != [Listed.PERSON]:
        yield f"the words say 失信被执行人为个人的, but listed is {[str(who) for who in part.listed]}"
    if part.listed_class is not None and squeeze(part.listed_class) not in quote:
        yield f"listed_class {part.listed_class!r} is not in the quote"


def _office(offices: Offices, quote: str) -> Iterator[str]:
    for printed in offices.printed_unit_kinds:
        if squeeze(printed) not in quote:
            yield f"printed kind of unit {printed!r} is not in the quote"
    if offices.owner and squeeze(offices.owner) not in quote:
        yield f"owner {offices.owner!r} is not in the quote"
    if bool(offices.state_appointed_only) != (words.STATE_APPOINTED_WORDS in quote):
        yield f"state_appointed_only and the words {words.STATE_APPOINTED_WORDS} go together"
    if offices.incumbents_quote is not None:
        yield from _incumbents(offices.incumbents, squeeze(offices.incumbents_quote))


def _incumbents(code: Incumbents, said: str) -> Iterator[str]:
    if code is not Incumbents.NOT_STATED and not words.incumbents_word(code, said):
        yield f"incumbents {code} is not what {said!r} says"


def _quotes_stand_in(document: Document, text: str) -> Iterator[Problem]:
    for clause in document.clauses:
        for part in clause.parts:
            place = Place(Ring.TEXT, document, clause, part)
            for what, words_quoted in _quoted(part):
                if squeeze(words_quoted) not in text:
                    yield place.problem(f"{what} is not in the text: {words_quoted}")
    place = Place(Ring.TEXT, document)
    for rule in document.process:
        if squeeze(rule.quote) not in text:
            yield place.problem(f"the quote of a process rule ({rule.kind}) is not in the text: {rule.quote}")
    if document.roster_scope.quote and squeeze(document.roster_scope.quote) not in text:
        yield place.problem(f"the quote of the roster scope is not in the text: {document.roster_scope.quote}")


def _quoted(part: Part) -> Iterator[tuple[str, str]]:
    yield "quote", part.quote
    if part.offices is not None and part.offices.incumbents_quote is not None:
        yield "incumbents_quote", part.offices.incumbents_quote
    for agency in part.agencies:
        yield "agency", agency
    for basis in part.legal_basis:
        yield "legal basis", basis.law
        if basis.quote:
            yield "quote of the legal basis", basis.quote
