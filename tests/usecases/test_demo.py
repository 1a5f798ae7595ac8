"""The demo world holds together, is the same for the same seed and day, and is never loaded twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.db.models import Q
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.house_checks import check
from zaal.domain.layouts import PLANNING_SQM
from zaal.domain.refusals import NotAllowed
from zaal.records.diary.models import Entry
from zaal.records.identity.models import Person
from zaal.records.listing import board
from zaal.records.listing.models import Listing
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.records.sales.models import Booking, Cancellation, Option
from zaal.records.venues.models import Section, Space, Venue
from zaal.usecases import accounts, demo, furnishing, house_rows
from zaal.usecases.demo import history, houses, people

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _silent(what: str, done: int, total: int) -> None:
    """Show no progress."""


def test_the_same_seed_and_day_invent_the_same_houses():
    assert houses.plans(seed=7, now=NOW) == houses.plans(seed=7, now=NOW + timedelta(hours=3))
    assert houses.plans(seed=7, now=NOW) != houses.plans(seed=8, now=NOW)


def test_invented_houses_make_sense():
    plans = houses.plans(seed=1, now=NOW)

    for plan in plans:
        check(plan)
    assert (len(plans), len({plan.facts.slug for plan in plans})) == (62, 62)
    assert 380 <= sum(len(plan.rooms.spaces) for plan in plans) <= 440
    assert {plan.facts.country for plan in plans} == {"NL", "SG"}
    assert {people.AMSTERDAM_HOTEL, people.SINGAPORE_HOTEL} < {plan.facts.slug for plan in plans}


def test_large_parties_are_confirmed_by_hand_and_small_boardrooms_at_short_notice():
    rooms = [(plan.facts, space) for plan in houses.plans(seed=1, now=NOW) for space in plan.rooms.spaces]

    for facts, space in rooms:
        large = max(seating.max_delegates for seating in space.seatings) > 150
        limits = (space.instant.max_delegates, facts.max_instant_delegates)
        assert not large or min(limit for limit in limits if limit is not None) <= 150
    assert {space.instant.min_lead_hours for _, space in rooms} == {None, 4}


def test_no_invented_room_seats_more_than_planners_would():
    for plan in houses.plans(seed=3, now=NOW):
        for space in plan.rooms.spaces:
            assert space.area_sqm == space.length_m * space.width_m
            for seating in space.seatings:
                assert seating.max_delegates * PLANNING_SQM[seating.layout] <= space.area_sqm


@pytest.mark.django_db
def test_a_loaded_world_is_whole_and_not_loaded_again():
    first = demo.load(seed=1, now=NOW, report=_silent)
    entries = Entry.objects.count()

    again = demo.load(seed=1, now=NOW + timedelta(days=40), report=_silent)

    assert (first.already, again.already) == (False, True)
    assert first[1:] == again[1:]
    assert (Venue.objects.count(), Entry.objects.count()) == (62, entries)
    assert Listing.objects.count() == Space.objects.count() == first.spaces
    assert not board.differences()
    living = Q(person__email__in=[one.email for one in demo.sign_ins()])
    past = Q(person__email__in=[email for email, _, _ in history.CUSTOMERS])
    assert (
        Option.objects.filter(living, end=None).count(),
        Booking.objects.filter(living).count(),
        Cancellation.objects.filter(booking__in=Booking.objects.filter(living)).count(),
    ) == (2, 7, 1)
    assert Booking.objects.filter(past, quote__venue__slug=people.AMSTERDAM_HOTEL).count() > 20
    assert not Booking.objects.exclude(living | past).exists()
    assert 0.3 < _share_of_opening_hours_taken() < 0.4


@pytest.mark.django_db
def test_every_role_can_sign_in_with_a_verified_address():
    hotels = (people.AMSTERDAM_HOTEL, people.SINGAPORE_HOTEL)
    owners = [Organisation.objects.create(name=slug, kind=OrganisationKind.HOTEL) for slug in hotels]

    people.add({slug: owner.pk for slug, owner in zip(hotels, owners, strict=True)})

    for one in demo.sign_ins():
        person = Person.objects.get(email=one.email)
        assert person.check_password(one.password)
        assert EmailAddress.objects.filter(user=person, verified=True, primary=True).exists()
        assert accounts.actor_of(person).role is one.role


@pytest.mark.django_db
def test_only_hotels_without_rooms_are_furnished_and_only_once():
    given.a_venue()
    _a_bare_hotel("hotel-kaal", "NL", "Europe/Amsterdam", "EUR")
    _a_bare_hotel("hotel-bare", "SG", "Asia/Singapore", "SGD")

    first = furnishing.furnish(actor=SYSTEM, seed=1, now=NOW, report=_silent)
    again = furnishing.furnish(actor=SYSTEM, seed=1, now=NOW, report=_silent)

    assert (first, again) == (2, 0)
    assert Venue.objects.filter(slug__in=["hotel-kaal", "hotel-bare"], invented=True).count() == 2
    assert Space.objects.filter(venue__slug=given.DAMRAK).count() == len(given.damrak().rooms.spaces)
    assert Listing.objects.filter(venue__slug="hotel-kaal").exists()
    assert Entry.objects.filter(section__venue__slug="hotel-bare").exists()
    assert not board.differences()


@pytest.mark.django_db
def test_a_hotel_whose_taxes_are_unknown_stays_bare():
    _a_bare_hotel("hotel-nu", "BE", "Europe/Brussels", "EUR")

    assert furnishing.furnish(actor=SYSTEM, seed=1, now=NOW, report=_silent) == 0


@pytest.mark.django_db
def test_a_booker_furnishes_nothing():
    _a_bare_hotel("hotel-kaal", "NL", "Europe/Amsterdam", "EUR")

    with pytest.raises(NotAllowed):
        furnishing.furnish(actor=given.a_booker(), seed=1, now=NOW, report=_silent)

    assert not Space.objects.exists()


def _a_bare_hotel(slug: str, country: str, zone: str, currency: str) -> None:
    owner = Organisation.objects.create(name=slug, kind=OrganisationKind.HOTEL)
    facts = houses.HouseFacts(
        slug=slug, name=slug, country=country, city="X", lat=0, lon=0, time_zone=zone, currency=currency
    )
    house_rows.add_venues([(facts, owner.pk)])


def _share_of_opening_hours_taken() -> float:
    """Measure every twentieth section over the coming year."""
    taken = opened = 0.0
    for section in Section.objects.select_related("venue").order_by("pk")[::20]:
        zone = ZoneInfo(section.venue.time_zone)
        entries = [(entry.during.lower, entry.during.upper) for entry in section.entries.all()]
        hours = {row.weekday: row for row in section.venue.opening_hours.all()}
        for offset in range(365):
            day = datetime(2026, 11, 23, tzinfo=zone) + timedelta(days=offset)
            row = hours.get(day.weekday())
            if row is not None:
                opens, closes = (day + timedelta(minutes=at) for at in (row.opens_minute, row.closes_minute))
                opened += (closes - opens).total_seconds()
                taken += sum(
                    max(0.0, (min(closes, upper) - max(opens, lower)).total_seconds()) for lower, upper in entries
                )
    return taken / opened
