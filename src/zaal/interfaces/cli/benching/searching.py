"""A fixed list of searches, timed where they are answered and where the answer arrives."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

import click
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.domain.wishes import LocalSpan
from zaal.interfaces.cli.benching.figures import Figures, measured
from zaal.interfaces.cli.benching.servers import connected
from zaal.queries import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPConnection

    from zaal.usecases.progress import Report

Found = TypeVar("Found")

DAYS_AHEAD, WORKING_DAYS, WEEKS = 21, 5, 13
WARM_UPS = 4
WHOLE_COUNTRY_KM = 250


@dataclass(frozen=True, slots=True)
class Search:
    """One search of the list; ``days`` in a row from the working day it is asked for."""

    name: str
    lat: float
    lon: float
    radius_km: float
    delegates: int
    layout: Layout | None
    basis: Basis = Basis.HIRE
    days: int = 1
    country: str | None = None

    def wish(self, first_day: date) -> Wish:
        """Ask it for that day."""
        circle = Circle(self.lat, self.lon, self.radius_km, self.country)
        return Wish(circle, self._spans(first_day), self.delegates, self.layout, self.basis)

    def api_path(self, first_day: date) -> str:
        """Ask it of the API."""
        first, *others = self._spans(first_day)
        told = {
            "from": first.starts.isoformat(timespec="minutes"),
            "to": first.ends.isoformat(timespec="minutes"),
            "days": ",".join(span.starts.date().isoformat() for span in others),
        }
        return "/api/v1/offers?" + self._asked({"near": self._point(), "radius_km": f"{self.radius_km:g}", **told})

    def page_path(self, first_day: date) -> str:
        """Ask it of the web, as the form does."""
        dates = [("date", span.starts.date().isoformat()) for span in self._spans(first_day)]
        return f"/search?{urlencode(dates)}&" + self._asked(
            {"place": self._point(), "radius": f"{self.radius_km:g}", "part": "day"}
        )

    def _asked(self, told: dict[str, str]) -> str:
        layout = {"layout": self.layout.value} if self.layout else {}
        same = {"delegates": str(self.delegates), "basis": self.basis.value, **layout}
        return urlencode({name: value for name, value in {**told, **same}.items() if value})

    def _point(self) -> str:
        return f"{self.lat},{self.lon}"

    def _spans(self, first_day: date) -> tuple[LocalSpan, ...]:
        days = [
            datetime.combine(first_day, datetime.min.time()) + timedelta(days=number) for number in range(self.days)
        ]
        return tuple(LocalSpan(day.replace(hour=9), day.replace(hour=17)) for day in days)


SEARCHES = (
    Search("Singapore, U-shape for 40", 1.29, 103.85, 25, 40, Layout.U_SHAPE),
    Search("Marina Bay 2 km, U-shape for 40", 1.2834, 103.8607, 2, 40, Layout.U_SHAPE),
    Search("Singapore, package for 40", 1.29, 103.85, 25, 40, Layout.U_SHAPE, Basis.PACKAGE),
    Search("Amsterdam 10 km, theatre for 30", 52.3731, 4.8932, 10, 30, Layout.THEATRE),
    Search("Eindhoven 10 km, boardroom for 12", 51.44, 5.478, 10, 12, Layout.BOARDROOM),
    Search("Amsterdam 10 km, five days", 52.3731, 4.8932, 10, 20, Layout.CLASSROOM, days=5),
    Search("Amsterdam 10 km, any layout", 52.3731, 4.8932, 10, 16, None),
    Search("the Netherlands, theatre for 30", 52.2, 5.3, WHOLE_COUNTRY_KM, 30, Layout.THEATRE, country="NL"),
    Search(
        "the Netherlands, package for 30", 52.2, 5.3, WHOLE_COUNTRY_KM, 30, Layout.THEATRE, Basis.PACKAGE, country="NL"
    ),
)


@dataclass(frozen=True, slots=True)
class _Timed:
    """One search as it was timed: milliseconds per repetition, and what it found the last time."""

    name: str
    milliseconds: tuple[float, ...]
    result: dict[str, object]


def at_the_query(*, now: datetime, repeat: int, report: Report) -> list[Figures]:
    """Time each search in this process; its statements are counted in a run that is not timed."""
    timed = []
    for number, asked in enumerate(SEARCHES):
        report("query", number, len(SEARCHES))
        search.spaces(asked.wish(_day(now, -1)), now=now)
        with CaptureQueriesContext(connection) as captured:
            search.spaces(asked.wish(_day(now, -1)), now=now)
        times, answer = _repeated(lambda day, asked=asked: search.spaces(asked.wish(day), now=now), now, repeat)  # type: ignore[misc]
        timed.append(_Timed(asked.name, times, {"venues": answer.total, "statements": len(captured)}))
    report("query", len(SEARCHES), len(SEARCHES))
    return _figures("query", timed)


def over_http(url: str, *, now: datetime, repeat: int, report: Report) -> list[Figures]:
    """Time each search until its whole answer has arrived, as JSON and as a page, on one connection."""
    http = connected(url)
    doors: tuple[tuple[str, Callable[[Search, date], str]], ...] = (
        ("json", Search.api_path),
        ("page", Search.page_path),
    )
    made: list[Figures] = []
    for door, path in doors:
        timed = []
        for number, asked in enumerate(SEARCHES):
            report(door, number, len(SEARCHES))
            for _ in range(WARM_UPS):
                _got(http, path(asked, _day(now, -1)))
            times, body = _repeated(lambda day, asked=asked: _got(http, path(asked, day)), now, repeat)  # type: ignore[misc]  # noqa: B023 - called before the next turn
            found: dict[str, object] = {"venues": json.loads(body)["total"]} if door == "json" else {"bytes": len(body)}
            timed.append(_Timed(asked.name, times, found))
        report(door, len(SEARCHES), len(SEARCHES))
        made += _figures(door, timed)
    return made


def _repeated(ask: Callable[[date], Found], now: datetime, repeat: int) -> tuple[tuple[float, ...], Found]:
    times = []
    for number in range(repeat):
        started = time.perf_counter()
        found = ask(_day(now, number))
        times.append((time.perf_counter() - started) * 1000)
    return tuple(times), found


def _figures(kind: str, timed: list[_Timed]) -> list[Figures]:
    each = [_figure(f"{kind}: {one.name}", one.milliseconds, one.result) for one in timed]
    together = tuple(milliseconds for one in timed for milliseconds in one.milliseconds)
    return [*each, _figure(f"{kind}: all of them", together, {})]


def _figure(name: str, milliseconds: tuple[float, ...], result: dict[str, object]) -> Figures:
    seconds = sum(milliseconds) / 1000
    return measured(name, sizes={"times": len(milliseconds)}, milliseconds=milliseconds, seconds=seconds, result=result)


def _day(now: datetime, number: int) -> date:
    """Return another working day for every repetition, from three weeks ahead on, within a quarter."""
    monday = now.date() + timedelta(days=DAYS_AHEAD - now.weekday())
    weeks, weekday = divmod(number % (WORKING_DAYS * WEEKS), WORKING_DAYS)
    return monday + timedelta(weeks=weeks, days=weekday)


def _got(http: HTTPConnection, path: str) -> bytes:
    http.request("GET", path)
    response = http.getresponse()
    body = response.read()
    if response.status != HTTPStatus.OK:
        message = f"{path}: {response.status} {body[:200]!r}"
        raise click.ClickException(message)
    return body
