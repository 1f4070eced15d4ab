"""One function per user question. Every one takes a frozen :class:`Request`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from analysis.affected import affected
from analysis.evidence import Evidence, mention_ids, needed
from analysis.exposure import expose
from analysis.findings import Finding, Party
from analysis.former import with_former
from analysis.hits import Hits
from analysis.overlay import is_kept, overlay, stands
from analysis.proof import party, prove, prove_one
from analysis.rules import Rule, compile_rules, select_documents
from graph.errors import UnknownFindingError, UnknownSubjectError
from graph.model.certainty import Truth
from graph.model.facts import Facts
from graph.model.records import SubjectRecord
from graph.model.time import BEIJING
from graph.store import GraphStore, Scope
from guanlian.agencies import carried_out_by
from guanlian.answers import CheckAnswer, DataState, ExplainAnswer, ExposuresAnswer, Searched
from guanlian.deciding import deciding
from guanlian.editions import Edition, edition_at, remember
from guanlian.notes import Records, load_records
from guanlian.orders import standing_orders
from guanlian.request import Request
from measures.model import Catalogue
from measures.purposes import Purposes, load_purposes
from measures.vocabulary import Direction

MAX_CANDIDATES = 50


class Service:
    """The questions of the product over one store and one catalogue."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, purposes: Purposes | None = None) -> None:
        self.store = store
        self.catalogue = catalogue
        self.purposes = purposes or load_purposes()
        self._compiled: dict[tuple[str, str | None, tuple[str, ...] | None], list[Rule]] = {}

    def remember_catalogue(self, at: datetime | None = None, by: str = "guanlian") -> None:
        """Keep this edition in the store and note since when it is used, so that an answer can be made again.

        ``at`` is the moment of first use, by default now.
        """
        remember(self.store, Edition(self.catalogue, self.purposes), at or datetime.now(BEIJING), by)

    def edition(self, request: Request) -> Edition:
        """The edition that answers a request: the present one, or the one in use at its known-as-of moment."""
        return edition_at(self.store, request.known_as_of, Edition(self.catalogue, self.purposes))

    def exposures(self, request: Request, *, include_self: bool = False, agency: str | None = None) -> ExposuresAnswer:
        """Everything caught on the day: findings that hold yes or unknown, and ended ones that are lawfully kept.

        The entries' own subjects (direction ``self``) are left out unless asked for. With ``agency`` it is
        the list of one implementing unit: all that its clauses catch, the listed themselves too.

        Raises:
            BadRequestError: no clause of the request's documents names that agency.

        """
        if agency is not None:
            own = set(map(id, carried_out_by(self.rules(request), agency)))
            return self._exposures(request, lambda rule: id(rule) in own)
        return self._exposures(request, lambda rule: include_self or rule.direction is not Direction.SELF)

    def offices(self, request: Request) -> ExposuresAnswer:
        """Listed natural persons who hold a post that a clause bars them from."""
        return self._exposures(request, lambda rule: rule.direction is Direction.OFFICE)

    def check(self, request: Request, text: str) -> CheckAnswer:
        """What the roster and the law say about one subject, given by id, name or full identifier.

        Namesakes are never picked for the user: several subjects come back as ``candidates``.

        Raises:
            UnknownSubjectError: nobody in the store answers to ``text``.

        """
        known_run = self.store.known_run(request.known_as_of)
        found = self.store.find_subjects(text, known_run, MAX_CANDIDATES, exact=True)
        if len(found) != 1:
            candidates = found or self.store.find_subjects(text, known_run, MAX_CANDIDATES)
            return self._candidates(request, known_run, text, candidates)
        return self._check_subject(request, found[0], known_run)

    def _candidates(self, request: Request, known_run: int, text: str, found: Sequence[SubjectRecord]) -> CheckAnswer:
        """Whom the user may have meant; a part of a name is never taken for the name."""
        if not found:
            raise UnknownSubjectError(
                f"没有找到主体“{mask_digits(text)}”：已在全部已装入来源中按编号、名称、曾用名和完整证件号码检索。"
                "请核对写法，或装入载有该主体的来源。"
            )
        candidates = tuple(party(record) for record in found)
        return CheckAnswer(**self.dated(request, known_run), subject=None, candidates=candidates)

    def check_subject(self, request: Request, subject: SubjectRecord) -> CheckAnswer:
        """The same for a subject already chosen."""
        return self._check_subject(request, subject, self.store.known_run(request.known_as_of))

    def _check_subject(self, request: Request, subject: SubjectRecord, known_run: int) -> CheckAnswer:
        rules = self.rules(request)
        facts = self.store.facts(Scope.of(subject.key), known_run)
        hits = expose(facts, rules)
        hits = hits.where(affected(facts, rules, hits).concerns(subject.key))
        concerned = self._prove(request, facts, rules, hits, known_run)
        current = tuple(finding for finding in concerned if stands(finding))
        return CheckAnswer(
            **self.dated(request, known_run),
            subject=party(subject),
            searched=self._searched(rules, facts),
            findings=current,
            past_findings=len(concerned) - len(current),
            orders=standing_orders(self.store, facts, [subject], request.as_of, known_run).get(subject.key, ()),
        )

    def explain(self, request: Request, finding_id: str) -> ExplainAnswer:
        """A finding from its id alone, with every edge, date, source row and the quote.

        Raises:
            UnknownFindingError: no finding has that id in the data known at that moment.

        """
        known_run = self.store.known_run(request.known_as_of)
        slugs = tuple(document.slug for document in self.edition(request).catalogue.documents)
        rules = self.rules(replace(request, documents=slugs))
        facts = self.store.facts(Scope.roster(), known_run)
        hits = expose(facts, rules)
        evidence = self.evidence(facts, hits, known_run)
        finding = prove_one(facts, rules, hits, evidence, request.as_of, finding_id)
        if finding is not None:
            (finding,) = self.overlaid([finding], evidence, request, known_run)
            behind = deciding(self.store, finding, known_run)
            return ExplainAnswer(**self.dated(request, known_run), finding=finding, deciding=behind)
        raise UnknownFindingError(
            f"截至批次 {known_run} 的数据中没有此编号的结论。"
            "请从 check 或 exposures 的结果中复制编号，或加上得出该结论时所用的 --known-as-of。"
        )

    def search(self, request: Request, text: str) -> tuple[Party, ...]:
        """Subjects that answer to a text, exact ones first."""
        known_run = self.store.known_run(request.known_as_of)
        return tuple(party(record) for record in self.store.find_subjects(text, known_run, MAX_CANDIDATES))

    def data_states(self, request: Request) -> tuple[DataState, ...]:
        """How fresh each source is."""
        return self._data(self.store.known_run(request.known_as_of))

    def _exposures(self, request: Request, wanted: Callable[[Rule], bool]) -> ExposuresAnswer:
        known_run = self.store.known_run(request.known_as_of)
        rules = [rule for rule in self.rules(request) if wanted(rule)]
        facts = self.store.facts(Scope.roster(), known_run)
        hits = expose(facts, rules)
        day = request.as_of.toordinal()
        standing = (hits.days[:, 0] <= day) & (day < hits.days[:, 3])
        kept = self._subjects_kept(request, known_run)
        if kept:
            felt = affected(facts, rules, hits)
            for key in kept:
                standing |= felt.concerns(key)
        proved = self._prove(request, facts, rules, hits.where(standing), known_run)
        return ExposuresAnswer(
            **self.dated(request, known_run),
            searched=self._searched(rules, facts),
            findings=tuple(finding for finding in proved if finding.holds is not Truth.NO or is_kept(finding)),
        )

    def _subjects_kept(self, request: Request, known_run: int) -> list[int]:
        """Keys of subjects on whom a measure is kept on the day although its finding ended."""
        kept = self.records(request).kept
        ids = sorted({one.subject for one in kept if one.since <= request.as_of < one.until})
        return [record.key for id_ in ids for record in self.store.find_subjects(id_, known_run, 1, exact=True)]

    def records(self, request: Request) -> Records:
        """What people put on record about findings, as known at the request's moment."""
        return load_records(self.store, request.known_as_of)

    def overlaid(self, findings: list[Finding], evidence: Evidence, request: Request, known_run: int) -> list[Finding]:
        """Findings with what people put on record about them."""
        if not findings:
            return []
        findings = with_former(findings, request.as_of)
        notes = self.records(request).about(evidence.subjects.values(), self.store, known_run)
        return overlay(findings, notes, request.as_of)

    def rules(self, request: Request) -> list[Rule]:
        """The rules of a request's documents; the same list for the same edition and selection."""
        catalogue = self.edition(request).catalogue
        selection = (catalogue.digest, request.place, request.documents)
        if selection not in self._compiled:
            documents = select_documents(catalogue, request.place, request.documents)
            self._compiled[selection] = compile_rules(documents)
        return self._compiled[selection]

    def _prove(self, request: Request, facts: Facts, rules: list[Rule], hits: Hits, known_run: int) -> list[Finding]:
        evidence = self.evidence(facts, hits, known_run)
        proved = prove(facts, rules, hits, evidence, request.as_of)
        return self.overlaid(proved, evidence, request, known_run)

    def evidence(self, facts: Facts, hits: Hits, known_run: int) -> Evidence:
        """The records behind some hits, a few queries for all of them."""
        keys, store = needed(facts, hits), self.store
        roles = store.role_edges(keys.roles, known_run)
        listings = store.listings(keys.listings, known_run)
        links = store.identities(keys.links, known_run)
        return Evidence(
            subjects=store.subjects(keys.subjects, known_run),
            roles=roles,
            listings=listings,
            links=links,
            classes=store.unit_classes(keys.classes, known_run),
            mentions=store.mentions(mention_ids(roles, listings, links), known_run),
        )

    def dated(self, request: Request, known_run: int) -> dict[str, Any]:
        """The fields of an answer that say what it rests on: days, run, sources, edition."""
        return {
            "as_of": request.as_of.isoformat(),
            "known_as_of": request.known_as_of.isoformat() if request.known_as_of else None,
            "known_run": known_run,
            "data": self._data(known_run),
            "catalogue": self.edition(request).catalogue.digest,
        }

    def _data(self, known_run: int) -> tuple[DataState, ...]:
        return tuple(
            DataState(
                source=state.source,
                kind=state.kind,
                as_of=state.as_of.isoformat(),
                as_of_assumed=state.as_of_assumed,
                complete=state.complete,
                run=state.run,
            )
            for state in self.store.sources(known_run)
        )

    def _searched(self, rules: Iterable[Rule], facts: Facts) -> Searched:
        rules = list(rules)
        return Searched(
            documents=tuple(sorted({rule.document.slug for rule in rules})),
            rules=len(rules),
            entries=len(facts.listings.key),
            roles=len(facts.roles.key),
            name_links=len(facts.links.key),
        )


def mask_digits(text: str) -> str:
    """A text fit for a message: of a long run of digits only both ends are kept."""
    if sum(character.isdigit() for character in text) < 12:
        return text
    return f"{text[:6]}****{text[-2:]}"
