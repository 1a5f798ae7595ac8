"""A festival hall and a conference, as they really were: brought in through the desk's page and drawn in its diary."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import given

from zaal.domain.diary import EntryKind
from zaal.domain.houses import HouseRooms
from zaal.domain.planning import Stretch
from zaal.queries import calendar_sources as told
from zaal.queries import desk as diary
from zaal.records.identity.models import Person
from zaal.records.listing import board
from zaal.usecases import venues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.real_input, pytest.mark.usefixtures("clock_at_now")]
CALENDARS = Path(__file__).parents[4] / "shared" / "data" / "calendars"


def a_house(client: Client, slug: str, zone: str, rooms: Sequence[str]) -> Actor:
    """Have a house with these rooms, and its desk signed in."""
    plan = given.damrak()
    spaces = tuple(given.a_room(name, (name,), most=50, hire_a_day=100) for name in rooms)
    venues.create(
        actor=given.an_operator(),
        plan=replace(
            plan,
            facts=replace(plan.facts, slug=slug, name=slug.replace("-", " ").title(), time_zone=zone),
            rooms=HouseRooms(opening=plan.rooms.opening, sections=tuple(rooms), spaces=spaces),
        ),
        organisation_id=None,
        now=given.NOW,
    )
    member = given.a_hotel_member(slug)
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def upload(client: Client, slug: str, data: bytes) -> str:
    sent = SimpleUploadedFile("diary.ics", data)
    answer: Any = client.post(
        f"/desk/{slug}/calendars/files", {"name": "The diary", "rooms": "named", "file": sent}, follow=True
    )
    return str(answer.content.decode())


def drawn(member: Actor, slug: str, day: date) -> Counter[str]:
    """Count what the diary shows of a day, by room."""
    shown = diary.diary(actor=member, house=slug, stretch=Stretch.DAY, on=day, now=given.NOW).shown[0]
    return Counter(one.space for one in shown.entries if one.kind is EntryKind.EXTERNAL)


def bled() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CALENDARS / "bled-festival-hall.json").read_text())
    return found


def as_calendar(found: dict[str, Any]) -> bytes:
    """Write the hall's diary as a calendar, which is what it comes as from a booking program."""
    zone = ZoneInfo("Europe/Ljubljana")
    made = icalendar.Calendar()
    for day in found["days"]:
        for hall in day["halls"]:
            for number, event in enumerate(hall["events"]):
                one = icalendar.Event()
                one.add("uid", f"{day['id']}-{hall['id']}-{number}@bled")
                for name, at in (("dtstart", event["startTime"]), ("dtend", event["endTime"])):
                    moment = datetime.strptime(f"{day['date']} {at}", "%Y-%m-%d %H:%M").replace(tzinfo=zone)
                    one.add(name, moment)
                one.add("summary", event["name"])
                one.add("location", hall["name"])
                made.add_component(one)
    return bytes(made.to_ical())


def test_the_festival_hall_of_bled_is_drawn_event_by_event(client: Client):
    if not CALENDARS.exists():
        pytest.skip("shared data is not here")
    found = bled()
    member = a_house(
        client, "bled", "Europe/Ljubljana", sorted({hall["name"] for day in found["days"] for hall in day["halls"]})
    )

    text = upload(client, "bled", as_calendar(found))

    (source,) = told.of_desk("bled", actor=member, now=given.NOW).sources
    days = {date.fromisoformat(day["date"]): day for day in found["days"]}
    for on, day in days.items():
        in_hall = {hall["name"]: len(hall["events"]) for hall in day["halls"] if hall["events"]}
        assert drawn(member, "bled", on) == in_hall
    first = client.get("/desk/?house=bled&view=day&on=2024-06-23").content.decode()
    assert "hall opening" in first
    assert "electronics set-up" in first
    assert "212 events are read" in text
    assert (source.events, source.clashes, source.findings) == (212, (), ())
    assert board.differences() == []


def test_linux_conf_au_is_drawn_in_its_rooms(client: Client):
    if not CALENDARS.exists():
        pytest.skip("shared data is not here")
    data = (CALENDARS / "linux-conf-au-2020.ics").read_bytes()
    events: Any = icalendar.Calendar.from_ical(data)
    located = Counter(str(event.get("LOCATION", "")) for event in events.walk("VEVENT"))
    rooms = sorted(name for name in located if name and "," not in name)
    member = a_house(client, "linux-conf", "Australia/Brisbane", rooms)

    text = upload(client, "linux-conf", data)

    (source,) = told.of_desk("linux-conf", actor=member, now=given.NOW).sources
    homeless = sum(one.facts["count"] for one in source.findings if one.code == "room_not_here")
    assert homeless == located[""] == 17
    assert f"{262 - 17} events are read" in text
    assert "17 events name no room and are not in the diary." in text
    week = [drawn(member, "linux-conf", date(2020, 1, day)) for day in range(13, 18)]
    assert all(day for day in week)
    assert set().union(*week) == set(rooms)
    page = client.get("/desk/?house=linux-conf&view=week&on=2020-01-15")
    assert page.status_code == 200
    assert board.differences() == []


def test_the_same_conference_again_changes_nothing(client: Client):
    if not CALENDARS.exists():
        pytest.skip("shared data is not here")
    data = (CALENDARS / "kielux-2020.ics").read_bytes()
    events: Any = icalendar.Calendar.from_ical(data)
    rooms = sorted({str(event["LOCATION"]) for event in events.walk("VEVENT")})
    member = a_house(client, "kielux", "Europe/Berlin", rooms)
    upload(client, "kielux", data)
    (source,) = told.of_desk("kielux", actor=member, now=given.NOW).sources

    answer: Any = client.post(
        f"/desk/kielux/calendars/{source.reference}/file",
        {"file": SimpleUploadedFile("again.ics", data)},
        follow=True,
    )

    assert source.events == 24
    assert "24 events are read: 0 new, 0 moved." in answer.content.decode()
