"""What a customer asks for, as wall-clock values: the venue's zone turns them into instants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from zaal.domain.layouts import Layout  # noqa: TC001 - wishes are kept by these annotations
from zaal.domain.period import YEARS, EmptyPeriod, Period, YearOutOfRange, instant
from zaal.domain.pricing import Basis  # noqa: TC001
from zaal.domain.refusals import Conflict, Invalid

MOST_SPANS = 31
MOST_DELEGATES = 20_000
MOST_EXTRAS = 50
MOST_OF_AN_EXTRA = 20_000
LONGEST_TITLE = 200
MOST_ROOMS = 20
MOST_CODES = 5
LONGEST_CODE = 32
ONE_DAY = timedelta(days=1)


class TooManyDays(Invalid):
    """More days than one request may hold (``most``)."""

    code = "too_many_days"


class DaysOverlap(Invalid):
    """Two of the asked times overlap each other."""

    code = "days_overlap"


class ExtraOutOfRange(Invalid):
    """An extra asked less than once or more often than anybody needs, or too many different ones."""

    code = "extra_out_of_range"


class TitleTooLong(Invalid):
    """A name of the meeting with more than ``most`` signs, or with signs that cannot be kept."""

    code = "title_too_long"


class DelegatesOutOfRange(Invalid):
    """A number of people nobody can seat."""

    code = "delegates_out_of_range"


class DoesNotFit(Conflict):
    """The hotel does not seat this many people in this layout of this space; facts give its figures."""

    code = "does_not_fit"


class LayoutNotOffered(Conflict):
    """The hotel does not set up this space in this layout."""

    code = "layout_not_offered"


class TooManyRooms(Invalid):
    """More rooms than one request may hold (``most``)."""

    code = "too_many_rooms"


class RoomsOverlap(Conflict):
    """Two rooms of one request share a part of the house at the same time, such as a hall and its own half."""

    code = "rooms_overlap"


class TooManyCodes(Invalid):
    """More promotion codes than one request may hold, or one longer than any code is."""

    code = "too_many_codes"


@dataclass(frozen=True, slots=True)
class LocalSpan:
    """From one wall-clock moment to another, without a zone: 18 March 09:00 to 17:00 wherever the venue is.

    The folds say which of two equal times of the autumn night is meant: 0 the first, 1 the second, None is not said.
    """

    starts: datetime
    ends: datetime
    starts_fold: int | None = None
    ends_fold: int | None = None

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise EmptyPeriod(starts_at=self.starts, ends_at=self.ends)

    def in_zone(self, zone: str) -> Period:
        """Turn the span into instants. Refuses: LocalTimeMissing, LocalTimeAmbiguous (when its fold is not said)."""
        return Period(
            instant(self.starts.date(), self.starts.time(), zone, fold=self.starts_fold),
            instant(self.ends.date(), self.ends.time(), zone, fold=self.ends_fold),
        )


def moved_along(
    spans: tuple[LocalSpan, ...], before: tuple[LocalSpan, ...], after: tuple[LocalSpan, ...]
) -> tuple[LocalSpan, ...]:
    """Return a further room's times when the main room's go from ``before`` to ``after``.

    The main room's times stay those; times of its own keep their hours. Days given up become the new ones in their
    order, and what was on one that none replaces is called off. When all days move by as much, so do days on which
    only the further room is used.
    """
    if spans == before:
        return after
    olds, news = (sorted({span.starts.date() for span in main}) for main in (before, after))
    shifts = {new - old for old, new in zip(olds, news, strict=False)}
    if len(olds) == len(news) and len(shifts) == 1:
        [shift] = shifts
        return tuple(replace(span, starts=span.starts + shift, ends=span.ends + shift) for span in spans)
    gone, come = ([day for day in days if day not in others] for days, others in ((olds, news), (news, olds)))
    moves = dict(zip(gone, come, strict=False))
    kept = (span for span in spans if span.starts.date() not in gone or span.starts.date() in moves)
    return tuple(_on(span, moves.get(span.starts.date(), span.starts.date())) for span in kept)


def _on(span: LocalSpan, day: date) -> LocalSpan:
    shift = day - span.starts.date()
    return replace(span, starts=span.starts + shift, ends=span.ends + shift)


def check_spans(spans: tuple[LocalSpan, ...]) -> tuple[LocalSpan, ...]:
    """Return the spans in order. Refuses: EmptyPeriod (none), YearOutOfRange, TooManyDays, DaysOverlap.

    A span counts for as many days as it has started 24 hours: one of a month is not one day.
    """
    if not spans:
        raise EmptyPeriod(spans=0)
    for span in spans:
        if span.starts.year not in YEARS or span.ends.year not in YEARS:
            raise YearOutOfRange
    days = sum(-((span.starts - span.ends) // ONE_DAY) for span in spans)
    if days > MOST_SPANS:
        raise TooManyDays(most=MOST_SPANS, asked=days)
    ordered = tuple(sorted(spans, key=attrgetter("starts", "ends")))
    for earlier, later in pairwise(ordered):
        if later.starts < earlier.ends:
            raise DaysOverlap(one=earlier.starts, other=later.starts)
    return ordered


def check_extras(extras: tuple[tuple[str, int], ...]) -> None:
    """Pass extras somebody may want. Refuses: ExtraOutOfRange."""
    if len(extras) > MOST_EXTRAS or any(not 1 <= count <= MOST_OF_AN_EXTRA for _, count in extras):
        raise ExtraOutOfRange(most=MOST_OF_AN_EXTRA, most_extras=MOST_EXTRAS)


def check_title(title: str) -> None:
    """Pass a name that can be kept. Refuses: TitleTooLong."""
    if len(title) > LONGEST_TITLE or "\x00" in title:
        raise TitleTooLong(most=LONGEST_TITLE)


def check_rooms(rooms: tuple[RoomWish, ...]) -> None:
    """Pass as many rooms as a request may hold. Refuses: TooManyRooms."""
    if len(rooms) >= MOST_ROOMS:
        raise TooManyRooms(most=MOST_ROOMS)


def check_codes(codes: tuple[str, ...]) -> None:
    """Pass codes somebody may have been given. Refuses: TooManyCodes."""
    if len(codes) > MOST_CODES or any(len(code) > LONGEST_CODE or "\x00" in code for code in codes):
        raise TooManyCodes(most=MOST_CODES, longest=LONGEST_CODE)


def check_delegates(delegates: int) -> int:
    """Return the number. Refuses: DelegatesOutOfRange."""
    if not 1 <= delegates <= MOST_DELEGATES:
        raise DelegatesOutOfRange(delegates=delegates, most=MOST_DELEGATES)
    return delegates


@dataclass(frozen=True, slots=True)
class RoomWish:
    """A further room of the same venue beside the main one: a breakout, a second plenary, a place to eat."""

    space: str
    layout: Layout
    delegates: int
    spans: tuple[LocalSpan, ...]
    basis: Basis
    package_code: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteWish:
    """What a quote is asked for: the main space in one layout for one or several spans, and further rooms beside it.

    ``codes`` are promotion codes as the customer typed them. Extras go with the main room.
    """

    venue: str
    space: str
    layout: Layout
    delegates: int
    spans: tuple[LocalSpan, ...]
    basis: Basis
    package_code: str | None = None
    extras: tuple[tuple[str, int], ...] = ()
    title: str = ""
    rooms: tuple[RoomWish, ...] = ()
    codes: tuple[str, ...] = ()
