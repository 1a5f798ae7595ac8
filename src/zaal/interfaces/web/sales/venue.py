"""The page of one venue, with the form that asks a quote for one of its rooms."""

from __future__ import annotations

import secrets
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.interfaces import clock, labels, paying, reasons
from zaal.interfaces.web.pictures import shown as pictures
from zaal.interfaces.web.sales import (
    around,
    calendar,
    chart,
    figures,
    house_rules,
    openings,
    plans,
    prices,
    stated,
    structured,
    terms,
    words,
)
from zaal.interfaces.web.sales.forms import QuoteForm, usual_values
from zaal.queries import answering, cities, venues

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from zaal.interfaces.web.sales.prices import ExtraPrice
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.venues import SpaceView, VenueView


@require_GET
def venue(request: PageRequest, slug: str) -> HttpResponse:
    """Show the venue; the search state in the URL prefills the quote form and decides the day of the prices."""
    now = clock.now()
    found = venues.venue(slug, now=now, on=first_day(request.GET), actor=request.actor)
    space = chosen_space(found, request.GET)
    form = None
    if space is not None:
        form = prefilled(found, space, request.GET, now)
    return answer(request, found, form, now=now)


def prefilled(found: VenueView, space: SpaceView, asked: QueryDict, now: datetime) -> QuoteForm:
    """Make a quote form that shows what was asked or typed so far, with nothing said about it yet."""
    return QuoteForm(found, space, price_day(asked, found, now), initial=usual_values(space, asked), asked=asked)


def answer(
    request: PageRequest, found: VenueView, form: QuoteForm | None, *, now: datetime, status: int = 200
) -> HttpResponse:
    """Write the venue's page around a quote form, new or as it was sent."""
    asked = request.GET if request.method == "GET" else request.POST
    day, asked_day = price_day(asked, found, now), first_day(asked)
    packages, extras = tuple(prices.package_prices(found, day)), tuple(prices.extra_prices(found, day))
    space = form.space if form else None
    rooms = chart.of(found, asked, day)
    shown = {
        "venue": found,
        "day": day,
        "chart": rooms,
        "packages": packages,
        "extras": extras,
        "figures": figures.of(rooms, packages),
        "plan": plans.of_venue(found, space, asked) if space else None,
        "calendar": calendar.of_venue(found, space, asked, now),
        "entry": labels.entry(found.card.entry, found.card.service_percent, words.language()) if found.card else "",
        "house_rules": house_rules.told(found.card, day),
        "payments": [paying.of_terms(one, words.language()) for one in found.payments],
        "samples": terms.samples(found, asked_day, now),
        "one": Money(Decimal(1), found.currency),
        "structured": structured.script(found, packages),
        **_house(found, now),
        "hire": next((row.hire for row in rooms.rows if space and row.space.slug == space.slug), ()),
        **_form(found, form, extras, asked_day, now),
    }
    return render(request, "sales/venue.html", shown, status=status)


def _house(found: VenueView, now: datetime) -> dict[str, object]:
    """Tell what stays the same whatever is asked: pictures, place, hours, facts."""
    town = cities.called([(found.city, found.country)], language=words.language())
    return {
        "city": town.get((found.city, found.country), found.city),
        "gallery": pictures.gallery(found.slug),
        "text": words.told_in(found.descriptions),
        "ways": around.ways(found),
        "stated": stated.told(found, local(now, found.time_zone).date()),
        "opening": openings.week(found.opening),
        **_answering(found.slug, now),
        "languages_spoken": words.languages(found.languages),
        "tiles": {"url": settings.TILES_URL, "credit": settings.TILES_CREDIT},
    }


def _answering(slug: str, now: datetime) -> dict[str, object]:
    """Tell how the house answers requests by hand, where enough were made to tell."""
    record = answering.of_house(slug, now=now)
    return {"answers_in": reasons.answers_in(record, words.language()), "honoured": reasons.honoured(record)}


def _form(
    found: VenueView, form: QuoteForm | None, extras: Sequence[ExtraPrice], day: date | None, now: datetime
) -> dict[str, object]:
    """Tell what stands in and around the quote form; nothing where there is none."""
    if form is None:
        return {"form": None, "space": None}
    return {
        "form": form,
        "space": form.space,
        "instant": words.instant_rule(form.space.instant),
        "key": secrets.token_urlsafe(16),
        "extra_fields": form.extras(extras),
        "free": openings.free_on(found, form.space.slug, day, now) if day else None,
    }


def chosen_space(found: VenueView, asked: QueryDict) -> SpaceView | None:
    """Return the room named in the URL, else the smallest that seats the delegates, else the first."""
    named = [space for space in found.spaces if space.slug == asked.get("space")]
    fitting = [space for space in found.spaces if _seats(space, asked)]
    return next(iter([*named, *fitting, *found.spaces]), None)


def first_day(asked: QueryDict) -> date | None:
    """Return the earliest readable date of the search state."""
    found = []
    for text in asked.getlist("date"):
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            continue
    return min(found, default=None)


def price_day(asked: QueryDict, found: VenueView, now: datetime) -> date:
    """Return the day whose prices are shown: the first one asked for, else today there."""
    return first_day(asked) or local(now, found.time_zone).date()


def _seats(space: SpaceView, asked: QueryDict) -> bool:
    delegates, layout = asked.get("delegates", ""), asked.get("layout", "")
    return delegates.isdecimal() and any(
        capacity.min_delegates <= int(delegates) <= capacity.max_delegates
        for name, capacity in space.capacities.items()
        if layout in {"", name.value}
    )
