"""The hotel's diary: a day, a week or a month of one house or of all of a group, and what has to be decided today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zaal.domain.period import local
from zaal.domain.planning import Stretch
from zaal.interfaces import clock, reasons, refusals
from zaal.interfaces.web import formats
from zaal.interfaces.web.desk import asked, drawing, listed, words
from zaal.interfaces.web.desk.asked import ALL_HOUSES, Asked
from zaal.interfaces.web.desk.forms import ClosureForm, PhoneForm
from zaal.interfaces.web.help import first_steps
from zaal.interfaces.web.sales import words as sale_words
from zaal.queries import answering, closures, desk

if TYPE_CHECKING:
    from datetime import date

    from zaal.domain.refusals import Refusal
    from zaal.interfaces.web.desk.drawing import Block, Mark
    from zaal.interfaces.web.desk.listed import ListedDay
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.desk import Diary, HouseDiary

# Digits of the largest number a fact can have.
LONGEST_NUMBER = 18
# Countdowns and the line of now go on although nothing happens: after so long the diary is drawn anew anyway.
ONE_DAY = timedelta(days=1)
DRAWN_ANEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One house as the page shows it: as a picture in rows, and day by day in words."""

    diary: HouseDiary
    title: str
    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    days: tuple[ListedDay, ...]


@require_GET
def diary(request: PageRequest) -> HttpResponse:
    """Show the diary; asked whether anything ``seen`` has changed, answer with nothing where nothing has."""
    now, wanted = clock.now(), asked.read(request.GET)
    if request.htmx and _is_still_so(request, wanted, now):
        return HttpResponse(status=204)
    return answer(request, wanted)


def answer(
    request: PageRequest, wanted: Asked, *, form: ClosureForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """Write the page around a closure form, new or as it was sent."""
    now, language = clock.now(), sale_words.language()
    house = _house(request, wanted, now)
    found = desk.diary(actor=request.actor, house=house, stretch=wanted.stretch, on=wanted.on, now=now)
    shown, on = found.shown[0], wanted.on or found.shown[0].house.today
    wanted = Asked(house or ALL_HOUSES, wanted.stretch, wanted.on)
    zone = shown.house.time_zone
    told = {
        "found": found,
        "asked": wanted,
        "on": on,
        "drawn": [_drawn(one, wanted, now, language) for one in found.shown],
        "stretch": wanted.stretch.value,
        "stretches": _stretches(wanted),
        "is_group": house is None,
        "all_houses": ALL_HOUSES,
        "earlier": wanted.but(on=wanted.stretch.before(on)),
        "later": wanted.but(on=wanted.stretch.after(on)),
        "today": wanted.but(on=None),
        "pending": _pending(found, now, language),
        "answering": _answering(found, now, language),
        "refresh": f"{wanted.address}&seen={found.seen}&drawn={now:%Y-%m-%dT%H:%M:%SZ}",
        "drawn_at": f"{local(now, zone):%H:%M}",
        "phone": PhoneForm(initial={"house": shown.house.slug, "date": max(on, shown.house.today)}),
        "closures": closures.closures(house, actor=request.actor, now=now) if house else (),
        "form": form or ClosureForm(shown, initial={"house": house, "from_date": on, "to_date": on + ONE_DAY}),
        "refusal": refusals.sentence(refusal, language, zone) if refusal else "",
        "first_steps": first_steps.card(request, house),
    }
    status = refusals.status(refusal) if refusal else 422 if form and form.errors else 200
    return render(request, "desk/diary.html", told, status=status)


def _is_still_so(request: PageRequest, wanted: Asked, now: datetime) -> bool:
    seen = request.GET.get("seen", "")
    try:
        drawn = datetime.fromisoformat(request.GET.get("drawn", ""))
    except ValueError:
        return False
    if not seen.isdecimal() or len(seen) > LONGEST_NUMBER or drawn.tzinfo is None or now - drawn > DRAWN_ANEW:
        return False
    house = _house(request, wanted, now)
    return not desk.has_changed(actor=request.actor, house=house, since=int(seen), now=now)


def _house(request: PageRequest, wanted: Asked, now: datetime) -> str | None:
    """Return the house asked for, the first where none was named, and None for all of them."""
    if wanted.house == ALL_HOUSES:
        return None
    return wanted.house or desk.houses(request.actor, now=now)[0].slug


def _drawn(one: HouseDiary, wanted: Asked, now: datetime, language: str) -> Drawn:
    def address_of(day: date) -> str:
        return wanted.but(stretch=Stretch.DAY, on=day)

    stretch = wanted.stretch
    told = words.teller(one.house.time_zone, language, now)
    return Drawn(
        diary=one,
        title=words.title(one.days, stretch, language),
        marks=drawing.marks(one, stretch, partial(_day_name, stretch=stretch, language=language), address_of),
        blocks=drawing.blocks(one, stretch, told, now),
        days=listed.days(one, stretch, told, address_of),
    )


def _day_name(day: date, *, stretch: Stretch, language: str) -> str:
    return str(day.day) if stretch is Stretch.MONTH else formats.weekday(day, language)


def _stretches(wanted: Asked) -> list[tuple[str, str, bool]]:
    names = {Stretch.DAY: _("Day"), Stretch.WEEK: _("Week"), Stretch.MONTH: _("Month")}
    return [(name, wanted.but(stretch=one), one is wanted.stretch) for one, name in names.items()]


def _answering(found: Diary, now: datetime, language: str) -> list[tuple[str, str, str]]:
    """Say of each house shown how it answers requests, where enough were made to tell."""
    records = answering.of_houses([one.house.slug for one in found.shown], now=now)
    told = ((one.house.name, records[one.house.slug]) for one in found.shown)
    return [
        (name, reasons.answers_in(record, language), reasons.honoured(record))
        for name, record in told
        if record.typical
    ]


def _pending(found: Diary, now: datetime, language: str) -> list[tuple[str, str, list[tuple[desk.Pending, str, str]]]]:
    """Name what is to be decided: the requests first, then what lapses today, each with its countdown."""
    lists = (
        (_("Asked to book"), _("Nobody is waiting for your word."), found.asked),
        (_("Lapses today"), _("No option lapses today."), found.lapsing),
    )
    return [
        (
            name,
            nothing,
            [
                (one, words.lapses(one.release_at, one.house.time_zone, language, now), _meeting_day(one, language))
                for one in some
            ],
        )
        for name, nothing, some in lists
    ]


def _meeting_day(one: desk.Pending, language: str) -> str:
    return formats.day(local(one.starts_at, one.house.time_zone).date(), language)
