"""What a booking comes to for the people who came, as the API and the command line give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.interfaces.wire.prices import PriceOut
from zaal.interfaces.wire.values import MoneyOut, money

if TYPE_CHECKING:
    from zaal.usecases.attendance import Account


class AccountOut(BaseModel):
    """The higher of booked, come and the package's minimum is billed."""

    booking: str
    booked_delegates: int
    actual_delegates: int
    billed_delegates: int
    catered_delegates: int | None = Field(description="For how many the kitchen prepared, where the hotel says so.")
    agreed: MoneyOut
    difference: MoneyOut
    price: PriceOut

    @classmethod
    def from_account(cls, reference: str, account: Account) -> AccountOut:
        """Write the account of one booking."""
        return cls(
            booking=reference,
            booked_delegates=account.booked,
            actual_delegates=account.actual,
            billed_delegates=account.billed,
            catered_delegates=account.catered,
            agreed=money(account.agreed),
            difference=money(account.difference),
            price=PriceOut.from_price(account.price),
        )
