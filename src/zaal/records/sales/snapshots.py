"""A quote's price and terms as JSON and back: a snapshot that never changes with the hotel's rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from zaal.domain import frozen
from zaal.domain.cancellation import Step, Worth
from zaal.domain.fees import TaxShare
from zaal.domain.frozen import FrozenTerms
from zaal.domain.money import Money
from zaal.domain.pricing import DependsOn, Line, LineKind, LinePart, Price
from zaal.domain.rates import TaxClass
from zaal.domain.tariff import Applied
from zaal.domain.tax import TaxGroup
from zaal.domain.wishes import QuoteWish

if TYPE_CHECKING:
    from zaal.domain.policies import Policy

Json = dict[str, Any]
WISH = TypeAdapter(QuoteWish)


def written_price(price: Price) -> Json:
    """Write a price as plain JSON values; amounts are decimal strings of one currency."""
    return {
        "currency": price.gross.currency,
        "lines": [_written_line(line) for line in price.lines],
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
        "catered_delegates": price.catered_delegates,
    }


def read_price(kept: Json) -> Price:
    """Read what ``written_price`` wrote; the same price, value for value."""
    currency = kept["currency"]

    def money(amount: str) -> Money:
        return Money(Decimal(amount), currency)

    return Price(
        lines=tuple(_read_line(line, currency) for line in kept["lines"]),
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
        catered_delegates=kept.get("catered_delegates"),
    )


def written_wish(wish: QuoteWish) -> Json:
    """Write what the customer asked for, so that a change starts from it."""
    written: Json = WISH.dump_python(wish, mode="json")
    return written


def read_wish(kept: Json) -> QuoteWish | None:
    """Read what ``written_wish`` wrote; None for a quote from before wishes were kept."""
    return WISH.validate_python(kept) if kept else None


def _written_line(line: Line) -> Json:
    return {
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
        "parts": [
            [
                part.tax_class.value,
                str(part.amount.amount),
                part.tax,
                None if part.percent is None else str(part.percent),
            ]
            for part in line.parts
        ],
        "base": None if line.base is None else str(line.base.amount),
        "applied": [[code, str(percent)] for code, percent in line.applied],
        "valid": [day and day.isoformat() for day in (line.valid_from, line.valid_until)],
        "room": line.room,
    }


def _read_line(line: Json, currency: str) -> Line:
    """Read one line; those of older sales say nothing about base, moves and validity."""

    def money(amount: str) -> Money:
        return Money(Decimal(amount), currency)

    valid_from, valid_until = (day and date.fromisoformat(day) for day in line.get("valid", (None, None)))
    return Line(
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
        parts=tuple(_read_part(part, currency) for part in line["parts"]),
        base=money(line["base"]) if line.get("base") else None,
        applied=tuple(Applied(code, Decimal(percent)) for code, percent in line.get("applied", ())),
        valid_from=valid_from,
        valid_until=valid_until,
        room=line.get("room", 0),
    )


def _read_part(part: list[Any], currency: str) -> LinePart:
    tax_class, amount, *taxed = part
    name, percent = taxed or ("", None)
    return LinePart(
        TaxClass(tax_class), Money(Decimal(amount), currency), name, None if percent is None else Decimal(percent)
    )


def written_terms(policy: Policy, *, worth: Worth, steps: tuple[Step, ...], no_show: Step) -> Json:
    """Write frozen terms: the instants and fees of this one meeting, and the whole policy with its fingerprint."""
    return {
        "name": policy.name,
        "holiday_calendar": policy.holiday_calendar,
        "currency": worth.total.currency,
        "steps": [_written_step(step) for step in steps],
        "no_show": _written_step(no_show),
        "policy": frozen.written(policy),
        "version": policy.version and policy.version.isoformat(),
        "sha256": frozen.fingerprint(policy),
        "worth": {
            "total": str(worth.total.amount),
            "room": None if worth.room is None else str(worth.room.amount),
            "delegates": worth.delegates,
            "deposit": None if worth.deposit is None else str(worth.deposit.amount),
            "taxes": [[str(share.percent), str(share.weight)] for share in worth.taxes],
            "house_percent": None if worth.house_percent is None else str(worth.house_percent),
        },
    }


def read_terms(kept: Json) -> FrozenTerms:
    """Read frozen terms back, also those written before policies were kept whole."""
    currency, version, ends = kept["currency"], kept.get("version"), kept.get("no_show")
    return FrozenTerms(
        name=kept["name"],
        holiday_calendar=kept["holiday_calendar"],
        steps=read_steps(kept),
        no_show=_read_step(ends, currency) if ends else None,
        policy=frozen.read(kept["policy"]) if "policy" in kept else None,
        version=date.fromisoformat(version) if version else None,
        sha256=kept.get("sha256"),
        worth=_read_worth(kept["worth"], currency) if "worth" in kept else None,
    )


def read_steps(kept: Json) -> tuple[Step, ...]:
    """Read the frozen steps back, in order of time."""
    return tuple(_read_step(step, kept["currency"]) for step in kept["steps"])


def _written_step(step: Step) -> list[str | None]:
    return [
        None if step.until is None else step.until.isoformat(),
        None if step.percent is None else str(step.percent),
        None if step.fee is None else str(step.fee.amount),
        None if step.tax is None else str(step.tax.amount),
    ]


def _read_step(kept: list[str | None], currency: str) -> Step:
    until, percent, fee, *tax = kept
    return Step(
        until=datetime.fromisoformat(until) if until else None,
        percent=None if percent is None else Decimal(percent),
        fee=_money(fee, currency),
        tax=_money(tax[0], currency) if tax else None,
    )


def _read_worth(kept: Json, currency: str) -> Worth:
    share = kept["house_percent"]
    return Worth(
        total=Money(Decimal(kept["total"]), currency),
        room=_money(kept["room"], currency),
        delegates=kept["delegates"],
        deposit=_money(kept["deposit"], currency),
        taxes=tuple(TaxShare(Decimal(percent), Decimal(weight)) for percent, weight in kept["taxes"]),
        house_percent=None if share is None else Decimal(share),
    )


def _money(amount: str | None, currency: str) -> Money | None:
    return None if amount is None else Money(Decimal(amount), currency)
