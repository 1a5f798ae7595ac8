"""A venue as schema.org data for search engines: a Hotel with its MeetingRooms and an Offer per package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zaal.interfaces import labels
from zaal.interfaces.web import addresses, formats, linked_data
from zaal.interfaces.web.linked_data import said
from zaal.interfaces.web.sales import words
from zaal.queries import cities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from zaal.domain.layouts import Capacity
    from zaal.interfaces.web.sales.prices import PackagePrice
    from zaal.queries.venues import SpaceView, VenueView


def script(venue: VenueView, packages: Sequence[PackagePrice]) -> SafeString:
    """Write the data block of a venue and of the way to it through its city."""
    steps = [(venue.name, reverse("venue", args=[venue.slug]))]
    if venue.city:
        written = cities.Written(venue.city, venue.country, venue.lat, venue.lon)
        city = cities.of_venue(written, language=words.language())
        steps = [(city.label, reverse("city", args=[city.country.lower(), city.slug])), *steps]
    return linked_data.script(described(venue, packages), linked_data.trail(steps))


def described(venue: VenueView, packages: Sequence[PackagePrice]) -> dict[str, Any]:
    """Describe the venue in schema.org's words; what the hotel does not say is left out."""
    path = reverse("venue", args=[venue.slug])
    address = addresses.canonical(path)
    return said(
        {
            "@type": "Hotel",
            "@id": linked_data.named(addresses.read(path).path, "hotel"),
            "name": venue.name,
            "url": address,
            "mainEntityOfPage": address,
            "description": words.named(venue.descriptions),
            "image": linked_data.preview(venue.slug),
            "sameAs": venue.website,
            "telephone": venue.phone,
            "email": venue.email,
            "numberOfRooms": venue.bedrooms,
            "starRating": linked_data.stars(venue.stars),
            "priceRange": _price_range(packages),
            "currenciesAccepted": venue.currency,
            "availableLanguage": list(venue.languages),
            "address": said(
                {
                    "@type": "PostalAddress",
                    "streetAddress": venue.address,
                    "postalCode": venue.postcode,
                    "addressLocality": venue.city,
                    "addressCountry": venue.country,
                }
            ),
            "geo": linked_data.point(venue.lat, venue.lon),
            "amenityFeature": [_feature(amenity) for amenity in venue.amenities],
            "containsPlace": [_room(space, path) for space in venue.spaces],
            "makesOffer": [_offer(priced, address) for priced in packages],
            "potentialAction": {
                "@type": "ReserveAction",
                "name": _("Ask for a quote"),
                "target": {"@type": "EntryPoint", "urlTemplate": f"{address}#quote", "inLanguage": words.language()},
            }
            if venue.spaces
            else None,
        }
    )


def _price_range(packages: Sequence[PackagePrice]) -> str:
    """Say from what to what the packages cost a delegate, all in."""
    amounts = sorted(priced.price.gross for priced in packages)
    ends = [formats.money(amount, words.language()) for amount in dict.fromkeys((*amounts[:1], *amounts[-1:]))]
    return _("%(amounts)s per delegate") % {"amounts": " – ".join(ends)} if ends else ""  # noqa: RUF001 - a range is written with an en dash


def _room(space: SpaceView, path: str) -> dict[str, Any]:
    """Describe a room. How many it takes is its attendee capacity: ``occupancy`` belongs to rooms one sleeps in."""
    return said(
        {
            "@type": "MeetingRoom",
            "@id": linked_data.named(addresses.read(path).path, space.slug),
            "name": space.name,
            "url": f"{addresses.canonical(path)}?space={space.slug}",
            "floorSize": _square_metres(space),
            "floorLevel": None if space.floor is None else str(space.floor),
            "maximumAttendeeCapacity": space.most_delegates or None,
            "additionalProperty": [_seats(capacity) for capacity in space.capacities.values()],
            "amenityFeature": [_feature(amenity) for amenity in space.amenities],
        }
    )


def _square_metres(space: SpaceView) -> dict[str, Any] | None:
    if space.area_sqm is None:
        return None
    return {"@type": "QuantitativeValue", "value": float(space.area_sqm), "unitCode": "MTK"}


def _seats(capacity: Capacity) -> dict[str, Any]:
    """Say how many the hotel seats in a layout; IE is the UN/ECE code of a person."""
    return {
        "@type": "PropertyValue",
        "propertyID": capacity.layout.value,
        "name": labels.word(capacity.layout, words.language()),
        "minValue": capacity.min_delegates,
        "maxValue": capacity.max_delegates,
        "unitCode": "IE",
    }


def _offer(priced: PackagePrice, address: str) -> dict[str, Any]:
    gross = priced.price.gross
    return {
        "@type": "Offer",
        "name": words.named(priced.package.names),
        "url": address,
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": str(gross.amount),
            "priceCurrency": gross.currency,
            "valueAddedTaxIncluded": True,
            "unitText": _("delegate"),
        },
    }


def _feature(amenity: str) -> dict[str, Any]:
    name = labels.word(amenity, words.language())
    return {"@type": "LocationFeatureSpecification", "name": name, "value": True}
