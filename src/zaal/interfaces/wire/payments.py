"""When a sale is paid, as programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.interfaces.paying import taxes_within
from zaal.interfaces.wire.values import Day, Moment, MoneyOut, Percent, TimeZone, moment, money, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.payments import Due
    from zaal.domain.pricing import Price
    from zaal.queries.sales import QuoteView


class DueOut(BaseModel):
    """One payment; together they are the all-in total."""

    name: str = Field(description="What the hotel calls it.", examples=["Deposit"])
    amount: MoneyOut
    tax: MoneyOut = Field(description="VAT or GST in it, divided as in the whole price.")
    percent: Percent | None = Field(description="The share of the total, where the terms state one.")
    due_at: Moment | None = Field(description="Until when; null: the hotel's invoice after the meeting says.")
    is_now: bool = Field(description="Due already: for an offer or a quote, at once when it is booked.")


class PaymentOut(BaseModel):
    """How a sale is paid: the terms as agreed, and what they come to if it were booked now, or once it is."""

    terms: str = Field(description="Name of the payment terms.")
    version: Day | None = Field(description="The day these terms came into force.")
    sha256: str = Field(description="Fingerprint of the terms as agreed.")
    time_zone: TimeZone
    dues: list[DueOut]

    @classmethod
    def from_quote(cls, quote: QuoteView) -> PaymentOut:
        """Write how a quote, or the booking made of it, is paid."""
        frozen, zone = quote.payment, quote.house.time_zone
        return cls(
            terms=frozen.terms.name,
            version=None if frozen.version is None else frozen.version.isoformat(),
            sha256=frozen.sha256,
            time_zone=zone,
            dues=dues_out(quote.dues, quote.price, zone),
        )


def dues_out(dues: Sequence[Due], price: Price, zone: str) -> list[DueOut]:
    """Write payments in order of time, moments on the venue's clock."""
    return [
        DueOut(
            name=due.name,
            amount=money(due.amount),
            tax=money(tax),
            percent=None if due.percent is None else percent(due.percent),
            due_at=None if due.due_at is None else moment(due.due_at, zone),
            is_now=due.is_now,
        )
        for due, tax in zip(dues, taxes_within(dues, price), strict=True)
    ]
