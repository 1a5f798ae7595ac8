"""The hotel's desk in pages: the diary drawn and in words, closing and reopening, and a room for the phone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock
from zaal.queries import closures
from zaal.records.identity.models import Person
from zaal.records.venues.models import Venue
from zaal.usecases import bookings, venues

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

ON = f"on={given.MEETING_DAY}"
PHONE = {"date": str(given.MEETING_DAY), "from": "09:00", "to": "17:00", "delegates": "10", "layout": "theatre"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client) -> Actor:
    """Have somebody of Hotel Damrak signed in."""
    member = given.a_hotel_member()
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def a_closure_form(**changes: str) -> dict[str, str]:
    usual = {
        "house": given.DAMRAK,
        "space": "kleine-zaal",
        "from_date": "2027-04-15",
        "from_time": "08:00",
        "to_date": "2027-04-16",
        "to_time": "12:00",
        "reason": "Painting",
    }
    return {**usual, **changes}


def closed() -> tuple[closures.Closure, ...]:
    return closures.closures(given.DAMRAK, actor=SYSTEM, now=given.NOW)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_each_view_draws_what_stands_there_and_leads_to_it(client: Client, view: str) -> None:
    booking = given.a_confirmed_booking(title="Kick-off <sales>")
    option = given.an_option(space="kleine-zaal", delegates=8)

    text = page(client, f"/desk/?view={view}&{ON}")

    assert (
        f'<a class="diary-bar diary-booking" href="/bookings/{booking}"><title>Booking · Kick-off &lt;sales&gt;' in text
    )
    assert f'<a class="diary-bar diary-option" href="/options/{option}"><title>First option' in text
    assert "<sales>" not in text
    assert "Anna" in text


@pytest.mark.usefixtures("desk")
def test_a_joined_hall_is_one_bar_across_its_parts(client: Client) -> None:
    booking = given.a_confirmed_booking(space="beurszaal")

    text = page(client, f"/desk/?view=week&{ON}")

    assert text.count(f'href="/bookings/{booking}"><title>') == 1
    assert re.search(r'<rect class="diary-core" x="[\d.]+%" y="2" width="[\d.]+%" height="84"/>', text)


@pytest.mark.usefixtures("desk")
def test_a_joined_hall_beside_a_waiting_option_is_drawn_in_each_part_and_read_once(client: Client) -> None:
    option = given.an_option(space="beurszaal")
    given.an_option(given.a_booker(given.BRAM), space="beurszaal", may_wait=True)

    text = page(client, f"/desk/?view=week&{ON}")

    assert text.count(f'href="/options/{option}"><title>') == 1
    assert text.count(f'href="/options/{option}" tabindex="-1" aria-hidden="true">') == 1
    assert "Option, number 2 in line" in text
    assert "diary-lanes-2" in text


@pytest.mark.usefixtures("desk")
def test_the_day_is_told_in_words_with_the_time_around_the_meeting(client: Client) -> None:
    given.an_option(title="Board meeting")

    text = page(client, f"/desk/?view=day&{ON}")

    assert "09:00–17:00" in text  # noqa: RUF001 - as the page writes it
    assert "Theatre, 30 delegates" in text
    assert "lapses in 1 week (Mon 8 Mar 2027, 10:00)" in text


@pytest.mark.usefixtures("desk")
def test_what_cannot_be_read_in_an_address_is_as_if_not_said(client: Client) -> None:
    answer = client.get("/desk/?view=decade&on=yesterday")

    assert answer.status_code == 200
    assert "Mon 1 Mar 2027" in answer.content.decode()


@pytest.mark.usefixtures("desk")
def test_steps_and_days_lead_to_the_diaries_beside(client: Client) -> None:
    text = page(client, f"/desk/?view=week&{ON}")

    assert f"/desk/?house={given.DAMRAK}&amp;view=week&amp;on=2027-04-11" in text
    assert f"/desk/?house={given.DAMRAK}&amp;view=week&amp;on=2027-04-19" in text
    assert f"/desk/?house={given.DAMRAK}&amp;view=day&amp;on=2027-04-17" in text


@pytest.mark.usefixtures("desk")
def test_today_has_what_was_asked_and_what_lapses_on_top(client: Client) -> None:
    Venue.objects.filter(slug=given.DAMRAK).update(instant=False)
    lapsing = given.an_option(space="kleine-zaal", delegates=8, now=given.NOW - timedelta(days=7) + timedelta(hours=3))
    asked = given.an_option(title="Town hall")
    bookings.ask(actor=given.a_booker(), option=asked, now=given.NOW)

    text = page(client, "/desk/")

    first, _, rest = text.partition("Lapses today")
    assert f'<a href="/options/{asked}">Town hall</a>' in first
    assert f'<a href="/options/{lapsing}">' in rest
    assert "lapses in 3 hours" in rest


@pytest.mark.usefixtures("desk")
def test_of_another_house_there_is_nothing_at_any_address(client: Client) -> None:
    given.a_venue(given.MARINA)
    secret = given.an_option(venue=given.MARINA, space="straits-room", title="Secret merger")

    own = page(client, f"/desk/?house=all&view=month&{ON}")
    refused = [
        client.get(f"/desk/?house={given.MARINA}&{ON}"),
        client.get("/desk/rooms", {"house": given.MARINA, **PHONE}),
        client.post("/desk/closures", a_closure_form(house=given.MARINA, space="straits-room")),
    ]

    assert "Secret" not in own
    assert secret not in own
    assert "Quiet Harbour" not in own
    assert [answer.status_code for answer in refused] == [404, 404, 404]


@pytest.mark.parametrize("address", ["/desk/", "/desk/rooms"])
def test_guests_are_led_to_the_sign_in_and_customers_are_refused(client: Client, address: str) -> None:
    given.a_venue()

    guest = client.get(address)
    client.force_login(Person.objects.get(pk=given.a_booker().person_id or 0))
    booker = client.get(address)

    assert guest["Location"].startswith("/accounts/login/")
    assert booker.status_code == 403


def test_only_who_works_for_a_hotel_is_shown_the_way_to_the_desk(client: Client, desk: Actor) -> None:
    member = page(client, "/")
    client.force_login(Person.objects.get(pk=given.a_booker().person_id or 0))

    assert 'href="/desk/"' in member
    assert 'href="/desk/"' not in page(client, "/")


@pytest.mark.usefixtures("desk")
def test_a_room_is_closed_and_opened_again(client: Client) -> None:
    answer = client.post("/desk/closures", a_closure_form())

    assert answer["Location"] == f"/desk/?house={given.DAMRAK}&view=week&on=2027-04-15"
    [closure] = closed()
    assert (closure.sections, closure.reason) == (("Kleine Zaal",), "Painting")
    assert "Painting" in page(client, answer["Location"])

    client.post("/desk/closures/reopening", {"house": given.DAMRAK, "closure": closure.reference})

    assert closed() == ()


@pytest.mark.usefixtures("desk")
def test_closing_what_is_taken_is_refused_in_words_with_the_form_kept(client: Client) -> None:
    given.a_confirmed_booking(space="kleine-zaal", delegates=8)

    answer = client.post("/desk/closures", a_closure_form(reason="New carpet"))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Kleine Zaal is taken" in text
    assert 'value="New carpet"' in text
    assert closed() == ()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"to_date": "2027-04-14"}, 422),
        ({"from_date": "2027-01-04", "to_date": "2027-01-05"}, 422),
        ({"from_date": "9999-12-31", "to_date": "9999-12-31"}, 422),
        ({"from_date": "soon"}, 422),
        ({"space": "no-such-room"}, 422),
    ],
)
def test_a_closure_that_cannot_be_is_said_and_nothing_is_closed(
    client: Client, changes: dict[str, str], status: int
) -> None:
    answer = client.post("/desk/closures", a_closure_form(**changes))

    assert answer.status_code == status
    assert closed() == ()


@pytest.mark.usefixtures("desk")
def test_reopening_what_is_open_or_anothers_is_refused(client: Client) -> None:
    given.a_venue(given.MARINA)
    other = given.a_hotel_member(given.MARINA)
    span = given.a_span()
    theirs = venues.close(
        actor=other,
        venue_slug=given.MARINA,
        space_slug=None,
        period=span.in_zone("Asia/Singapore"),
        reason="",
        now=given.NOW,
    )

    gone = client.post("/desk/closures/reopening", {"house": given.DAMRAK, "closure": "closure:none"})
    refused = client.post("/desk/closures/reopening", {"house": given.DAMRAK, "closure": theirs})

    assert (gone.status_code, refused.status_code) == (404, 403)
    assert len(closures.closures(given.MARINA, actor=other, now=given.NOW)) == 1


def test_a_page_that_has_what_there_is_gets_nothing_until_something_happens(
    client: Client, desk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    [address] = re.findall(r'hx-get="([^"]+)"', page(client, f"/desk/?{ON}"))
    address = address.replace("&amp;", "&")

    unchanged = client.get(address, headers=HTMX)
    given.an_option()
    changed = client.get(address, headers=HTMX)

    assert (unchanged.status_code, unchanged.content) == (204, b"")
    assert changed.status_code == 200
    assert 'id="diary"' in changed.content.decode()


def test_countdowns_are_drawn_anew_after_a_while_though_nothing_happened(
    client: Client, desk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    [address] = re.findall(r'hx-get="([^"]+)"', page(client, "/desk/"))
    monkeypatch.setattr(clock, "now", lambda: given.NOW + timedelta(minutes=11))

    assert client.get(address.replace("&amp;", "&"), headers=HTMX).status_code == 200


@pytest.mark.usefixtures("desk")
def test_on_the_phone_the_smallest_free_room_comes_first_and_one_click_quotes_it(client: Client) -> None:
    answer = client.get("/desk/rooms", {"house": given.DAMRAK, **PHONE})

    text = answer.content.decode()
    assert re.findall(r"<h2>(.+?)</h2>", text) == ["Kleine Zaal", "Beurszaal Noord", "Beurszaal Zuid", "Beurszaal"]
    assert "€300.00" in text
    fields = dict(
        re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)"', text.partition("<ol")[2].partition("</form>")[0]
        )
    )
    made = client.post("/quotes", fields)
    assert made["Location"].startswith("/quotes/Q-")


@pytest.mark.usefixtures("desk")
def test_where_nothing_is_free_the_phone_is_told_why(client: Client) -> None:
    client.post("/desk/closures", a_closure_form(space=""))

    text = page(client, f"/desk/rooms?house={given.DAMRAK}&date={given.MEETING_DAY}&from=09:00&to=17:00&delegates=10")

    assert "No room of this house is free and fits then." in text
    assert "4 rooms are taken at these times" in text


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("wrong", [{"date": "2027-02-01"}, {"delegates": "0"}, {"to": ""}, {"date": ""}])
def test_a_wish_that_cannot_be_is_said_with_what_was_typed(client: Client, wrong: dict[str, str]) -> None:
    answer = client.get("/desk/rooms", {"house": given.DAMRAK, **PHONE, **wrong})

    assert answer.status_code == 422
    assert 'class="notice notice-bad"' in answer.content.decode() or "field-error" in answer.content.decode()


@pytest.mark.usefixtures("desk")
def test_dutch_is_dutch_at_the_desk(client: Client) -> None:
    given.an_option()
    client.cookies["django_language"] = "nl"

    text = page(client, f"/desk/?view=day&{ON}")

    assert "Zalenplanning van Hotel Damrak" in text
    assert "Eerste optie" in text
    assert "vervalt over 1 week" in text


def test_set_up_and_breakdown_are_hatched(client: Client) -> None:
    plan = given.damrak()
    slow = tuple(replace(space, setup_minutes=30, breakdown_minutes=30) for space in plan.rooms.spaces)
    rooms = replace(plan.rooms, spaces=slow)
    venues.create(actor=given.an_operator(), plan=replace(plan, rooms=rooms), organisation_id=None, now=given.NOW)
    client.force_login(Person.objects.get(pk=given.a_hotel_member().person_id or 0))
    given.a_confirmed_booking()

    text = page(client, f"/desk/?view=day&{ON}")

    assert 'class="diary-around"' in text
    assert "with set-up and breakdown 08:30–17:30" in text  # noqa: RUF001 - as the page writes it
