"""Who has which deal: negotiated rates by organisation, promotions by the word somebody was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.rates import DealKind
from zaal.domain.refusals import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zaal.domain.rates import Deal


NO_DEALS: frozenset[str] = frozenset()


class CodeUnknown(Conflict):
    """The house has no promotion of this code for this customer today (never says whether it exists for others)."""

    code = "promotion_code_unknown"


def held(deals: Iterable[Deal], *, organisations: frozenset[int], words: Sequence[str], day: date) -> frozenset[str]:
    """Return the codes of the deals that somebody of these organisations has, asking on this day (venue-local).

    A negotiated rate needs no word; one for no organisation at all is nobody's. Capitals and spaces around a word do
    not count; one that gives nothing here is passed over, as search asks many houses with the same words.
    """
    in_force = [deal for deal in deals if deal.validity.holds_on(day)]
    if not in_force:
        return NO_DEALS
    found = {deal.code for deal in in_force if deal.kind is DealKind.NEGOTIATED and deal.organisations & organisations}
    for word in words:
        found |= {deal.code for deal in in_force if _is_given(deal, word, organisations)}
    return frozenset(found)


def require_given(deals: Iterable[Deal], *, organisations: frozenset[int], words: Sequence[str], day: date) -> None:
    """Pass words that each give something at this house today. Refuses: CodeUnknown."""
    in_force = [deal for deal in deals if deal.validity.holds_on(day)]
    for word in words:
        if not any(_is_given(deal, word, organisations) for deal in in_force):
            raise CodeUnknown(promotion=word)


def _is_given(deal: Deal, word: str, organisations: frozenset[int]) -> bool:
    named = deal.kind is DealKind.PROMOTION and _plain(deal.word) == _plain(word) and bool(_plain(word))
    return named and (not deal.organisations or bool(deal.organisations & organisations))


def _plain(word: str) -> str:
    return word.strip().casefold()
