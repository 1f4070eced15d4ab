"""The review of identities with the plain words that a page has."""

from __future__ import annotations

from datetime import datetime

from graph.model.certainty import IdentityTier
from graph.model.time import BEIJING
from guanlian.request import Request
from guanlian.review import QueueFilter, queue, show
from guanlian.review_acts import approve, decide, undo
from guanlian.review_answers import TIERS, VERDICTS, CaseAnswer, QueueAnswer
from guanlian.settings import Settings
from guanlian.views.service import PageService

_TIERS = {words: tier for tier, words in TIERS.items()}
_VERDICTS = {words: verdict for verdict, words in VERDICTS.items()}
TIER_WORDS = [TIERS[tier] for tier in (IdentityTier.CONFLICT, IdentityTier.PROBABLE, IdentityTier.POSSIBLE)]
VERDICT_WORDS = list(_VERDICTS)
MOST_SHOWN = 200


def review_queue(service: PageService, request: Request, tiers: tuple[str, ...], name: str) -> QueueAnswer:
    """The waiting cases of some tiers (in Chinese words; none: all) whose names hold a text."""
    return queue(service, request, QueueFilter(tuple(_TIERS[word] for word in tiers), name=name, limit=MOST_SHOWN))


def review_case(service: PageService, request: Request, case: str) -> CaseAnswer:
    """One case whole."""
    return show(service, request, case)


def decided(
    service: PageService, request: Request, settings: Settings, case: str, verdict: str, by: str, reason: str
) -> CaseAnswer:
    """Record a decision (its verdict in Chinese words) and let it take effect.

    Raises:
        BadRequestError: no reason, or nobody is named.

    """
    at = datetime.now(BEIJING)
    return decide(service, request, case, _VERDICTS[verdict], by=by, reason=reason, at=at, four_eyes=settings.four_eyes)


def approved(service: PageService, request: Request, case: str, by: str, reason: str) -> CaseAnswer:
    """Approve a pending decision as a second person."""
    return approve(service, request, case, by=by, reason=reason, at=datetime.now(BEIJING))


def taken_back(service: PageService, request: Request, case: str, by: str, reason: str) -> CaseAnswer:
    """Take back the last decision."""
    return undo(service, request, case, by=by, reason=reason, at=datetime.now(BEIJING))


def tier_word(code: str) -> str:
    """The Chinese word of a tier's code."""
    return TIERS[IdentityTier(code)]
