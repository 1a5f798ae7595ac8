"""What a house states about access and footprint, with who said it and when; what nobody stated is told as unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zaal.domain.amenities import Amenity
from zaal.domain.stated import CERTIFICATES, FactKind, Topic, ValueKind
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zaal.domain.stated import StatedFact
    from zaal.queries.venues import VenueView

KINDS = {
    FactKind.STEP_FREE_ROUTE: gettext_lazy("Step-free from the street to the rooms"),
    FactKind.ACCESSIBLE_TOILET: gettext_lazy("Accessible toilet"),
    FactKind.LIFT_DOOR_CM: gettext_lazy("Width of the lift door"),
    FactKind.HEARING_LOOP: gettext_lazy("Hearing loop in a room"),
    FactKind.BLUE_BADGE_PLACES: gettext_lazy("Parking for blue-badge holders"),
    FactKind.GREEN_KEY: gettext_lazy("Green Key"),
    FactKind.EARTHCHECK: gettext_lazy("EarthCheck"),
    FactKind.BREEAM: gettext_lazy("BREEAM"),
    FactKind.CO2_KG_PER_DELEGATE: gettext_lazy("CO₂ per delegate and day"),
    FactKind.NO_SINGLE_USE_PLASTIC: gettext_lazy("No single-use plastic"),
    FactKind.PUBLIC_TRANSPORT_500_M: gettext_lazy("Public transport within 500 m"),
}
TOPICS = {Topic.ACCESS: gettext_lazy("Access"), Topic.FOOTPRINT: gettext_lazy("Sustainability")}
# What a house's list of amenities says too, though without a day.
AMENITIES = {FactKind.ACCESSIBLE_TOILET: Amenity.ACCESSIBLE_TOILET}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact in words; ``value`` is empty when nobody stated it."""

    name: str
    value: str
    said: str
    is_expired: bool


def told(venue: VenueView, today: date) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Tell the facts by topic, in their order; certificates that a house does not hold are one line together."""
    return tuple((str(name), tuple(_topic(topic, venue, today))) for topic, name in TOPICS.items())


def _topic(topic: Topic, venue: VenueView, today: date) -> Iterator[Told]:
    stated = {fact.kind: fact for fact in venue.stated}
    certified = any(kind in stated for kind in CERTIFICATES)
    if topic is Topic.FOOTPRINT and not certified:
        yield Told(_("Certificate"), "", "", is_expired=False)
    for kind in FactKind:
        if kind.topic is not topic:
            continue
        if kind in stated:
            yield _told(stated[kind], today)
        elif AMENITIES.get(kind) in venue.amenities:
            yield Told(str(KINDS[kind]), _("yes"), _("named by the hotel, without a date"), is_expired=False)
        elif kind not in CERTIFICATES:
            yield Told(str(KINDS[kind]), "", "", is_expired=False)


def _told(fact: StatedFact, today: date) -> Told:
    language = words.language()
    on = formats.short_date(fact.stated_on, language)
    if fact.source:
        said = _("%(source)s, %(day)s") % {"source": fact.source, "day": on}
    else:
        said = _("stated by the hotel on %(day)s") % {"day": on}
    is_expired = fact.is_expired(today)
    if fact.valid_until:
        until = formats.short_date(fact.valid_until, language)
        ends = _("expired on %(day)s") if is_expired else _("valid until %(day)s")
        said = f"{said}; {ends % {'day': until}}"
    return Told(str(KINDS[fact.kind]), _value(fact), said, is_expired=is_expired)


def _value(fact: StatedFact) -> str:
    match fact.kind.value_kind:
        case ValueKind.YES_NO:
            return _("yes") if fact.value == "yes" else _("no")
        case ValueKind.WORD:
            return fact.value
        case ValueKind.NUMBER:
            return _number(fact.kind, Decimal(fact.value))


def _number(kind: FactKind, number: Decimal) -> str:
    written = formats.number(number, words.language())
    if kind is FactKind.LIFT_DOOR_CM:
        return _("%(number)s cm") % {"number": written}
    if kind is FactKind.CO2_KG_PER_DELEGATE:
        return _("%(number)s kg") % {"number": written}
    return ngettext("%(number)s place", "%(number)s places", int(number)) % {"number": written}
