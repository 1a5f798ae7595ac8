"""Amounts and moments in the reader's language, the same in pages, letters and terminals."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from django.utils.translation import gettext_lazy, to_locale

from zaal.domain.layouts import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.period import Period

# The country whose habits a language follows here; any other language follows the CLDR's own.
LOCALES = {"en": "en_GB", "nl": "nl_NL", "zh-hans": "zh_Hans_CN"}
# Where the CLDR's pattern is not how hotels write: a day in full, briefly, and a day with its time.
DAYS = {"en": "EEEE d MMMM y"}
SHORT_DAYS = {"en": "EEE d MMM y"}
MOMENTS = {"nl": "{1}, {0}"}
# Brackets of full width where letters have it.
BRACKETS = {"zh": "（{}）"}
# Languages that part sentences by their full stop alone, and put the units of one length side by side.
UNJOINED = frozenset({"zh"})
# A figure before a Han character: a unit is written apart from its number, a date is not.
FIGURE_BEFORE_HAN = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])")
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


@cache
def locale_of(language: str) -> Locale:
    """Return the locale in which a language's numbers and dates are written."""
    return Locale.parse(LOCALES.get(language) or to_locale(language))


def money(amount: Money, language: str) -> str:
    """Write an amount with its currency: ``S$1,234.50``, in Dutch ``S$ 1.234,50``."""
    locale = locale_of(language)
    written = format_currency(amount.amount, amount.currency, locale=locale)
    if amount.currency in SYMBOLS:
        return written.replace(get_currency_symbol(amount.currency, locale), SYMBOLS[amount.currency])
    return written


def number(value: Decimal | int, language: str) -> str:
    """Write a number; a percentage or a quantity without needless zeros."""
    return format_decimal(value, locale=locale_of(language))


def rate(value: Decimal, language: str) -> str:
    """Write an exchange rate with all its digits, so that an amount can be worked out again."""
    return format_decimal(value, locale=locale_of(language), decimal_quantization=False)


def percent(value: float | Decimal, language: str) -> str:
    """Write a percentage given as 35 or 8.5."""
    return format_percent(value / 100, format="#,##0.##%", locale=locale_of(language))


def hours(count: int, language: str) -> str:
    """Write a length given in hours: ``36 hours``; from two whole days on in days: ``3 days``."""
    days, rest = divmod(count, DAY_HOURS)
    unit: Literal["day", "hour"] = "hour" if rest or days < FEWEST_DAYS else "day"
    return length(timedelta(hours=count), unit, language)


def length(lasts: timedelta, unit: Literal["day", "hour", "minute"], language: str) -> str:
    """Write a length of time in one unit, however many of it; format_unit has no long word for a Dutch hour."""
    return apart(format_timedelta(lasts, unit, threshold=inf, locale=locale_of(language)))


def apart(measure: str) -> str:
    """Part a figure from the Chinese word of its unit: ``3 天``."""
    return FIGURE_BEFORE_HAN.sub(" ", measure)


def day(at: date, language: str) -> str:
    """Write a day in full: ``Monday 30 November 2026``. A moment is taken on its own clock."""
    return format_date(at, DAYS.get(language, "full"), locale=locale_of(language))


def short_day(at: date, language: str) -> str:
    """Write a day briefly: ``Mon 30 Nov 2026``."""
    if language in SHORT_DAYS:
        return format_date(at, SHORT_DAYS[language], locale=locale_of(language))
    return format_skeleton("yMMMEd", at, locale=locale_of(language))


def short_date(at: date, language: str) -> str:
    """Write a day without its weekday: ``30 Nov 2026``."""
    return format_skeleton("yMMMd", at, locale=locale_of(language))


def brief_day(at: datetime, zone: str, language: str) -> str:
    """Write the day of an instant on the clock of ``zone`` as briefly as can be: ``30 Nov``."""
    return format_skeleton("MMMd", at.astimezone(ZoneInfo(zone)).date(), locale=locale_of(language))


def zone_city(zone: str, language: str) -> str:
    """Name the city a zone is called after: ``Singapore``."""
    return get_timezone_location(zone, locale=locale_of(language), return_city=True)


def zone_name(at: datetime, zone: str) -> str:
    """Name the zone's time at that moment: ``CET``, ``SGT``; where it has no letters, ``UTC+05:30``."""
    local = at.astimezone(ZoneInfo(zone))
    name = ZONE_NAMES.get(zone) or local.tzname() or ""
    return name if name.isalpha() else f"UTC{format_datetime(local, 'xxx', tzinfo=ZoneInfo(zone))}"


def clock(at: datetime, zone: str) -> str:
    """Write the time of an instant on the clock of ``zone``: ``02:30 CEST``."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M} {zone_name(at, zone)}"


def timed(date_words: str, time_words: str, language: str) -> str:
    """Put a time behind its day as the language does: ``30 Nov 2026, 09:00``, ``2026年11月30日 09:00``."""
    pattern = MOMENTS.get(language) or locale_of(language).datetime_formats["medium"]
    return str(pattern).format(time_words, date_words)


def beside(words: str, more: str, language: str) -> str:
    """Write more in brackets behind some words."""
    return words + bracketed(more, language)


def bracketed(words: str, language: str) -> str:
    """Put words in brackets, apart from what stands before them where the language does so."""
    return BRACKETS.get(locale_of(language).language, " ({})").format(words)


def moment(at: datetime, zone: str, language: str) -> str:
    """Write an instant on the clock of ``zone``: ``Monday 30 November 2026, 09:00 CET``."""
    local = at.astimezone(ZoneInfo(zone))
    return timed(day(local, language), f"{local:%H:%M} {zone_name(at, zone)}", language)


def moment_for(at: datetime, zone: str, own_zone: str, language: str) -> str:
    """Write an instant on the venue's clock, with the reader's own beside it where that differs."""
    written = moment(at, zone, language)
    if not own_zone or _same_clock(at, zone, own_zone):
        return written
    own = at.astimezone(ZoneInfo(own_zone))
    clock_there = f"{own:%H:%M} {zone_name(at, own_zone)}"
    if own.date() != at.astimezone(ZoneInfo(zone)).date():
        clock_there = timed(short_day(own, language), clock_there, language)
    return beside(written, clock_there, language)


def period(span: Period, zone: str, language: str) -> str:
    """Write a period on the clock of ``zone``: ``Monday 30 November 2026, 09:00-17:00 CET``.

    Where the clock changes in between the start is named too: ``Sunday 31 October 2027, 02:30 CEST-12:00 CET``.
    """
    starts, ends = (at.astimezone(ZoneInfo(zone)) for at in (span.starts_at, span.ends_at))
    begin, until = _start(span, zone), f"{ends:%H:%M} {zone_name(span.ends_at, zone)}"
    if _reads_as_one_day(starts, ends):
        return timed(day(starts, language), f"{begin}–{until}", language)  # noqa: RUF001 - spans have an en dash
    whole = timed(day(starts, language), begin, language), timed(day(ends, language), until, language)
    return " – ".join(whole)  # noqa: RUF001 - as above


def period_for(span: Period, zone: str, own_zone: str, language: str) -> str:
    """Write a period on the venue's clock, with the reader's own beside it where that differs (T36)."""
    written = period(span, zone, language)
    if not own_zone or (_same_clock(span.starts_at, zone, own_zone) and _same_clock(span.ends_at, zone, own_zone)):
        return written
    here = span.starts_at.astimezone(ZoneInfo(zone))
    starts, ends = (at.astimezone(ZoneInfo(own_zone)) for at in (span.starts_at, span.ends_at))
    if not _reads_as_one_day(here, span.ends_at.astimezone(ZoneInfo(zone))):
        return beside(written, period(span, own_zone, language), language)
    clocks = f"{_start(span, own_zone)}–{ends:%H:%M} {zone_name(span.ends_at, own_zone)}"  # noqa: RUF001 - as above
    if starts.date() != here.date():
        clocks = timed(short_day(starts, language), clocks, language)
    return beside(written, clocks, language)


def layout_name(layout: Layout) -> str:
    """Name a set-up style in the language that is active."""
    return str(LAYOUT_NAMES[layout])


def listed(words: Iterable[str], language: str) -> str:
    """Join words as the language does: ``coffee, lunch and water``."""
    return format_list(list(words), locale=locale_of(language))


def sentences(said: Iterable[str], language: str) -> str:
    """Put whole sentences behind one another; those of Chinese need no space."""
    return ("" if locale_of(language).language in UNJOINED else " ").join(said)


def lasting(parts: Sequence[str], language: str) -> str:
    """Join the units of one length of time: ``2 hours and 30 minutes``, ``2 小时 30 分钟``."""
    return " ".join(parts) if locale_of(language).language in UNJOINED else listed(parts, language)


def language_mark(code: str) -> str:
    """Write a language as briefly as its readers know it: ``NL``, ``中文``."""
    base, _part, script = code.partition("-")
    return locale_of(code).languages[base] if script else base.upper()


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
