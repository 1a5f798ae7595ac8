"""Looking: who one is, places, offers and venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from ninja import Query, Router
from ninja.params import functions

from zaal.domain.places import LONGEST_TEXT, PlaceKind, coordinates
from zaal.domain.refusals import Invalid
from zaal.domain.search import Circle
from zaal.interfaces import clock
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads the annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import anyone, person
from zaal.interfaces.wire.offers import CURSOR, OffersIn, OffersOut, WhereIn
from zaal.interfaces.wire.people import MeOut
from zaal.interfaces.wire.places import PlacesOut
from zaal.interfaces.wire.venues import VenueOut
from zaal.interfaces.wire.wishes import Slug  # noqa: TC001 - the library reads the annotations
from zaal.queries import alternatives, places, search, venues

if TYPE_CHECKING:
    from zaal.queries.places import FoundPlace

TEXT = functions.Query(
    ..., max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$", description="As people type it.", example="Den Haag"
)
PAGE = functions.Query(None, pattern=CURSOR, description="The ``next`` of the page before.")

router = Router(tags=["Search"])


class PlaceNeeded(Invalid):
    """A search names neither a place nor a point."""

    code = "place_needed"


@router.get("me", response=answers(200, MeOut), auth=person, operation_id="me")
def me(request: ApiRequest) -> MeOut:
    """Who this token acts for."""
    return MeOut.from_actor(request.auth)


@router.get("places", response=answers(200, PlacesOut), auth=anyone, operation_id="find_places")
def find_places(request: ApiRequest, q: str = TEXT) -> PlacesOut:
    """What a text may mean."""
    return PlacesOut.from_answer(places.find(q, language=request.auth.language))


@router.get(
    "offers",
    response=answers(200, OffersOut),
    auth=anyone,
    operation_id="find_offers",
)
def find_offers(
    request: ApiRequest, where: Query[WhereIn], asked: Query[OffersIn], page: str | None = PAGE
) -> OffersOut:
    """Free rooms near a place, with all-in prices.

    Per venue the smallest free space that fits. Give ``place``, or ``near`` as lat,lon.
    """
    found = _place(where, request.auth.language)
    country = found.country if found.kind is PlaceKind.COUNTRY else None
    circle = Circle(found.lat, found.lon, where.radius_km or found.radius_km, country)
    wish, now = asked.wish(circle, venue=found.venue_slug or None), clock.now()
    answer = search.spaces(wish, now=now, after=page, actor=request.auth)
    others = () if answer.total else alternatives.alternatives(wish, now=now)
    return OffersOut.from_answer(answer, alternatives=others)


@router.get(
    "venues/{slug}",
    response=answers(200, VenueOut, 404),
    auth=anyone,
    operation_id="venue",
)
def venue(request: ApiRequest, slug: Slug) -> VenueOut:
    """A venue with its spaces, rates and terms."""
    found = venues.venue(slug, now=clock.now(), actor=request.auth)
    return VenueOut.from_venue(found, get_language() or "en")


def _place(where: WhereIn, language: str) -> FoundPlace:
    """Find where to search. Refuses: PlaceNeeded, PlaceUnknown, PlaceAmbiguous, PlaceOutOfRange."""
    if where.near is not None and coordinates(where.near) is not None:
        return places.the_one(where.near, language=language)
    if where.place is None or where.near is not None:
        raise PlaceNeeded(near=where.near)
    return places.the_one(where.place, language=language)
