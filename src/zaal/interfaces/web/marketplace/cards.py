"""An offer as a card says it: terms as moments, the hindrance as a sentence, the links with the search state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.pricing import Basis
from zaal.interfaces import cancelling, labels, paying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from zaal.domain.period import Period
    from zaal.queries.search import Offer


@dataclass(frozen=True, slots=True)
class Card:
    """One offer and what is said of it. ``free_until``: cancelling costs nothing before; else see ``cost_now``."""

    offer: Offer
    city: str
    more_days: int
    free_until: datetime | None
    is_stated: bool
    cost_now: str
    changes_at: datetime | None
    cost_then: str
    hindrance: str
    paid_at_booking: str
    basis: str
    state: str

    @property
    def first(self) -> Period:
        return self.offer.periods[0]

    @property
    def included(self) -> Sequence[str]:
        return self.offer.includes


def card(offer: Offer, towns: Mapping[tuple[str, str], str], *, state: str, language: str) -> Card:
    """Make the card of an offer; ``towns`` names cities in the page's language, ``state`` is the search as a query."""
    now, then = offer.fee_now, offer.next_fee
    return Card(
        offer=offer,
        city=towns.get((offer.city, offer.country), offer.city),
        more_days=len(offer.periods) - 1,
        free_until=now.until if now.fee is not None and not now.fee else None,
        is_stated=now.fee is not None,
        cost_now=cancelling.share_of_price(now, language) if now.fee else "",
        changes_at=now.until,
        cost_then=cancelling.share_of_price(then, language) if then else "",
        hindrance=labels.obstacle(offer.obstacle, language) if offer.obstacle else "",
        paid_at_booking=paying.at_booking(offer.dues, language),
        basis=f"package:{offer.package_code}" if offer.basis is Basis.PACKAGE and offer.package_code else offer.basis,
        state=state,
    )
