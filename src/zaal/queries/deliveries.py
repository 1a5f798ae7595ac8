"""What the worker needs to write and send letters: the fact, the two sides, and the letters not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.letters import Letter
from zaal.domain.refusals import NotFound
from zaal.records.logbook.models import Fact
from zaal.records.logbook.models import Letter as LetterRow
from zaal.records.sales.line import QuoteUnknown
from zaal.records.sales.models import Quote

if TYPE_CHECKING:
    from datetime import datetime


class FactUnknown(NotFound):
    """No such fact was written."""

    code = "fact_unknown"


@dataclass(frozen=True, slots=True)
class FactView:
    """What happened to which option or booking, and when (UTC)."""

    number: int
    kind: str
    subject: str
    happened_at: datetime
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody letters go to, with ``languages`` by preference; ``time_zone`` is empty when it is not known."""

    name: str
    email: str
    phone: str
    languages: tuple[str, ...]
    time_zone: str


@dataclass(frozen=True, slots=True)
class Correspondents:
    """The two sides of a sale; a house without an e-mail address gets no letters."""

    booker: Correspondent
    house: Correspondent | None


@dataclass(frozen=True, slots=True)
class UnsentLetter:
    """A kept letter that has not gone out."""

    number: int
    letter: Letter


def fact(number: int) -> FactView:
    """Return one fact. Refuses: FactUnknown."""
    row = Fact.objects.filter(pk=number).first()
    if row is None:
        raise FactUnknown(fact=number)
    return FactView(row.pk, row.kind, row.subject, row.happened_at, row.data)


def correspondents(quote: str) -> Correspondents:
    """Return who is told about the sale of this quote (its reference). One query.

    Refuses: QuoteUnknown (also while it is a guest's, whom nobody can write to).
    """
    row = Quote.objects.select_related("person", "venue").filter(reference=quote).first()
    if row is None or row.person is None:
        raise QuoteUnknown(quote=quote)
    person, venue = row.person, row.venue
    languages = (person.language, row.language)
    booker = Correspondent(person.get_full_name(), person.email, person.phone, languages, person.time_zone)
    house = Correspondent(venue.name, venue.email, venue.phone, tuple(venue.languages), venue.time_zone)
    return Correspondents(booker, house if house.email else None)


def unsent(fact: int) -> tuple[UnsentLetter, ...]:
    """List the letters of a fact that have not gone out yet."""
    rows = LetterRow.objects.filter(fact_id=fact, sent_at=None).order_by("pk")
    return tuple(
        UnsentLetter(
            row.pk,
            Letter(row.recipient, row.language, row.subject, row.text, row.html, row.calendar, row.calendar_method),
        )
        for row in rows
    )
