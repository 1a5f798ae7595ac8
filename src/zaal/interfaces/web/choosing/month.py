"""The strip that tells the cheapest day of a month, beside a search or on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from babel.dates import get_day_names
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zaal.domain.refusals import Invalid
from zaal.interfaces import clock, refusals
from zaal.interfaces.web import formats
from zaal.interfaces.web.choosing import asked
from zaal.interfaces.web.marketplace import forms
from zaal.interfaces.wording import locale_of
from zaal.queries import cheapest

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.domain.search import Wish
    from zaal.interfaces.web.choosing.asked import Asked
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.cheapest import Day, Month

BAR = 40
LEAST_BAR = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of the strip: its words, how high it stands, and the search of that day."""

    day: Day
    name: str
    letter: str
    figure: str
    height: int
    address: str

    @property
    def top(self) -> int:
        return BAR - self.height


@require_GET
def month(request: PageRequest) -> HttpResponse:
    """Show the lowest total of each day of a month for the search in the address."""
    now = clock.now()
    search = asked.read(request.GET, None, visitor=request.visitor, now=now)
    told: dict[str, Any] = {"state": search.state, "sentence": search.sentence}
    if search.wish and search.place:
        told |= _told(request, search.wish, search)
        told["place"] = search.place
    elif not search.sentence:
        told["sentence"] = _("Say where: a city, district, airport or hotel.")
    template = "choosing/month_page.html#strip" if request.htmx else "choosing/month_page.html"
    response = render(request, template, told)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _told(request: PageRequest, wish: Wish, search: Asked) -> dict[str, Any]:
    now, language, state = clock.now(), request.visitor.language, search.state
    first = _first(request.GET.get("month", ""), wish)
    try:
        found = cheapest.month(wish, first, now=now, actor=request.actor, country=search.country)
    except Invalid as refusal:
        return {"sentence": refusals.sentence(refusal, language)}
    currencies = {day.lowest.currency for day in found.days if day.lowest}
    return {
        "month": found,
        "name": formats.month(found.first, language),
        "bars": [_bar(day, wish, state, language, one_currency=len(currencies) < 2) for day in found.days],  # noqa: PLR2004 - one or none
        "currency": next(iter(currencies)) if len(currencies) == 1 else "",
        "cheapest": [formats.day(day.date, language) for day in found.cheapest],
        "lowest": found.cheapest[0].lowest if found.cheapest else None,
        "saved": _saved(found),
        "before": _address(state, found.first - timedelta(days=1)) if found.first > now.date() else "",
        "after": _address(state, found.last + timedelta(days=1)),
        "delegates": wish.delegates,
    }


def _first(text: str, wish: Wish) -> date:
    """Return the first day of the month asked for (``2027-03``), else of the search's own."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return wish.spans[0].starts.date().replace(day=1)


def _address(state: str, day: date) -> str:
    return f"{reverse('search_month')}?{state}&month={day:%Y-%m}"


def _bar(day: Day, wish: Wish, state: str, language: str, *, one_currency: bool) -> Bar:
    by = day.date - wish.spans[0].starts.date()
    dates = [span.starts.date().isoformat() for span in cheapest.moved(wish.spans, by)]
    figure = ""
    if day.lowest:
        whole = formats.whole_money(day.lowest, language)
        figure = "".join(sign for sign in whole if sign.isdigit() or sign in ".,") if one_currency else whole
    return Bar(
        day=day,
        name=formats.day(day.date, language),
        letter=get_day_names("short", locale=locale_of(language))[day.date.weekday()],
        figure=figure,
        height=max(round(day.height * BAR), LEAST_BAR) if day.lowest else 0,
        address=f"{reverse('search')}?{forms.address(QueryDict(state), date=dates)}",
    )


def _saved(found: Month) -> Any:
    """Return by how much the cheapest day is under the asked one, where both are in one currency."""
    if not found.cheapest or found.asked is None:
        return None
    lowest = found.cheapest[0].lowest
    if lowest is None or lowest.currency != found.asked.currency or lowest == found.asked:
        return None
    return found.asked - lowest
