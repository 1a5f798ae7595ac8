"""How plain values are written: money as decimal strings, moments on the venue's clock, facts of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from zaal.domain.money import Money, minor_units, round_half_up

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.period import Period

Moment = Annotated[
    str,
    Field(
        description="A moment, RFC 3339, with the offset of the venue's clock.",
        examples=["2027-03-18T09:00:00+01:00"],
        json_schema_extra={"format": "date-time"},
    ),
]
Day = Annotated[
    str,
    Field(description="A calendar day there.", examples=["2027-03-18"], json_schema_extra={"format": "date"}),
]
TimeZone = Annotated[str, Field(description="The venue's time zone (IANA).", examples=["Europe/Amsterdam"])]
Names = Annotated[dict[str, str], Field(description="A name by language code.", examples=[{"en": "Lunch"}])]
Percent = Annotated[str, Field(description="A percentage as a decimal string.", examples=["21"])]


class MoneyOut(BaseModel):
    """An exact amount of one currency."""

    amount: str = Field(
        description="A decimal string with the currency's own number of decimals.",
        examples=["1234.50"],
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
    )
    currency: str = Field(description="ISO 4217.", examples=["EUR"], pattern="^[A-Z]{3}$")


class PeriodOut(BaseModel):
    """From one moment to another, the last one not included."""

    starts_at: Moment
    ends_at: Moment


def money(value: Money) -> MoneyOut:
    """Write an amount at its currency's minor unit."""
    rounded = round_half_up(value.amount, minor_units(value.currency))
    return MoneyOut(amount=f"{rounded:f}", currency=value.currency)


def percent(value: Decimal) -> str:
    """Write a percentage without empty decimals."""
    return f"{value.normalize():f}"


def number(value: Decimal | None) -> float | None:
    """Write a measure such as metres as a JSON number."""
    return None if value is None else float(value)


def moment(value: datetime, zone: str) -> str:
    """Write an instant on the clock of this zone, to the second."""
    return value.astimezone(ZoneInfo(zone)).replace(microsecond=0).isoformat()


def period(value: Period, zone: str) -> PeriodOut:
    """Write a period on the clock of this zone."""
    return PeriodOut(starts_at=moment(value.starts_at, zone), ends_at=moment(value.ends_at, zone))


def facts(told: Mapping[str, object], zone: str | None) -> dict[str, Any]:
    """Write the facts of a refusal; moments on the clock of ``zone``, without one in UTC. Row numbers stay inside."""
    return {name: _fact(value, zone) for name, value in told.items() if not name.endswith("_id")}


def _fact(value: object, zone: str | None) -> Any:  # noqa: PLR0911 - one way of writing per kind of fact
    match value:
        case None | bool() | int() | float():
            return value
        case Money():
            return money(value).model_dump()
        case datetime() if value.tzinfo is not None:
            return value.astimezone(ZoneInfo(zone) if zone else UTC).isoformat()
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case Mapping():
            return facts(value, zone)
        case list() | tuple() | set() | frozenset():
            return [_fact(each, zone) for each in value]
    return str(value)
