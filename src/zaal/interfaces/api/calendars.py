"""Calendars of a house: given out under a secret address, and taken in from others, for the hotel's own systems."""

from __future__ import annotations

from django.conf import settings
from ninja import Router, Status
from ninja.params import functions

from zaal.interfaces import clock
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads the annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import person
from zaal.interfaces.wire.calendars import CalendarsOut, FeedIn, MadeFeedOut, ReferenceOut, SourceIn
from zaal.interfaces.wire.wishes import Slug  # noqa: TC001 - the library reads the annotations
from zaal.queries import calendar_sources as told
from zaal.usecases import calendar_feeds, calendars

REFERENCE = functions.Path(..., description="As the list of calendars tells it.", max_length=16)
OF_HOUSE = "venues/{slug}/calendars"

router = Router(tags=["Houses"])


@router.get(OF_HOUSE, response=answers(200, CalendarsOut, 403, 404), auth=person, operation_id="calendars")
def listed(request: ApiRequest, slug: Slug) -> CalendarsOut:
    """The calendars of a house: those that go out, and those that come in with what came of them."""
    return CalendarsOut.of(told.of_desk(slug, actor=request.auth, now=clock.now()))


@router.post(
    f"{OF_HOUSE}/feeds",
    response=answers(201, MadeFeedOut, 400, 403, 404, 409),
    auth=person,
    operation_id="make_feed",
)
def made(request: ApiRequest, slug: Slug, body: FeedIn) -> Status[MadeFeedOut]:
    """Make an address at which a house's taken times are read; it is told this once."""
    feed = calendar_feeds.make(
        actor=request.auth, venue_slug=slug, space_slug=body.space, shows=body.shows, now=clock.now()
    )
    address = f"{settings.BASE_URL}/calendars/{feed.secret}.ics"
    return Status(201, MadeFeedOut(reference=feed.reference, address=address))


@router.delete(
    f"{OF_HOUSE}/feeds/{{feed}}", response=answers(204, None, 403, 404), auth=person, operation_id="revoke_feed"
)
def revoked(request: ApiRequest, slug: Slug, feed: str = REFERENCE) -> Status[None]:
    """End a calendar that goes out: its address is not there any more."""
    calendar_feeds.revoke(actor=request.auth, venue_slug=slug, feed=feed, now=clock.now())
    return Status(204, None)


@router.post(
    f"{OF_HOUSE}/sources",
    response=answers(201, ReferenceOut, 400, 403, 404, 409),
    auth=person,
    operation_id="subscribe_calendar",
)
def subscribed(request: ApiRequest, slug: Slug, body: SourceIn) -> Status[ReferenceOut]:
    """Have a calendar read from its address about every half hour; its events block rooms."""
    reference = calendars.subscribe(
        actor=request.auth,
        venue_slug=slug,
        name=body.name,
        address=body.address,
        landing=body.landing(),
        now=clock.now(),
    )
    return Status(201, ReferenceOut(reference=reference))


@router.post(
    f"{OF_HOUSE}/sources/{{source}}/reading",
    response=answers(204, None, 403, 404, 409),
    auth=person,
    operation_id="read_calendar",
)
def read(request: ApiRequest, slug: Slug, source: str = REFERENCE) -> Status[None]:
    """Have a calendar's address asked again now."""
    calendars.refresh(actor=request.auth, venue_slug=slug, source=source, now=clock.now())
    return Status(204, None)


@router.delete(
    f"{OF_HOUSE}/sources/{{source}}",
    response=answers(204, None, 403, 404),
    auth=person,
    operation_id="remove_calendar",
)
def removed(request: ApiRequest, slug: Slug, source: str = REFERENCE) -> Status[None]:
    """Forget a calendar that comes in, and free the rooms that its events took."""
    calendars.remove(actor=request.auth, venue_slug=slug, source=source, now=clock.now())
    return Status(204, None)
