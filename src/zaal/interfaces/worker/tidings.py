"""What a letter is about: one fact, the sale as it stands, and who reads it in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from zaal.domain.references import PREFIXES, tidy
from zaal.queries import sales

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.queries.deliveries import Correspondent, FactView
    from zaal.queries.sales import BookingView, OptionView, QuoteView

    Sale: TypeAlias = BookingView | OptionView


FIRST = 1


class Kind(StrEnum):
    """The facts that somebody is told about."""

    OPTION_PLACED = "OptionPlaced"
    OPTION_REMINDED = "OptionReminded"
    OPTION_EXTENDED = "OptionExtended"
    OPTION_CHALLENGED = "OptionChallenged"
    LAPSED_BY_CHALLENGE = "OptionLapsedByChallenge"
    CHALLENGE_MADE = "ChallengeMade"
    CHALLENGE_ANSWERED = "ChallengeAnswered"
    CHALLENGE_FALLEN = "ChallengeFallen"
    OPTION_EXPIRED = "OptionExpired"
    OPTION_RELEASED = "OptionReleased"
    OPTION_PROMOTED = "OptionPromoted"
    FIRST_BOOKED = "FirstBooked"
    REQUEST_REFUSED = "RequestRefused"
    REQUEST_PRESSED = "RequestPressed"
    REQUEST_UNANSWERED = "RequestUnanswered"
    BOOKING_ASKED = "BookingAsked"
    BOOKING_CONFIRMED = "BookingConfirmed"
    BOOKING_CHANGED = "BookingChanged"
    DAYS_DROPPED = "BookingDaysDropped"
    BOOKING_CANCELLED = "BookingCancelled"


class Side(StrEnum):
    """Who reads a letter: the one who books, or the hotel."""

    BOOKER = "booker"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Tiding:
    """One fact told to one reader. ``rank`` is the option's place in line when it happened (1: it is held).

    ``elsewhere`` is where the same meeting is searched in other rooms; ``before`` the booking as it stood before it
    was changed; ``deadline`` the moment until which somebody has to decide, of a challenge.
    """

    kind: Kind
    happened_at: datetime
    sale: Sale
    rank: int
    side: Side
    reader: Correspondent
    booker: Correspondent
    language: str
    url: str
    elsewhere: str
    before: BookingView | None = None
    deadline: datetime | None = None

    @property
    def quote(self) -> QuoteView:
        return self.sale.quote

    @property
    def answer_by(self) -> datetime:
        """The deadline a challenge set, as the fact says; the release moment where it says none."""
        return self.deadline or self.release_at

    @property
    def zone(self) -> str:
        return self.sale.quote.house.time_zone

    @property
    def release_at(self) -> datetime:
        """The moment the option is let go; only facts about options have one."""
        if not isinstance(self.sale, sales.OptionView):
            message = f"{self.kind} is not about an option"
            raise TypeError(message)
        return self.sale.release_at


def sale_of(fact: FactView, *, actor: Actor) -> Sale:
    """Return the option or booking a fact is about, seen at the moment of the fact."""
    if tidy(fact.subject).startswith(PREFIXES["option"]):
        return sales.option(fact.subject, actor=actor, now=fact.happened_at)
    return sales.booking(fact.subject, actor=actor, now=fact.happened_at, version=_version(fact))


def before(fact: FactView, *, actor: Actor) -> BookingView | None:
    """Return the booking as it stood before the change a fact is about; None for any other fact."""
    version = _version(fact)
    if version is None or version == FIRST:
        return None
    return sales.booking(fact.subject, actor=actor, now=fact.happened_at, version=version - 1)


def deadline_of(fact: FactView) -> datetime | None:
    """Return until when somebody has to decide, where the fact sets that."""
    told = fact.data.get("answer_by")
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def _version(fact: FactView) -> int | None:
    """Return which version of the booking a fact is about; None: as it stands."""
    told = fact.data.get("version")
    if isinstance(told, int):
        return told
    return FIRST if fact.kind == Kind.BOOKING_CONFIRMED else None


def rank_of(fact: FactView, sale: Sale) -> int:
    """Return the place in line an option had when the fact happened; a booking has the first."""
    if not isinstance(sale, sales.OptionView):
        return 1
    told = fact.data.get("rank")
    return told if isinstance(told, int) else sale.rank
