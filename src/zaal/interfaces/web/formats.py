"""Amounts, moments, distances and durations as text in the reader's locale; times in the venue's zone."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_CEILING
from typing import TYPE_CHECKING

from babel.dates import format_skeleton, format_timedelta
from babel.units import format_unit

from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.interfaces import wording
from zaal.interfaces.wording import locale_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from zaal.domain.period import Period

HOUR_MINUTES = 60
MINUTE = timedelta(minutes=1)


def money(amount: Money, language: str) -> str:
    """Write an amount with its currency: ``€1,234.50``, ``€ 1.234,50``."""
    return wording.money(amount, language)


def whole_money(amount: Money, language: str) -> str:
    """Write an amount rounded up to whole units, where room is short: ``€1,235``."""
    whole = Money(amount.amount.to_integral_value(ROUND_CEILING), amount.currency)
    decimals = locale_of(language).number_symbols["latn"]["decimal"] + "00"
    return wording.money(whole, language).replace(decimals, "", 1)


def number(value: Decimal | int, language: str) -> str:
    """Write a number with the locale's separators."""
    return wording.number(value, language)


def percent(value: float | Decimal, language: str) -> str:
    """Write a percentage given as 35 or 8.5."""
    return wording.percent(value, language)


def kilometres(value: float, language: str) -> str:
    """Write a distance with its unit."""
    return wording.apart(format_unit(value, "length-kilometer", "short", locale=locale_of(language)))


def square_metres(value: float | Decimal, language: str) -> str:
    """Write an area with its unit, without decimals that say nothing."""
    return wording.apart(format_unit(round(value), "area-square-meter", "short", locale=locale_of(language)))


def day(value: date, language: str) -> str:
    """Write a day with its weekday and year: ``Thu 18 Mar 2027``."""
    return wording.short_day(value, language)


def short_date(value: date, language: str) -> str:
    """Write a day with its year, without its weekday: ``18 Mar 2027``."""
    return format_skeleton("yMMMd", value, locale=locale_of(language))


def weekday(value: date, language: str) -> str:
    """Write a day of a week that is known: ``Thu 18``."""
    return format_skeleton("Ed", value, locale=locale_of(language))


def month(value: date, language: str) -> str:
    """Write the month of a day: ``March 2027``."""
    return format_skeleton("yMMMM", value, locale=locale_of(language))


def clock(moment: datetime, zone: str) -> str:
    """Write the venue's wall clock: ``09:00``."""
    return local(moment, zone).strftime("%H:%M")


def moment(at: datetime, zone: str, language: str) -> str:
    """Write an instant on a zone's calendar and clock: ``Thu 18 Mar 2027, 09:00``."""
    return wording.timed(day(local(at, zone).date(), language), clock(at, zone), language)


def span(period: Period, zone: str, language: str) -> str:
    """Write a period on a zone's calendar and clock; the second day only when it is another one.

    Where the clock changes in between both times name theirs, as one of them may come twice: ``02:30 CEST-12:00 CET``.
    """
    starts, ends = period.starts_at, period.ends_at
    first, last = _named_clocks(period, zone)
    if local(starts, zone).date() == local(ends, zone).date():
        return f"{moment(starts, zone, language)}{first}–{clock(ends, zone)}{last}"  # noqa: RUF001 - a range is written with an en dash
    return f"{moment(starts, zone, language)}{first} – {moment(ends, zone, language)}{last}"  # noqa: RUF001 - as above


def _named_clocks(period: Period, zone: str) -> tuple[str, str]:
    first, last = (wording.zone_name(at, zone) for at in (period.starts_at, period.ends_at))
    return ("", "") if first == last else (f" {first}", f" {last}")


def deadline(at: datetime, zone: str, language: str) -> str:
    """Write an instant without its weekday, where room is short: ``24 Nov 2026, 09:00``."""
    return wording.timed(short_date(local(at, zone).date(), language), clock(at, zone), language)


def own_moment(at: datetime, zone: str, own_zone: str, language: str) -> str:
    """Write an instant on the visitor's own clock; the day only when it is another than the venue's."""
    if local(at, zone).date() == local(at, own_zone).date():
        return clock(at, own_zone)
    return moment(at, own_zone, language)


def own_span(period: Period, zone: str, own_zone: str, language: str) -> str:
    """Write a period on the visitor's own clock; days only where they are others than the venue's."""
    starts, ends = local(period.starts_at, own_zone), local(period.ends_at, own_zone)
    first = own_moment(starts, zone, own_zone, language)
    if (ends - MINUTE).date() == starts.date():
        return f"{first}–{ends:%H:%M}"  # noqa: RUF001 - a range is written with an en dash
    return f"{first} – {moment(ends, own_zone, language)}"  # noqa: RUF001 - as above


def differs(at: datetime, zone: str, own_zone: str | None) -> bool:
    """Tell whether the visitor's clock shows another time than the venue's at this instant."""
    return own_zone is not None and local(at, zone).utcoffset() != local(at, own_zone).utcoffset()


def duration(minutes: int, language: str) -> str:
    """Write a length of time in hours and minutes, in words."""
    hours, rest = divmod(minutes, HOUR_MINUTES)
    parts = [wording.length(timedelta(hours=hours), "hour", language)] if hours else []
    if rest or not hours:
        parts.append(wording.length(timedelta(minutes=rest), "minute", language))
    return wording.lasting(parts, language)


def about(length: timedelta, language: str) -> str:
    """Write roughly how long something lasts, by its largest unit: ``3 days``."""
    return wording.apart(format_timedelta(length, locale=locale_of(language)))


def listed(words: Sequence[str], language: str) -> str:
    """Join words as the language does: ``coffee, lunch and water``."""
    return wording.listed(words, language)
