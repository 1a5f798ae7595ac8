"""A large house's diary, timed where it is read and where its page is made: 60 rooms, 3,000 entries in a month."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import click
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from zaal.domain.actors import Role
from zaal.domain.planning import Stretch
from zaal.domain.pricing import Basis
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.interfaces.cli.benching import arena
from zaal.interfaces.cli.benching.figures import Figures, measured
from zaal.interfaces.pricetag import Shown
from zaal.interfaces.web.desk import diary
from zaal.interfaces.web.desk.asked import Asked
from zaal.interfaces.web.visitor import Visitor
from zaal.queries import desk
from zaal.usecases import accounts, bookings, demo, quotes, venues
from zaal.usecases.imports import calendars

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zaal.domain.actors import Actor
    from zaal.domain.houses import HousePlan
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.usecases.progress import Report

SLUG = "bench-large-house"
ROOMS, ENTRIES, SALES = 60, 3000, 600
DAYS, DAYS_AHEAD = 28, 60
# When what another calendar says begins, and when what is sold here does; two hours each, in UTC.
EXTERNAL_HOURS, SALE_HOUR, HOURS = (7, 10, 13), 17, 2
ALL_SEEN = timedelta(seconds=1)


def build(*, now: datetime, report: Report) -> tuple[Actor, date]:
    """Take the house in and fill a month of its diary; return who works there and the first day of that month.

    A fifth of the entries are sold here, as bookings; the others come from a calendar file.
    """
    first = (now.date() + timedelta(days=DAYS_AHEAD)).replace(day=1)
    hotel, booker = (_actor(role, now) for role in (Role.HOTEL, Role.BOOKER))
    venues.create(actor=hotel, plan=_plan(), organisation_id=min(hotel.hotels), now=now)
    calendars.calendar(actor=hotel, data=_file(first), filename="bench.ics", venue_slug=SLUG, now=now)
    for number in range(SALES):
        report("sales", number, SALES)
        day, room = divmod(number, ROOMS)
        quote = quotes.make(actor=booker, wish=_wish(first + timedelta(days=day), room), now=now)
        bookings.confirm(actor=booker, quote=quote, now=now)
    report("sales", SALES, SALES)
    return hotel, first


def diaries(hotel: Actor, first: date, *, now: datetime, repeat: int, report: Report) -> list[Figures]:
    """Time a day, a week and a month; the statements are counted in a run that is not timed."""
    made = []
    for number, stretch in enumerate(Stretch):
        report("diaries", number, len(Stretch))
        with CaptureQueriesContext(connection) as captured:
            found = desk.diary(actor=hotel, house=SLUG, stretch=stretch, on=first, now=now)
        sizes = {"rooms": ROOMS, "entries": sum(len(one.entries) for one in found.shown), "times": repeat}
        read = _timed(partial(desk.diary, actor=hotel, house=SLUG, stretch=stretch, on=first, now=now), repeat)
        made.append(_figures(f"query: {stretch}", sizes, read, {"statements": len(captured)}))
        page = _page(hotel, stretch, first)
        size = page()
        made.append(_figures(f"page: {stretch}", sizes, _timed(page, repeat), {"bytes": size}))
    report("diaries", len(Stretch), len(Stretch))
    return made


def _actor(role: Role, now: datetime) -> Actor:
    email = next(one.email for one in demo.sign_ins() if one.role is role)
    token = accounts.create_token(email=email, name=arena.TOKEN_NAME, scopes=["read", "write"], now=now)
    return accounts.act_by_token(token=token, now=now, noted_every=ALL_SEEN)


def _plan() -> HousePlan:
    plan = arena.plan(SLUG)
    names = [f"Room {number}" for number in range(1, ROOMS + 1)]
    usual = plan.rooms.spaces[0]
    spaces = tuple(replace(usual, name=name, sections=(name,)) for name in names)
    return replace(plan, rooms=replace(plan.rooms, sections=tuple(names), spaces=spaces))


def _wish(day: date, room: int) -> QuoteWish:
    starts = datetime.combine(day, wall_time(SALE_HOUR + HOURS))
    return QuoteWish(
        venue=SLUG,
        space=f"room-{room + 1}",
        layout=arena.LAYOUT,
        delegates=arena.DELEGATES,
        spans=(LocalSpan(starts, starts + timedelta(hours=HOURS)),),
        basis=Basis.HIRE,
        title=f"Quarterly meeting {room}",
    )


def _file(first: date) -> bytes:
    """Write the calendar of another system: as many events as there are to be entries, less what is sold here."""
    events = (_event(first, number) for number in range(ENTRIES - SALES))
    lines = (line for event in events for line in event)
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//", *lines, "END:VCALENDAR", "")).encode()


def _event(first: date, number: int) -> tuple[str, ...]:
    turn, room = divmod(number, ROOMS)
    day, part = divmod(turn, len(EXTERNAL_HOURS))
    starts = datetime.combine(first + timedelta(days=day % DAYS), wall_time(EXTERNAL_HOURS[part]), UTC)
    stamps = (f"{at:%Y%m%dT%H%M%SZ}" for at in (starts, starts + timedelta(hours=HOURS)))
    begins, ends = stamps
    return (
        "BEGIN:VEVENT",
        f"UID:{number}@bench.example.org",
        f"DTSTAMP:{begins}",
        f"DTSTART:{begins}",
        f"DTEND:{ends}",
        f"SUMMARY:Event {number}",
        f"LOCATION:Room {room + 1}",
        "END:VEVENT",
    )


def _page(hotel: Actor, stretch: Stretch, on: date) -> Callable[[], int]:
    """Return what makes the page as the view does, for a visitor who is signed in; its length in bytes."""

    def made() -> int:
        request = cast("PageRequest", RequestFactory().get("/desk/"))
        request.actor, request.user = hotel, AnonymousUser()
        request.visitor = Visitor(language="en", time_zone=None, currency=None, shown=Shown.ALL_IN)
        request.htmx = HtmxDetails(request)
        response = diary.answer(request, Asked(SLUG, stretch, on))
        if response.status_code != HTTPStatus.OK:
            message = f"the diary was answered with {response.status_code}"
            raise click.ClickException(message)
        return len(response.content)

    return made


def _timed(act: Callable[[], object], repeat: int) -> list[float]:
    milliseconds = []
    for _ in range(repeat):
        started = time.perf_counter()
        act()
        milliseconds.append((time.perf_counter() - started) * 1000)
    return milliseconds


def _figures(name: str, sizes: dict[str, int], milliseconds: list[float], result: dict[str, object]) -> Figures:
    return measured(name, sizes=sizes, milliseconds=milliseconds, seconds=sum(milliseconds) / 1000, result=result)
