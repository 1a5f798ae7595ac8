"""Further rooms of a booking in its change form: added, removed and changed without a script, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.interfaces.web.test_change_pages import as_booked, browser_of, repeated
from tests.interfaces.web.test_rooms_form import text_of

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import RoomWish
from zaal.queries import sales
from zaal.records.sales.models import BookingChange

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

BREAKOUT = RoomWish("kleine-zaal", Layout.U_SHAPE, 8, (given.a_span(starts="13:00", ends="15:00"),), Basis.HIRE)
NEXT_DAY = given.MEETING_DAY + timedelta(days=1)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def with_breakout(**other: str) -> dict[str, str]:
    """Fill the form in as it stands for a booking with the breakout."""
    room = {"space": "kleine-zaal", "layout": "u_shape", "delegates": "8", "basis": "hire"}
    own = {"from": "13:00", "to": "15:00", "date": ""}
    return as_booked(**{f"room-1-{name}": value for name, value in {**room, **own}.items()}, **other)


def rooms_of(booked: str, actor: Actor) -> list[tuple[str, int, str]]:
    told = sales.booking(booked, actor=actor, now=given.NOW).quote
    return [(room.space_slug, room.delegates, f"{room.periods[0].starts_at:%d %H:%M}") for room in told.rooms]


def test_the_form_stands_with_the_rooms_that_are_booked(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    page = text_of(browser_of(anna).get(f"/bookings/{booked}/change"))

    assert '<option value="kleine-zaal" selected' in page
    assert '<option value="u_shape" selected' in page
    for name, value in {"delegates": "8", "from": "13:00", "to": "15:00"}.items():
        assert f'name="room-1-{name}" value="{value}"' in page
    assert "Further rooms" in page, "until when they can be changed is said with the rest"


def test_a_form_sent_as_it_stands_changes_nothing(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    page = browser_of(anna).post(f"/bookings/{booked}/change", with_breakout())

    assert page.status_code == 422
    assert "This is what is booked already" in text_of(page)


def test_a_room_at_the_cheapest_package_keeps_it(anna: Actor):
    priced = RoomWish("kleine-zaal", Layout.U_SHAPE, 8, (given.a_span(),), Basis.PACKAGE)
    booked = given.a_confirmed_booking(anna, rooms=(priced,))
    stands = with_breakout() | {"room-1-basis": "package", "room-1-from": "", "room-1-to": ""}
    browser = browser_of(anna)

    form = text_of(browser.get(f"/bookings/{booked}/change"))

    assert '<option value="package" selected' in form
    assert "This is what is booked already" in text_of(browser.post(f"/bookings/{booked}/change", stands))


def test_a_button_adds_a_room_and_keeps_what_was_typed(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    page = browser_of(anna).post(f"/bookings/{booked}/change", with_breakout(add_room="1", delegates="29"))

    text = text_of(page)
    assert page.status_code == 200
    assert 'name="delegates" value="29"' in text
    assert 'name="room-1-from" value="13:00"' in text
    assert 'name="room-2-space"' in text
    assert "notice-bad" not in text


def test_a_removed_room_is_dropped_once_the_change_is_made(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))
    browser = browser_of(anna)

    without = text_of(browser.post(f"/bookings/{booked}/change", with_breakout(remove_room="1")))
    shown = browser.post(f"/bookings/{booked}/change", as_booked())
    kept_so_far = rooms_of(booked, anna)
    made = browser.post(f"/bookings/{booked}/changes", repeated(shown))

    assert 'name="room-1-space"' not in without
    assert "<p>Further rooms</p>" in text_of(shown)
    assert len(kept_so_far) == 2
    assert made.status_code == 302
    assert rooms_of(booked, anna) == [("beurszaal", 30, "15 07:00")]


def test_a_room_is_changed_by_itself(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))
    browser = browser_of(anna)

    shown = browser.post(f"/bookings/{booked}/change", with_breakout() | {"room-1-delegates": "6"})
    browser.post(f"/bookings/{booked}/changes", repeated(shown))

    assert rooms_of(booked, anna) == [("beurszaal", 30, "15 07:00"), ("kleine-zaal", 6, "15 11:00")]


def test_a_room_whose_times_are_left_alone_goes_along_with_the_day(anna: Actor):
    two_days = (given.a_span(), given.a_span(NEXT_DAY))
    booked = given.a_confirmed_booking(anna, spans=two_days, rooms=(BREAKOUT,))
    later = {"date": [(given.MEETING_DAY + timedelta(days=7)).isoformat(), (NEXT_DAY + timedelta(days=7)).isoformat()]}
    browser = browser_of(anna)
    stands = with_breakout() | {"room-1-date": given.MEETING_DAY.isoformat()}

    assert f'name="room-1-date" value="{given.MEETING_DAY}"' in text_of(browser.get(f"/bookings/{booked}/change"))
    shown = text_of(browser.post(f"/bookings/{booked}/change", stands | later))

    assert "<p>Day</p>" in shown
    assert "Thu 22 Apr 2027, 13:00" in shown


def test_what_is_wrong_with_a_room_is_said_at_its_field(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    page = browser_of(anna).post(f"/bookings/{booked}/change", with_breakout(space_slug="kleine-zaal", delegates="9"))

    assert page.status_code == 409
    assert 'id="id_room-1-space_error"' in text_of(page)
    assert not BookingChange.objects.exists()
