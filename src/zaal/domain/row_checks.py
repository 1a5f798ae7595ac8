"""What every dated row of a rate card must be: valid on some day, of a sane amount, and told apart from its likes."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Protocol, TypeVar

from zaal.domain.houses import RateNegative, RateWithoutValidity
from zaal.domain.mistakes import Mistake
from zaal.domain.rates import ALL_WEEK
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from zaal.domain.rates import Validity

LONGEST_CODE = 48
LONGEST_TEXT = 200
CODE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
# What the record of an amount has digits for.
MOST_AMOUNT = 10**9
AMOUNT_DECIMALS = 3
PERCENT_DECIMALS = 2
MOST_COUNT = 32_767


class RateFigureTooLong(Invalid):
    """An amount or percentage with more digits than are kept, so that another figure would be charged."""

    code = "rate_figure_too_long"


class RatePercentOutOfRange(Invalid):
    """A percentage that this kind of rule cannot have."""

    code = "rate_percent_out_of_range"


class CodeNotPlain(Invalid):
    """A code that is empty, too long, or more than letters, digits, - and _."""

    code = "code_not_plain"


class NameWrong(Invalid):
    """A name in no language at all, or longer than a name is."""

    code = "name_wrong"


class RatesAlike(Invalid):
    """Two rates for the same thing that begin on the same day for as many weekdays: nobody can tell which holds."""

    code = "rates_alike"


class DealUnknown(Invalid):
    """A rate or price move for a deal that the house does not list."""

    code = "deal_unknown"


class Dated(Protocol):
    """A row that holds on certain days."""

    @property
    def validity(self) -> Validity: ...


Row = TypeVar("Row", bound=Dated)


def days(validity: Validity, rate: str) -> Iterator[Mistake]:
    """Tell a rate that holds on no day."""
    ends_first = validity.until_date is not None and validity.until_date < validity.from_date
    if ends_first or not validity.weekdays or not validity.weekdays <= ALL_WEEK:
        yield Mistake("validity", RateWithoutValidity(rate=rate))


def amount(place: str, value: Decimal | None, rate: str) -> Iterator[Mistake]:
    """Tell an amount below zero, or one that could not be kept as it is written."""
    if value is None:
        return
    if value < 0:
        yield Mistake(place, RateNegative(rate=rate))
    if abs(value) >= MOST_AMOUNT or value != round(value, AMOUNT_DECIMALS):
        yield Mistake(place, RateFigureTooLong(rate=rate, found=str(value)[:40], decimals=AMOUNT_DECIMALS))


def percent(place: str, value: Decimal | None, rate: str, *, least: int = 0, most: int = 100) -> Iterator[Mistake]:
    """Tell a percentage out of its bounds, or with more than two decimals."""
    if value is None:
        return
    if not least <= value <= most:
        yield Mistake(place, RatePercentOutOfRange(rate=rate, percent=value, least=least, most=most))
    elif value != round(value, PERCENT_DECIMALS):
        yield Mistake(place, RateFigureTooLong(rate=rate, found=str(value)[:40], decimals=PERCENT_DECIMALS))


def code(place: str, value: str, most: int = LONGEST_CODE) -> Iterator[Mistake]:
    """Tell a code that could not stand in an address."""
    if not CODE.fullmatch(value) or len(value) > most:
        yield Mistake(place, CodeNotPlain(found=value[:60], most=most))


def names(value: Mapping[str, str], rate: str) -> Iterator[Mistake]:
    """Tell a row nobody could read the name of."""
    too_long = any(not 0 < len(name.strip()) <= LONGEST_TEXT for name in value.values())
    if not value or too_long or any(len(language) > len("zh-Hant") for language in value):
        yield Mistake("names", NameWrong(rate=rate, most=LONGEST_TEXT))


def deal(value: str, rate: str, deals: frozenset[str], place: str = "deal") -> Iterator[Mistake]:
    """Tell a row for a deal the house has not."""
    if value and value not in deals:
        yield Mistake(place, DealUnknown(rate=rate, deal=value[:60]))


def alike(
    place: str, rows: Sequence[Row], thing: Callable[[Row], Hashable], rate: Callable[[Row], str]
) -> Iterator[Mistake]:
    """Tell rows for the same thing of which none is more specific than the other (see ``tariff.most_specific``)."""
    by_thing: dict[Hashable, list[tuple[int, Row]]] = {}
    for number, row in enumerate(rows):
        key = (thing(row), row.validity.from_date, len(row.validity.weekdays))
        by_thing.setdefault(key, []).append((number, row))
    for found in by_thing.values():
        for (first, one), (second, other) in combinations(found, 2):
            if one.validity.weekdays & other.validity.weekdays:
                facts = {"rate": rate(other), "from_date": other.validity.from_date, "other": f"{place}[{first}]"}
                yield Mistake(f"{place}[{second}]", RatesAlike(**facts))
