"""Chosen rooms as pages tell them: facts, plan, live price and terms, and where each is the best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.domain.refusals import Refusal
from zaal.domain.wishes import QuoteWish
from zaal.interfaces import floorplan_svg, floorplan_words, refusals, statement
from zaal.interfaces.web.choosing.chosen import written
from zaal.interfaces.web.marketplace.cards import Page, card
from zaal.interfaces.web.pictures import shown
from zaal.queries import choosing, cities, plans
from zaal.usecases import offering

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.safestring import SafeString

    from zaal.domain.actors import Actor
    from zaal.domain.layouts import Layout
    from zaal.domain.places import Point
    from zaal.domain.search import Wish
    from zaal.interfaces.statement import Statement
    from zaal.interfaces.web.marketplace.cards import Card
    from zaal.interfaces.web.pictures.shown import Shown
    from zaal.queries.choosing import Best, Room, RoomFacts
    from zaal.queries.search import Offer


@dataclass(frozen=True, slots=True)
class Plan:
    """The room drawn to scale; without a drawing ``verdict`` says why."""

    svg: SafeString | str
    verdict: str


@dataclass(frozen=True, slots=True)
class Told:
    """One chosen room. Without an ``offer``, ``why_not`` says why; ``may_wait`` when it can be quoted all the same."""

    room: str
    facts: RoomFacts
    city: str
    distance_km: float | None
    layout: Layout
    offer: Offer | None
    card: Card | None
    statement: Statement | None
    best: Best
    why_not: str
    may_wait: bool
    basis: str
    picture: Shown | None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, when, from where, with which search as an address, in which language."""

    actor: Actor
    now: datetime
    point: Point | None
    state: str
    language: str


def told(found: Sequence[RoomFacts], wish: Wish, asker: Asker) -> tuple[Told, ...]:
    """Tell rooms for a wish, in their order, priced live as a search and a quote price them."""
    offers = choosing.offers(found, wish, now=asker.now, actor=asker.actor)
    far = choosing.distances(found, asker.point)
    best = choosing.best(offers, far, now=asker.now)
    page = Page(
        wish=wish,
        towns=cities.called(((one.city, one.country) for one in found), language=asker.language),
        pictures=shown.of_rooms([one.room for one in found], layout=wish.layout, delegates=wish.delegates),
        state=asker.state,
        language=asker.language,
    )
    return tuple(
        _one(one, page, asker, offers.get(one.room), best=best.get(one.room, choosing.Best()), far=far.get(one.room))
        for one in found
    )


def drawn(columns: Sequence[Told], delegates: int, language: str) -> tuple[Told, ...]:
    """Draw each room to scale as it would be set up. At most five statements per room."""
    return tuple(replace(one, plan=_plan(one.facts.room, one.layout, delegates, language)) for one in columns)


def _one(  # noqa: PLR0913 - what one room is told of
    one: RoomFacts, page: Page, asker: Asker, offer: Offer | None, *, best: Best, far: float | None
) -> Told:
    wish = page.wish
    layout = wish.layout or (offer.layout if offer else one.layout_for(wish.delegates))
    why_not, may_wait = ("", False) if offer else _why_not(one, wish, layout, asker)
    made = card(offer, page) if offer else None
    return Told(
        room=written(one.room),
        facts=one,
        city=page.towns.get((one.city, one.country), one.city),
        distance_km=far,
        layout=layout,
        offer=offer,
        card=made,
        statement=statement.of(offer.price, asker.language) if offer else None,
        best=best,
        why_not=why_not,
        may_wait=may_wait,
        basis=made.basis if made else wish.basis.value,
        picture=made.picture if made else page.pictures.get((one.room.venue, one.room.space)),
    )


def _why_not(one: RoomFacts, wish: Wish, layout: Layout, asker: Asker) -> tuple[str, bool]:
    """Say what a quote for this would be refused for; refused by nothing, the room is under somebody's option."""
    asked = QuoteWish(
        venue=one.room.venue,
        space=one.room.space,
        layout=layout,
        delegates=wish.delegates,
        spans=wish.spans,
        basis=wish.basis,
    )
    try:
        offering.draw_up(actor=asker.actor, wish=asked, now=asker.now)
    except Refusal as refusal:
        return refusals.sentence(refusal, asker.language, one.time_zone), False
    return _("Somebody has an option on it at that time. Ask for a quote to wait in line."), True


def _plan(room: Room, layout: Layout, delegates: int, language: str) -> Plan:
    try:
        drawn = plans.of_offer(room.venue, room.space, layout=layout, delegates=delegates)
    except Refusal as refusal:
        return Plan("", refusals.sentence(refusal, language))
    svg = floorplan_svg.svg(drawn.drawing, room=drawn.space, language=language, name=f"plan-{room.venue}-{room.space}")
    return Plan(svg, floorplan_words.verdict(drawn.drawing, language))
