"""Times as people say them to a venue: wall-clock moments without a zone, one day or several with the same hours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from zaal.domain.wishes import LocalSpan

Value = TypeVar("Value", bound=date)

YEARS = range(2000, 2101)
WALL_CLOCK = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ZONED = re.compile(r".*(?:[zZ]|[+-][0-9]{2}:?[0-9]{2})$")

# Codes and words of a field that cannot be read.
ZONE_NOT_WANTED = (
    "zone_not_wanted",
    "Give the time as the venue's clock shows it, without a time zone: 2027-03-18T09:00",
)
LOCAL_TIME_EXPECTED = ("local_time_expected", "Give a wall-clock time such as 2027-03-18T09:00")
DAYS_EXPECTED = ("days_expected", "Give days with commas between them: 2027-03-18,2027-03-20")
ZONE_NEEDED = ("zone_needed", "Give the moment with its zone, 2027-03-10T17:00:00+01:00, or only a day")
NO_SUCH_TIME = ("no_such_time", "There is no such day or time")
YEAR_OUT_OF_RANGE = ("year_out_of_range", "Give a year from 2000 to 2100")


def read_local(typed: Any) -> datetime:
    """Read ``2027-03-18T09:00``; a time zone is refused with a word, because the venue's clock decides."""
    text = str(typed)
    if re.fullmatch(WALL_CLOCK, text):
        return _in_range(_parsed(datetime, text))
    if "T" in text and ZONED.match(text):
        raise PydanticCustomError(*ZONE_NOT_WANTED)
    raise PydanticCustomError(*LOCAL_TIME_EXPECTED)


def check_days(typed: Any) -> str:
    """Pass ``2027-03-18,2027-03-20``: days that exist, with commas between them."""
    if not re.fullmatch(f"{DAY}(,{DAY})*", str(typed)):
        raise PydanticCustomError(*DAYS_EXPECTED)
    for day in str(typed).split(","):
        _in_range(_parsed(date, day))
    return str(typed)


def read_until(typed: Any) -> datetime | date | None:
    """Read a moment with its zone, or a day (which means its end at the venue)."""
    if typed is None:
        return None
    text = str(typed)
    if re.fullmatch(DAY, text):
        return _in_range(_parsed(date, text))
    moment = _in_range(_parsed(datetime, text))
    if moment.tzinfo is None:
        raise PydanticCustomError(*ZONE_NEEDED)
    return moment


LocalMoment = Annotated[
    datetime,
    BeforeValidator(read_local),
    WithJsonSchema({"type": "string", "pattern": f"^{WALL_CLOCK}$"}),
]
# Text on its way in: a list would be read from repeated parameters.
Days = Annotated[
    str,
    BeforeValidator(check_days),
    WithJsonSchema({"type": "string", "pattern": f"^{DAY}(,{DAY})*$", "examples": ["2027-03-18,2027-03-20"]}),
]
Until = Annotated[
    datetime | date | None,
    BeforeValidator(read_until),
    WithJsonSchema({"type": ["string", "null"], "examples": ["2027-03-10", "2027-03-10T17:00:00+01:00"]}),
]
Fold = Annotated[
    Literal["0", "1"],
    BeforeValidator(str),
    WithJsonSchema({"type": "integer", "enum": [0, 1]}),
]


class TimesIn(BaseModel):
    """When: from and to on the venue's clock, on one day or also, with the same hours, on others."""

    model_config = ConfigDict(populate_by_name=True)

    starts: LocalMoment = Field(
        alias="from", description="Start on the venue's clock, without a time zone.", examples=["2027-03-18T09:00"]
    )
    ends: LocalMoment = Field(
        alias="to", description="End on the venue's clock, without a time zone.", examples=["2027-03-18T17:00"]
    )
    days: Days = Field("", description="More days with the same hours.")
    from_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")
    to_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")

    def spans(self) -> tuple[LocalSpan, ...]:
        """Return one span per day, in order. Refuses: EmptyPeriod."""
        return spread(LocalSpan(self.starts, self.ends, fold(self.from_fold), fold(self.to_fold)), self.days)


def spread(span: LocalSpan, days: str) -> tuple[LocalSpan, ...]:
    """Return the span, and the same hours on other days (as ``Days`` writes them), in order."""
    others = (date.fromisoformat(day) for day in days.split(",") if day)
    starts = sorted({span.starts.date(), *others})
    return tuple(_moved(span, day - span.starts.date()) for day in starts)


def fold(said: str | None) -> int | None:
    """Read which of two equal times is meant."""
    return None if said is None else int(said)


def _moved(span: LocalSpan, by: timedelta) -> LocalSpan:
    return replace(span, starts=span.starts + by, ends=span.ends + by)


def _parsed(kind: type[Value], text: str) -> Value:
    try:
        return kind.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError(*NO_SUCH_TIME) from error


def _in_range(value: Value) -> Value:
    if value.year not in YEARS:
        raise PydanticCustomError(*YEAR_OUT_OF_RANGE)
    return value
