"""The jobs of calendars that come in: ask their addresses, and write to the house whose calendar has fallen silent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from zaal.domain.actors import SYSTEM
from zaal.domain.feeds import SourceUnknown
from zaal.domain.letters import Letter
from zaal.domain.refusals import Refusal
from zaal.gateways.calendars.fetching import Manners, fetch
from zaal.interfaces import clock, refusals, wording
from zaal.interfaces.worker import outgoing
from zaal.queries import calendar_sources
from zaal.queries import deliveries as kept
from zaal.usecases import calendars, deliveries

if TYPE_CHECKING:
    from zaal.queries.deliveries import Correspondent, FactView

# After 4, 16, 64 s and so on, as all letters are.
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)


@queue.task(name="read_calendar", queue="calendars")
def read_calendar(source: str) -> None:
    """Ask a calendar's address and bring the diary to it; what fails is kept, to be told and tried again."""
    try:
        asked = calendar_sources.asked(source)
    except SourceUnknown:
        return
    manners = Manners(private_allowed=settings.CALENDARS_PRIVATE)
    try:
        answer = fetch(asked.address, etag=asked.etag, modified=asked.modified, manners=manners)
    except Refusal as refusal:
        calendars.note_failure(source=source, refusal=refusal, now=clock.now())
        return
    calendars.keep(
        actor=SYSTEM,
        source=source,
        data=answer.data,
        etag=answer.etag,
        modified=answer.modified,
        now=clock.now(),
    )


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="read_due_calendars", queue="calendars")
def read_due_calendars(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute it asks
    """Ask every address whose half hour is over; write to the houses whose calendar has been silent for a day."""
    calendars.ask_due(now=clock.now())
    calendars.warn_due(actor=SYSTEM, now=clock.now())


@queue.task(name="tell_of_calendar", queue="letters", retry=PATIENTLY)
def tell_of_calendar(fact_id: int) -> None:
    """Write to the house that one of its calendars cannot be read; twice is the same as once."""
    house = calendar_sources.house_of(fact_id)
    if house is None:
        return
    deliveries.keep(fact=fact_id, letters=[letter(kept.fact(fact_id), house)], now=clock.now())
    outgoing.send(fact_id)


def letter(fact: FactView, house: Correspondent) -> Letter:
    """Write the letter: which calendar, since when, why, and that the diary keeps the last that was read."""
    spoken = {code for code, _name in settings.LANGUAGES}
    language = next((one for one in house.languages if one in spoken), settings.LANGUAGE_CODE)
    with override(language):
        name = str(fact.data["name"])
        subject = _("The calendar “%(name)s” cannot be read any more") % {"name": name}
        words = {
            "subject": subject,
            "language": language,
            "name": house.name,
            "opening": _opening(fact, house, name, language),
            "blocks": (),
            "url": settings.BASE_URL + reverse("calendars", args=[fact.subject]),
            "elsewhere": "",
        }
        return Letter(
            recipient=house.email,
            language=language,
            subject=subject,
            text=render_to_string("letters/letter.txt", words).strip() + "\n",
            html=render_to_string("letters/letter.html", words),
        )


def _opening(fact: FactView, house: Correspondent, name: str, language: str) -> tuple[str, ...]:
    read_at = fact.data.get("read_at")
    if isinstance(read_at, str):
        moment = wording.moment(datetime.fromisoformat(read_at), house.time_zone, language)
        since = _("The calendar “%(name)s” was last read on %(moment)s.") % {"name": name, "moment": moment}
    else:
        since = _("The calendar “%(name)s” could not be read even once.") % {"name": name}
    told = fact.data.get("facts")
    why = refusals.say(str(fact.data["code"]), told if isinstance(told, dict) else {}, language)
    return (
        since,
        why,
        _("Its events stay in your diary as they were then. Anything newer is missing, so rooms may be sold twice."),
        _("To do: look at the address on the page below, or remove the calendar."),
    )
