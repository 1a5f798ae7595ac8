"""When a sale is paid, in words: said alike on pages, in letters, on paper and at the command line.

Moments are on the venue's clock, like every due day of a hotel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, override

from zaal.domain.bounds import Bound
from zaal.domain.payments import INVOICED, After, due_now
from zaal.domain.period import local
from zaal.domain.settlement import by_amounts, of_price
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.money import Money
    from zaal.domain.payments import Due, PaymentStep, PaymentTerms
    from zaal.domain.pricing import Price
    from zaal.queries.sales import BookingView, QuoteView

# What hotels call their payments and payment terms; a name that is not here is shown as it stands.
NAMES = {
    "Deposit": lazy("Deposit"),
    "Second payment": lazy("Second payment"),
    "Rest": lazy("The rest"),
    "Invoice": lazy("Invoice"),
}
TERMS = {
    "Billed after the meeting": lazy("Billed after the meeting"),
    "Half at booking, half before the meeting": lazy("Half at booking, half before the meeting"),
    "Large bookings in part ahead": lazy("Large bookings in part ahead"),
}
MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment: when, what for, how much, and the tax in it (empty where there is none)."""

    when: str
    what: str
    amount: str
    tax: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """The name of the terms, and what is due now and later: in a sentence, as rows, and added up (empty: nothing is).

    ``is_bill`` says that everything comes by one invoice after the meeting: the sentence is enough.
    """

    terms: str
    told: str
    rows: tuple[PaymentRow, ...]
    now: str
    later: str
    is_bill: bool


class TermsWords(NamedTuple):
    """Payment terms before there is a price: for which bookings, each payment with when it is due, and in a sentence.

    ``told`` is there where everything comes by one invoice after the meeting, and is then enough.
    """

    name: str
    size: str
    steps: tuple[tuple[str, str], ...]
    told: str


def of_terms(terms: PaymentTerms, language: str) -> TermsWords:
    """Say what a house asks when, of bookings of which size."""
    with override(language):
        is_bill = [step.when for step in terms.steps] == [INVOICED]
        return TermsWords(
            name=str(TERMS.get(terms.name, terms.name)),
            size=labels.size(terms.size, language),
            steps=tuple((_asked(step, terms, language), _asked_when(step)) for step in terms.steps),
            told=_("The hotel bills you after the meeting.") if is_bill else "",
        )


def of_quote(quote: QuoteView, language: str) -> Payment:
    """Say how a quote is paid if it is booked now."""
    return _payment(quote, None, language)


def of_booking(booking: BookingView, language: str) -> Payment:
    """Say how a booking is paid."""
    return _payment(booking.quote, booking.confirmed_at, language)


def of_version(quote: QuoteView, confirmed_at: datetime, language: str) -> Payment:
    """Say how a booking confirmed at this instant is paid with another version of its quote."""
    return _payment(quote, confirmed_at, language)


def at_booking(dues: Sequence[Due], language: str) -> str:
    """Say what an offer asks as soon as it is booked: ``Deposit 30% at booking``; empty where it asks nothing."""
    due = [one for one in dues if one.is_now]
    with override(language):
        if not due:
            return ""
        if len(due) == len(dues):
            return _("To be paid in full at booking")
        if len(due) == 1 and due[0].percent is not None:
            share = wording.percent(due[0].percent, language)
            return _("%(share)s to be paid at booking") % {"share": share}
        asked = due_now(due)
        amount = wording.money(asked, language) if asked is not None else ""
        return _("%(amount)s to be paid at booking") % {"amount": amount}


def taxes_within(dues: Sequence[Due], price: Price) -> tuple[Money, ...]:
    """Return the tax in each payment, divided over the rates as the whole price is; together they are its tax."""
    return tuple(part.tax for part in by_amounts(of_price(price), [due.amount for due in dues]))


def change_fees_told(booking: BookingView, language: str) -> str:
    """Say what all changes of a booking cost together; empty where they cost nothing."""
    if not booking.change_fees:
        return ""
    with override(language):
        told = _("Fees for changes, due besides the price: %(fee)s.")
        return told % {"fee": wording.money(booking.change_fees, language)}


def tax_told(tax: Money | None, price: Price, language: str) -> str:
    """Say how much tax is in an amount of a sale, by the name of that sale's tax; empty where there is none."""
    if not tax:
        return ""
    with override(language):
        names = dict.fromkeys(labels.tax(group.name) for group in price.taxes if group.tax)
        words = {"amount": wording.money(tax, language), "tax": wording.listed(names, language)}
        return _("with %(amount)s %(tax)s in it") % words


def _asked(step: PaymentStep, terms: PaymentTerms, language: str) -> str:
    name = str(NAMES.get(step.name, step.name))
    if step.percent is not None:
        return f"{name}, {wording.percent(step.percent, language)}"
    if step.amount is not None:
        return f"{name}, {wording.money(step.amount, language)}"
    is_plain = step.name == "Rest" or len(terms.steps) == 1
    return name if is_plain else _("%(name)s, what is left") % {"name": name}


def _asked_when(step: PaymentStep) -> str:
    when = step.when
    if isinstance(when, Bound):
        return _("until %(lead)s before the start") % {"lead": labels.span(when.amount, when.unit)}
    if when.days is None:
        return _("on the hotel's invoice, after the meeting")
    if when.after is After.END:
        text = ngettext("%(count)s day after the meeting", "%(count)s days after the meeting", when.days)
        return text % {"count": when.days} if when.days else _("on the last day of the meeting")
    return _after_booking(when.days) if when.days else _("when you book")


def _after_booking(days: int) -> str:
    return ngettext("%(count)s day after you book", "%(count)s days after you book", days) % {"count": days}


def _payment(quote: QuoteView, confirmed_at: datetime | None, language: str) -> Payment:
    dues, zone = quote.dues, quote.house.time_zone
    asked = due_now(dues)
    later = quote.price.gross - asked if asked is not None else quote.price.gross
    with override(language):
        now_text = wording.money(asked, language) if asked is not None else ""
        later_text = wording.money(later, language) if later else ""
        is_bill = len(dues) == 1 and dues[0].due_at is None
        name = quote.payment.terms.name
        return Payment(
            terms=str(TERMS.get(name, name)),
            told=_told(now_text, later_text, is_bill=is_bill, is_booked=confirmed_at is not None),
            rows=tuple(
                _row(due, tax_told(tax, quote.price, language), confirmed_at, zone, language)
                for due, tax in zip(dues, taxes_within(dues, quote.price), strict=True)
            ),
            now=now_text,
            later=later_text,
            is_bill=is_bill,
        )


def _told(now: str, later: str, *, is_bill: bool, is_booked: bool) -> str:
    if is_bill:
        return _("The hotel bills you after the meeting.")
    if not now:
        return _("Nothing is due now.") if is_booked else _("Nothing is due when you book.")
    if not later:
        return _("The whole amount is due now.") if is_booked else _("The whole amount is due when you book.")
    words = {"now": now, "later": later}
    if is_booked:
        return _("Due now: %(now)s. Later: %(later)s.") % words
    return _("Due when you book: %(now)s. Later: %(later)s.") % words


def _row(due: Due, tax: str, confirmed_at: datetime | None, zone: str, language: str) -> PaymentRow:
    name = str(NAMES.get(due.name, due.name))
    return PaymentRow(
        when=_when(due, confirmed_at, zone, language),
        what=name if due.percent is None else f"{name}, {wording.percent(due.percent, language)}",
        amount=wording.money(due.amount, language),
        tax=tax,
        is_now=due.is_now,
    )


def _when(due: Due, confirmed_at: datetime | None, zone: str, language: str) -> str:
    if due.due_at is None:
        return _("on the hotel's invoice, after the meeting")
    if confirmed_at is None and due.is_now:
        return _("when you book")
    if confirmed_at is None and due.days:
        return _after_booking(due.days)
    if due.due_at == confirmed_at:
        return _("at booking, %(moment)s") % {"moment": wording.moment(due.due_at, zone, language)}
    clock = local(due.due_at, zone)
    if clock.time() == MIDNIGHT:
        return _("by the end of %(day)s") % {"day": wording.day(clock.date() - timedelta(days=1), language)}
    return _("by %(moment)s") % {"moment": wording.moment(due.due_at, zone, language)}
