"""The page of one venue, with the form that asks a quote for one of its rooms."""

from __future__ import annotations

import secrets
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.interfaces import clock, labels, paying
from zaal.interfaces.web.sales import chart, house_rules, openings, plans, prices, structured, terms, words
from zaal.interfaces.web.sales.forms import QuoteForm, usual_values
from zaal.queries import cities, venues

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

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
    town = cities.called([(found.city, found.country)], language=words.language())
    packages, extras = tuple(prices.package_prices(found, day)), tuple(prices.extra_prices(found, day))
    shown = {
        "venue": found,
        "city": town.get((found.city, found.country), found.city),
        "form": form,
        "space": form.space if form else None,
        "instant": words.instant_rule(form.space.instant) if form else "",
        "key": secrets.token_urlsafe(16),
        "day": day,
        "text": words.named(found.descriptions),
        "chart": chart.of(found, asked, day),
        "plan": plans.of_venue(found, form.space, asked) if form else None,
        "packages": packages,
        "extras": extras,
        "extra_fields": form.extras(extras) if form else (),
        "languages_spoken": words.languages(found.languages),
        "tiles": {"url": settings.TILES_URL, "credit": settings.TILES_CREDIT},
        "one": Money(Decimal(1), found.currency),
        "entry": labels.entry(found.card.entry, found.card.service_percent, words.language()) if found.card else "",
        "opening": openings.week(found.opening),
        "free": openings.free_on(found, form.space.slug, asked_day, now) if form and asked_day else None,
        "house_rules": house_rules.told(found.card, day),
        "payments": [paying.of_terms(one, words.language()) for one in found.payments],
        "samples": terms.samples(found, asked_day, now),
        "structured": structured.script(
            found, packages, request.build_absolute_uri(reverse("venue", args=[found.slug]))
        ),
    }
    return render(request, "sales/venue.html", shown, status=status)


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
