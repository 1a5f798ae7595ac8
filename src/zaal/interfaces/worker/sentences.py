"""The sentences of letters: a subject and the opening lines, per fact and per reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.period import local
from zaal.interfaces import paying, reasons, wording
from zaal.interfaces.worker import queue_sentences
from zaal.interfaces.worker.tidings import Kind, Side, Tiding
from zaal.queries.sales import BookingView, OptionView

if TYPE_CHECKING:
    from zaal.domain.money import Money

DECIDED_BY_BOOKER = frozenset({Kind.OPTION_PLACED, Kind.OPTION_REMINDED, Kind.OPTION_PROMOTED, Kind.OPTION_EXTENDED})


def subject(tiding: Tiding) -> str:
    """Return the subject line: what happened to which option or booking, where."""
    words = _facts(tiding)
    return (_subject_for_booker if tiding.side is Side.BOOKER else _subject_for_house)(tiding) % words


def opening(tiding: Tiding) -> tuple[str, ...]:
    """Return the lines a letter opens with: what happened, and what the reader does next."""
    words = _facts(tiding)
    lines = (_told_to_booker if tiding.side is Side.BOOKER else _told_to_house)(tiding)
    return tuple(line % words for line in lines)


def way(tiding: Tiding) -> str:
    """Return the words of the one big link: what the reader does on the page."""
    if tiding.kind in DECIDED_BY_BOOKER and tiding.side is Side.BOOKER and tiding.rank == 1:
        return _("Book it or let it go")
    if tiding.kind is Kind.BOOKING_ASKED and tiding.side is Side.HOUSE:
        return _("Look at the request")
    return _("Everything on one page")


def _facts(tiding: Tiding) -> dict[str, str]:
    house = tiding.quote.house
    first = tiding.quote.periods[0].starts_at
    facts = {
        "reference": tiding.sale.reference,
        "space": house.space,
        "venue": house.name,
        "booker": tiding.booker.name,
        "moment": wording.moment(first, tiding.zone, tiding.language),
    }
    if isinstance(tiding.sale, OptionView):
        own = tiding.reader.time_zone
        facts["until"] = wording.moment_for(tiding.release_at, tiding.zone, own, tiding.language)
        waited = tiding.happened_at - (tiding.sale.asked_at or tiding.happened_at)
        facts["waited"] = wording.length(waited, "hour", tiding.language)
        facts["reason"] = reasons.reason(tiding.sale.refused_for) if tiding.sale.refused_for else ""
        facts["words"] = tiding.sale.refused_words
        facts["answer_by"] = wording.moment_for(tiding.answer_by, tiding.zone, own, tiding.language)
        facts["short_answer_by"] = wording.moment(tiding.answer_by, tiding.zone, tiding.language)
        facts["short_until"] = wording.moment(tiding.release_at, tiding.zone, tiding.language)
    return facts


def _subject_for_booker(tiding: Tiding) -> str:  # noqa: C901, PLR0911, PLR0912 - a sentence per fact
    match tiding.kind:
        case Kind.OPTION_PLACED if tiding.rank > 1:
            return _("In line: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.OPTION_PLACED:
            return _("Held for you until %(short_until)s: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.OPTION_REMINDED:
            return _("Lapses on %(short_until)s: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.OPTION_EXPIRED:
            return _("Lapsed: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.OPTION_RELEASED:
            return _("Released: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.OPTION_PROMOTED:
            return _("Your turn: %(space)s, %(venue)s is now held for you (option %(reference)s)")
        case Kind.FIRST_BOOKED:
            return _("Booked by others: %(space)s, %(venue)s (option %(reference)s)")
        case Kind.BOOKING_ASKED:
            return _("Asked: %(venue)s is to confirm your booking of %(space)s (option %(reference)s)")
        case Kind.BOOKING_CONFIRMED:
            return _("Confirmed: %(space)s, %(venue)s, %(moment)s (booking %(reference)s)")
        case Kind.BOOKING_CHANGED:
            return _("Changed: %(space)s, %(venue)s, %(moment)s (booking %(reference)s)")
        case Kind.DAYS_DROPPED:
            return _("Days given up: %(space)s, %(venue)s (booking %(reference)s)")
        case Kind.BOOKING_CANCELLED:
            return _("Cancelled: %(space)s, %(venue)s, %(moment)s (booking %(reference)s)")
        case _:
            return queue_sentences.subject_for_booker(tiding)


def _subject_for_house(tiding: Tiding) -> str:  # noqa: C901, PLR0911, PLR0912 - a sentence per fact
    match tiding.kind:
        case Kind.OPTION_PLACED if tiding.rank > 1:
            return _("In line: %(space)s, %(moment)s, by %(booker)s (option %(reference)s)")
        case Kind.OPTION_PLACED:
            return _("New option: %(space)s, %(moment)s, by %(booker)s (%(reference)s)")
        case Kind.OPTION_REMINDED:
            return _("Lapses on %(short_until)s: %(space)s, by %(booker)s (option %(reference)s)")
        case Kind.OPTION_EXPIRED:
            return _("Lapsed: %(space)s, %(moment)s, by %(booker)s (option %(reference)s)")
        case Kind.OPTION_RELEASED:
            return _("Released: %(space)s, %(moment)s, by %(booker)s (option %(reference)s)")
        case Kind.OPTION_PROMOTED:
            return _("Moved up: %(space)s, %(moment)s, by %(booker)s (option %(reference)s)")
        case Kind.FIRST_BOOKED:
            return _("Behind a booking: %(space)s, %(moment)s, by %(booker)s (option %(reference)s)")
        case Kind.BOOKING_ASKED:
            return _("Please confirm: %(space)s, %(moment)s, for %(booker)s (option %(reference)s)")
        case Kind.BOOKING_CONFIRMED:
            return _("New booking: %(space)s, %(moment)s, by %(booker)s (%(reference)s)")
        case Kind.BOOKING_CHANGED:
            return _("Changed: %(space)s, %(moment)s, by %(booker)s (booking %(reference)s)")
        case Kind.DAYS_DROPPED:
            return _("Days given up: %(space)s, by %(booker)s (booking %(reference)s)")
        case Kind.BOOKING_CANCELLED:
            return _("Cancelled: %(space)s, %(moment)s, by %(booker)s (booking %(reference)s)")
        case _:
            return queue_sentences.subject_for_house(tiding)


def _told_to_booker(tiding: Tiding) -> tuple[str, ...]:  # noqa: C901, PLR0911, PLR0912 - a sentence per fact
    match tiding.kind:
        case Kind.OPTION_PLACED if tiding.rank > 1:
            return (_waits(tiding), _("You hear from us as soon as the room is held for you. You owe nothing."))
        case Kind.OPTION_PLACED:
            return (
                _("%(space)s at %(venue)s is held for you, free of charge, until %(until)s."),
                _("Book it before that moment, or do nothing: the option then lapses by itself."),
            )
        case Kind.OPTION_REMINDED:
            return (
                _("Your option on %(space)s at %(venue)s lapses on %(until)s."),
                _("Book it before that moment to keep the room."),
            )
        case Kind.OPTION_EXPIRED:
            return (
                _("Your option on %(space)s at %(venue)s lapsed on %(until)s. You owe nothing."),
                _("If you still want the room, ask for a new quote: it may be free."),
            )
        case Kind.OPTION_RELEASED:
            return (_("Your option on %(space)s at %(venue)s was released. You owe nothing."),)
        case Kind.OPTION_PROMOTED:
            return (
                _("It is your turn: %(space)s at %(venue)s is now held for you, free of charge, until %(until)s."),
                _("Book it before that moment, or do nothing: the option then lapses by itself."),
            )
        case Kind.FIRST_BOOKED:
            return (
                _("%(space)s at %(venue)s, or part of it, was booked at your times before it was your turn."),
                _(
                    "Your option stays in line until %(until)s, in case that booking is cancelled."
                    " You owe nothing; better look for another room."
                ),
            )
        case Kind.BOOKING_ASKED:
            return (
                _("You asked %(venue)s to confirm your booking of %(space)s. The hotel answers by hand."),
                _("The room stays held for you until %(until)s. You owe nothing until the hotel confirms."),
            )
        case Kind.BOOKING_CONFIRMED:
            return (_("Your booking is final: %(space)s at %(venue)s is yours. We look forward to seeing you."),)
        case Kind.BOOKING_CHANGED:
            return (_("Your booking at %(venue)s is changed. Below is how it stands now."), _price_moved(tiding))
        case Kind.DAYS_DROPPED:
            return (
                _("These days are no longer part of your booking at %(venue)s; your calendar takes them out:"),
                *_dropped(tiding),
            )
        case Kind.BOOKING_CANCELLED:
            return (_("Your booking of %(space)s at %(venue)s is cancelled."), _fee_for_booker(tiding))
        case _:
            return queue_sentences.told_to_booker(tiding)


def _told_to_house(tiding: Tiding) -> tuple[str, ...]:  # noqa: C901, PLR0911, PLR0912 - a sentence per fact
    match tiding.kind:
        case Kind.OPTION_PLACED if tiding.rank > 1:
            return (_waits(tiding), _("Nothing to do: it moves up by itself when those before it fall."))
        case Kind.OPTION_PLACED:
            return (
                _("%(booker)s holds %(space)s until %(until)s."),
                _("To do: keep the room free until then. The option lapses by itself at that moment."),
            )
        case Kind.OPTION_REMINDED:
            return (
                _("The option of %(booker)s on %(space)s lapses on %(until)s."),
                _("To do: call or write to the booker if you would like to help them decide."),
            )
        case Kind.OPTION_EXPIRED:
            return (_("The option of %(booker)s on %(space)s lapsed on %(until)s."), _room_is_free())
        case Kind.OPTION_RELEASED:
            return (_("The option of %(booker)s on %(space)s was released."), _room_is_free())
        case Kind.OPTION_PROMOTED:
            return (
                _("The option of %(booker)s is now the first in line and holds %(space)s until %(until)s."),
                _("To do: keep the room free until then. The option lapses by itself at that moment."),
            )
        case Kind.FIRST_BOOKED:
            return (
                _("The option of %(booker)s on %(space)s waits behind a booking, in case that is cancelled."),
                _("To do: offer %(booker)s another room or another time, if you have one."),
            )
        case Kind.BOOKING_ASKED:
            return (
                _("%(booker)s wants to book %(space)s and asks you to confirm."),
                _("To do: open the page below and confirm. The option lapses by itself on %(until)s."),
            )
        case Kind.BOOKING_CONFIRMED:
            return (
                _("%(booker)s has booked %(space)s."),
                _("To do: set the room up as below and agree on the details with the booker."),
            )
        case Kind.BOOKING_CHANGED:
            return (
                _("%(booker)s has changed the booking. To do: set up as below; the block “What changed” says what."),
                _price_moved(tiding),
            )
        case Kind.DAYS_DROPPED:
            return (
                _("These days are no longer part of the booking of %(booker)s; the room is free again:"),
                *_dropped(tiding),
            )
        case Kind.BOOKING_CANCELLED:
            return (_("%(booker)s has cancelled the booking of %(space)s."), _fee_for_house(tiding))
        case _:
            return queue_sentences.told_to_house(tiding)


def _price_moved(tiding: Tiding) -> str:
    """Say what the price was and is, and what the change costs besides."""
    if not isinstance(tiding.sale, BookingView) or not tiding.sale.changes:
        return ""
    change, language = tiding.sale.changes[-1], tiding.language
    tax = paying.tax_told(change.tax, tiding.quote.price, language)
    amounts = {
        "before": wording.money(change.before, language),
        "after": wording.money(change.after, language),
        "fee": wording.money(change.fee, language) + (f" ({tax})" if tax else ""),
    }
    if change.fee:
        return _(
            "The price was %(before)s and is %(after)s; besides, a fee of %(fee)s is due for what was given up."
        ) % (amounts)
    if change.before == change.after:
        return _("The price stays %(after)s. There is no fee.") % amounts
    return _("The price was %(before)s and is %(after)s. There is no fee.") % amounts


def _dropped(tiding: Tiding) -> tuple[str, ...]:
    """List the days that fell away, on the hotel's clock."""
    if tiding.before is None:
        return ()
    kept = {local(period.starts_at, tiding.zone).date() for period in tiding.quote.periods}
    gone = [span for span in tiding.before.quote.periods if local(span.starts_at, tiding.zone).date() not in kept]
    return tuple(wording.period(period, tiding.zone, tiding.language) for period in gone)


def _waits(tiding: Tiding) -> str:
    ahead = tiding.rank - 1
    told = ngettext(
        "This option on %%(space)s at %%(venue)s waits behind %(ahead)d other.",
        "This option on %%(space)s at %%(venue)s waits behind %(ahead)d others.",
        ahead,
    )
    return told % {"ahead": ahead}


def _room_is_free() -> str:
    return _("Nothing to do: the room is free again, or held for who comes next; you then get a letter about that.")


def _fee_for_booker(tiding: Tiding) -> str:
    fee = _fee(tiding)
    if not fee:
        return _("There is no cancellation fee.")
    return _("The cancellation fee is %(fee)s.") % {"fee": wording.money(fee, tiding.language)}


def _fee_for_house(tiding: Tiding) -> str:
    fee = _fee(tiding)
    if not fee:
        return _("The room is free again. There is no cancellation fee.")
    text = _("The room is free again. To do: charge the cancellation fee of %(fee)s.")
    return text % {"fee": wording.money(fee, tiding.language)}


def _fee(tiding: Tiding) -> Money | None:
    return tiding.sale.cancelled_fee if isinstance(tiding.sale, BookingView) else None
