"""Event orders in words, the same on pages, papers and in letters; in the language that is active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from zaal.domain.event_orders import Because, Diet, MomentKind, What
from zaal.domain.layouts import Layout
from zaal.domain.period import Period, local
from zaal.domain.runsheets import StepKind
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zaal.domain.event_orders import About, Difference, Order, Serving

DIETS = {
    Diet.VEGETARIAN: lazy("Vegetarian"),
    Diet.VEGAN: lazy("Vegan"),
    Diet.HALAL: lazy("Halal"),
    Diet.KOSHER: lazy("Kosher"),
    Diet.GLUTEN_FREE: lazy("Gluten-free"),
    Diet.ALLERGIES: lazy("With an allergy"),
}
MOMENTS = {
    MomentKind.ARRIVAL: lazy("Guests arrive"),
    MomentKind.MORNING_BREAK: lazy("Morning break"),
    MomentKind.LUNCH: lazy("Lunch"),
    MomentKind.AFTERNOON_BREAK: lazy("Afternoon break"),
    MomentKind.END: lazy("Programme ends"),
    MomentKind.DRINKS: lazy("Drinks"),
    MomentKind.DINNER: lazy("Dinner"),
}
STEPS = {
    StepKind.SETUP: lazy("Set up"),
    StepKind.STARTS: lazy("Meeting begins"),
    StepKind.ENDS: lazy("Meeting ends"),
    StepKind.CLEAR: lazy("Clear"),
    **{StepKind(kind.value): said for kind, said in MOMENTS.items()},
}
REASONS = {
    Because.BOOKED: lazy("As booked"),
    Because.HANDED_IN: lazy("Handed in"),
    Because.CHANGED: lazy("Booking changed"),
    Because.FINAL_NUMBER: lazy("Final number given"),
}
LABELS = {
    What.TITLE: lazy("Name of the meeting"),
    What.CUSTOMER: lazy("Customer"),
    What.SPACE: lazy("Room"),
    What.LAYOUT: lazy("Layout"),
    What.DELEGATES: lazy("People"),
    What.TIME: lazy("Time"),
    What.BLOCKED: lazy("With set-up and clearing"),
    What.CATERED: lazy("Kitchen prepares for"),
    What.FINAL_NUMBER: lazy("Final number"),
    What.CONTACT_NAME: lazy("Contact on the day"),
    What.CONTACT_PHONE: lazy("Telephone on the day"),
    What.DIET_REMARK: lazy("About diets"),
    What.TO_SETUP: lazy("For the set-up crew"),
    What.TO_KITCHEN: lazy("For the kitchen"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference in words; an empty side says that there was, or is, nothing."""

    what: str
    before: str
    after: str


def changed(some: Iterable[Difference], order: Order, language: str) -> tuple[Changed, ...]:
    """Say differences that led to (or from) this order."""
    return tuple(
        Changed(
            _about(one.about, order, language), *(_value(value, order, language) for value in (one.before, one.after))
        )
        for one in some
    )


def diets(some: Iterable[tuple[Diet, int]], language: str) -> str:
    """Say how many are on which diet: ``4 vegetarian, 1 vegan``; empty for none."""
    return ", ".join(f"{wording.number(count, language)} {str(DIETS[diet]).lower()}" for diet, count in some)


def serving(one: Serving, language: str) -> str:
    """Say what was bought: how often, its name, and what a package holds."""
    name = wording.named(one.names, one.code, language)
    told = f"{wording.number(one.quantity, language)} × {name}"  # noqa: RUF001 - a number of things is written so
    held = wording.listed((labels.word(item, language) for item in one.includes), language)
    return wording.beside(told, held, language) if one.includes else told


def people(order: Order, language: str) -> str:
    """Say for how many an order is, and whether that is final."""
    count = wording.number(order.delegates, language)
    return _("%(n)s, final") % {"n": count} if order.final_number is not None else count


def persons(count: int, language: str) -> str:
    """Say a number of people."""
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": wording.number(count, language)}


def clock(at: datetime | None, zone: str) -> str:
    """Write a time of the day on the house's clock; nothing for a time that nobody told."""
    return "" if at is None else f"{local(at, zone):%H:%M}"


def clocks(span: Period, zone: str) -> str:
    """Write from when to when on the house's clock: ``09:00-17:00``; the day is said beside it."""
    starts, ends = local(span.starts_at, zone), local(span.ends_at, zone)
    return f"{starts:%H:%M}–{ends:%H:%M}"  # noqa: RUF001 - a range is written with an en dash


def _about(about: About, order: Order, language: str) -> str:
    match about.what:
        case What.DIET:
            return str(DIETS[Diet(about.name)])
        case What.MOMENT:
            said = str(MOMENTS[MomentKind(about.name)])
        case What.SERVING | What.INCLUDED:
            day, _space, code = about.name.partition(" ")
            names = next((one.names for one in order.servings if one.code == code), {})
            named = wording.named(names, code, language)
            said = f"{named}, {wording.short_day(date.fromisoformat(day), language)}"
        case _:
            said = str(LABELS[about.what])
    return wording.beside(said, _where(about, order, language), language) if _where(about, order, language) else said


def _where(about: About, order: Order, language: str) -> str:
    """Name the room and the day where an order has several."""
    if about.room < 0:
        return ""
    parts = []
    if len(order.rooms) > 1 and about.what is not What.SPACE:
        found = order.rooms[about.room : about.room + 1]
        parts.append(found[0].space if found else _("room %(n)s") % {"n": about.room + 1})
    elif len(order.rooms) > 1:
        parts.append(str(about.room + 1))
    sittings = order.rooms[about.room].sittings if about.room < len(order.rooms) else ()
    if about.sitting >= 0 and len(sittings) > 1 and about.sitting < len(sittings):
        day = local(sittings[about.sitting].period.starts_at, order.zone).date()
        parts.append(wording.short_day(day, language))
    return ", ".join(parts)


def _value(value: object, order: Order, language: str) -> str:
    match value:
        case None:
            return ""
        case Layout():
            said = wording.layout_name(value)
        case Period():
            said = wording.period(value, order.zone, language)
        case time():
            said = f"{value:%H:%M}"
        case tuple():
            said = wording.listed((labels.word(item, language) for item in value), language)
        case int() | Decimal():
            said = wording.number(value, language)
        case _:
            said = str(value)
    return said
