"""Words of the sale, and the refusals that every step of it shares."""

from __future__ import annotations

from enum import StrEnum

from zaal.domain.refusals import Conflict, Invalid


class OptionEnding(StrEnum):
    """How an option ends: made into a booking, let go by hand, lapsed at its release moment or at a challenge's.

    ``refused`` is the hotel's no to what its holder asked to book.
    """

    CONFIRMED = "confirmed"
    RELEASED = "released"
    EXPIRED = "expired"
    LAPSED_BY_CHALLENGE = "lapsed_by_challenge"
    REFUSED = "refused"


class QuoteExpired(Conflict):
    """The price is no longer held; make a new quote."""

    code = "quote_expired"


class QuoteUsed(Conflict):
    """The quote already became an option or a booking; facts name it."""

    code = "quote_used"


class OptionEnded(Conflict):
    """The option was confirmed, released or has lapsed."""

    code = "option_ended"


class OptionWaits(Conflict):
    """The option waits behind another; only the first in line can be booked."""

    code = "option_waits"


class BookingCancelled(Conflict):
    """The booking was cancelled before."""

    code = "booking_cancelled"


class BookingStarted(Conflict):
    """The meeting has begun; it can no longer be cancelled here."""

    code = "booking_started"


class FeeNotStated(Conflict):
    """The hotel's terms do not say what cancelling costs now; ``hotel`` and ``contact`` say whom to ask."""

    code = "fee_not_stated"


class FeeIsStated(Conflict):
    """The terms say what cancelling costs now, so nobody else names a fee."""

    code = "fee_is_stated"


class FeeOutOfRange(Invalid):
    """A stated fee below nothing or above what the booking is worth, or in another currency."""

    code = "fee_out_of_range"


class FeeChanged(Conflict):
    """A step of the terms has passed since the fee was shown; look at the new one and decide again."""

    code = "fee_changed"


class ReplayMismatch(Conflict):
    """The ``Idempotency-Key`` was used before for a different request."""

    code = "idempotency_key_reused"
