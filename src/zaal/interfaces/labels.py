"""The words for the domain's codes: one place, so that every page says them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from zaal.domain.amenities import Amenity
from zaal.domain.bookings import ObstacleCode
from zaal.domain.bounds import BoundUnit
from zaal.domain.money import Money
from zaal.domain.places import PlaceKind
from zaal.domain.pricing import Basis
from zaal.domain.rates import Entry, TaxClass
from zaal.domain.search import Sort, WhyNot
from zaal.domain.tax import OUTSIDE
from zaal.interfaces import wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.utils.functional import _StrPromise

    from zaal.domain.bookings import Obstacle
    from zaal.domain.policies import Size

LAYOUTS = wording.LAYOUT_NAMES
AMENITIES = {
    Amenity.WIFI: lazy("Wi-Fi"),
    Amenity.SCREEN: lazy("Screen or projector"),
    Amenity.VIDEO_CONFERENCE: lazy("Video conference"),
    Amenity.SOUND_SYSTEM: lazy("Sound system"),
    Amenity.MICROPHONES: lazy("Microphones"),
    Amenity.STAGE: lazy("Stage"),
    Amenity.FLIPCHART: lazy("Flipchart"),
    Amenity.WHITEBOARD: lazy("Whiteboard"),
    Amenity.AIR_CONDITIONING: lazy("Air conditioning"),
    Amenity.DAYLIGHT: lazy("Daylight"),
    Amenity.BLACKOUT: lazy("Can be darkened"),
    Amenity.STEP_FREE: lazy("Step-free access"),
    Amenity.HEARING_LOOP: lazy("Hearing loop"),
    Amenity.ACCESSIBLE_TOILET: lazy("Accessible toilet"),
    Amenity.LIFT: lazy("Lift"),
    Amenity.PARKING: lazy("Parking"),
    Amenity.EV_CHARGING: lazy("Car charging"),
    Amenity.RESTAURANT: lazy("Restaurant"),
    Amenity.BEDROOMS: lazy("Bedrooms"),
    Amenity.TERRACE: lazy("Terrace"),
    Amenity.PRAYER_ROOM: lazy("Prayer room"),
    Amenity.HALAL_KITCHEN: lazy("Halal kitchen"),
    Amenity.INTERPRETER_BOOTHS: lazy("Interpreter booths"),
    Amenity.NEAR_STATION: lazy("Near a station"),
}
BASES = {
    Basis.HIRE: lazy("Room only"),
    Basis.PACKAGE: lazy("Package per delegate"),
}
SORTS = {
    Sort.PRICE: lazy("Lowest total"),
    Sort.DISTANCE: lazy("Nearest"),
    Sort.FIT: lazy("Best fit"),
}
PLACE_KINDS = {
    PlaceKind.CITY: lazy("City"),
    PlaceKind.DISTRICT: lazy("District"),
    PlaceKind.AIRPORT: lazy("Airport"),
    PlaceKind.LANDMARK: lazy("Landmark"),
    PlaceKind.COUNTRY: lazy("Country"),
    PlaceKind.COORDINATES: lazy("Point on the map"),
    PlaceKind.VENUE: lazy("Hotel"),
}
# What packages hold; a hotel may write an item of its own, which is then shown as it is.
ITEMS = {
    "room": lazy("room"),
    "coffee_tea": lazy("coffee and tea"),
    "coffee_breaks": lazy("coffee breaks"),
    "water": lazy("water"),
    "snack": lazy("a snack"),
    "lunch": lazy("lunch"),
    "drinks": lazy("drinks"),
    "dinner": lazy("dinner"),
    "night": lazy("a night's stay"),
    "breakfast": lazy("breakfast"),
    "screen": lazy("screen"),
    "equipment": lazy("equipment"),
    "wifi": lazy("Wi-Fi"),
}
WORDS: Mapping[str, _StrPromise] = {
    str(code): text for words in (LAYOUTS, AMENITIES, BASES, SORTS, PLACE_KINDS) for code, text in words.items()
}
# Why a booking does not confirm at once; the facts come from the obstacle.
OBSTACLES = {
    ObstacleCode.HAND_ONLY: lazy("The hotel answers by hand: no booking of this room confirms by itself."),
    ObstacleCode.LEAD_TIME_SHORT: lazy(
        "The hotel answers by hand: at once only until %(min_lead_hours)s before the start."
    ),
    ObstacleCode.LEAD_TIME_LONG: lazy("The hotel answers by hand: at once only up to %(max_lead_days)s days ahead."),
    ObstacleCode.TOO_MANY_DELEGATES: lazy("The hotel answers by hand: at once only up to %(max_delegates)s delegates."),
    ObstacleCode.VALUE_TOO_HIGH: lazy("The hotel answers by hand: at once only up to %(max_value)s."),
}
# How a hotel writes its prices (the percentage is its service charge).
ENTRIES = {
    Entry.GROSS: lazy("Prices as the hotel writes them include all taxes."),
    Entry.NET: lazy("The hotel writes its prices without tax; the all-in amount includes it."),
    Entry.PLUS_PLUS: lazy(
        "The hotel writes its prices “++”: %(percent)s service charge, then tax on the sum."
        " The all-in amount includes both."
    ),
}
# Data that hotels and countries bring as text; what is not here is shown as it stands.
TAXES = {"BTW": lazy("VAT (BTW)"), OUTSIDE: lazy("tourist tax, no VAT")}
TAXED_AS = {
    TaxClass.ROOM: lazy("hire of the room"),
    TaxClass.FOOD: lazy("food and soft drinks"),
    TaxClass.ALCOHOL: lazy("alcoholic drinks"),
    TaxClass.EQUIPMENT: lazy("equipment"),
    TaxClass.LODGING: lazy("lodging"),
    TaxClass.LEVY: lazy("tourist tax"),
}
SEASONS = {
    "early-bird": lazy("early bird"),
    "last-minute": lazy("last minute"),
    "volume": lazy("volume"),
    "several-days": lazy("several days"),
    "breakout": lazy("further room"),
    "welcome": lazy("welcome offer"),
    "negotiated": lazy("rate agreed with your organisation"),
    "weekend": lazy("weekend"),
    "friday": lazy("Friday"),
    "high-season": lazy("high season"),
    "low-season": lazy("low season"),
}
POLICIES = {
    "Dutch hospitality terms (UVH 9.4.2)": lazy("Dutch hospitality terms (UVH 9.4.2)"),
    "Dutch hospitality terms, nine people or fewer (UVH 9.4.3)": lazy(
        "Dutch hospitality terms, nine people or fewer (UVH 9.4.3)"
    ),
    "Steps at 4, 3 and 2 weeks and at 48 hours": lazy("Steps at 4, 3 and 2 weeks and at 48 hours"),
    "Steps at 4 weeks, 2 weeks and 1 week": lazy("Steps at 4 weeks, 2 weeks and 1 week"),
    "Steps at 4 weeks, 2 weeks and 1 week, part of it free": lazy(
        "Steps at 4 weeks, 2 weeks and 1 week, part of it free"
    ),
    "Steps at 14 and 7 working days": lazy("Steps at 14 and 7 working days"),
    "Steps at 90, 60 and 30 days": lazy("Steps at 90, 60 and 30 days"),
    "Free until 48 hours before": lazy("Free until 48 hours before"),
}
# Why spaces near the place are not in an empty answer; said after their number.
REASONS = {
    WhyNot.TOO_SMALL: lazy("too small for this number of delegates"),
    WhyNot.TOO_LARGE: lazy("meant for more delegates than this"),
    WhyNot.LAYOUT_NOT_OFFERED: lazy("not set up in this layout"),
    WhyNot.TAKEN: lazy("taken at these times"),
    WhyNot.CLOSED: lazy("in a hotel that is closed at these times"),
    WhyNot.AMENITY_MISSING: lazy("without what you asked for"),
    WhyNot.TOO_FEW_STARS: lazy("in a hotel with fewer stars"),
    WhyNot.NO_RATE: lazy("without a price for these times"),
    WhyNot.NO_TERMS: lazy("without cancellation terms for a booking like this"),
    WhyNot.LEAD_TOO_SHORT: lazy("too late to book: the hotel asks so many working days"),
    WhyNot.OVER_BUDGET: lazy("over your budget"),
    WhyNot.NOT_INSTANT: lazy("not confirmed at once"),
    WhyNot.LOCAL_TIME: lazy("in a place where the clock skips or repeats these times"),
}


def word(code: Any, language: str) -> str:
    """Say a code; a country (two capitals) by its name in the language, an unknown code as it is written."""
    text = str(code)
    if text in ITEMS and type(code) is str:
        return str(ITEMS[text])
    if text in WORDS:
        return str(WORDS[text])
    if len(text) == len("NL") and text.isupper():
        return str(wording.locale_of(language).territories.get(text, text))
    return text.replace("_", " ")


def obstacle(found: Obstacle, language: str) -> str:
    """Say which rule of the hotel keeps a booking from confirming at once."""
    return str(OBSTACLES[found.code]) % {name: _told(name, value, language) for name, value in found.facts.items()}


def entry(written: Entry, service_percent: Decimal, language: str) -> str:
    """Say how the hotel writes its prices, and what is added to them."""
    return str(ENTRIES[written]) % {"percent": wording.percent(service_percent, language)}


def tax(name: str) -> str:
    """Name a tax so that a foreigner knows it too; one we have no words for as the hotel's country writes it."""
    return str(TAXES.get(name, name))


def taxed_as(tax_class: TaxClass) -> str:
    """Say what kind of supply a tax falls on."""
    return str(TAXED_AS[tax_class])


def policy(name: str) -> str:
    """Name cancellation terms: our ready-made ones in the reader's language, a hotel's own as the hotel wrote it."""
    return str(POLICIES.get(name, name))


def season(code: str) -> str:
    """Name a season or weekday rate: the usual ones in the reader's language, a hotel's own as the hotel wrote it."""
    return str(SEASONS.get(code) or code.replace("-", " ").replace("_", " "))


def size(limits: Size, language: str) -> str:
    """Say which bookings terms are for, in the language that is active; empty where for all."""
    told = []
    if limits.people_at_least is not None:
        told.append(_("from %(count)s people") % {"count": limits.people_at_least})
    if limits.people_at_most is not None:
        told.append(_("up to %(count)s people") % {"count": limits.people_at_most})
    if limits.value_at_least is not None:
        told.append(_("from %(amount)s") % {"amount": wording.money(limits.value_at_least, language)})
    if limits.value_below is not None:
        told.append(_("under %(amount)s") % {"amount": wording.money(limits.value_below, language)})
    return wording.listed(told, language) if told else ""


def span(amount: int, unit: BoundUnit) -> str:
    """Say a length of time that terms count in, in the language that is active."""
    return {
        BoundUnit.MONTHS: ngettext("%(count)s month", "%(count)s months", amount),
        BoundUnit.WEEKS: ngettext("%(count)s week", "%(count)s weeks", amount),
        BoundUnit.DAYS: ngettext("%(count)s day", "%(count)s days", amount),
        BoundUnit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", amount),
        BoundUnit.HOURS: ngettext("%(count)s hour", "%(count)s hours", amount),
    }[unit] % {"count": amount}


def _told(name: str, value: object, language: str) -> str:
    if isinstance(value, Money):
        return wording.money(value, language)
    if isinstance(value, int):
        return wording.hours(value, language) if name.endswith("_hours") else wording.number(value, language)
    return str(value)
