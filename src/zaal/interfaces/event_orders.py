"""Event orders on paper: the order of one booking, a house's day by the clock, and cards for its doors.

They are for the people of the house: its times are its own clock's, and nothing on them has a price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaal.domain.event_orders import Because, moment_at
from zaal.domain.period import Period, local
from zaal.domain.refusals import Refusal
from zaal.domain.runsheets import StepKind, servings
from zaal.gateways import pdf
from zaal.interfaces import floorplan_svg, floorplan_words, order_words, wording
from zaal.queries import plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.domain.event_orders import Difference, Order
    from zaal.domain.runsheets import Meal, Portion, Step
    from zaal.queries.event_orders import House, OrderView, RunSheet

Sheet = dict[str, Any]
Row = tuple[str, str]
# The name of a meeting on its door, in points by the number of its letters: the largest that leaves three lines.
LETTERS = ((18, 96), (34, 76), (60, 60), (110, 44))
SMALLEST_LETTERS = 32
# What is written on is so wide, in points; a letter takes so much of its height.
DOOR_WIDTH, LETTER_WIDTH = 717, 0.64
WITH_SPAN = frozenset({StepKind.SETUP, StepKind.CLEAR})


def order(told: OrderView, *, language: str) -> bytes:
    """Return the order of one booking as PDF."""
    return pdf.document("order", order_sheet(told, language=language), made_at=told.versions[0].made_at)


def run_sheet(told: RunSheet, *, language: str, now: datetime) -> bytes:
    """Return a house's day as PDF, a part for the crew and one for the kitchen, with the moment it was made."""
    return pdf.document("runsheet", run_sheet_sheet(told, language=language, now=now), made_at=now)


def door_cards(told: RunSheet, *, language: str, now: datetime) -> bytes:
    """Return a card for each door of a day as PDF; without a meeting there is one page that says so."""
    return pdf.document("doorcard", door_sheet(told, language=language), made_at=now)


def order_sheet(told: OrderView, *, language: str) -> Sheet:
    """Say an order in words, part by part."""
    one, house = told.order, told.house
    with override(language):
        return {
            **_head(_("Event order"), told.reference, _under(one, house), language),
            "highlights": [
                (_("People"), order_words.people(one, language)),
                (_("Version"), wording.number(told.version, language)),
                (_("Contact on the day"), _contact(one) or _("not told yet")),
            ],
            "changed": _changed(told, language),
            "meeting": {"heading": _("Meeting"), "rows": list(_meeting(told, language))},
            "rooms": {
                "heading": _("Rooms and times"),
                "columns": (_("Day"), _("Room"), _("Set up from"), _("Meeting"), _("Cleared by")),
                "rows": list(_sittings(one, language)),
            },
            "timetable": {
                "heading": _("Timetable"),
                "columns": (_("At"), _("What"), _("Room")),
                "rows": list(timetable(one, language)),
            },
            "food": _food(one, language),
            "remarks": [
                {"heading": heading, "text": text, "lines": text.splitlines()}
                for heading, text in (
                    (_("For the set-up crew"), one.told.to_setup),
                    (_("For the kitchen"), one.told.to_kitchen),
                )
                if text
            ],
            "plans": list(_plans(one, house, language)),
            "notes": _notes(house),
        }


def run_sheet_sheet(told: RunSheet, *, language: str, now: datetime) -> Sheet:
    """Say a day in words: what the crew does, what the kitchen serves, what was bought, and who is on paper no more."""
    house = told.house
    orders = [view.order for view in told.orders]
    with override(language):
        day = wording.day(told.day, language)
        made = _("Made on %(moment)s") % {"moment": wording.moment(now, house.time_zone, language)}
        return {
            **_head(
                _("Run sheet"), wording.short_day(told.day, language), f"{house.name}, {house.city}. {made}.", language
            ),
            "title": f"{_('Run sheet')} {day}, {house.name}",
            "crew": {
                "heading": _("Set-up crew"),
                "columns": (_("At"), _("What"), _("Room"), _("Meeting"), _("Set-up")),
                "rows": [_crew_row(step, house.time_zone, language) for step in told.steps],
                "nothing": _("No meeting on this day."),
            },
            "kitchen": {
                "heading": _("Kitchen"),
                "columns": (_("At"), _("What"), _("People"), _("Of whom"), _("For")),
                "rows": [_kitchen_row(meal, house.time_zone, language) for meal in told.meals],
                "nothing": _("Nothing is served on this day."),
            },
            "bought": {
                "heading": _("Packages and extras"),
                "columns": (_("Meeting"), _("What")),
                "rows": [
                    (f"{one.booking} {one.title or one.customer}", order_words.serving(bought, language))
                    for one, bought in servings(orders, told.day)
                ],
            },
            "remarks": [(heading, text, text.splitlines()) for heading, text in _remarks(orders)],
            "notes": _notes(house),
        }


def door_sheet(told: RunSheet, *, language: str) -> Sheet:
    """Lay out the cards of a day, room by room. Who booked is named only where the meeting has no name of its own."""
    with override(language):
        cards = [
            {
                "house": told.house.name,
                "day": wording.day(told.day, language),
                "what": step.title or step.customer,
                "room": step.space,
                "times": order_words.clocks(Period(step.at, step.until or step.at), told.house.time_zone),
                "size": letters(step.title or step.customer),
            }
            for step in sorted(told.steps, key=lambda step: (step.space, step.at))
            if step.kind is StepKind.STARTS
        ]
        empty = {
            "house": told.house.name,
            "day": wording.day(told.day, language),
            "room": "",
            "times": "",
        }
        none = {**empty, "what": _("No meeting on this day."), "size": SMALLEST_LETTERS}
        day = wording.day(told.day, language)
        return {
            **_head(_("Door cards"), day, told.house.name, language),
            "title": f"{_('Door cards')} {day}, {told.house.name}",
            "cards": cards or [none],
        }


def letters(name: str) -> int:
    """Return how large a name is written on a door, in points: three lines at most, its longest word in one.

    Letters as wide as high count double.
    """
    longest = max((_width(word) for word in name.split()), default=1)
    size = next((points for most, points in LETTERS if _width(name) <= most), SMALLEST_LETTERS)
    # Han breaks between any two letters.
    return size if longest > len(name) else min(size, int(DOOR_WIDTH / (longest * LETTER_WIDTH)))


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)  # noqa: PLR2004 - where Han and its like begin


def timetable(one: Order, language: str) -> Iterator[tuple[str, str, str]]:
    """Say the customer's timetable in order of time: at, what, in which room; the day where there are several."""
    days = {local(sitting.period.starts_at, one.zone).date() for room in one.rooms for sitting in room.sittings}
    found = [(moment_at(moment, one.rooms[moment.room], one.zone), moment) for moment in one.told.moments]
    for at, moment in sorted(found, key=lambda pair: (pair[0], pair[1])):
        day = f"{wording.short_day(local(at, one.zone).date(), language)}, " if len(days) > 1 else ""
        said = str(order_words.MOMENTS[moment.kind])
        yield day + order_words.clock(at, one.zone), said, one.rooms[moment.room].space


def _head(kind: str, reference: str, subtitle: str, language: str) -> Sheet:
    locale = wording.locale_of(language)
    return {
        "language": locale.language,
        "region": locale.territory,
        "title": f"{kind} {reference}",
        "kind": kind,
        "reference": reference,
        "subtitle": subtitle,
        "page": _("Page %(page)s of %(pages)s"),
    }


def _under(one: Order, house: House) -> str:
    spaces = ", ".join(dict.fromkeys(room.space for room in one.rooms))
    return f"{spaces}, {house.name}, {house.city}"


def _contact(one: Order) -> str:
    return ", ".join(part for part in (one.told.contact_name, one.told.contact_phone) if part)


def _changed(told: OrderView, language: str) -> Sheet | None:
    """Say what differs from what is on paper, or else from the version before."""
    differs: tuple[Difference, ...] = told.since_printed or told.versions[0].differs
    if not differs:
        return None
    since = told.printed if told.since_printed and told.printed else told.version - 1
    rows = order_words.changed(differs, told.order, language)
    return {
        "heading": _("Changed since version %(n)s") % {"n": wording.number(since, language)},
        "columns": (_("What"), _("Before"), _("Now")),
        "rows": [(one.what, one.before or "–", one.after or "–") for one in rows],  # noqa: RUF001 - a dash says nothing
    }


def _meeting(told: OrderView, language: str) -> Iterator[Row]:
    one, zone = told.order, told.house.time_zone
    rows = (
        (_("What"), one.title),
        (_("Customer"), one.customer),
        (_("E-mail"), told.email),
        (_("On the day"), _contact(one)),
        (_("Times are"), _("on the hotel's clock") + f" ({zone})"),
        (_("Version"), _("%(number)s, %(why)s, %(moment)s") % _version(told, language)),
        (_("Final number"), _final(told, language)),
    )
    yield from ((label, value) for label, value in rows if value)
    if told.cancelled_at is not None:
        yield _("Cancelled on"), wording.moment(told.cancelled_at, zone, language)


def _version(told: OrderView, language: str) -> dict[str, str]:
    newest = told.versions[0]
    return {
        "number": wording.number(newest.number, language),
        "why": str(order_words.REASONS[Because(newest.because)]).lower(),
        "moment": wording.moment(newest.made_at, told.house.time_zone, language),
    }


def _final(told: OrderView, language: str) -> str:
    if told.order.final_number is not None:
        return _("given: %(n)s") % {"n": wording.number(told.order.final_number, language)}
    return _("not given, due before %(moment)s") % {
        "moment": wording.moment(told.due_at, told.house.time_zone, language)
    }


def _sittings(one: Order, language: str) -> Iterator[tuple[str, ...]]:
    for room in one.rooms:
        named = f"{room.space}: {wording.layout_name(room.layout)}, {order_words.persons(room.delegates, language)}"
        for sitting in room.sittings:
            yield (
                wording.short_day(local(sitting.period.starts_at, one.zone).date(), language),
                named,
                order_words.clock(sitting.blocked.starts_at, one.zone),
                order_words.clocks(sitting.period, one.zone),
                order_words.clock(sitting.blocked.ends_at, one.zone),
            )


def _food(one: Order, language: str) -> Sheet:
    days = {serving.day for serving in one.servings}
    lines = [
        (f"{wording.short_day(serving.day, language)}: " if len(days) > 1 else "")
        + order_words.serving(serving, language)
        for serving in one.servings
    ]
    if one.catered is not None:
        lines.append(_("The kitchen prepares for %(people)s.") % {"people": order_words.persons(one.catered, language)})
    if not lines:
        lines = [_("No package and no extras: the room alone.")]
    if not one.told.diets:
        lines.append(_("No diets told."))
    return {
        "heading": _("Food, drink and extras"),
        "lines": lines,
        "columns": (_("Diet"), _("People")),
        "rows": [(str(order_words.DIETS[diet]), wording.number(count, language)) for diet, count in one.told.diets],
        "note": one.told.diet_remark,
        "note_lines": one.told.diet_remark.splitlines(),
    }


def _plans(one: Order, house: House, language: str) -> Iterator[Sheet]:
    """Draw the rooms as they are set up; those without measures are left out."""
    for room in one.rooms:
        try:
            told = plans.of_sale(house.slug, room.space_slug, layout=room.layout, delegates=room.delegates)
        except Refusal:
            continue
        drawing = told.drawing
        title = floorplan_words.title(drawing, told.space, language)
        yield {
            "heading": _("The room drawn to scale") if len(one.rooms) == 1 else told.space,
            "picture": floorplan_svg.svg(drawing, room=told.space, language=language),
            "is_wide": drawing.width > drawing.depth,
            "alt": f"{title}. {floorplan_words.description(drawing, language)}",
            "said": floorplan_words.in_short(drawing),
        }


def _crew_row(step: Step, zone: str, language: str) -> tuple[str, ...]:
    until = step.until if step.kind in WITH_SPAN and step.until != step.at else None
    return (
        order_words.clock(step.at, zone),
        str(order_words.STEPS[step.kind]),
        _("until %(time)s") % {"time": order_words.clock(until, zone)} if until else "",
        step.space,
        f"{step.title or step.customer} ({step.booking})",
        f"{wording.layout_name(step.layout)}, {order_words.persons(step.delegates, language)}",
    )


def _kitchen_row(meal: Meal, zone: str, language: str) -> tuple[str, str, str, str, list[str]]:
    return (
        order_words.clock(meal.at, zone) or "?",
        str(order_words.MOMENTS[meal.kind]) + ("" if meal.at else f" ({_('time not told')})"),
        wording.number(meal.people, language),
        order_words.diets(meal.diets, language),
        [
            f"{portion.space}: {_portion(portion, language)}, {portion.title or portion.booking}"
            for portion in meal.portions
        ],
    )


def _portion(one: Portion, language: str) -> str:
    """Say for how many the kitchen prepares, and whether the customer has said that it is final."""
    count = wording.number(one.people, language)
    return (_("%(n)s, final") if one.is_final else _("%(n)s, not final")) % {"n": count}


def _remarks(orders: list[Order]) -> Iterator[Row]:
    """Gather what customers wrote, each under its meeting."""
    for one in orders:
        texts = (
            (_("Contact on the day"), _contact(one)),
            (_("Set-up"), one.told.to_setup),
            (_("Kitchen"), one.told.to_kitchen),
            (_("Diets"), one.told.diet_remark),
        )
        said = [f"{label}: {text}" for label, text in texts if text]
        if said:
            yield f"{one.title or one.customer}, {one.rooms[0].space}", "\n".join(said)


def _notes(house: House) -> list[str]:
    return [_("This is a demonstration: the hotels are invented and nothing is charged.")] if house.invented else []
