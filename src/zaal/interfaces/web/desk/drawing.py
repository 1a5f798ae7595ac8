"""A house's diary as SVG: a row per section, so that a room is one row and a joined hall stands across its parts.

In per cent of the width and in pixels of the height, without style or script. Rows by sellable space would draw one
booking of a divisible hall in every room that shares a part with it; by section it is there once, as it stands there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from zaal.domain.period import local
from zaal.domain.planning import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from zaal.domain.planning import Axis, Hall
    from zaal.interfaces.web.desk.words import Told
    from zaal.queries.desk import HouseDiary, Occupied

# The height of a lane in pixels; diary.css knows them too.
LANES = {Stretch.DAY: 52, Stretch.WEEK: 44, Stretch.MONTH: 28}
MOST_LANES = 6
GAP = 2
SATURDAY = 5
HOUR = timedelta(hours=1)
# How long a bar must be, as a share of the width, to carry words, and in a month the digit of its rank.
SHORTEST_WITH_WORDS = {Stretch.DAY: 0.02, Stretch.WEEK: 0.02, Stretch.MONTH: 0.006}

LINE = '<line class="diary-{}" x1="{}" x2="{}" y1="0" y2="{}"/>'
ROW = '<line class="diary-row" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
SHADE = '<rect class="diary-weekend" x="{}" y="0" width="{}" height="{}"/>'


@dataclass(frozen=True, slots=True)
class Row:
    """The heading of one section's row; ``lanes`` is how many bars can lie above each other in it."""

    name: str
    lanes: int


@dataclass(frozen=True, slots=True)
class Block:
    """One hall: the headings of its rows, and the picture beside all of them, ``height`` pixels high."""

    name: str
    rooms: tuple[str, ...]
    rows: tuple[Row, ...]
    height: int
    picture: SafeString

    @property
    def is_divisible(self) -> bool:
        return len(self.rows) > 1


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written above the rows: an hour, or a day that leads to its own diary."""

    x: str
    middle: str
    text: str
    address: str = ""
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """One entry over rows that follow each other, in one lane."""

    entry: Occupied
    first: int
    last: int
    lane: int
    is_again: bool


def blocks(diary: HouseDiary, stretch: Stretch, told: Callable[[Occupied], Told], now: datetime) -> tuple[Block, ...]:
    """Draw the halls of a house, the divisible ones first."""
    of_section: dict[int, list[Occupied]] = defaultdict(list)
    for entry in diary.entries:
        for section in entry.sections:
            of_section[section].append(entry)
    made = []
    for hall in diary.halls:
        places = {section: _lanes(of_section[section]) for section in hall.sections}
        lanes = [1 + max(places[section].values(), default=0) for section in hall.sections]
        tops = [sum(lanes[:number]) * LANES[stretch] for number in range(len(lanes))]
        height = sum(lanes) * LANES[stretch]
        pieces = _pieces(hall, of_section, places, lanes)
        bars = (_bar(piece, diary.axis, tops, stretch, told(piece.entry)) for piece in pieces)
        ground = _ground(diary, stretch, height, tops, now)
        made.append(
            Block(
                name=hall.name,
                rooms=tuple(name for name in hall.rooms if name != hall.name),
                rows=tuple(Row(diary.sections[part], many) for part, many in zip(hall.sections, lanes, strict=True)),
                height=height,
                picture=ground + SafeString("".join(bars)),
            )
        )
    return tuple(made)


def marks(
    diary: HouseDiary, stretch: Stretch, day_name: Callable[[date], str], address_of: Callable[[date], str]
) -> tuple[Mark, ...]:
    """Write hours above a day, and days above a week or a month; an hour that comes twice is written twice."""
    found = []
    if stretch is Stretch.DAY:
        [window] = diary.axis.windows
        moment = window.starts_at
        while moment < window.ends_at:
            x = _percent(diary.axis.share(moment))
            hour = f"{local(moment, diary.house.time_zone):%H}"
            found.append(Mark(x=x, middle=x, text=hour))
            moment += HOUR
        return tuple(found)
    for day, window in zip(diary.days, diary.axis.windows, strict=True):
        starts, ends = diary.axis.share(window.starts_at), diary.axis.share(window.ends_at)
        found.append(
            Mark(
                x=_percent(starts),
                middle=_percent((starts + ends) / 2),
                text=day_name(day),
                address=address_of(day),
                is_today=day == diary.house.today,
            )
        )
    return tuple(found)


def _lanes(entries: Sequence[Occupied]) -> dict[Occupied, int]:
    """Put what blocks in the first lane, where nothing can meet, and what waits in the first free one below."""
    lanes: dict[Occupied, int] = {}
    until: list[datetime] = []
    for entry in entries:
        if entry.blocks:
            lanes[entry] = 0
            continue
        free = next((lane for lane, ends in enumerate(until) if ends <= entry.blocked.starts_at), len(until))
        free = min(free, MOST_LANES - 2)
        until[free:] = [entry.blocked.ends_at, *until[free + 1 :]]
        lanes[entry] = free + 1
    return lanes


def _pieces(
    hall: Hall,
    of_section: dict[int, list[Occupied]],
    places: dict[int, dict[Occupied, int]],
    lanes: Sequence[int],
) -> Iterator[_Piece]:
    """Join rows that one entry takes and that lie right under each other; where others lie between, it is in parts."""
    drawn: set[Occupied] = set()
    for number, section in enumerate(hall.sections):
        for entry in of_section[section]:
            above = hall.sections[number - 1] if number else None
            goes_on = above in entry.sections and entry.blocks and lanes[number - 1] == 1
            if goes_on:
                continue
            last = number
            while (
                entry.blocks
                and lanes[last] == 1
                and hall.sections[last + 1 : last + 2]
                and (hall.sections[last + 1] in entry.sections)
            ):
                last += 1
            yield _Piece(entry, number, last, places[section][entry], entry in drawn)
            drawn.add(entry)


def _bar(piece: _Piece, axis: Axis, tops: Sequence[int], stretch: Stretch, told: Told) -> str:
    """Draw one bar; what people typed is escaped here, as this is written for thousands of them at once."""
    entry, tone = piece.entry, told.tone
    starts, ends = axis.share(entry.period.starts_at), axis.share(entry.period.ends_at)
    y = tops[piece.first] + piece.lane * LANES[stretch] + GAP
    height = tops[piece.last] + (piece.lane + 1) * LANES[stretch] - GAP - y
    place = f'x="{_percent(starts)}" y="{y}" width="{_percent(ends - starts)}" height="{height}"'
    around = ""
    if entry.blocked != entry.period:
        begins, is_over = axis.share(entry.blocked.starts_at), axis.share(entry.blocked.ends_at)
        width = _percent(is_over - begins)
        around = f'<rect class="diary-around" x="{_percent(begins)}" y="{y}" width="{width}" height="{height}"'
        around += ' fill="url(#diary-hatch)"/>'
    words = ""
    if ends - starts > SHORTEST_WITH_WORDS[stretch]:
        words = _words(place, height // 2, stretch, told, entry)
    drawn = f'<title>{escape(told.whole)}</title>{around}<rect class="diary-core" {place}/>{words}'
    if not told.address:
        return f'<g class="diary-bar diary-{tone}" role="img">{drawn}</g>'
    again = ' tabindex="-1" aria-hidden="true"' if piece.is_again else ""
    return f'<a class="diary-bar diary-{tone}" href="{escape(told.address)}"{again}>{drawn}</a>'


def _words(place: str, middle: int, stretch: Stretch, told: Told, entry: Occupied) -> str:
    """Write in a bar what has room there: in a month the rank of an option, else the name and what comes with it."""
    if stretch is Stretch.MONTH:
        rank = entry.meeting.rank if entry.meeting else None
        return f'<svg {place}><text class="diary-second" x="2" y="{middle + 4}">{rank}</text></svg>' if rank else ""
    whole = (told.hours, told.customer, told.facts, told.lapses)
    second = " · ".join(filter(None, whole)) if stretch is Stretch.DAY else told.customer or told.hours
    return (
        f'<svg {place}><text class="diary-first" x="6" y="{middle - 4}">{escape(told.name or told.kind)}</text>'
        f'<text class="diary-second" x="6" y="{middle + 12}">{escape(second)}</text></svg>'
    )


def _ground(diary: HouseDiary, stretch: Stretch, height: int, tops: Sequence[int], now: datetime) -> SafeString:
    """Draw what lies under the bars: weekends, the lines of hours, days and sections, and this moment."""
    axis = diary.axis
    several = stretch is not Stretch.DAY
    weekends = (
        (_percent(axis.share(window.starts_at)), _percent(window.minutes / axis.minutes), height)
        for day, window in zip(diary.days, axis.windows, strict=True)
        if several and day.weekday() >= SATURDAY
    )
    starts = [window.starts_at for window in axis.windows]
    if not several:
        [window] = axis.windows
        starts = [window.starts_at + number * HOUR for number in range(-(-window.minutes // 60))]
    lines = [("line", x, x, height) for x in map(_percent, map(axis.share, starts))]
    if any(window.starts_at <= now < window.ends_at for window in axis.windows):
        lines.append(("now", _percent(axis.share(now)), _percent(axis.share(now)), height))
    rows = format_html_join("", ROW, ((y,) for y in tops[1:]))
    return format_html("{}{}{}", format_html_join("", SHADE, weekends), format_html_join("", LINE, lines), rows)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
