"""Rows of the sale as the use-cases need them: locked, visible to the actor, with their sections and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zaal.domain.actors import Actor, Role
from zaal.domain.diary import Part
from zaal.domain.period import Period
from zaal.domain.permissions import SignInNeeded
from zaal.domain.references import tidy
from zaal.domain.refusals import NotFound
from zaal.records.diary.claims import overlapping
from zaal.records.diary.models import Entry
from zaal.records.identity.models import Person
from zaal.records.sales.models import Booking, Option, OptionEnd, Quote, QuoteSlot
from zaal.records.venues.instant import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zaal.domain.bookings import InstantRule


class QuoteUnknown(NotFound):
    """No such quote, or not for this person."""

    code = "quote_unknown"


class OptionUnknown(NotFound):
    """No such option, or not for this person."""

    code = "option_unknown"


class BookingUnknown(NotFound):
    """No such booking, or not for this person."""

    code = "booking_unknown"


def visible(actor: Actor, quote: str = "") -> Q:
    """Select what the actor may see: the customer's own, the hotel's, everything for operator and jobs.

    ``quote`` is the path to the quote from the row asked for, such as ``quote__``.
    """
    if actor.role in {Role.OPERATOR, Role.SYSTEM}:
        # Not the empty Q: "this or a guest's" would leave only the guests' of it.
        return ~Q(pk__in=[])
    own = Q(**{f"{quote}person_id": actor.person_id}) if actor.person_id else Q(pk__in=[])
    return own | Q(**{f"{quote}venue__organisation_id__in": actor.hotels})


def visible_quotes(actor: Actor) -> QuerySet[Quote]:
    """Quotes of the actor; a guest's quote may be seen by whoever knows its reference."""
    return Quote.objects.filter(visible(actor) | Q(person_id=None))


def customer_of(quote: Quote, actor: Actor) -> int:
    """Return whose sale this is: the quote's person, or the one who takes a guest's quote up. Refuses: SignInNeeded."""
    person = quote.person_id or actor.person_id
    if person is None:
        raise SignInNeeded(quote=quote.reference)
    return person


def locked_quote(reference: str, actor: Actor) -> Quote:
    """Lock the quote for this transaction. Refuses: QuoteUnknown."""
    found = visible_quotes(actor).filter(reference=tidy(reference)).select_related("venue", "space")
    row = found.select_for_update(of=("self",)).first()
    if row is None:
        raise QuoteUnknown(quote=reference)
    return row


def locked_option(reference: str, actor: Actor) -> Option:
    """Lock the option and its quote for this transaction, quote first. Refuses: OptionUnknown."""
    found = Option.objects.filter(visible(actor, "quote__"), reference=tidy(reference))
    quote = found.values_list("quote__reference", flat=True).first()
    if quote is None:
        raise OptionUnknown(option=reference)
    locked_quote(quote, actor)
    return found.select_related("quote__venue", "quote__space").select_for_update(of=("self",)).get()


def locked_booking(reference: str, actor: Actor) -> Booking:
    """Lock the booking for this transaction. Refuses: BookingUnknown."""
    found = Booking.objects.filter(visible(actor, "quote__"), reference=tidy(reference)).values_list("pk", flat=True)
    number = found.first()
    if number is None:
        raise BookingUnknown(booking=reference)
    # Locked by itself and then read anew: joined to its quote, one that was changed meanwhile would not be found.
    Booking.objects.select_for_update().get(pk=number)
    return Booking.objects.select_related("quote__venue", "quote__space").get(pk=number)


def instant_rules(quote: Quote) -> tuple[tuple[InstantRule, int], ...]:
    """Return the limits of instant confirmation of each of the quote's rooms, with its number of delegates."""
    rooms: dict[int, tuple[InstantRule, int]] = {}
    for slot in sorted(quote.slots.all(), key=lambda slot: slot.pk):
        _, most = rooms.get(slot.space_id, (None, 0))
        rooms[slot.space_id] = rule_of(slot.space), max(most, slot.delegates)
    return tuple(rooms.values())


def space_names(quote: Quote) -> str:
    """Name the quote's spaces in the order of its slots, each once."""
    names = QuoteSlot.objects.filter(quote=quote).order_by("pk").values_list("space__name", flat=True)
    return ", ".join(dict.fromkeys(names))


def starts_of(quote: Quote) -> datetime:
    """Return when the first of the quote's periods begins (UTC)."""
    return QuoteSlot.objects.filter(quote=quote).order_by("starts_at").values_list("starts_at", flat=True)[0]


def parts_of(quote: Quote) -> tuple[Part, ...]:
    """Return what the quote needs in the diary: every section of its spaces, with set-up and breakdown."""
    slots = QuoteSlot.objects.filter(quote=quote).prefetch_related("space__sections")
    return tuple(
        sorted(
            Part(section.pk, slot.space_id, Period(slot.blocks_from, slot.blocks_until))
            for slot in slots
            for section in slot.space.sections.all()
        )
    )


def competing(quote: Quote, *, now: datetime) -> QuerySet[Option]:
    """Return living options that want (part of) the same sections at (part of) the same time."""
    references = Entry.objects.filter(overlapping(parts_of(quote))).values("reference")
    return Option.objects.filter(reference__in=references, end=None, release_at__gt=now).exclude(quote=quote)


def living_options(person: int, *, venue: int, now: datetime) -> int:
    """Count what a person holds or waits for in a venue, and let nobody add to it until this transaction ends."""
    # No key: facts and sales that name the person are written meanwhile.
    Person.objects.select_for_update(no_key=True).get(pk=person)
    return Option.objects.filter(person_id=person, quote__venue_id=venue, end=None, release_at__gt=now).count()


def waiting_on(sections: Iterable[int], *, now: datetime, behind: int = 0) -> list[Option]:
    """Lock and return the waiting options with an entry on these sections, in the order they were placed.

    ``behind`` leaves out those placed before that option: whoever holds the lock of a waiting option only goes
    down the line, so that two who walk away at once do not wait for each other.
    """
    references = Entry.objects.filter(section_id__in=list(sections), blocking=False).values("reference")
    found = list(
        Option.objects.filter(reference__in=references, end=None, release_at__gt=now, pk__gt=behind)
        .select_related("quote__space", "quote__venue")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    # Asked again after the locks: one may have ended, or moved up, while we waited for it.
    ended = frozenset(OptionEnd.objects.filter(option__in=found).values_list("option_id", flat=True))
    return [row for row in found if row.pk not in ended and row.rank != 1]
