"""Facts for search engines in schema.org's words (version 29), written as a data block that is never run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zaal.interfaces.web import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

# So that no text of a hotel can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
CONTEXT = "https://schema.org"


def script(*things: dict[str, Any]) -> SafeString:
    """Write things as one data block."""
    data = {"@context": CONTEXT, **(things[0] if len(things) == 1 else {"@graph": list(things)})}
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped just above


def said(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nobody says."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {}, 0)}


def named(path: str, part: str) -> str:
    """Name a thing by the address of its page without language: the same in every language, for ever."""
    return f"{addresses.absolute(path)}#{part}"


def site(language: str) -> tuple[dict[str, Any], ...]:
    """Describe Zaal itself and how one searches it."""
    home, organisation = addresses.in_language("/", language), named("/", "organization")
    search = addresses.absolute(addresses.in_language("/search", language))
    return (
        {"@type": "Organization", "@id": organisation, "name": "Zaal", "url": addresses.absolute("/")},
        {
            "@type": "WebSite",
            "@id": named("/", "website"),
            "name": "Zaal",
            "url": addresses.absolute(home),
            "inLanguage": [code for code, _name in settings.LANGUAGES],
            "publisher": {"@id": organisation},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{search}?place={{place}}&date={{date}}&delegates={{delegates}}",
                },
                "query-input": [f"required name={name}" for name in ("place", "date", "delegates")],
            },
        },
    )


def trail(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Describe the way from the first page to this one: each step's name and its address within the site."""
    every = [(_("Meeting rooms"), reverse("home")), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "item": addresses.canonical(path)}
            for at, (name, path) in enumerate(every, start=1)
        ],
    }


def point(lat: float, lon: float) -> dict[str, Any]:
    """Describe a point on the globe."""
    return {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}


def stars(number: int | None) -> dict[str, Any] | None:
    """Describe a hotel's stars; None where it has none."""
    return {"@type": "Rating", "ratingValue": number} if number else None


def preview(venue: str) -> str:
    """Return where the picture of a venue for previews is found."""
    return addresses.absolute(addresses.read(reverse("share-picture", args=[venue])).path)
