"""The statement behind search, and the one that counts why nothing was found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from zaal.domain.amenities import mask
from zaal.domain.search import WhyNot
from zaal.records.listing.models import LAYOUT_POSITION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.period import Period
    from zaal.domain.search import Circle, Wish
    from zaal.domain.wishes import LocalSpan

KM_PER_DEGREE = 111.195
EARTH_KM = 6371.0
DAY_MINUTES = 1440
HALF_ROUND = 180.0
# From here on every longitude is near.
POLAR = 89.0

BOX = "l.lat BETWEEN %(south)s AND %(north)s AND l.lon BETWEEN %(west)s AND %(east)s"
BOX_OVER_THE_DATE_LINE = "l.lat BETWEEN %(south)s AND %(north)s AND (l.lon >= %(west)s OR l.lon <= %(east)s)"
ZONES = "SELECT DISTINCT l.time_zone FROM listing_listing l WHERE {box}"

DISTANCE = f"""
    2 * {EARTH_KM} * asin(least(1, sqrt(
        sin(radians(l.lat - %(lat)s) / 2) ^ 2
        + cos(radians(%(lat)s)) * cos(radians(l.lat)) * sin(radians(l.lon - %(lon)s) / 2) ^ 2)))
"""
# Whether the house receives people at these wall-clock times: within one day's hours, within what is left of the
# evening before after midnight, or (24- and 32-hour stays) open at both ends with the night between.
OPEN_AT = """
    NOT EXISTS (
        SELECT 1 FROM {wall_clock} AS d(weekday, starts, ends)
        WHERE NOT (
            (l.opens[d.weekday] BETWEEN 0 AND d.starts AND d.ends <= l.closes[d.weekday])
            OR (l.opens[(d.weekday + 5) %% 7 + 1] >= 0 AND d.ends + 1440 <= l.closes[(d.weekday + 5) %% 7 + 1])
            OR (d.ends > 1440 AND l.opens[d.weekday] BETWEEN 0 AND d.starts AND d.starts < l.closes[d.weekday]
                AND l.opens[(d.weekday - 1 + (d.ends - 1) / 1440) %% 7 + 1] BETWEEN 0 AND (d.ends - 1) %% 1440
                AND (d.ends - 1) %% 1440 + 1 <= l.closes[(d.weekday - 1 + (d.ends - 1) / 1440) %% 7 + 1])))
"""
WALL_CLOCK = "unnest(%(weekdays)s::int[], %(starts)s::int[], %(ends)s::int[])"
WALL_CLOCK_LATER = """(
    SELECT ((o.weekday + z.later %% 7 + 6) %% 7) + 1, o.starts, o.ends
    FROM unnest(%(weekdays)s::int[], %(starts)s::int[], %(ends)s::int[]) AS o(weekday, starts, ends))"""
OPEN, OPEN_LATER = OPEN_AT.format(wall_clock=WALL_CLOCK), OPEN_AT.format(wall_clock=WALL_CLOCK_LATER)
# One of these for each period asked: two sums and a range per row are an eighth of what a sub-select costs.
FREE_ONCE = """
    NOT l.busy && tstzrange(z.starts_{n} - l.setup_minutes[%(position)s] * interval '1 minute',
                            z.ends_{n} + l.breakdown_minutes[%(position)s] * interval '1 minute')
"""
FITS_LAYOUT = "(l.max_delegates[%(position)s] >= %(delegates)s AND l.min_delegates[%(position)s] <= %(delegates)s)"
ONE_LAYOUT = "l.max_delegates[{at}] >= %(delegates)s AND l.min_delegates[{at}] <= %(delegates)s"
LAYOUTS = range(2, len(LAYOUT_POSITION) + 1)
# Written out, because a sub-select over the arrays of every row costs more than all the rest.
FITS_ANY = "(" + " OR ".join(ONE_LAYOUT.format(at=at) for at in LAYOUTS) + ")"
NEAR = """
    FROM listing_listing l
    JOIN unnest(%(zones)s::text[]{arrays}) AS z(zone{columns}) ON z.zone = l.time_zone
    CROSS JOIN LATERAL (SELECT {distance} AS distance_km) at
    WHERE {box}
      AND at.distance_km <= %(radius_km)s
      AND (%(country)s::text IS NULL OR l.country = %(country)s)
      AND (%(venue)s::text IS NULL OR l.venue_id = (SELECT id FROM venues_venue WHERE slug = %(venue)s))
"""
FOUND = """
    SELECT {one_per_venue}
        l.space_id, l.venue_id, l.card_version, l.time_zone, l.amenities, l.stars, {seats} AS seats, at.distance_km
    {near} AND {fits} AND l.amenities & %(amenities)s = %(amenities)s AND l.stars >= %(stars)s AND {open} AND {free}
    ORDER BY l.venue_id, {smallest}, l.space_id
"""
# The same for many days at once: the asked days moved by so many.
FOUND_LATER = """
    SELECT DISTINCT ON (z.later, l.venue_id) z.later,
        l.space_id, l.venue_id, l.card_version, l.time_zone, l.amenities, l.stars, {seats} AS seats, at.distance_km
    {near} AND {fits} AND l.amenities & %(amenities)s = %(amenities)s AND l.stars >= %(stars)s AND {open} AND {free}
    ORDER BY z.later, l.venue_id, {smallest}, l.space_id
"""
# How far the venue lies that is the last of so many from here, nearest first; nothing where there are no more.
REACH = """
    SELECT min(at.distance_km) AS km
    FROM listing_listing l CROSS JOIN LATERAL (SELECT {distance} AS distance_km) at
    WHERE {box} AND at.distance_km <= %(radius_km)s
    GROUP BY l.venue_id ORDER BY km OFFSET %(most)s LIMIT 1
"""
# How large a room is, whatever stands in it: a room of 28 in theatre is smaller than one of 24 in boardroom and 80 in
# theatre. With no layout asked for this comes first.
SIZE = "l.max_delegates[1]"
SEATS_LAYOUT = "l.max_delegates[%(position)s]"
SEATS_ANY = (
    "least(" + ", ".join(f"CASE WHEN {ONE_LAYOUT.format(at=at)} THEN l.max_delegates[{at}] END" for at in LAYOUTS) + ")"
)
# Each space is counted once, under the first thing that keeps it out.
REASONS = """
    SELECT CASE
        WHEN l.max_delegates[%(position)s] = 0 THEN 'layout_not_offered'
        WHEN l.max_delegates[%(position)s] < %(delegates)s THEN 'too_small'
        WHEN NOT {fits} THEN 'too_large'
        WHEN l.amenities & %(amenities)s <> %(amenities)s THEN 'amenity_missing'
        WHEN l.stars < %(stars)s THEN 'too_few_stars'
        WHEN NOT ({open}) THEN 'closed'
        WHEN NOT ({free}) THEN 'taken'
    END AS reason, count(*)
    {near} GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A free space that fits."""

    space_id: int
    venue_id: int
    card_version: int
    time_zone: str
    amenities: int
    stars: int
    seats: int
    distance_km: float


def zones(circle: Circle) -> list[str]:
    """Return the time zones in which there are spaces near here."""
    with connection.cursor() as cursor:
        cursor.execute(ZONES.format(box=_in_box(circle)), _box(circle))
        return sorted(zone for (zone,) in cursor.fetchall())


def candidates(wish: Wish, spans: tuple[LocalSpan, ...], in_zone: dict[str, tuple[Period, ...]]) -> list[Candidate]:
    """Find, per venue, the smallest free space that fits: one statement."""
    return _found("DISTINCT ON (l.venue_id)", wish, spans, in_zone)


def every_candidate(
    wish: Wish, spans: tuple[LocalSpan, ...], in_zone: dict[str, tuple[Period, ...]]
) -> list[Candidate]:
    """Find all free spaces that fit, per venue the smallest first: one statement."""
    return _found("", wish, spans, in_zone)


def candidates_later(
    wish: Wish, spans: tuple[LocalSpan, ...], later: dict[int, dict[str, tuple[Period, ...]]]
) -> dict[int, list[Candidate]]:
    """Find, for the asked days moved by so many and per venue, the smallest free space that fits: one statement."""
    rows = [(zone, periods, days) for days, in_zone in later.items() for zone, periods in in_zone.items()]
    frame = _statement(FOUND_LATER, wish, len(spans), opened=OPEN_LATER, more="later")
    values = {**_values(wish, spans, [row[:2] for row in rows]), "later": [days for *_, days in rows]}
    found: dict[int, list[Candidate]] = {days: [] for days in later}
    with connection.cursor() as cursor:
        cursor.execute(frame, values)
        for days, *row in cursor.fetchall():
            found[days].append(Candidate(*row))
    return found


def reach(circle: Circle, most: int) -> float | None:
    """Tell how far the first venue lies that is more than ``most`` from the middle, nearest first: one statement."""
    statement = REACH.format(distance=DISTANCE, box=_in_box(circle))
    values = {**_box(circle), "lat": circle.lat, "lon": circle.lon, "radius_km": circle.radius_km, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return float(row[0]) if row else None


def reasons(wish: Wish, spans: tuple[LocalSpan, ...], in_zone: dict[str, tuple[Period, ...]]) -> dict[WhyNot, int]:
    """Count the spaces near here by the first thing that keeps them out: one statement."""
    statement = _statement(REASONS, wish, len(spans))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(wish, spans, list(in_zone.items())))
        return {WhyNot(reason): number for reason, number in cursor.fetchall() if reason is not None}


def _found(
    one_per_venue: str, wish: Wish, spans: tuple[LocalSpan, ...], in_zone: dict[str, tuple[Period, ...]]
) -> list[Candidate]:
    statement = _statement(FOUND, wish, len(spans), one_per_venue=one_per_venue)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(wish, spans, list(in_zone.items())))
        return [Candidate(*row) for row in cursor.fetchall()]


def _statement(  # noqa: PLR0913 - the frame and what each search has of its own
    frame: str,
    wish: Wish,
    periods: int,
    *,
    one_per_venue: str = "",
    opened: str = OPEN,
    more: str = "",
) -> str:
    """Fill a frame in for any layout or one, and for so many periods; what people typed comes as values only."""
    any_layout = wish.layout is None
    numbers = range(periods)
    column, array = (f", {more}", f", %({more})s::int[]") if more else ("", "")
    return frame.format(
        one_per_venue=one_per_venue,
        near=NEAR.format(
            box=_in_box(wish.circle),
            distance=DISTANCE,
            arrays="".join(f", %(starts_{n})s::timestamptz[], %(ends_{n})s::timestamptz[]" for n in numbers) + array,
            columns="".join(f", starts_{n}, ends_{n}" for n in numbers) + column,
        ),
        fits=FITS_ANY if any_layout else FITS_LAYOUT,
        seats=SEATS_ANY if any_layout else SEATS_LAYOUT,
        smallest=f"{SIZE}, {SEATS_ANY}" if any_layout else f"{SEATS_LAYOUT}, {SIZE}",
        open=opened,
        free="(" + " AND ".join(FREE_ONCE.format(n=n) for n in numbers) + ")",
    )


def _values(
    wish: Wish, spans: tuple[LocalSpan, ...], in_zone: Sequence[tuple[str, tuple[Period, ...]]]
) -> dict[str, Any]:
    return {
        **_box(wish.circle),
        "lat": wish.circle.lat,
        "lon": wish.circle.lon,
        "radius_km": wish.circle.radius_km,
        "country": wish.circle.country,
        "zones": [zone for zone, _ in in_zone],
        **{f"starts_{n}": [periods[n].starts_at for _, periods in in_zone] for n in range(len(spans))},
        **{f"ends_{n}": [periods[n].ends_at for _, periods in in_zone] for n in range(len(spans))},
        "weekdays": [span.starts.isoweekday() for span in spans],
        "starts": [_minute(span, span.starts) for span in spans],
        "ends": [_minute(span, span.ends) for span in spans],
        "position": LAYOUT_POSITION[wish.layout],
        "delegates": wish.delegates,
        "amenities": mask(wish.amenities),
        "stars": wish.stars,
        "venue": wish.venue,
    }


def _box(circle: Circle) -> dict[str, float]:
    """Return the degrees around a circle; ``west`` is greater than ``east`` where the date line runs through it."""
    high = circle.radius_km / KM_PER_DEGREE
    furthest = abs(circle.lat) + high
    wide = high / math.cos(math.radians(furthest)) if furthest < POLAR else HALF_ROUND
    west, east = circle.lon - wide, circle.lon + wide
    if wide >= HALF_ROUND:
        west, east = -HALF_ROUND, HALF_ROUND
    elif west < -HALF_ROUND:
        west += 2 * HALF_ROUND
    elif east > HALF_ROUND:
        east -= 2 * HALF_ROUND
    return {"south": circle.lat - high, "north": circle.lat + high, "west": west, "east": east}


def _in_box(circle: Circle) -> str:
    box = _box(circle)
    return BOX_OVER_THE_DATE_LINE if box["west"] > box["east"] else BOX


def _minute(span: LocalSpan, at: datetime) -> int:
    return (at.date() - span.starts.date()).days * DAY_MINUTES + at.hour * 60 + at.minute
