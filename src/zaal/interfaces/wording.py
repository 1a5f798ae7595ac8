"""Amounts and moments in the reader's language, the same in pages, letters and terminals."""

from __future__ import annotations

from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from django.utils.translation import gettext_lazy

from zaal.domain.layouts import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.period import Period

LOCALES = {"en": "en_GB", "nl": "nl_NL"}
# What the CLDR writes as a bare code, as people in that country write it.
SYMBOLS = {"SGD": "S$"}
# Zones whose abbreviation the time zone database gives as a number.
ZONE_NAMES = {"Asia/Singapore": "SGT"}
DAY_HOURS = 24
# A length of fewer days than this is said in hours.
FEWEST_DAYS = 2
LAYOUT_NAMES = {
    Layout.THEATRE: gettext_lazy("Theatre"),
    Layout.CLASSROOM: gettext_lazy("Classroom"),
    Layout.U_SHAPE: gettext_lazy("U-shape"),
    Layout.BOARDROOM: gettext_lazy("Boardroom"),
    Layout.HOLLOW_SQUARE: gettext_lazy("Hollow square"),
    Layout.CABARET: gettext_lazy("Cabaret"),
    Layout.BANQUET: gettext_lazy("Banquet"),
    Layout.RECEPTION: gettext_lazy("Reception"),
}


def money(amount: Money, language: str) -> str:
    """Write an amount with its currency: ``S$1,234.50``, in Dutch ``S$ 1.234,50``."""
    locale = LOCALES[language]
    written = format_currency(amount.amount, amount.currency, locale=locale)
    if amount.currency in SYMBOLS:
        return written.replace(get_currency_symbol(amount.currency, locale), SYMBOLS[amount.currency])
    return written


def number(value: Decimal | int, language: str) -> str:
    """Write a number; a percentage or a quantity without needless zeros."""
    return format_decimal(value, locale=LOCALES[language])


def rate(value: Decimal, language: str) -> str:
    """Write an exchange rate with all its digits, so that an amount can be worked out again."""
    return format_decimal(value, locale=LOCALES[language], decimal_quantization=False)


def percent(value: float | Decimal, language: str) -> str:
    """Write a percentage given as 35 or 8.5."""
    return format_percent(value / 100, format="#,##0.##%", locale=LOCALES[language])


def hours(count: int, language: str) -> str:
    """Write a length given in hours: ``36 hours``; from two whole days on in days: ``3 days``."""
    days, rest = divmod(count, DAY_HOURS)
    unit: Literal["day", "hour"] = "hour" if rest or days < FEWEST_DAYS else "day"
    return format_timedelta(timedelta(hours=count), unit, threshold=inf, locale=LOCALES[language])


def day(at: date, language: str) -> str:
    """Write a day in full: ``Monday 30 November 2026``. A moment is taken on its own clock."""
    return format_date(at, "EEEE d MMMM y", locale=LOCALES[language])


def short_day(at: date, language: str) -> str:
    """Write a day briefly: ``Mon 30 Nov 2026``."""
    return format_date(at, "EEE d MMM y", locale=LOCALES[language])


def short_date(at: date, language: str) -> str:
    """Write a day without its weekday: ``30 Nov 2026``."""
    return format_skeleton("yMMMd", at, locale=LOCALES[language])


def brief_day(at: datetime, zone: str, language: str) -> str:
    """Write the day of an instant on the clock of ``zone`` as briefly as can be: ``30 Nov``."""
    return format_skeleton("MMMd", at.astimezone(ZoneInfo(zone)).date(), locale=LOCALES[language])


def zone_city(zone: str, language: str) -> str:
    """Name the city a zone is called after: ``Singapore``."""
    return get_timezone_location(zone, locale=LOCALES[language], return_city=True)


def zone_name(at: datetime, zone: str) -> str:
    """Name the zone's time at that moment: ``CET``, ``SGT``; where it has no letters, ``UTC+05:30``."""
    local = at.astimezone(ZoneInfo(zone))
    name = ZONE_NAMES.get(zone) or local.tzname() or ""
    return name if name.isalpha() else f"UTC{format_datetime(local, 'xxx', tzinfo=ZoneInfo(zone))}"


def clock(at: datetime, zone: str) -> str:
    """Write the time of an instant on the clock of ``zone``: ``02:30 CEST``."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M} {zone_name(at, zone)}"


def moment(at: datetime, zone: str, language: str) -> str:
    """Write an instant on the clock of ``zone``: ``Monday 30 November 2026, 09:00 CET``."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local, language)}, {local:%H:%M} {zone_name(at, zone)}"


def moment_for(at: datetime, zone: str, own_zone: str, language: str) -> str:
    """Write an instant on the venue's clock, with the reader's own beside it where that differs."""
    written = moment(at, zone, language)
    if not own_zone or _same_clock(at, zone, own_zone):
        return written
    own = at.astimezone(ZoneInfo(own_zone))
    dated = "" if own.date() == at.astimezone(ZoneInfo(zone)).date() else f"{short_day(own, language)}, "
    return f"{written} ({dated}{own:%H:%M} {zone_name(at, own_zone)})"


def period(span: Period, zone: str, language: str) -> str:
    """Write a period on the clock of ``zone``: ``Monday 30 November 2026, 09:00-17:00 CET``.

    Where the clock changes in between the start is named too: ``Sunday 31 October 2027, 02:30 CEST-12:00 CET``.
    """
    starts, ends = (at.astimezone(ZoneInfo(zone)) for at in (span.starts_at, span.ends_at))
    until = f"{ends:%H:%M}" if _reads_as_one_day(starts, ends) else f"{day(ends, language)}, {ends:%H:%M}"
    dash = "–" if _reads_as_one_day(starts, ends) else " – "  # noqa: RUF001 - an en dash is how spans are printed
    return f"{day(starts, language)}, {_start(span, zone)}{dash}{until} {zone_name(span.ends_at, zone)}"


def period_for(span: Period, zone: str, own_zone: str, language: str) -> str:
    """Write a period on the venue's clock, with the reader's own beside it where that differs (T36)."""
    written = period(span, zone, language)
    if not own_zone or (_same_clock(span.starts_at, zone, own_zone) and _same_clock(span.ends_at, zone, own_zone)):
        return written
    here = span.starts_at.astimezone(ZoneInfo(zone))
    starts, ends = (at.astimezone(ZoneInfo(own_zone)) for at in (span.starts_at, span.ends_at))
    if not _reads_as_one_day(here, span.ends_at.astimezone(ZoneInfo(zone))):
        return f"{written} ({period(span, own_zone, language)})"
    dated = "" if starts.date() == here.date() else f"{short_day(starts, language)}, "
    return f"{written} ({dated}{_start(span, own_zone)}–{ends:%H:%M} {zone_name(span.ends_at, own_zone)})"  # noqa: RUF001 - see above


def layout_name(layout: Layout) -> str:
    """Name a set-up style in the language that is active."""
    return str(LAYOUT_NAMES[layout])


def listed(words: Iterable[str], language: str) -> str:
    """Join words as the language does: ``coffee, lunch and water``."""
    return format_list(list(words), locale=LOCALES[language])


def named(names: dict[str, str], code: str, language: str) -> str:
    """Return a hotel's own name for a thing in this language, else in English, else its code."""
    return names.get(language) or names.get("en") or code


def _start(span: Period, zone: str) -> str:
    """Write when a period starts, with the zone's time where its end has another: 02:30 can be meant twice."""
    name = zone_name(span.starts_at, zone)
    changes = name != zone_name(span.ends_at, zone)
    return f"{span.starts_at.astimezone(ZoneInfo(zone)):%H:%M}{f' {name}' if changes else ''}"


def _same_clock(at: datetime, zone: str, other: str) -> bool:
    return at.astimezone(ZoneInfo(zone)).utcoffset() == at.astimezone(ZoneInfo(other)).utcoffset()


def _reads_as_one_day(starts: datetime, ends: datetime) -> bool:
    """Tell whether an end needs no date: the same day, or the small hours of the next."""
    nights = (ends.date() - starts.date()).days
    return nights == 0 or (nights == 1 and ends.time() < starts.time() and ends.hour < 6)  # noqa: PLR2004 - before breakfast
