"""An offer as a card says it: terms as moments, the hindrance as a sentence, the links with the search state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zaal.domain.amenities import Amenity
from zaal.domain.pricing import Basis
from zaal.interfaces import cancelling, labels, paying

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from zaal.domain.period import Period
    from zaal.domain.search import Wish
    from zaal.interfaces.web.pictures.shown import Shown
    from zaal.queries.search import Offer

# What a card names of a room first; what was asked for comes before it.
TELLING = (
    Amenity.WIFI,
    Amenity.SCREEN,
    Amenity.DAYLIGHT,
    Amenity.VIDEO_CONFERENCE,
    Amenity.STEP_FREE,
    Amenity.AIR_CONDITIONING,
)
MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One offer and what is said of it. ``free_until``: cancelling costs nothing before; else see ``cost_now``."""

    offer: Offer
    picture: Shown | None
    city: str
    more_days: int
    glance: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class Page:
    """What all cards of a page share: the wish, how cities are called, the rooms' pictures, the search as a query."""

    wish: Wish
    towns: Mapping[tuple[str, str], str]
    pictures: Mapping[tuple[str, str], Shown]
    state: str
    language: str


def card(offer: Offer, page: Page) -> Card:
    """Make the card of an offer."""
    language = page.language
    now, then = offer.fee_now, offer.next_fee
    return Card(
        offer=offer,
        picture=_as_set(page.pictures.get((offer.venue, offer.space)), offer, page.wish),
        city=page.towns.get((offer.city, offer.country), offer.city),
        more_days=len(offer.periods) - 1,
        glance=_glance(offer, page.wish),
        free_until=now.until if now.fee is not None and not now.fee else None,
        is_stated=now.fee is not None,
        cost_now=cancelling.share_of_price(now, language) if now.fee else "",
        changes_at=now.until,
        cost_then=cancelling.share_of_price(then, language) if then else "",
        hindrance=labels.obstacle(offer.obstacle, language) if offer.obstacle else "",
        paid_at_booking=paying.at_booking(offer.dues, language),
        basis=f"package:{offer.package_code}" if offer.basis is Basis.PACKAGE and offer.package_code else offer.basis,
        state=page.state,
    )


def _as_set(picture: Shown | None, offer: Offer, wish: Wish) -> Shown | None:
    """Draw the room in the layout that is offered; where one was asked for its address says so already."""
    if picture is None or not picture.is_drawn or wish.layout is not None:
        return picture
    return replace(picture, src=f"{picture.src}&layout={offer.layout}")


def _glance(offer: Offer, wish: Wish) -> tuple[str, ...]:
    """Choose the few things a card names: what the package holds, else what was asked for and what most look for."""
    if offer.includes:
        return tuple(item for item in offer.includes if item != "room")[:MOST_TOLD]
    asked = [amenity for amenity in offer.amenities if amenity in wish.amenities]
    usual = [amenity for amenity in TELLING if amenity in offer.amenities and amenity not in wish.amenities]
    return tuple(asked + usual)[:MOST_TOLD]
