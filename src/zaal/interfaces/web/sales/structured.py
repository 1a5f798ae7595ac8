"""A venue as schema.org data for search engines: a Hotel with its MeetingRooms and an Offer per package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zaal.interfaces import labels
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.interfaces.web.sales.prices import PackagePrice
    from zaal.queries.venues import SpaceView, VenueView

# So that no text of a hotel can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(venue: VenueView, packages: Sequence[PackagePrice], address: str) -> SafeString:
    """Write the data block; it is data, never run."""
    written = json.dumps(described(venue, packages, address), ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped just above


def described(venue: VenueView, packages: Sequence[PackagePrice], address: str) -> dict[str, Any]:
    """Describe the venue in schema.org's words; what the hotel does not say is left out."""
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "Hotel",
            "@id": address,
            "name": venue.name,
            "url": address,
            "description": words.named(venue.descriptions),
            "telephone": venue.phone,
            "email": venue.email,
            "numberOfRooms": venue.bedrooms,
            "starRating": venue.stars and {"@type": "Rating", "ratingValue": venue.stars},
            "address": _said(
                {
                    "@type": "PostalAddress",
                    "streetAddress": venue.address,
                    "postalCode": venue.postcode,
                    "addressLocality": venue.city,
                    "addressCountry": venue.country,
                }
            ),
            "geo": {"@type": "GeoCoordinates", "latitude": venue.lat, "longitude": venue.lon},
            "amenityFeature": [_feature(amenity) for amenity in venue.amenities],
            "containsPlace": [_room(space) for space in venue.spaces],
            "makesOffer": [_offer(priced) for priced in packages],
        }
    )


def _room(space: SpaceView) -> dict[str, Any]:
    return _said(
        {
            "@type": "MeetingRoom",
            "name": space.name,
            "floorSize": space.area_sqm
            and {"@type": "QuantitativeValue", "value": float(space.area_sqm), "unitCode": "MTK"},
            "maximumAttendeeCapacity": space.most_delegates or None,
            "amenityFeature": [_feature(amenity) for amenity in space.amenities],
        }
    )


def _offer(priced: PackagePrice) -> dict[str, Any]:
    gross = priced.price.gross
    return {
        "@type": "Offer",
        "name": words.named(priced.package.names),
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": str(gross.amount),
            "priceCurrency": gross.currency,
            "valueAddedTaxIncluded": True,
            "unitText": "delegate",
        },
    }


def _feature(amenity: str) -> dict[str, Any]:
    name = labels.word(amenity, words.language())
    return {"@type": "LocationFeatureSpecification", "name": name, "value": True}


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [], 0)}
