"""The desk's page of calendars, and the file that goes out under a secret address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.closures import closed_period
from zaal.domain.feeds import Landing, Shows, Target
from zaal.gateways.calendars.fetching import CalendarNotFetched
from zaal.records.calendars.models import Feed, Source
from zaal.records.diary.models import Entry
from zaal.records.identity.models import Person
from zaal.usecases import bookings, calendar_feeds, calendars, venues

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
ADDRESS = f"/desk/{given.DAMRAK}/calendars"
CHOIR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:choir\r\nSUMMARY:Choir\r\n"
    b"DTSTART:20270416T180000Z\r\nDTEND:20270416T200000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:off\r\n"
    b"STATUS:CANCELLED\r\nDTSTART:20270417T180000Z\r\nDTEND:20270417T200000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def desk(client: Client) -> Actor:
    member = given.a_hotel_member()
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def upload(client: Client, data: bytes = CHOIR, rooms: str = "space:beurszaal") -> Any:
    sent = SimpleUploadedFile("choir.ics", data)
    return client.post(f"{ADDRESS}/files", {"name": "The choir", "rooms": rooms, "file": sent}, follow=True)


def a_feed(member: Actor, *, space: str | None = None, shows: Shows = Shows.REFERENCE) -> str:
    made = calendar_feeds.make(actor=member, venue_slug=given.DAMRAK, space_slug=space, shows=shows, now=given.NOW)
    return f"/calendars/{made.secret}.ics"


def events(client: Client, address: str) -> list[Any]:
    read: Any = icalendar.Calendar.from_ical(client.get(address).content)
    return list(read.walk("VEVENT"))


def test_a_file_is_uploaded_and_what_came_of_it_is_said(client: Client, desk: Actor):
    answer = upload(client)

    text = answer.content.decode()
    assert "1 event is read: 1 new, 0 moved." in text
    assert "1 event in the diary" in text
    assert "1 cancelled event is left out." in text
    assert "Choir" in client.get(f"/desk/?house={given.DAMRAK}&on=2027-04-16&view=day").content.decode()


def test_a_file_that_is_no_calendar_is_refused_at_its_field(client: Client, desk: Actor):
    answer = upload(client, b"<html>")

    assert answer.status_code == 422
    assert "This is no calendar that can be read." in answer.content.decode()
    assert not Source.objects.exists()


def test_an_address_is_kept_and_the_worker_asked(client: Client, desk: Actor):
    answer = client.post(
        ADDRESS, {"name": "Choir", "rooms": "named", "address": "webcal://choir.example.org/a.ics"}, follow=True
    )

    text = answer.content.decode()
    assert "being read" in text
    assert "choir.example.org" in text
    assert ProcrastinateJob.objects.filter(task_name="read_calendar").count() == 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://anna:secret@example.org/a.ics", "nonsense"])
def test_an_address_that_cannot_be_asked_is_refused_with_the_input_kept(client: Client, desk: Actor, address: str):
    answer = client.post(ADDRESS, {"name": "Choir", "rooms": "house", "address": address})

    assert answer.status_code == 422
    assert f'value="{address}"' in answer.content.decode()
    assert not Source.objects.exists()


def test_a_calendar_that_fell_silent_is_told_with_the_reason(client: Client, desk: Actor):
    source = calendars.subscribe(
        actor=desk,
        venue_slug=given.DAMRAK,
        name="Choir",
        address="https://choir.example.org/secret-part/a.ics",
        landing=Landing(Target.HOUSE),
        now=given.NOW,
    )
    calendars.note_failure(source=source, refusal=CalendarNotFetched(reason="status", status=404), now=given.NOW)

    text = client.get(ADDRESS).content.decode()

    assert "cannot be read" in text
    assert "answers with an error (404)" in text
    assert "secret-part" not in text


def test_a_clash_is_listed_for_a_person_to_decide(client: Client, desk: Actor):
    given.a_confirmed_booking(spans=(given.a_span(day=datetime(2027, 4, 16, tzinfo=UTC).date(), ends="22:00"),))

    text = upload(client).content.decode()

    assert "1 event meets somebody who was there before" in text
    assert "taken by a booking" in text


def test_a_calendar_is_read_again_brought_up_to_date_and_removed(client: Client, desk: Actor):
    upload(client)
    reference = Source.objects.get().reference
    newer = SimpleUploadedFile("newer.ics", CHOIR.replace(b"T18", b"T17"))

    client.post(f"{ADDRESS}/{reference}/file", {"file": newer})
    moved = list(Entry.objects.filter(kind="external").values_list("during", flat=True))
    client.post(f"{ADDRESS}/{reference}/removal")

    assert {during.lower.hour for during in moved} == {17}
    assert not Entry.objects.filter(kind="external").exists()
    assert not Source.objects.exists()


def test_a_feed_is_made_its_secret_shown_once_and_only_its_hash_kept(client: Client, desk: Actor):
    answer = client.post(f"{ADDRESS}/feeds", {"rooms": "", "shows": "busy"})

    (secret,) = re.findall(r"/calendars/([\w-]+)\.ics", answer.content.decode())
    assert secret not in client.get(ADDRESS).content.decode()
    assert client.get(f"/calendars/{secret}.ics").status_code == 200
    assert secret not in str(list(Feed.objects.values()))


def test_a_feed_tells_what_stands_in_the_diary_and_no_more_than_the_house_lets_it(client: Client, desk: Actor):
    booking = given.a_confirmed_booking(title="Secret merger", spans=(given.a_span(),))
    venues.close(
        actor=desk,
        venue_slug=given.DAMRAK,
        space_slug="kleine-zaal",
        period=closed_period(datetime(2027, 4, 20), datetime(2027, 4, 21), "Europe/Amsterdam"),  # noqa: DTZ001 - the wall clock
        reason="Secret mould",
        now=given.NOW,
    )
    upload(client)

    told, busy = events(client, a_feed(desk)), events(client, a_feed(desk, shows=Shows.BUSY))

    assert [booking in str(one["SUMMARY"]) for one in told] == [True, False]
    assert "30" in str(told[0]["SUMMARY"])
    assert len({str(one["SUMMARY"]) for one in busy}) == 1
    assert "Secret" not in str([one.to_ical() for one in (*told, *busy)])
    assert told[0]["DTSTART"].dt.isoformat() == "2027-04-15T09:00:00+02:00"


def test_a_feed_of_a_room_tells_what_takes_any_of_its_sections(client: Client, desk: Actor):
    given.a_confirmed_booking(space="beurszaal-noord")

    whole, other = a_feed(desk, space="beurszaal"), a_feed(desk, space="kleine-zaal")

    assert len(events(client, whole)) == 1
    assert events(client, other) == []


def test_an_event_keeps_its_uid_from_option_to_booking_and_its_sequence_rises(client: Client, desk: Actor):
    address, option = a_feed(desk), given.an_option()
    (held,) = events(client, address)

    bookings.confirm_option(actor=given.a_booker(), option=option, now=given.NOW)

    (booked,) = events(client, address)
    assert booked["UID"] == held["UID"]
    assert (held["SEQUENCE"], booked["SEQUENCE"]) == (0, 1)
    assert (held["STATUS"], booked["STATUS"]) == ("TENTATIVE", "CONFIRMED")


def test_a_feed_carries_the_rules_of_its_zone_and_is_not_sent_twice(client: Client, desk: Actor):
    given.a_confirmed_booking()
    address = a_feed(desk)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    given.a_confirmed_booking(space="kleine-zaal", delegates=10)
    later = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VTIMEZONE" in first.content
    assert (again.status_code, again.content) == (304, b"")
    assert later.status_code == 200


def test_a_revoked_feed_is_not_there_nor_one_that_never_was(client: Client, desk: Actor):
    address = a_feed(desk)
    reference = Feed.objects.get().reference

    client.post(f"{ADDRESS}/feeds/{reference}/revocation")
    client.post(f"{ADDRESS}/feeds/{reference}/revocation")

    assert client.get(address).status_code == 404
    assert client.get("/calendars/guess.ics").status_code == 404
    assert reference not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "path",
    ["", "/files", "/feeds", "/feeds/{feed}/revocation", "/{source}/reading", "/{source}/file", "/{source}/removal"],
)
def test_another_house_sees_and_changes_nothing(client: Client, path: str):
    member = given.a_hotel_member()
    a_feed(member)
    source, _ = calendars.upload(
        actor=member,
        venue_slug=given.DAMRAK,
        name="The choir",
        data=CHOIR,
        filename="choir.ics",
        landing=Landing(Target.HOUSE),
        now=given.NOW,
    )
    given.a_venue(given.MARINA)
    stranger = given.a_hotel_member(given.MARINA)
    client.force_login(Person.objects.get(pk=stranger.person_id or 0))
    address = ADDRESS + path.format(feed=Feed.objects.get().reference, source=source)

    shown = client.get(ADDRESS)
    sent = client.post(address, {"name": "x", "rooms": "house", "address": "https://example.org/a.ics"})

    assert (shown.status_code, sent.status_code) == (404, 404)
    assert "choir" not in (shown.content + sent.content).decode().lower()
    assert (Source.objects.count(), Feed.objects.filter(revocation=None).count()) == (1, 1)


def test_a_guest_is_asked_to_sign_in(client: Client):
    given.a_venue()

    assert client.get(ADDRESS).status_code in {302, 401}


def test_the_part_of_a_calendar_that_is_being_read_is_asked_by_itself(client: Client, desk: Actor):
    source = calendars.subscribe(
        actor=desk,
        venue_slug=given.DAMRAK,
        name="Choir",
        address="https://choir.example.org/a.ics",
        landing=Landing(Target.HOUSE),
        now=given.NOW,
    )

    answer = client.get(f"{ADDRESS}/{source}", headers={"HX-Request": "true"})

    assert "being read" in answer.content.decode()
    assert "hx-get" in answer.content.decode()
