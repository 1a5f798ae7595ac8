"""Options: a space held until a release moment, in a fair queue (DOMAIN 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.period import NaiveMoment, deadline, local, local_day
from zaal.domain.refusals import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import date


class OptionExpired(Conflict):
    """The release moment has passed; the spaces are no longer held."""

    code = "option_expired"


class TooManyOptions(Conflict):
    """The person holds as many options in this venue as one may; ``most`` is the number."""

    code = "too_many_options"


class ReleaseInPast(Invalid):
    """An option cannot be held until a moment that has already passed."""

    code = "release_in_past"


class ReleaseTooLate(Invalid):
    """An option cannot be held beyond the start of the meeting; ``latest`` is the last possible release."""

    code = "release_too_late"


class ReleaseNotLater(Invalid):
    """An extension must end later than the option does now; ``release_at`` is its present end."""

    code = "release_not_later"


class ExtensionTooLong(Invalid):
    """The customer asked for longer than the house lets anybody hold; ``latest`` is the longest it does."""

    code = "extension_too_long"


class ExtendedBefore(Conflict):
    """The customer extended this option before; once is what the customer may by themselves."""

    code = "extended_before"


class SomebodyWaits(Conflict):
    """Somebody waits in line behind this option, so that the customer cannot hold it longer."""

    code = "somebody_waits"


class HeldLongest(Conflict):
    """The option is held as long as it can be; ``latest`` is its end."""

    code = "held_longest"


# Living options of one person in one venue. Holding is free of charge, so somebody could empty a house with it; who
# organises for a delegation rightly holds many rooms over several days at once.
MOST_HELD = 25
# The elapsed hours a house may give the holder of an option that is challenged.
CHALLENGE_HOURS = (24, 48)


class TermUnit(StrEnum):
    """In what a term runs: hours elapse ("48 hours"), days are calendar days ("14 days")."""

    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Term:
    """How long an option is held, counted from the moment it is placed."""

    amount: int
    unit: TermUnit


def release_moment(until: datetime | date | Term, *, now: datetime, starts_at: datetime, zone: str) -> datetime:
    """Tell at which instant (UTC) an option ends (T38).

    A moment is taken as given; a date means the end of that day, 24:00 venue time; a term runs from ``now``,
    calendar days keeping the hour on the venue's clock. A term, and the day of the meeting itself, are cut short by
    the start of the meeting.
    Refuses: ReleaseInPast, ReleaseTooLate, NaiveMoment.
    """
    if isinstance(until, Term):
        moment = min(_end_of_term(until, now, zone), starts_at)
    elif isinstance(until, datetime):
        if until.tzinfo is None:
            raise NaiveMoment(release_at=until)
        moment = until
    else:
        # Far days are refused as days: the calendar ends before the end of its last day.
        if until < local(now, zone).date():
            raise ReleaseInPast(release_at=until, now=now)
        if until > local(starts_at, zone).date():
            raise ReleaseTooLate(release_at=until, latest=starts_at)
        moment = min(local_day(until, zone).ends_at, starts_at)
    if moment <= now:
        raise ReleaseInPast(release_at=moment, now=now)
    if moment > starts_at:
        raise ReleaseTooLate(release_at=moment, latest=starts_at)
    return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """An option as the rule of extension sees it: since when it stands and until when, and who is behind it.

    ``since`` is when it came to hold the room, for one that waits when it was placed. ``most_days`` is the house's
    maximum of calendar days from then. ``behind`` counts the living options that wait for it.
    """

    since: datetime
    release_at: datetime
    starts_at: datetime
    zone: str
    most_days: int
    behind: int
    was_extended: bool

    @property
    def longest(self) -> datetime:
        """Until when the customer may hold it at most (UTC): the house's maximum, cut short by the meeting's start."""
        return min(_end_of_term(Term(self.most_days, TermUnit.DAYS), self.since, self.zone), self.starts_at)


def extended_release(standing: Standing, until: datetime | date | None, *, by_house: bool, now: datetime) -> datetime:
    """Tell until when (UTC) an option is held once it is extended; without ``until`` as long as the house usually lets.

    The customer extends once, up to the house's maximum, while nobody waits behind; the house to any moment before the
    meeting. A date means the end of that day at the venue.
    Refuses: OptionExpired, ExtendedBefore, SomebodyWaits, HeldLongest, ReleaseInPast, ReleaseTooLate, ReleaseNotLater,
    ExtensionTooLong, NaiveMoment.
    """
    require_held(standing.release_at, now=now)
    if not by_house:
        _require_extendable(standing)
    latest = standing.starts_at if by_house else standing.longest
    if standing.release_at >= latest:
        raise HeldLongest(latest=standing.release_at)
    if until is None:
        return standing.longest if standing.longest > standing.release_at else latest
    moment = release_moment(until, now=now, starts_at=standing.starts_at, zone=standing.zone)
    if moment <= standing.release_at:
        raise ReleaseNotLater(release_at=standing.release_at)
    if moment > latest:
        raise ExtensionTooLong(latest=latest)
    return moment


def _require_extendable(standing: Standing) -> None:
    if standing.was_extended:
        raise ExtendedBefore
    if standing.behind:
        raise SomebodyWaits(behind=standing.behind)


def expired(release_at: datetime, now: datetime) -> bool:
    """Tell whether an option has ended: at the release moment itself it has."""
    return now >= release_at


def require_held(release_at: datetime, *, now: datetime) -> None:
    """Pass while the option holds, or refuse: OptionExpired."""
    if expired(release_at, now):
        raise OptionExpired(release_at=release_at)


def require_room_for_more(held: int) -> None:
    """Pass while a person with ``held`` living options in a venue may have one more. Refuses: TooManyOptions."""
    if held >= MOST_HELD:
        raise TooManyOptions(most=MOST_HELD)


def _end_of_term(term: Term, now: datetime, zone: str) -> datetime:
    if term.unit is TermUnit.HOURS:
        return now.astimezone(UTC) + timedelta(hours=term.amount)
    placed = local(now, zone)
    return deadline(placed.date() + timedelta(days=term.amount), placed.time(), zone)
