"""Several clients, one room, one moment: exactly one has it, and everybody else is told what is taken."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from tests import given
from tests.races.clients import check_diary, clients, doubles, winners

from zaal.records.diary.models import Entry
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zaal.domain.actors import Actor
    from zaal.domain.wishes import LocalSpan

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, ROUNDS = 8, 16
SPANS = {
    "asked": ("10:00", "13:00"),
    "around": ("09:30", "14:00"),
    "within": ("10:30", "12:30"),
    "over the start": ("09:00", "11:00"),
    "over the end": ("12:00", "15:00"),
    "before": ("08:00", "09:00"),
    "after": ("15:00", "16:00"),
}


@pytest.fixture
def people() -> list[Actor]:
    given.a_venue()
    return [given.a_booker(f"client-{number}@example.org") for number in range(CLIENTS)]


def test_one_of_eight_gets_the_room(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for day in days():
            outcomes = racing.together([booking(who, spans=(given.a_span(day),)) for who in people])

            assert len(winners(outcomes)) == 1
    check_diary()


def test_losers_are_told_which_parts_are_taken_and_when_but_not_by_whom(people: list[Actor]):
    with clients(CLIENTS) as racing:
        outcomes = racing.together([booking(who) for who in people])

    [lost, *_] = [outcome for outcome in outcomes if not isinstance(outcome, str)]
    assert lost.facts["space"] == "Beurszaal"
    assert [(part["section"], part["kind"]) for part in lost.facts["taken"]] == [
        ("Noord", "booking"),
        ("Zuid", "booking"),
    ]
    assert set(lost.facts["taken"][0]) == {"section", "starts_at", "ends_at", "kind"}


def test_the_whole_excludes_its_parts_and_the_parts_do_not_exclude_each_other(people: list[Actor]):
    spaces = ["beurszaal", "beurszaal-noord", "beurszaal-zuid", "beurszaal", "beurszaal-zuid", "beurszaal-noord"]

    with clients(CLIENTS) as racing:
        for day in days():
            acts = [
                booking(who, space=space, spans=(given.a_span(day),))
                for who, space in zip(people, spaces, strict=False)
            ]
            won = sorted(spaces[place] for place in winners(racing.together(acts)))

            assert won in (["beurszaal"], ["beurszaal-noord", "beurszaal-zuid"])
    check_diary()


def test_both_halves_of_a_divided_room_are_sold_at_the_same_moment(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for day in days():
            acts = [
                booking(people[0], space="beurszaal-noord", spans=(given.a_span(day),)),
                booking(people[1], space="beurszaal-zuid", spans=(given.a_span(day),)),
            ]

            assert winners(racing.together(acts)) == [0, 1]
    check_diary()


def test_times_that_overlap_in_any_way_exclude_each_other(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for day in days():
            spans = [given.a_span(day, *times) for times in SPANS.values()]
            acts = [booking(who, spans=(span,)) for who, span in zip(people, spans, strict=False)]
            won = [spans[place] for place in winners(racing.together(acts))]

            assert all(one is other or not meets(one, other) for one in won for other in won)
            assert all(any(meets(span, other) for other in won) for span in spans)
    check_diary()


def test_times_that_touch_are_both_sold(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for day in days():
            touching = [given.a_span(day, "09:00", "13:00"), given.a_span(day, "13:00", "17:00")]

            outcomes = racing.together(
                [booking(who, spans=(span,)) for who, span in zip(people, touching, strict=False)]
            )

            assert winners(outcomes) == [0, 1]
    check_diary()


def test_options_and_bookings_exclude_each_other(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for day in days():
            acts = [
                (booking, holding)[place % 2](who, space=space, spans=(given.a_span(day),))
                for place, (who, space) in enumerate(
                    zip(people, ["beurszaal", "beurszaal", "beurszaal-noord", "beurszaal-noord"] * 2, strict=True)
                )
            ]

            assert len(winners(racing.together(acts))) == 1
    check_diary()


def test_a_series_is_booked_whole_or_not_at_all(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for week in range(ROUNDS):
            series = [given.MEETING_DAY + timedelta(days=10 * week + number) for number in range(10)]
            acts = [
                booking(people[0], spans=tuple(given.a_span(day) for day in series)),
                booking(people[1], spans=tuple(given.a_span(day) for day in reversed(series))),
                *(booking(who, spans=(given.a_span(series[6]),)) for who in people[2:4]),
            ]

            assert len(winners(racing.together(acts))) == 1
    check_diary()


def test_without_the_constraint_the_same_race_sells_twice(people: list[Actor]):
    with without_constraint(), clients(CLIENTS) as racing:
        for day in days():
            racing.together([booking(who, spans=(given.a_span(day),)) for who in people])
            if doubles():
                break

        assert doubles()


def days() -> Iterator[date]:
    """Give each round a day of its own, so that no round stands in another's way."""
    return (given.MEETING_DAY + timedelta(days=number) for number in range(ROUNDS))


def meets(one: LocalSpan, other: LocalSpan) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def booking(who: Actor, **wish: object) -> Callable[[], str]:
    """Have a quote, and an act that books it."""
    return partial(bookings.confirm, actor=who, quote=given.a_quote(who, **wish), now=given.NOW)


def holding(who: Actor, **wish: object) -> Callable[[], str]:
    """Have a quote, and an act that puts an option on it."""
    return partial(options.place, actor=who, quote=given.a_quote(who, **wish), now=given.NOW)


class without_constraint:  # noqa: N801 - reads as a phrase
    """Take the guard away for a while; it is put back, on an emptied diary, whatever happens."""

    constraint = next(one for one in Entry._meta.constraints if one.name == "entry_forbids_overlap")  # noqa: SLF001 - Django's documented way to a model's constraints

    def __enter__(self) -> None:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Entry, self.constraint)

    def __exit__(self, *failure: object) -> None:
        Entry.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Entry, self.constraint)
