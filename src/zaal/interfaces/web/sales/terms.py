"""What cancelling costs, step by step and drawn to scale, as the pages of a sale show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from zaal.domain import cancellation
from zaal.domain.money import HUNDRED, Money
from zaal.domain.period import deadline
from zaal.domain.policies import ChargeKind
from zaal.gateways.calendars import public_holidays
from zaal.interfaces import cancelling, wording
from zaal.interfaces.web.sales import timeline, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zaal.domain.cancellation import Step
    from zaal.domain.policies import Policy
    from zaal.interfaces.web.sales.timeline import Picture
    from zaal.interfaces.web.sales.words import PolicyWords
    from zaal.queries.sales import BookingView, QuoteView
    from zaal.queries.venues import VenueView

SAMPLE_STARTS, SAMPLE_DAYS_AHEAD = time(9), 120


@dataclass(frozen=True, slots=True)
class TermRow:
    """One step: from when (None: from the start) until when (None: for good), what is due, whether it is passed."""

    since: datetime | None
    until: datetime | None
    fee: str
    is_past: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The steps as rows and as a picture; while one can still cancel: the fee now, and the next one with its moment."""

    rows: tuple[TermRow, ...]
    fee_now: str
    changes_at: datetime | None
    fee_then: str
    picture: Picture | None


class Sample(NamedTuple):
    """A venue's terms in words, and their picture where they can be drawn."""

    told: PolicyWords
    picture: Picture | None


class Samples(NamedTuple):
    """All terms of a venue, drawn for a meeting that starts at this instant."""

    starts_at: datetime
    each: tuple[Sample, ...]

    @property
    def is_drawn(self) -> bool:
        """Tell whether there is any picture."""
        return any(sample.picture for sample in self.each)


def of_quote(told: QuoteView, now: datetime) -> Terms:
    """Tell the terms of a quote from now on."""
    return _terms(told, cancelling.Span(now, "", now, told.periods[0].starts_at, told.house.time_zone), now)


def of_booking(told: BookingView, now: datetime) -> Terms:
    """Tell the terms of a booking since it was made."""
    zone, made_at = told.quote.house.time_zone, told.confirmed_at
    begin = _("booked %(day)s") % {"day": wording.brief_day(made_at, zone, words.language())}
    span = cancelling.Span(made_at, begin, now, told.quote.periods[0].starts_at, zone)
    return _terms(told.quote, span, now)


def samples(venue: VenueView, day: date | None, now: datetime) -> Samples | None:
    """Say and draw each policy of a venue, for a meeting on the day asked for, else on one far enough ahead.

    None where the venue has none.
    """
    if not venue.policies:
        return None
    day = day or (now + timedelta(days=SAMPLE_DAYS_AHEAD)).date()
    starts_at = deadline(day, SAMPLE_STARTS, venue.time_zone).astimezone(UTC)
    told = words.policies(venue.policies)
    drawn = (_sample(policy, venue, starts_at, now) for policy in venue.policies)
    return Samples(starts_at, tuple(Sample(*both) for both in zip(told, drawn, strict=True)))


def _sample(policy: Policy, venue: VenueView, starts_at: datetime, now: datetime) -> Picture | None:
    """Draw the shares that a policy asks; one that asks amounts can be drawn only of a price."""
    charges = (*(tier.charge for tier in policy.tiers), policy.late)
    if any(charge.kind is ChargeKind.FIXED for charge in charges):
        return None
    value = Money(HUNDRED, venue.currency)
    holidays = public_holidays(policy.holiday_calendar, now.year, starts_at.year)
    steps = cancellation.steps(
        policy, worth=cancellation.Worth(value), starts_at=starts_at, zone=venue.time_zone, holidays=holidays
    )
    first = min((step.until for step in steps if step.until is not None), default=starts_at - timedelta(days=1))
    return timeline.picture(
        steps,
        cancelling.Span(first - (starts_at - first) / 4, _("earlier"), None, starts_at, venue.time_zone),
        value=value,
        said=cancelling.share_of_price,
    )


def _terms(told: QuoteView, span: cancelling.Span, now: datetime) -> Terms:
    applying, following = cancellation.fee(told.steps, now), cancellation.next_step(told.steps, now)
    can_cancel = now < span.starts_at
    changes = can_cancel and following is not None and applying.until is not None and applying.until < span.starts_at
    return Terms(
        rows=_rows(told.steps, applying, now),
        fee_now=cancelling.fee(applying, words.language()) if can_cancel else "",
        changes_at=applying.until if changes else None,
        fee_then=cancelling.fee(following, words.language()) if changes and following else "",
        picture=timeline.picture(told.steps, span, value=told.price.gross, said=cancelling.brief_fee),
    )


def _rows(steps: Sequence[Step], applying: Step, now: datetime) -> tuple[TermRow, ...]:
    """Lay the steps end to end and mark the one that applies now."""
    starts = [None, *(step.until for step in steps)]
    return tuple(
        TermRow(
            since=since,
            until=step.until,
            fee=cancelling.fee(step, words.language()),
            is_past=step.until is not None and step.until <= now,
            is_now=step is applying,
        )
        for since, step in zip(starts, steps, strict=False)
    )
