"""The hotel's diary: what stands in its own houses, with everything the desk needs, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor
from zaal.domain.changes import Wanted
from zaal.domain.closures import closed_period
from zaal.domain.diary import EntryKind
from zaal.domain.layouts import Layout
from zaal.domain.permissions import SignInNeeded
from zaal.domain.planning import Stretch
from zaal.domain.pricing import Basis
from zaal.domain.refusals import NotAllowed
from zaal.domain.search import Circle, Wish
from zaal.queries import desk, search
from zaal.queries.venues import VenueUnknown
from zaal.records.venues.models import Venue
from zaal.usecases import bookings, changes, options, venues
from zaal.usecases.imports import calendars

if TYPE_CHECKING:
    from zaal.domain.houses import HousePlan
    from zaal.queries.desk import Diary, Occupied

pytestmark = pytest.mark.django_db

DAY = given.MEETING_DAY
AUTUMN = date(2027, 10, 31)


@pytest.fixture
def member() -> Actor:
    return given.a_hotel_member()


def seen(actor: Actor, *, on: date = DAY, stretch: Stretch = Stretch.DAY, house: str | None = given.DAMRAK) -> Diary:
    return desk.diary(actor=actor, house=house, stretch=stretch, on=on, now=given.NOW)


def entries(actor: Actor, *, on: date = DAY) -> tuple[Occupied, ...]:
    [house] = seen(actor, on=on).shown
    return house.entries


def rank(entry: Occupied) -> int | None:
    return entry.meeting.rank if entry.meeting else None


def closed(space: str | None, starts: str, ends: str, *, day: date = DAY, reason: str = "Painting") -> str:
    span = given.a_span(day, starts, ends)
    period = closed_period(span.starts, span.ends, "Europe/Amsterdam")
    return venues.close(
        actor=given.a_hotel_member(),
        venue_slug=given.DAMRAK,
        space_slug=space,
        period=period,
        reason=reason,
        now=given.NOW,
    )


def a_house_of(rooms: int, slug: str) -> HousePlan:
    plan = given.damrak()
    names = [f"Room {number}" for number in range(1, rooms + 1)]
    spaces = tuple(given.a_room(name, (name,), most=20, hire_a_day=100) for name in names)
    return replace(
        plan,
        facts=replace(plan.facts, slug=slug, name=slug),
        rooms=replace(plan.rooms, sections=tuple(names), spaces=spaces),
    )


def test_a_booking_of_a_joined_hall_stands_once_and_takes_all_of_its_parts(member: Actor):
    booking = given.a_confirmed_booking(space="beurszaal", title="Kick-off")

    [entry] = entries(member)

    [house] = seen(member).shown
    assert (entry.kind, entry.reference, entry.space) == (EntryKind.BOOKING, booking, "Beurszaal")
    assert {house.sections[part] for part in entry.sections} == {"Noord", "Zuid"}
    assert entry.meeting
    assert (entry.meeting.title, entry.meeting.layout, entry.meeting.delegates) == ("Kick-off", Layout.THEATRE, 30)
    assert entry.meeting.customer == "Anna"


def test_set_up_and_breakdown_stand_apart_from_the_meeting():
    plan = given.damrak()
    slow = tuple(replace(space, setup_minutes=45, breakdown_minutes=30) for space in plan.rooms.spaces)
    venues.create(
        actor=given.an_operator(),
        plan=replace(plan, rooms=replace(plan.rooms, spaces=slow)),
        organisation_id=None,
        now=given.NOW,
    )
    given.a_confirmed_booking()

    [entry] = entries(given.a_hotel_member())

    assert entry.period.starts_at - entry.blocked.starts_at == timedelta(minutes=45)
    assert entry.blocked.ends_at - entry.period.ends_at == timedelta(minutes=30)


def test_options_stand_by_rank_and_one_that_waits_blocks_nothing(member: Actor):
    first = given.an_option()
    second = given.an_option(given.a_booker(given.BRAM), may_wait=True)

    found = {entry.reference: entry for entry in entries(member)}

    assert [(found[one].blocks, rank(found[one])) for one in (first, second)] == [(True, 1), (False, 2)]


def test_what_was_released_is_gone_and_who_waited_holds(member: Actor):
    anna = given.a_booker()
    first = given.an_option(anna)
    second = given.an_option(given.a_booker(given.BRAM), may_wait=True)

    options.let_go(actor=anna, option=first, now=given.NOW)

    [entry] = entries(member)
    assert (entry.reference, entry.blocks, rank(entry)) == (second, True, 1)


def test_a_changed_booking_stands_where_it_is_now_with_what_it_is_now(member: Actor):
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna)
    later = Wanted(spans=(given.a_span(starts="10:00", ends="18:00"),), layout=Layout.CLASSROOM)

    changes.change(actor=anna, booking=booking, wanted=later, now=given.NOW)

    [entry] = entries(member)
    assert entry.reference == booking
    assert entry.period == given.a_span(starts="10:00", ends="18:00").in_zone("Europe/Amsterdam")
    assert entry.meeting
    assert entry.meeting.layout is Layout.CLASSROOM


@pytest.mark.real_input
def test_linux_conf_au_fills_the_diary_of_its_seven_rooms():
    file = Path(__file__).parents[2] / "../shared/data/calendars/linux-conf-au-2020.ics"
    if not file.exists():
        pytest.skip("shared data is not here")
    given.a_venue(time_zone="Australia/Brisbane")
    calendars.calendar(actor=SYSTEM, data=file.read_bytes(), filename="lca.ics", venue_slug=given.DAMRAK, now=given.NOW)

    [house] = seen(given.a_hotel_member(), on=date(2020, 1, 15), stretch=Stretch.MONTH).shown

    assert len(house.entries) == 262
    assert {entry.kind for entry in house.entries} == {EntryKind.EXTERNAL}
    assert all(entry.label for entry in house.entries)
    assert {"Arena", "Room 5", "Room 6", "Room 7", "Room 8", "Room 9"} < set(house.sections.values())


def test_a_closure_of_the_whole_house_is_one_entry_with_its_reason(member: Actor):
    closure = closed(None, "08:00", "18:00")

    [entry] = entries(member)

    [house] = seen(member).shown
    assert (entry.kind, entry.reference, entry.label) == (EntryKind.CLOSURE, closure, "Painting")
    assert entry.sections == set(house.sections)


def test_nothing_of_another_house_is_shown_named_or_counted(member: Actor):
    given.a_venue(given.MARINA, instant=False)
    other = given.an_option(venue=given.MARINA, space="straits-room")
    bookings.ask(actor=given.a_booker(), option=other, now=given.NOW)

    own = desk.diary(actor=member, house=None, stretch=Stretch.MONTH, on=DAY, now=given.NOW)

    assert [house.slug for house in own.houses] == [given.DAMRAK]
    assert [house.entries for house in own.shown] == [()]
    assert (own.asked, own.lapsing) == ((), ())
    with pytest.raises(VenueUnknown):
        seen(member, house=given.MARINA)
    with pytest.raises(VenueUnknown):
        a_room_for_ten(member, house=given.MARINA)
    theirs = desk.diary(
        actor=given.a_hotel_member(given.MARINA), house=None, stretch=Stretch.MONTH, on=DAY, now=given.NOW
    )
    assert [entry.reference for entry in theirs.shown[0].entries] == [other]
    assert [one.reference for one in theirs.asked] == [other]


def test_the_desk_is_for_who_works_for_a_hotel():
    given.a_venue()

    with pytest.raises(SignInNeeded):
        seen(GUEST)
    with pytest.raises(NotAllowed):
        seen(given.a_booker())
    with pytest.raises(NotAllowed):
        seen(given.an_operator())


def test_a_group_sees_its_houses_together_each_on_its_own_clock(member: Actor):
    given.a_venue(given.MARINA)
    Venue.objects.filter(slug=given.MARINA).update(organisation=Venue.objects.get(slug=given.DAMRAK).organisation)
    given.a_confirmed_booking()
    given.a_confirmed_booking(venue=given.MARINA, space="straits-room")

    both = seen(member, house=None).shown

    assert [(one.house.time_zone, len(one.entries)) for one in both] == [("Europe/Amsterdam", 1), ("Asia/Singapore", 1)]
    assert both[0].axis.windows[0].starts_at > both[1].axis.windows[0].starts_at


def test_what_lapses_today_and_who_asked_to_book_is_told_first(member: Actor):
    Venue.objects.filter(slug=given.DAMRAK).update(instant=False)
    lapses_soon = given.an_option(
        space="kleine-zaal", delegates=8, now=given.NOW - timedelta(days=7) + timedelta(hours=3)
    )
    later = given.an_option(space="beurszaal-noord", delegates=10)
    bookings.ask(actor=given.a_booker(), option=later, now=given.NOW)

    found = seen(member)

    assert [one.reference for one in found.asked] == [later]
    assert [one.reference for one in found.lapsing] == [lapses_soon]


def test_a_meeting_of_the_evening_before_shows_where_it_reaches_into_the_day(member: Actor):
    given.a_confirmed_booking(spans=(given.a_span(DAY - timedelta(days=1)),))

    assert entries(member) == ()
    assert len(entries(member, on=DAY - timedelta(days=1))) == 1


def test_the_autumn_day_is_drawn_with_its_25_hours(member: Actor):
    closed("kleine-zaal", "01:00", "04:00", day=AUTUMN)
    [house] = seen(member, on=AUTUMN).shown

    [entry] = house.entries

    assert entry.period.minutes == 4 * 60
    assert house.days == (AUTUMN,)


def test_free_rooms_come_smallest_first_at_the_price_that_search_asks(member: Actor):
    given.a_confirmed_booking(space="beurszaal-noord", delegates=10)

    found = a_room_for_ten(member)

    assert [offer.space for offer in found.offers] == ["kleine-zaal", "beurszaal-zuid"]
    near = Circle(52.3745, 4.8950, radius_km=1)
    wish = Wish(near, (given.a_span(),), 10, Layout.THEATRE, Basis.HIRE, venue=given.DAMRAK)
    assert found.offers[0].price == search.spaces(wish, now=given.NOW).offers[0].price


def test_where_no_room_is_free_the_reasons_are_counted(member: Actor):
    closed(None, "08:00", "18:00")

    found = a_room_for_ten(member)

    assert found.offers == ()
    assert sum(found.why_not.values()) == 4


def test_something_has_changed_once_a_fact_of_the_house_is_newer(member: Actor):
    given.a_venue(given.MARINA)
    since = seen(member).seen

    def has_changed() -> bool:
        return desk.has_changed(actor=member, house=given.DAMRAK, since=since, now=given.NOW)

    given.a_confirmed_booking(venue=given.MARINA, space="straits-room")
    assert not has_changed()
    given.an_option()
    assert has_changed()


@pytest.mark.parametrize("stretch", list(Stretch))
def test_sixty_rooms_are_read_with_as_many_statements_as_one(stretch: Stretch):
    counts = []
    for rooms, slug in ((1, "small"), (60, "large")):
        venues.create(actor=given.an_operator(), plan=a_house_of(rooms, slug), organisation_id=None, now=given.NOW)
        member = given.a_hotel_member(slug)
        for number in range(1, min(rooms, 6) + 1):
            given.a_confirmed_booking(venue=slug, space=f"room-{number}", delegates=5)
            given.an_option(
                venue=slug, space=f"room-{number}", delegates=5, spans=(given.a_span(DAY, "18:00", "20:00"),)
            )
        with CaptureQueriesContext(connection) as captured:
            [house] = seen(member, house=slug, stretch=stretch).shown
        assert len(house.halls) == rooms
        assert len(house.entries) == 2 * min(rooms, 6)
        counts.append(len(captured))

    assert counts[0] == counts[1] == 11


def a_room_for_ten(actor: Actor, *, house: str = given.DAMRAK) -> search.Answer:
    return desk.free_rooms(
        actor=actor,
        house=house,
        span=given.a_span(),
        delegates=10,
        layout=Layout.THEATRE,
        basis=Basis.HIRE,
        now=given.NOW,
    )
