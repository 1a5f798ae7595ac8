"""A quote's price and terms as JSON and back: a snapshot that never changes with the hotel's rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zaal.domain.cancellation import Step
from zaal.domain.money import Money
from zaal.domain.pricing import DependsOn, Line, LineKind, LinePart, Price
from zaal.domain.rates import TaxClass
from zaal.domain.tax import TaxGroup

Json = dict[str, Any]


def written_price(price: Price) -> Json:
    """Write a price as plain JSON values; amounts are decimal strings of one currency."""
    return {
        "currency": price.gross.currency,
        "lines": [
            {
                "kind": line.kind.value,
                "code": line.code,
                "names": line.names,
                "day": line.day.isoformat(),
                "quantity": str(line.quantity),
                "unit": line.unit,
                "unit_amount": str(line.unit_amount.amount),
                "amount": str(line.amount.amount),
                "depends_on": line.depends_on.value,
                "rule": line.rule,
                "parts": [[part.tax_class.value, str(part.amount.amount)] for part in line.parts],
            }
            for line in price.lines
        ],
        "service_percent": str(price.service_percent),
        "service_charge": str(price.service_charge.amount),
        "taxes": [
            [group.name, str(group.percent), str(group.net.amount), str(group.tax.amount)] for group in price.taxes
        ],
        "net": str(price.net.amount),
        "tax": str(price.tax.amount),
        "gross": str(price.gross.amount),
        "per_delegate": str(price.per_delegate.amount),
        "billed_delegates": price.billed_delegates,
        "package_code": price.package_code,
    }


def read_price(kept: Json) -> Price:
    """Read what ``written_price`` wrote; the same price, value for value."""
    currency = kept["currency"]

    def money(amount: str) -> Money:
        return Money(Decimal(amount), currency)

    return Price(
        lines=tuple(
            Line(
                kind=LineKind(line["kind"]),
                code=line["code"],
                names=line["names"],
                day=date.fromisoformat(line["day"]),
                quantity=Decimal(line["quantity"]),
                unit=line["unit"],
                unit_amount=money(line["unit_amount"]),
                amount=money(line["amount"]),
                depends_on=DependsOn(line["depends_on"]),
                rule=line["rule"],
                parts=tuple(LinePart(TaxClass(tax_class), money(amount)) for tax_class, amount in line["parts"]),
            )
            for line in kept["lines"]
        ),
        service_percent=Decimal(kept["service_percent"]),
        service_charge=money(kept["service_charge"]),
        taxes=tuple(
            TaxGroup(name=name, percent=Decimal(percent), net=money(net), tax=money(tax))
            for name, percent, net, tax in kept["taxes"]
        ),
        net=money(kept["net"]),
        tax=money(kept["tax"]),
        gross=money(kept["gross"]),
        per_delegate=money(kept["per_delegate"]),
        billed_delegates=kept["billed_delegates"],
        package_code=kept["package_code"],
    )


def written_terms(*, name: str, steps: tuple[Step, ...], holiday_calendar: str) -> Json:
    """Write frozen cancellation steps: the instants and fees of this one meeting."""
    return {
        "name": name,
        "holiday_calendar": holiday_calendar,
        "currency": steps[0].fee.currency,
        "steps": [[step.until and step.until.isoformat(), str(step.percent), str(step.fee.amount)] for step in steps],
    }


def read_steps(kept: Json) -> tuple[Step, ...]:
    """Read the frozen steps back, in order of time."""
    return tuple(
        Step(
            until=datetime.fromisoformat(until) if until else None,
            percent=Decimal(percent),
            fee=Money(Decimal(amount), kept["currency"]),
        )
        for until, percent, amount in kept["steps"]
    )
