"""The page of a city: what there is to meet in, and what it costs, told from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zaal.interfaces import clock
from zaal.interfaces.web.cities import structured
from zaal.interfaces.web.marketplace import forms
from zaal.interfaces.web.pictures import shown
from zaal.queries import cities, city_facts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.city_facts import Prices

# A page of hundreds of hotels is read by nobody; all of them are in the search and the sitemap.
MOST_HOUSES = 24
MOST_NEAR = 8
# Width of the scale on which the prices are drawn, and of how many it takes to say more than their ends.
SCALE, FEWEST_ON_SCALE = 1000, 4


@require_GET
def city(request: PageRequest, country: str, city: str) -> HttpResponse:
    """Show a city with hotels. Refuses: CityUnknown (answered as not found)."""
    if country != country.lower() or city != city.lower():
        return redirect("city", country.lower(), city.lower(), permanent=True)
    language, now = request.visitor.language, clock.now()
    found = cities.city(country, city, language=language)
    told = city_facts.facts(found, now=now, language=language)
    houses = told.houses[:MOST_HOUSES]
    pictures = shown.of_houses(house.slug for house in houses)
    usual = {**forms.usual_values(now.date()), "place": _typed(found)}
    return render(
        request,
        "cities/city.html",
        {
            "facts": told,
            "city": found,
            "form": forms.SearchForm(initial=usual),
            "houses": [(house, pictures.get(house.slug)) for house in houses],
            "more_houses": len(told.houses) - len(houses),
            "groups": city_facts.GROUPS,
            "in_all": [amenity for amenity, n in told.amenities if n == len(told.houses)],
            "in_some": [(amenity, n) for amenity, n in told.amenities if n < len(told.houses)],
            "scale": _scale(told.prices) if told.prices else (),
            "near": cities.near(found, MOST_NEAR, language=language),
            "now": now,
            "structured": structured.script(told, houses),
        },
    )


def _typed(found: cities.City) -> str:
    """Write the city as one types it to find this one."""
    return f"{found.name}, {found.region}" if found.region else found.name


def _scale(prices: Prices) -> tuple[int, ...]:
    """Put each price on a line from the lowest to the highest; nothing where they are few or all the same."""
    if len(prices.amounts) < FEWEST_ON_SCALE:
        return ()
    lowest, width = prices.lowest.amount, prices.highest.amount - prices.lowest.amount
    return tuple(round(SCALE * (one.amount - lowest) / width) for one in prices.amounts) if width else ()
