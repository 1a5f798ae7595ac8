"""Rooms drawn to scale on pages, and as files of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zaal.domain.floorplans import MOST_DRAWN, NumberNotDrawable
from zaal.domain.layouts import Layout, closest_layout
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock, floorplan_svg, floorplan_words, labels, refusals
from zaal.interfaces.web.pictures import shown
from zaal.interfaces.web.sales import words
from zaal.interfaces.web.sales.chart import NOT_STATE
from zaal.queries import plans, venues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from zaal.interfaces.web.pictures.shown import Shown
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.plans import RoomPlan
    from zaal.queries.sales import QuoteView
    from zaal.queries.venues import SpaceView, VenueView

# What the form of a drawing asks for itself.
OWN_FIELDS = frozenset({"layout", "delegates", "whole"})
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what is said about it; without one, ``refusal`` says why.

    ``inside`` is the room as one stands in it, ``quote`` the address that asks a quote for it so.
    """

    room: str
    svg: SafeString | str = ""
    in_short: str = ""
    verdict: str = ""
    reservations: tuple[str, ...] = ()
    address: str = ""
    refusal: str = ""
    inside: Shown | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Chooser:
    """The room, layout and number of a drawing, what to choose from, and the rest of the search to keep."""

    picture: Picture
    space: str
    layout: Layout
    delegates: int
    rooms: tuple[tuple[str, str], ...]
    layouts: tuple[tuple[Layout, str], ...]
    state: tuple[tuple[str, str], ...]
    most: int = MOST_DRAWN


@require_GET
def drawn(request: PageRequest, slug: str) -> HttpResponse:
    """Draw one room of a venue: the part of its page that is drawn anew when layout or number change.

    ``whole`` asks for the choice beside it too: that is what the quote form does, whose fields it follows.
    """
    space, layout = request.GET.get("space", ""), _layout(request.GET)
    if "whole" in request.GET:
        found = venues.venue(slug, now=clock.now(), actor=request.actor)
        room = next((one for one in found.spaces if one.slug == space), None)
        if room is None:
            raise venues.VenueUnknown(venue=slug, space=space)
        whole = {"venue": found, "plan": of_venue(found, room, request.GET)}
        return render(request, "sales/parts/plan.html", whole)
    picture = _picture(slug, space, layout or Layout.THEATRE, _number(request.GET) or 0)
    return render(request, "sales/parts/plan_picture.html", {"picture": picture})


@require_GET
def file(request: PageRequest, slug: str, space: str) -> HttpResponse:
    """Give a drawing as SVG, in the page's language; ``layout`` and ``delegates`` say of what."""
    layout, delegates = _layout(request.GET) or Layout.THEATRE, _number(request.GET)
    if delegates is None:
        raise NumberNotDrawable(asked=request.GET.get("delegates"), most=MOST_DRAWN)
    told = plans.of_offer(slug, space, layout=layout, delegates=delegates)
    return HttpResponse(
        floorplan_svg.svg(told.drawing, room=f"{told.space}, {told.venue}", language=words.language()),
        content_type="image/svg+xml; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{told.space_slug}-{layout}-{delegates}.svg"'},
    )


def of_venue(venue: VenueView, space: SpaceView, asked: QueryDict) -> Chooser:
    """Draw the chosen room in the layout and number of the search, else as full as the hotel says it gets."""
    delegates = _number(asked)
    layout = _layout(asked) or _usual_layout(space, delegates)
    capacity = space.capacities.get(layout)
    if delegates is None:
        delegates = min(capacity.max_delegates, MOST_DRAWN) if capacity else 1
    offered = [one for one in Layout if one is layout or any(one in room.capacities for room in venue.spaces)]
    return Chooser(
        picture=_picture(venue.slug, space.slug, layout, delegates),
        space=space.slug,
        layout=layout,
        delegates=delegates,
        rooms=tuple((room.slug, room.name) for room in venue.spaces),
        layouts=tuple((one, labels.word(one, words.language())) for one in offered),
        state=tuple(
            (name, value)
            for name, values in asked.lists()
            if name not in NOT_STATE | OWN_FIELDS
            for value in values
            if value
        ),
    )


def of_sale(quote: QuoteView) -> tuple[Picture, ...]:
    """Draw the rooms of a quote or booking as they were asked for; those that cannot be drawn are left out."""
    return tuple(_of_rooms(quote))


def _of_rooms(quote: QuoteView) -> Iterator[Picture]:
    for number, room in enumerate(quote.rooms, 1):
        try:
            told = plans.of_sale(quote.house.slug, room.space_slug, layout=room.layout, delegates=room.delegates)
        except Refusal:
            continue
        yield _shown(told, name=f"plan-{number}")


def _picture(venue: str, space: str, layout: Layout, delegates: int) -> Picture:
    """Draw a room on offer. Refuses: VenueUnknown; that it cannot be drawn is said in its place."""
    try:
        told = plans.of_offer(venue, space, layout=layout, delegates=delegates)
    except venues.VenueUnknown:
        raise
    except Refusal as refusal:
        return Picture(room="", refusal=refusals.sentence(refusal, words.language()))
    drawing = _shown(told, name="plan-room")
    inside = shown.of_rooms([(venue, space)], layout=layout, delegates=min(delegates, told.drawing.fits) or None)
    asked = {"space": space, "layout": layout.value, "delegates": delegates}
    return replace(
        drawing,
        inside=inside.get((venue, space)),
        quote=f"{reverse('venue', args=[venue])}?{urlencode(asked)}#quote" if told.drawing.stated else "",
    )


def _shown(told: RoomPlan, *, name: str) -> Picture:
    language, drawing = words.language(), told.drawing
    asked = urlencode({"layout": drawing.layout.value, "delegates": drawing.asked})
    return Picture(
        room=told.space,
        svg=floorplan_svg.svg(drawing, room=told.space, language=language, name=name),
        in_short=floorplan_words.in_short(drawing),
        verdict=floorplan_words.verdict(drawing, language),
        reservations=floorplan_words.reservations(drawing),
        address=f"{reverse('plan_file', args=[told.venue_slug, told.space_slug])}?{asked}",
    )


def _layout(asked: QueryDict) -> Layout | None:
    name = asked.get("layout", "")
    return Layout(name) if name in set(Layout) else None


def _number(asked: QueryDict) -> int | None:
    text = asked.get("delegates", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _usual_layout(space: SpaceView, delegates: int | None) -> Layout:
    """Choose the layout that seats the number most closely, else the one that seats most."""
    seats = {layout: (one.min_delegates, one.max_delegates) for layout, one in space.capacities.items()}
    if delegates is not None and any(least <= delegates <= most for least, most in seats.values()):
        return closest_layout(seats, delegates)
    return max(seats, key=lambda layout: seats[layout][1], default=Layout.THEATRE)
