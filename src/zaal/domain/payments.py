"""When a booking is paid: terms as hotels write them, and the amounts and moments they come to (DOMAIN 2.4, 3.1).

What is due adds up to the total: each step takes its share, rounded once to the minor unit, or its amount, never more
than is left; a step that asks for the rest, else the last one, takes what the others leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.bounds import Bound, BoundUnit, until
from zaal.domain.money import Money
from zaal.domain.period import local, local_day
from zaal.domain.policies import ANY_SIZE, Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal


class After(StrEnum):
    """From what a due day counts forward: the confirmation of the booking, or the end of the meeting."""

    CONFIRMATION = "confirmation"
    END = "end"


class Later(NamedTuple):
    """So many days after an event: until the end of that day on the venue's clock.

    No days after the confirmation is at once. None: the hotel's invoice says when; only after the end.
    """

    days: int | None
    after: After


AT_CONFIRMATION = Later(0, After.CONFIRMATION)
INVOICED = Later(None, After.END)


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """One payment: a ``percent`` of the all-in total, an ``amount``, or (neither) the rest.

    ``when`` counts back from the start of the meeting (a Bound: until that moment, of a working day until its end)
    or on from an event. ``name`` is how the hotel calls it.
    """

    name: str
    when: Bound | Later
    percent: Decimal | None = None
    amount: Money | None = None

    @property
    def is_rest(self) -> bool:
        """Tell whether it asks for what the other steps leave."""
        return self.percent is None and self.amount is None


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """Steps in the order of their moments, for bookings of a size; working days count by ``holiday_calendar``.

    ``version`` is the day these terms came into force and ``organisation_id`` whose contract they are: both say
    which, not what, and are no part of the fingerprint.
    """

    code: str
    name: str
    steps: tuple[PaymentStep, ...]
    size: Size = ANY_SIZE
    holiday_calendar: str = ""
    version: date | None = None
    organisation_id: int | None = None


class Meeting(NamedTuple):
    """What due moments count from: the start and end of the meeting (aware), the venue's zone, holidays that count."""

    starts_at: datetime
    ends_at: datetime
    zone: str
    holidays: frozenset[date] = frozenset()


# What holds where a hotel has entered nothing: it sends its invoice afterwards, and no term is invented for it.
BILLED_AFTERWARDS = PaymentTerms("billed-afterwards", "Billed after the meeting", (PaymentStep("Invoice", INVOICED),))


@dataclass(frozen=True, slots=True)
class Instalment:
    """A step brought to one meeting: its amount, and its moment (UTC) where that is known before the booking is.

    ``days`` count from the confirmation where it is not; neither: the hotel's invoice says when.
    """

    name: str
    amount: Money
    percent: Decimal | None
    due_at: datetime | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What has to be paid until when (UTC; None: the hotel's invoice after the meeting says), and whether that is now.

    ``percent`` is the share of the total it is; None where the terms state an amount, or the rest. ``days`` are those
    after the confirmation by which ``due_at`` was counted; None where it is not counted from there.
    """

    name: str
    amount: Money
    percent: Decimal | None
    due_at: datetime | None
    is_now: bool
    days: int | None = None


def choose(
    terms: Iterable[PaymentTerms], *, delegates: int, value: Money, organisations: frozenset[int] = frozenset()
) -> PaymentTerms:
    """Return the terms a booking gets: contracts of its organisations first, then the first that holds its size.

    Where none holds, the hotel bills the whole after the meeting. Refuses: MixedCurrencies.
    """
    found = [one for one in terms if one.size is ANY_SIZE or one.size.holds(delegates, value)]
    contracts = (one for one in found if one.organisation_id in organisations)
    general = (one for one in found if one.organisation_id is None)
    return next(contracts, None) or next(general, None) or BILLED_AFTERWARDS


def dues(
    terms: PaymentTerms, total: Money, meeting: Meeting, *, confirmed_at: datetime, now: datetime
) -> tuple[Due, ...]:
    """Say what terms (that passed their check) come to, in order of time: ``instalments``, then ``called``."""
    return called(instalments(terms, total, meeting), confirmed_at=confirmed_at, now=now, zone=meeting.zone)


def instalments(terms: PaymentTerms, total: Money, meeting: Meeting) -> tuple[Instalment, ...]:
    """Bring terms to one meeting; the amounts add up to the total, and a step of which nothing is left falls away.

    Refuses: MixedCurrencies (an amount in another currency than the total).
    """
    return tuple(
        _instalment(step, amount, meeting)
        for step, amount in zip(terms.steps, _amounts(terms.steps, total), strict=True)
        if amount
    )


def called(made: Iterable[Instalment], *, confirmed_at: datetime, now: datetime, zone: str) -> tuple[Due, ...]:
    """Put instalments in order of time for a booking confirmed at this instant (of a quote: if it were).

    Nothing is due before the booking is: a moment already passed then is that of the confirmation. What is due at
    ``now`` or before is due now; what waits for the invoice comes last.
    """
    placed = []
    for one in made:
        due_at = one.due_at
        if one.days is not None:
            due_at = _end_of_day(confirmed_at, one.days, zone) if one.days else confirmed_at
        if due_at is not None:
            due_at = max(due_at, confirmed_at)
        placed.append(Due(one.name, one.amount, one.percent, due_at, due_at is not None and due_at <= now, one.days))
    return tuple(sorted(placed, key=lambda due: (due.due_at is None, due.due_at or confirmed_at)))


def due_now(found: Sequence[Due]) -> Money | None:
    """Add up what is due now; None when nothing is."""
    amounts = [due.amount for due in found if due.is_now]
    return sum(amounts[1:], amounts[0]) if amounts else None


def _amounts(steps: Sequence[PaymentStep], total: Money) -> list[Money]:
    """Divide the total as the module says."""
    taker = next((i for i, step in enumerate(steps) if step.is_rest), len(steps) - 1)
    zero = Money.zero(total.currency)
    left, amounts = max(total, zero), [zero] * len(steps)
    for i, step in enumerate(steps):
        if i != taker:
            asked = total.percent(step.percent) if step.percent is not None else step.amount or zero
            amounts[i] = min(max(asked.rounded(), zero), left)
            left -= amounts[i]
    if steps:
        amounts[taker] = left
    return amounts


def _instalment(step: PaymentStep, amount: Money, meeting: Meeting) -> Instalment:
    when, due_at, days = step.when, None, None
    starts_at, ends_at, zone, holidays = meeting
    if isinstance(when, Bound):
        # Strict bounds end at the moment itself; a working day lasts until its end.
        due_at = until(when._replace(strict=when.unit is not BoundUnit.WORKING_DAYS), starts_at, zone, holidays)
    elif when.after is After.CONFIRMATION:
        days = when.days or 0
    elif when.days is not None:
        due_at = _end_of_day(ends_at, when.days, zone)
    return Instalment(step.name, amount, step.percent, due_at, days)


def _end_of_day(at: datetime, days: int, zone: str) -> datetime:
    """Return when the day that lies so many days after an instant ends on the venue's clock."""
    return local_day(local(at, zone).date() + timedelta(days=days), zone).ends_at.astimezone(UTC)
