"""What a change of a booking is, until when the customer makes it alone, and what giving up a part costs (DOMAIN 2.3).

The rules, in one place:

- More people, hours or extras cost their price and no fee. Less of them is a part called off: the value difference
  carries the fee that the terms agreed give at that moment, in proportion to the whole (T28); people let go first
  use up what the terms let go free.
- A change in which something is given up and something else taken on counts by what the hotel is left with.
- The policy agreed stays. While the start stays its moments stay too, with fees on the new value.
- Another start is counted anew from there; but never below what calling off would have cost at the moment of the
  move, for the value that was kept. Moving far ahead and then cancelling, or letting go, saves nobody a fee.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from zaal.domain import bounds
from zaal.domain.attrition import Change, change_fee, reduction
from zaal.domain.bookings import NotInstant
from zaal.domain.bounds import BoundUnit
from zaal.domain.cancellation import Worth, charge_at, fee, part_fee
from zaal.domain.fees import TaxedFee, taxed
from zaal.domain.money import HUNDRED, Money, round_half_up, total
from zaal.domain.policies import FeeTax
from zaal.domain.refusals import Conflict, Invalid
from zaal.domain.sales import FeeChanged
from zaal.domain.wishes import moved_along

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, time

    from zaal.domain.bounds import Start
    from zaal.domain.cancellation import Step
    from zaal.domain.frozen import FrozenTerms
    from zaal.domain.layouts import Layout
    from zaal.domain.policies import Policy
    from zaal.domain.pricing import Basis
    from zaal.domain.wishes import LocalSpan, QuoteWish, RoomWish

    Hours = tuple[time, time, int, int | None, int | None]


class NothingChanged(Invalid):
    """What is asked is what is booked already."""

    code = "nothing_changed"


class PriceChanged(Conflict):
    """The price is no longer the one that was shown; look at the new one and decide again."""

    code = "price_changed"


class ChangeFeeChanged(FeeChanged):
    """A step of the terms has passed since the fee of the change was shown."""

    code = "change_fee_changed"


class ChangeFeeNotStated(Conflict):
    """The hotel's terms do not say what giving up this part costs now; the hotel does (facts name it)."""

    code = "change_fee_not_stated"


class ChangeNotInstant(NotInstant):
    """The hotel makes this change by hand: ``rule`` names why, and facts how to reach it."""

    code = "change_not_instant"


class CutoffPassed(Conflict):
    """The hotel lets customers change this themselves until ``until``; facts name how to reach it."""

    code = "cutoff_passed"


class ChangeKind(StrEnum):
    """What can differ between two versions of a booking."""

    DELEGATES = "delegates"
    TIMES = "times"
    LAYOUT = "layout"
    SPACE = "space"
    EXTRAS = "extras"
    PACKAGE = "package"
    DAY = "day"
    ROOMS = "rooms"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be different within the hotel; None stays as booked.

    ``extras`` are all of them from then on, and so are ``rooms``: one without times has the main room's.
    """

    space: str | None = None
    layout: Layout | None = None
    delegates: int | None = None
    spans: tuple[LocalSpan, ...] | None = None
    basis: Basis | None = None
    package_code: str | None = None
    extras: tuple[tuple[str, int], ...] | None = None
    rooms: tuple[RoomWish, ...] | None = None

    def of(self, booked: QuoteWish) -> QuoteWish:
        """Return what is booked with these things changed.

        Another basis forgets the package; further rooms that are not named go along with the main room's days, and have
        its hours where they had its times.
        """
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        wish = replace(booked, **{name: value for name, value in told.items() if value is not None})
        if self.basis not in {None, booked.basis} and self.package_code is None:
            wish = replace(wish, package_code=None)
        if self.rooms is not None:
            return replace(wish, rooms=tuple(replace(room, spans=room.spans or wish.spans) for room in self.rooms))
        return replace(wish, rooms=tuple(room for room in _gone_along(booked, wish.spans) if room.spans))


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Customers change this themselves until ``amount`` units before the start, that moment included."""

    kind: ChangeKind
    amount: int
    unit: BoundUnit
    strict: bool = False


# What an invented hotel states: the kitchen's orders late, the room's use earlier, another day or room a week ahead.
USUAL_CUTOFFS = (
    Cutoff(ChangeKind.DELEGATES, 2, BoundUnit.WORKING_DAYS),
    Cutoff(ChangeKind.EXTRAS, 2, BoundUnit.WORKING_DAYS),
    Cutoff(ChangeKind.LAYOUT, 2, BoundUnit.WORKING_DAYS),
    Cutoff(ChangeKind.TIMES, 3, BoundUnit.WORKING_DAYS),
    Cutoff(ChangeKind.PACKAGE, 3, BoundUnit.WORKING_DAYS),
    Cutoff(ChangeKind.SPACE, 1, BoundUnit.WEEKS),
    Cutoff(ChangeKind.DAY, 1, BoundUnit.WEEKS),
    Cutoff(ChangeKind.ROOMS, 1, BoundUnit.WEEKS),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What cut-offs are counted back from: the starts before and after the change (UTC), on the venue's clock."""

    starts: tuple[datetime, ...]
    zone: str
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The terms of the version that is changed, its start, and the ``floor`` under its fees (see ``next_floor``)."""

    terms: FrozenTerms
    start: Start
    floor: Money


@dataclass(frozen=True, slots=True)
class Loss:
    """What a change takes from a booking: all-in prices before and after, and the people.

    ``people_only`` is the price with nothing but the people changed; ``original`` is the number first agreed.
    """

    before: Money
    after: Money
    people_only: Money
    original: int
    current: int
    new: int
    original_value: Money | None = None


def differences(before: QuoteWish, after: QuoteWish) -> tuple[ChangeKind, ...]:
    """Name what differs, each kind once; what the meeting is called makes no difference.

    Further rooms that only go along with the main one are no difference of their own; one lost with its days is.
    """
    differs = {
        ChangeKind.DELEGATES: before.delegates != after.delegates,
        ChangeKind.TIMES: _other_times(before.spans, after.spans),
        ChangeKind.LAYOUT: before.layout is not after.layout,
        ChangeKind.SPACE: before.space != after.space,
        ChangeKind.EXTRAS: sorted(before.extras) != sorted(after.extras),
        ChangeKind.PACKAGE: (before.basis, before.package_code, sorted(before.codes))
        != (after.basis, after.package_code, sorted(after.codes)),
        ChangeKind.DAY: _days(before.spans) != _days(after.spans),
        ChangeKind.ROOMS: _in_order(_gone_along(before, after.spans)) != _in_order(after.rooms),
    }
    return tuple(kind for kind in ChangeKind if differs[kind])


def closing(kind: ChangeKind, cutoffs: Iterable[Cutoff], clock: Clock) -> datetime:
    """Return the first instant (UTC) at which customers no longer change this themselves.

    Counted from the earlier of the starts before and after; without a cut-off of this kind it is that start.
    """
    starts_at = min(clock.starts)
    stated = [cutoff for cutoff in cutoffs if cutoff.kind is kind]
    return min((bounds.until(cutoff, starts_at, clock.zone, clock.holidays) for cutoff in stated), default=starts_at)


def fee_of(agreed: Agreed, loss: Loss, at: datetime) -> TaxedFee | None:
    """Return what giving up a part costs at this instant by the terms agreed, with its tax; None: they do not say.

    People let go follow the terms' rules of free reductions and what those leave over; everything else given up is a
    part cancelled, in proportion (T28). Never less than the same part of the floor. Refuses: MixedCurrencies.
    """
    lost = max(loss.before - loss.after, Money.zero(loss.before.currency))
    terms = agreed.terms
    if terms.policy is None:
        due = fee(terms.steps, at).fee
        return None if due is None else taxed(_share(due, lost, loss.before), FeeTax.NONE, ())
    worth = terms.worth or Worth(loss.before, delegates=loss.current)
    people_lost = min(lost, max(loss.before - loss.people_only, Money.zero(lost.currency)))
    people = Change(loss.original, loss.current, loss.new, loss.before, loss.before - people_lost, loss.original_value)
    fees = (
        reduction(terms.policy, people, at=at, start=agreed.start, worth=worth).fee if people_lost else people_lost,
        _part(terms.policy, lost - people_lost, at=at, start=agreed.start, worth=worth),
    )
    if None in fees:
        return None
    told = taxed(total((one for one in fees if one), lost.currency), terms.policy.fee_tax, worth.taxes)
    owed = max(min(told.gross, lost), _share(agreed.floor, lost, loss.before))
    if owed == told.gross:
        return told
    # Brought down to what is lost, or up to the floor: the tax is what the amount owed contains.
    within = FeeTax.NONE if terms.policy.fee_tax is FeeTax.NONE else FeeTax.INCLUDED
    return taxed(owed, within, worth.taxes)


def late_fee(agreed: Agreed, at: datetime) -> TaxedFee | None:
    """Return what any change costs at this instant, with its tax; None while changing is free."""
    terms = agreed.terms
    if terms.policy is None:
        return None
    return change_fee(terms.policy, at=at, start=agreed.start, taxes=terms.worth.taxes if terms.worth else ())


def next_floor(agreed: Agreed, at: datetime, *, before: Money, after: Money, moved: bool) -> Money:
    """Return what no later version asks less than, for the value that is kept.

    A start that moves takes along what cancelling would have cost at this instant; one that stays, what it had.
    """
    now_due = fee(agreed.terms.steps, at).fee if moved else None
    floor = max(agreed.floor, now_due) if now_due is not None else agreed.floor
    return _share(floor, min(before, after), before)


def kept_moments(steps: Sequence[Step], agreed: Sequence[Step], *, before: Money, after: Money) -> tuple[Step, ...]:
    """Return fees on the new value at the moments agreed, whatever calendars and clocks say by now."""
    if len(steps) == len(agreed):
        return tuple(replace(step, until=kept.until) for step, kept in zip(steps, agreed, strict=True))
    return tuple(replace(step, fee=step.fee and _share(step.fee, after, before)) for step in agreed)


def floored(steps: Sequence[Step], floor: Money, *, value: Money) -> tuple[Step, ...]:
    """Raise every fee to the floor; steps that then cost the same as the next one are told as one."""
    raised = [step if step.fee is None or step.fee >= floor else _at(floor, step, value) for step in steps]
    if raised == list(steps):
        return tuple(steps)
    told = [step for step, following in pairwise(raised) if step.fee is None or step.fee != following.fee]
    return (*told, raised[-1])


def _part(policy: Policy, part: Money, *, at: datetime, start: Start, worth: Worth) -> Money | None:
    if not part:
        return part
    return part_fee(policy, charge_at(policy, at, worth=worth, start=start), worth=worth, part=part).fee


def _gone_along(booked: QuoteWish, spans: tuple[LocalSpan, ...]) -> tuple[RoomWish, ...]:
    """Return the further rooms as they are with other times of the main room; one whose days are gone has no times."""
    return tuple(replace(room, spans=moved_along(room.spans, booked.spans, spans)) for room in booked.rooms)


def _in_order(rooms: Iterable[RoomWish]) -> list[RoomWish]:
    """Tell rooms so that it makes no difference in which order they, or their days, were asked for."""
    by_time = attrgetter("starts", "ends")
    return sorted((replace(room, spans=tuple(sorted(room.spans, key=by_time))) for room in rooms), key=repr)


def _days(spans: Iterable[LocalSpan]) -> list[date]:
    return sorted(span.starts.date() for span in spans)


def _other_times(before: Iterable[LocalSpan], after: Iterable[LocalSpan]) -> bool:
    """Compare the hours on the days that both have; where they have none, the hours as such."""
    one, other = _hours(before), _hours(after)
    common = one.keys() & other.keys()
    if not common:
        return set(one.values()) != set(other.values())
    return any(one[day] != other[day] for day in common)


def _hours(spans: Iterable[LocalSpan]) -> dict[date, tuple[Hours, ...]]:
    found: dict[date, tuple[Hours, ...]] = {}
    for span in sorted(spans, key=attrgetter("starts", "ends")):
        day = span.starts.date()
        nights = (span.ends.date() - day).days
        hours = (span.starts.time(), span.ends.time(), nights, span.starts_fold, span.ends_fold)
        found[day] = (*found.get(day, ()), hours)
    return found


def _share(due: Money, part: Money, whole: Money) -> Money:
    return Money(due.amount * part.amount / whole.amount, due.currency).rounded() if whole else Money.zero(due.currency)


def _at(floor: Money, step: Step, value: Money) -> Step:
    return replace(step, fee=floor, percent=round_half_up(floor.amount * HUNDRED / value.amount))
