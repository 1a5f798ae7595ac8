"""A city as schema.org data: a collection of hotels, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaal.interfaces import labels
from zaal.interfaces.web import addresses, linked_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from zaal.queries.cities import City
    from zaal.queries.city_facts import CityFacts, House


def script(told: CityFacts, houses: Sequence[House]) -> SafeString:
    """Describe the page of a city with the hotels shown on it."""
    city = told.city
    path = reverse("city", args=[city.country.lower(), city.slug])
    plain = addresses.read(path).path
    page = {
        "@type": "CollectionPage",
        "@id": linked_data.named(plain, "page"),
        "url": addresses.canonical(path),
        "name": _("Meeting rooms in %(city)s") % {"city": city.label},
        "inLanguage": get_language(),
        "isPartOf": {"@id": linked_data.named("/", "website")},
        "about": _about(city),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(told.houses),
            "itemListElement": [
                {"@type": "ListItem", "position": at, "item": _hotel(house, city)}
                for at, house in enumerate(houses, start=1)
            ],
        },
    }
    return linked_data.script(page, linked_data.trail([(city.label, path)]))


def _about(city: City) -> dict[str, Any]:
    return {
        "@type": "City",
        "name": city.name,
        "geo": linked_data.point(city.lat, city.lon),
        "containedInPlace": {"@type": "Country", "name": labels.word(city.country, get_language() or "en")},
    }


def _hotel(house: House, city: City) -> dict[str, Any]:
    path = reverse("venue", args=[house.slug])
    return linked_data.said(
        {
            "@type": "Hotel",
            "@id": linked_data.named(addresses.read(path).path, "hotel"),
            "name": house.name,
            "url": addresses.canonical(path),
            "image": linked_data.preview(house.slug),
            "starRating": linked_data.stars(house.stars),
            "address": {"@type": "PostalAddress", "addressLocality": city.name, "addressCountry": city.country},
            "geo": linked_data.point(house.lat, house.lon),
        }
    )
