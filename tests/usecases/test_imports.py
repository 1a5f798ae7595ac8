"""Importing hotels, charts and calendars: one of each thing however often it comes, and every oddity told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.houses import HousePlan, HouseRates, HouseRooms
from zaal.domain.refusals import NotAllowed
from zaal.gateways.files import FileNotReadable
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.places.models import Place
from zaal.records.venues.models import Section, SourceRow, Space, Venue
from zaal.usecases import imports, venues

if TYPE_CHECKING:
    from zaal.usecases.imports import ImportReport

pytestmark = pytest.mark.django_db

NOW = given.NOW
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
KML = "hotels-singapore/hotel-locations-2021.kml"
CSV = "hotels-singapore/hotels-2021.csv"
GEOJSON = "hotels-singapore/hotels-2021.geojson"
GEONAMES = "hotels-netherlands/hotels-nl-geonames.tsv"

CHART = """Room,Area m2,Theatre,U-shape,Boardroom
Oxford,50,40,18,16
Cambridge,50,40,18,16
Combined (Oxford & Cambridge),100,90,40,
Closet,10,200,,
"""


def test_a_chart_makes_rooms_and_combinations_that_share_their_sections():
    slug = _a_bare_house("Hotel College")

    report = _chart(slug, CHART)

    both = Space.objects.get(venue__slug=slug, name="Oxford & Cambridge")
    assert (report.created, report.changed, report.matched) == (4, 0, 0)
    assert sorted(both.sections.values_list("name", flat=True)) == ["Cambridge", "Oxford"]
    assert sorted(Section.objects.filter(venue__slug=slug).values_list("name", flat=True)) == [
        "Cambridge",
        "Closet",
        "Oxford",
    ]


def test_a_chart_keeps_the_hotels_own_figure_and_tells_that_it_is_odd():
    slug = _a_bare_house("Hotel College")

    report = _chart(slug, CHART)

    assert Space.objects.get(name="Closet").capacities.get(layout="theatre").max_delegates == 200
    (told,) = [finding for finding in report.findings if finding.code == "capacity_overstated"]
    assert told.message_facts["room"] == "Closet"


def test_a_chart_read_again_doubles_nothing_and_a_newer_one_brings_it_up_to_date():
    slug = _a_bare_house("Hotel College")
    _chart(slug, CHART)

    again = _chart(slug, CHART)
    newer = _chart(slug, CHART.replace("Oxford,50,40", "Oxford,50,44"))

    assert (again.created, again.changed, again.matched) == (0, 0, 4)
    assert (newer.created, newer.changed, newer.matched) == (0, 1, 3)
    assert Space.objects.get(name="Oxford").capacities.get(layout="theatre").max_delegates == 44
    assert Space.objects.filter(venue__slug=slug).count() == 4


def test_a_newer_chart_leaves_the_hotels_minimum_as_it_is():
    slug = _a_bare_house("Hotel College")
    _chart(slug, CHART)
    Space.objects.get(name="Oxford").capacities.filter(layout="theatre").update(min_delegates=20)

    _chart(slug, CHART.replace("Oxford,50,40", "Oxford,50,44"))

    assert Space.objects.get(name="Oxford").capacities.get(layout="theatre").min_delegates == 20


def test_a_room_of_unknown_parts_is_kept_but_not_for_sale():
    slug = _a_bare_house("Hotel College")

    report = _chart(slug, CHART + "Combined,160,120,,\n")

    assert not Space.objects.get(venue__slug=slug, name="Combined").listed
    assert {"combination_without_parts", "not_listed"} <= {finding.code for finding in report.findings}


def test_a_chart_of_other_hotels_is_refused_with_their_names():
    slug = _a_bare_house("Hotel College")
    others = "Hotel,Room,Area m2,Theatre\nThe Anchor,Blue,50,40\nThe Crown,Red,50,40\n"

    with pytest.raises(imports.ChartOfOtherHotels) as refusal:
        _chart(slug, others)

    assert refusal.value.facts["hotels"] == ["The Anchor", "The Crown"]


def test_only_this_hotels_rooms_are_taken_from_a_chart_of_several():
    slug = _a_bare_house("The Crown")

    report = _chart(slug, "Hotel,Room,Area m2,Theatre\nThe Anchor,Blue,50,40\nThe Crown,Red,50,40\n")

    assert list(Space.objects.filter(venue__slug=slug).values_list("name", flat=True)) == ["Red"]
    assert "other_hotels_left_out" in {finding.code for finding in report.findings}


def test_imported_rooms_are_found_by_search_only_with_rates():
    slug = given.a_venue()
    bare = _a_bare_house("Hotel College")

    _chart(slug, CHART)
    _chart(bare, CHART)

    assert Space.objects.get(venue__slug=slug, name="Oxford").listing
    assert not Space.objects.filter(venue__slug=bare, listing__isnull=False).exists()


def test_a_hotel_imports_its_own_chart_and_no_other():
    slug = given.a_venue()

    mine = imports.chart(
        actor=given.a_hotel_member(), data=CHART.encode(), filename="rooms.csv", venue_slug=slug, now=NOW
    )
    with pytest.raises(NotAllowed):
        imports.chart(
            actor=given.a_hotel_member(given.MARINA),
            data=CHART.encode(),
            filename="rooms.csv",
            venue_slug=slug,
            now=NOW,
        )

    assert mine.created == 4


def test_a_calendar_blocks_the_rooms_it_names():
    slug = given.a_venue()

    report = _calendar(slug, _event("a", "09:00", "12:00", "Beurszaal"), _event("b", "12:00", "13:00", "Beurszaal"))

    hall = Space.objects.get(venue__slug=slug, name="Beurszaal")
    assert report.created == 2
    assert Entry.objects.filter(space=hall, kind="external").count() == 2 * hall.sections.count()
    assert not board.differences()


def test_a_calendar_read_again_doubles_nothing():
    slug = given.a_venue()
    events = (_event("a", "09:00", "12:00", "Beurszaal"), _event("b", "11:00", "13:00", "Beurszaal"))
    _calendar(slug, *events)
    before = Entry.objects.count()

    again = _calendar(slug, *events)

    assert (again.created, again.changed, again.matched) == (0, 0, 2)
    assert Entry.objects.count() == before


def test_an_event_that_moved_moves_its_block():
    slug = given.a_venue()
    _calendar(slug, _event("a", "09:00", "12:00", "Kleine Zaal"))

    report = _calendar(slug, _event("a", "14:00", "15:00", "Kleine Zaal"))

    (entry,) = Entry.objects.all()
    assert report.changed == 1
    assert entry.during.lower == datetime(2027, 4, 15, 12, tzinfo=UTC)
    assert not board.differences()


def test_an_event_that_vanished_keeps_blocking_and_is_told():
    slug = given.a_venue()
    _calendar(slug, _event("a", "09:00", "12:00", "Kleine Zaal"), _event("b", "14:00", "15:00", "Kleine Zaal"))

    report = _calendar(slug, _event("b", "14:00", "15:00", "Kleine Zaal"))

    (told,) = [finding for finding in report.findings if finding.code == "event_vanished"]
    assert told.message_facts["event"] == "event a"
    assert Entry.objects.count() == 2


def test_overlapping_events_block_all_their_time_and_are_told():
    slug = given.a_venue()

    report = _calendar(slug, _event("a", "09:00", "12:00", "Kleine Zaal"), _event("b", "11:00", "13:00", "Kleine Zaal"))

    times = [(entry.during.lower.hour, entry.during.upper.hour) for entry in Entry.objects.order_by("during")]
    assert times == [(7, 10), (10, 11)]
    assert "events_overlap" in {finding.code for finding in report.findings}


def test_an_event_over_a_booking_leaves_the_booking_and_is_told():
    given.a_confirmed_booking()

    report = _calendar(given.DAMRAK, _event("a", "08:00", "18:00", "Beurszaal"))

    assert Entry.objects.filter(kind="booking").exists()
    (told, *_) = [finding for finding in report.findings if finding.code == "event_clashes"]
    assert told.message_facts["taken_by"] == "booking"
    assert not board.differences()


def test_a_room_the_venue_lacks_is_made_and_told():
    slug = given.a_venue()

    report = _calendar(slug, _event("a", "09:00", "12:00", "Attic"))

    assert Space.objects.get(venue__slug=slug, name="Attic").capacities.count() == 0
    assert ("room_created", "Attic") in {
        (finding.code, finding.message_facts.get("room")) for finding in report.findings
    }


def test_a_location_that_lists_rooms_blocks_each_of_them():
    slug = given.a_venue()

    _calendar(
        slug,
        _event("a", "09:00", "10:00", "Attic"),
        _event("b", "09:00", "10:00", "Cellar"),
        _event("c", "11:00", "12:00", "Attic\\, Cellar"),
    )

    blocked = Entry.objects.filter(label="event c").values_list("section__name", flat=True)
    assert sorted(blocked) == ["Attic", "Cellar"]


def test_an_event_without_a_room_is_kept_apart():
    slug = given.a_venue()

    report = _calendar(slug, _event("a", "09:00", "12:00", ""))

    assert report.created == 1
    assert not Entry.objects.get().space.listed


def test_a_broken_calendar_changes_nothing():
    slug = given.a_venue()
    cut = _file(_event("a", "09:00", "12:00", "Beurszaal"))[:-20]

    with pytest.raises(FileNotReadable):
        imports.calendar(actor=SYSTEM, data=cut, filename="x.ics", venue_slug=slug, now=NOW)

    assert not Entry.objects.exists()


def test_another_hotel_imports_no_calendar_here():
    slug = given.a_venue()

    with pytest.raises(NotAllowed):
        imports.calendar(
            actor=given.a_hotel_member(given.MARINA),
            data=_file(_event("a", "09:00", "12:00", "Beurszaal")),
            filename="x.ics",
            venue_slug=slug,
            now=NOW,
        )


def test_a_calendar_for_no_house_is_refused():
    with pytest.raises(venues.VenueUnknown):
        _calendar("nowhere", _event("a", "09:00", "12:00", "Beurszaal"))


def test_a_booker_imports_no_hotels():
    with pytest.raises(NotAllowed):
        imports.hotels(actor=given.a_booker(), data=b"<kml/>", filename="x.kml", now=NOW, report=_silent)


@pytest.mark.real_input
def test_three_lists_of_singapore_make_each_hotel_once():
    reports = [_hotels(name) for name in (KML, CSV, GEOJSON, CSV)]

    assert [report.created for report in reports] == [422, 0, 10, 0]
    assert Venue.objects.count() == 432
    assert SourceRow.objects.count() == 422 + 422 + 425
    assert not Venue.objects.exclude(postcode__regex="^[0-9]{6}$").exists()


@pytest.mark.real_input
def test_lists_in_another_order_make_as_many_hotels():
    for name in (GEOJSON, KML, CSV):
        _hotels(name)

    assert Venue.objects.count() == 432


@pytest.mark.real_input
def test_dutch_hotels_get_their_city_from_the_nearest_place():
    Place.objects.get_or_create(
        place_id="test:eindhoven",
        defaults={
            "kind": "city",
            "name": "Eindhoven",
            "country": "NL",
            "lat": 51.44,
            "lon": 5.48,
            "weight": 240_000,
            "radius_km": 8,
            "time_zone": "Europe/Amsterdam",
        },
    )

    report = _hotels(GEONAMES)

    assert report.created + Counter(finding.code for finding in report.findings)["place_unknown"] == 1382
    assert Venue.objects.filter(city="Eindhoven", currency="EUR", time_zone="Europe/Amsterdam").exists()


@pytest.mark.real_input
def test_linux_conf_au_becomes_seven_rooms_diaries():
    slug = _a_bare_house("Gold Coast Convention", zone="Australia/Brisbane")
    data = _read("calendars/linux-conf-au-2020.ics")

    first = imports.calendar(actor=SYSTEM, data=data, filename="lca.ics", venue_slug=slug, now=NOW)
    again = imports.calendar(actor=SYSTEM, data=data, filename="lca.ics", venue_slug=slug, now=NOW)

    assert (first.created, again.created, again.matched) == (262, 0, 262)
    assert Entry.objects.values("reference").distinct().count() == 262
    assert Counter(finding.code for finding in first.findings)["room_created"] == 7
    blocks = Counter(Entry.objects.values_list("space__name", flat=True))
    assert (blocks["Arena"], blocks["Room 5"], blocks["Room 9"]) == (59, 41, 30)


@pytest.mark.real_input
@pytest.mark.parametrize(
    ("path", "house", "rooms", "told"),
    [
        ("intercontinental-miami.csv", "Miami", 43, "area_column_contradicts"),
        ("stockholm-folkets-hus.csv", "Folkets Hus", 14, "alternatives_split"),
        ("sintesa-hotel.csv", "Sintesa", 8, "capacity_overstated"),
        ("philippines-hotels.csv", "Diamond Hotel Philippines", 7, "probably_combination"),
        ("chetwynde-hotel-tariff-2017.csv", "Chetwynde", 3, "prices_not_kept"),
    ],
)
def test_real_charts_are_kept_with_what_is_odd_about_them(path: str, house: str, rooms: int, told: str):
    slug = _a_bare_house(house)
    data = _read(f"meeting-rooms/{path}")

    first = imports.chart(actor=SYSTEM, data=data, filename=path, venue_slug=slug, now=NOW)
    again = imports.chart(actor=SYSTEM, data=data, filename=path, venue_slug=slug, now=NOW)

    assert (first.created, again.created, again.changed, again.matched) == (rooms, 0, 0, rooms)
    assert told in {finding.code for finding in first.findings}


def _silent(what: str, done: int, total: int) -> None:
    """Show no progress."""


def _read(path: str) -> bytes:
    if not DATA.exists():
        pytest.skip("shared data is not here")
    return (DATA / path).read_bytes()


def _hotels(path: str) -> ImportReport:
    return imports.hotels(actor=SYSTEM, data=_read(path), filename=path, now=NOW, report=_silent)


def _chart(slug: str, text: str) -> ImportReport:
    return imports.chart(actor=SYSTEM, data=text.encode(), filename="rooms.csv", venue_slug=slug, now=NOW)


def _calendar(slug: str, *events: str) -> ImportReport:
    return imports.calendar(actor=SYSTEM, data=_file(*events), filename="diary.ics", venue_slug=slug, now=NOW)


def _file(*events: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *events, "END:VCALENDAR", "")).encode()


def _event(uid: str, starts: str, ends: str, room: str) -> str:
    """Write an event on the meeting day, on the venue's clock."""
    day = given.MEETING_DAY.strftime("%Y%m%d")
    return "\r\n".join(
        (
            "BEGIN:VEVENT",
            f"UID:{uid}",
            "DTSTAMP:20270101T000000Z",
            f"DTSTART:{day}T{starts.replace(':', '')}00",
            f"DTEND:{day}T{ends.replace(':', '')}00",
            f"SUMMARY:event {uid}",
            *([f"LOCATION:{room}"] if room else []),
            "END:VEVENT",
        )
    )


def _a_bare_house(name: str, zone: str = "Europe/Amsterdam") -> str:
    """Take in a house without rooms and rates."""
    facts = replace(given.damrak().facts, name=name, slug=name.lower().replace(" ", "-"), time_zone=zone)
    nothing = HousePlan(facts, HouseRooms((), (), ()), HouseRates((), (), (), (), (), ()))
    return venues.create(actor=SYSTEM, plan=nothing, organisation_id=None, now=NOW)
