"""Challenge: who waits is ready to book, and those ahead have a while to confirm or to let go (DOMAIN 2.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zaal.domain.refusals import Conflict


class HoldsItself(Conflict):
    """The option holds the room; there is nobody ahead of it to challenge."""

    code = "holds_itself"


class NotNextInLine(Conflict):
    """Somebody else waits ahead of this option; the challenge is theirs."""

    code = "not_next_in_line"


class NobodyToChallenge(Conflict):
    """What is in the way is a booking or a closure, which nobody lets go for being asked."""

    code = "nobody_to_challenge"


class FirstHasAsked(Conflict):
    """The first in line has asked the hotel to book; it is the hotel that has to answer."""

    code = "first_has_asked"


class UnderChallenge(Conflict):
    """Somebody is ready to book instead; until ``answer_by`` the option is confirmed or let go, not held longer."""

    code = "under_challenge"


def answer_by(hours: int, *, release_at: datetime, now: datetime) -> datetime:
    """Tell until when (UTC) the challenged may decide: ``hours`` that elapse, never beyond their own release (T38)."""
    return min(now.astimezone(UTC) + timedelta(hours=hours), release_at.astimezone(UTC))
