"""Settles the identity links that a run touches: what people decided first, then the rest by the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.model.certainty import IdentityTier
from graph.model.journal import JournalEntry
from graph.model.records import Batch, Identity
from graph.store import NameCandidate, RunWriter
from ingest.identity.decisions import DecisionRow, Pair, PairState, decision_rows, evidence_digest, state
from ingest.identity.features import Context
from ingest.identity.person_names import candidate_key
from ingest.identity.resolve import decided_link, link_id, resolve
from ingest.identity.surroundings import Surroundings

_DEPENDING = (IdentityTier.CERTAIN, IdentityTier.PROBABLE, IdentityTier.CONFLICT)
_TOGETHER = 5_000  # links handed over in one go
_GONE = "名称已不同，或双方完整号码不同，不再作为线索"


def settle_links(writer: RunWriter, entries: Sequence[JournalEntry], context: Context | None = None) -> None:
    """Write the links that follow from the rows staged so far and from the decisions in the journal.

    Decisions come first, since they join and part subjects; then the pairs that the run stirs. Where one of them is, or
    was, more than a clue, its name is settled as a whole: whether such a link stands depends on the others of the
    name. When later data gives a link another tier, the old version is closed and a new one opened.
    """
    states = _states(writer, decision_rows(entries))
    released = _apply_decisions(writer, states)
    candidates = writer.name_candidates(candidate_key)
    stored = {(link.left, link.right): link for link in writer.links_of_stirred()}
    around = Surroundings(writer.around(_ids(candidates, stored, states)), states)
    candidates = [*candidates, *_pairs_of(released, around)]
    links = resolve(candidates, around, context, stored=stored.keys())
    whole = writer.candidates_of_names(_names_to_settle([*links, *stored.values()], around))
    if whole:
        more = [pair for pair in candidates if not _same_name(pair)]
        around = Surroundings({**around.around, **writer.around(_ids(whole, (), ()))}, states)
        settled = resolve([*whole, *more], around, context, stored=stored.keys())
        links = list({link.id: link for link in (*links, *settled)}.values())
    _add(writer, [*links, *_gone(stored, {(link.left, link.right) for link in links}, around)])


def _names_to_settle(links: Iterable[Identity], around: Surroundings) -> set[str]:
    """Name keys of pairs whose links depend on others: those that join, or would but for a stranger."""
    strong = (link for link in links if link.tier in _DEPENDING)
    return {around.mention(id_).name_key for link in strong for id_ in (link.left, link.right)}


def _same_name(pair: NameCandidate) -> bool:
    return pair.listed.name_key == pair.other.name_key


def _states(writer: RunWriter, rows: Sequence[DecisionRow]) -> dict[Pair, PairState]:
    """The state of every decided pair, against what its rows print now."""
    pairs = sorted({row.pair for row in rows})
    if not pairs:
        return {}
    around = Surroundings(writer.around([id_ for pair in pairs for id_ in pair]))
    now = {pair: digest for pair in pairs if (digest := digest_of(pair, around)) is not None}
    return state(rows, now)


def digest_of(pair: Pair, around: Surroundings) -> str | None:
    """The digest of what both rows of a pair print; ``None`` where one of them is not known."""
    if not all(id_ in around.around for id_ in pair):
        return None
    left, right = (around.mention(id_) for id_ in pair)
    return evidence_digest(around.printed(left), around.printed(right))


def _apply_decisions(writer: RunWriter, states: Mapping[Pair, PairState]) -> list[Pair]:
    """Write the links of standing decisions, and release those that stand no more; returns the released pairs.

    A released link is only *possible* until its evidence is weighed again: the subjects must part first.
    """
    if not states:
        return []
    known = writer.around([id_ for pair in states for id_ in pair])
    stored = {(link.left, link.right): link for link in writer.links_between(states)}
    changed: list[Identity] = []
    released: list[Pair] = []
    for pair, found in sorted(states.items()):
        wanted = _wanted(pair, found) if all(id_ in known for id_ in pair) else None
        link = stored.get(pair)
        if wanted is not None and wanted != link:
            changed.append(wanted)
        elif wanted is None and link is not None and link.decided_by is not None:
            changed.append(replace(link, tier=IdentityTier.POSSIBLE, evidence=_GONE, decided_by=None))
            released.append(pair)
    _add(writer, changed)
    writer.stir({id_ for link in changed for id_ in (link.left, link.right)})
    return released


def _wanted(pair: Pair, found: PairState) -> Identity | None:
    if found.effective is None or not found.joins_or_parts:
        return None
    return decided_link(pair, found.effective)


def _ids(candidates: Iterable[NameCandidate], stored: Iterable[Pair], states: Iterable[Pair]) -> list[str]:
    ids = {mention.id for pair in candidates for mention in (pair.listed, pair.other)}
    return sorted(ids.union(*stored, *states))


def _pairs_of(released: Iterable[Pair], around: Surroundings) -> list[NameCandidate]:
    """Released pairs as candidates: a person may have decided a pair that no name brings together."""
    apart = (pair for pair in released if len(around.parties(pair)) == 2)
    return [NameCandidate(around.mention(left), around.mention(right)) for left, right in apart]


def _gone(stored: Mapping[Pair, Identity], said: set[Pair], around: Surroundings) -> list[Identity]:
    """Links of pairs that are candidates no more, unless a number or a decision made one party of them."""
    return [
        Identity(link_id(pair), *pair, IdentityTier.DIFFERENT, _GONE)
        for pair, link in sorted(stored.items())
        if pair not in said and len(around.parties(pair)) == 2 and not _stands(around, pair)
    ]


def _stands(around: Surroundings, pair: Pair) -> bool:
    known = around.decided.get(pair)
    return known is not None and known.joins_or_parts


def _add(writer: RunWriter, links: Sequence[Identity]) -> None:
    for start in range(0, len(links), _TOGETHER):
        writer.add(Batch(identities=list(links[start : start + _TOGETHER])))
