"""The list of sales: each one in the part that says who is to act, what lapses or starts first on top."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.queries import agenda
from zaal.queries.agenda import Part
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def test_each_sale_stands_where_somebody_is_to_act(anna: Actor):
    quoted = given.a_quote(anna, spans=(on(20),))
    held = given.an_option(anna, spans=(on(21),))
    booked = given.a_confirmed_booking(anna, spans=(on(22),))
    cancelled = given.a_confirmed_booking(anna, spans=(on(23),))
    bookings.cancel(actor=anna, booking=cancelled, now=given.NOW)

    found = parts(anna)

    assert found == {Part.DECIDE: [held, quoted], Part.COMING: [booked], Part.GONE: [cancelled]}


def test_an_option_the_hotel_was_asked_about_is_the_hotels_to_decide(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)
    desk = given.a_hotel_member()

    before = parts(anna), parts(desk)
    bookings.ask(actor=anna, option=option, now=given.NOW)
    after = parts(anna), parts(desk)

    assert before == ({Part.DECIDE: [option]}, {Part.WAITING: [option]})
    assert after == ({Part.WAITING: [option]}, {Part.DECIDE: [option]})


def test_second_in_line_waits_for_others(anna: Actor):
    bram = given.a_booker(given.BRAM)
    hers, his = given.a_quote(anna), given.a_quote(bram)
    options.place(actor=bram, quote=his, now=given.NOW)
    second = options.place(actor=anna, quote=hers, now=given.NOW, may_wait=True)

    assert parts(anna) == {Part.WAITING: [second]}


def test_meetings_to_come_begin_with_the_next_and_past_ones_with_the_latest(anna: Actor):
    late, early = (given.a_confirmed_booking(anna, spans=(on(day),)) for day in (25, 20))

    coming = parts(anna)
    past = parts(anna, now=given.NOW + timedelta(days=365))

    assert coming == {Part.COMING: [early, late]}
    assert past == {Part.PAST: [late, early]}


def test_what_was_not_taken_up_in_time_is_gone(anna: Actor):
    quote, option = given.a_quote(anna, spans=(on(20),)), given.an_option(anna, spans=(on(21),))

    later = parts(anna, now=given.NOW + timedelta(days=60))

    assert later == {Part.GONE: [option, quote]}


def test_what_others_hold_is_not_listed(anna: Actor):
    given.an_option(given.a_booker(given.BRAM))
    mine = given.a_quote(anna, spans=(on(21),))

    assert parts(anna) == {Part.DECIDE: [mine]}
    assert mine not in parts(given.a_hotel_member()).get(Part.DECIDE, [])


def test_overview_shows_a_few_of_each_part_and_counts_all(anna: Actor):
    made = [given.a_quote(anna) for _ in range(4)]

    brief = agenda.overview(actor=anna, now=given.NOW, most=2)
    pages = [agenda.of_part(Part.DECIDE, actor=anna, now=given.NOW, page=page, most=3) for page in (1, 2)]

    assert (len(brief.rows), brief.counts[Part.DECIDE]) == (2, 4)
    assert [row.sale.reference for page in pages for row in page.rows] == made
    assert [page.more for page in pages] == [True, False]


def test_the_list_costs_three_statements_with_one_row_and_with_three(anna: Actor):
    given.a_confirmed_booking(anna, spans=(on(20),))
    with CaptureQueriesContext(connection) as one:
        agenda.overview(actor=anna, now=given.NOW)
    for day in (21, 22):
        given.an_option(anna, spans=(on(day), on(day + 7)))
    with CaptureQueriesContext(connection) as three:
        agenda.overview(actor=anna, now=given.NOW)

    assert len(one) == len(three) == 3


def on(day: int) -> given.LocalSpan:
    return given.a_span(given.MEETING_DAY.replace(day=day))


def parts(actor: Actor, *, now: datetime = given.NOW) -> dict[Part, list[str]]:
    told = agenda.overview(actor=actor, now=now)
    found = {part: [row.sale.reference for row in told.of(part)] for part in Part}
    return {part: references for part, references in found.items() if references}
