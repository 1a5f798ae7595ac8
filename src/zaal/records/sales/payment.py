"""How a quote is paid, as JSON and back: frozen with the terms, whatever the hotel asks of others later."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zaal.domain import frozen_payments
from zaal.domain.frozen_payments import FrozenPayment
from zaal.domain.money import Money
from zaal.domain.payments import BILLED_AFTERWARDS, Instalment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.payments import PaymentTerms

Json = dict[str, Any]
KEY = "payment"


def written_payment(terms: PaymentTerms, instalments: Iterable[Instalment]) -> Json:
    """Write the amounts and moments of this one meeting, and the whole terms with their fingerprint."""
    return {
        "terms": frozen_payments.written(terms),
        "version": terms.version and terms.version.isoformat(),
        "sha256": frozen_payments.fingerprint(terms),
        "instalments": [
            {
                "name": one.name,
                "amount": str(one.amount.amount),
                "percent": None if one.percent is None else str(one.percent),
                "due_at": one.due_at and one.due_at.isoformat(),
                "days": one.days,
            }
            for one in instalments
        ],
    }


def read_payment(kept: Json, gross: Money) -> FrozenPayment:
    """Read it back from a quote's frozen terms; one from before has the whole billed after the meeting."""
    payment = kept.get(KEY)
    if payment is None:
        only = Instalment(BILLED_AFTERWARDS.steps[0].name, gross.rounded(), None, None)
        return FrozenPayment((only,), BILLED_AFTERWARDS, None, frozen_payments.fingerprint(BILLED_AFTERWARDS))
    version = payment["version"]
    return FrozenPayment(
        instalments=tuple(_read_instalment(one, gross.currency) for one in payment["instalments"]),
        terms=frozen_payments.read(payment["terms"]),
        version=date.fromisoformat(version) if version else None,
        sha256=payment["sha256"],
    )


def _read_instalment(kept: Json, currency: str) -> Instalment:
    percent, due_at = kept["percent"], kept["due_at"]
    return Instalment(
        name=kept["name"],
        amount=Money(Decimal(kept["amount"]), currency),
        percent=None if percent is None else Decimal(percent),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        days=kept["days"],
    )
