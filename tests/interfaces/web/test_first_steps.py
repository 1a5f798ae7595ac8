"""The hotel's first steps: what is there is ticked, what is missing leads to where it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.period import Period
from zaal.domain.refusals import NotAllowed
from zaal.interfaces import clock
from zaal.queries import first_steps
from zaal.queries.first_steps import Step
from zaal.queries.venues import VenueUnknown
from zaal.records.identity.models import Person
from zaal.records.rates.models import CancellationPolicy
from zaal.records.venues.models import Venue
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Have somebody of Hotel Damrak signed in."""
    monkeypatch.setattr(clock, "now", lambda: given.NOW)
    member = given.a_hotel_member()
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def close_a_room(member: Actor) -> None:
    period = Period(given.NOW.replace(year=2028), given.NOW.replace(year=2028, month=12))
    venues.close(
        actor=member, venue_slug=given.DAMRAK, space_slug=None, period=period, reason="Painting", now=given.NOW
    )


def test_house_with_rooms_rates_and_terms_lacks_pictures_and_a_closure(member: Actor) -> None:
    assert set(Step) - first_steps.taken(given.DAMRAK, actor=member) == {Step.PICTURES, Step.CLOSURE}


def test_closure_and_terms_are_seen(member: Actor) -> None:
    close_a_room(member)
    CancellationPolicy.objects.filter(venue__slug=given.DAMRAK).delete()

    taken = first_steps.taken(given.DAMRAK, actor=member)

    assert Step.CLOSURE in taken
    assert Step.TERMS not in taken


def test_what_another_house_has_ticks_nothing_here(member: Actor) -> None:
    given.a_venue("hotel-blaak")
    other = given.a_hotel_member("hotel-blaak", "other@blaak.test")
    Venue.objects.get(slug=given.DAMRAK).opening_hours.all().delete()

    assert Step.OPENING_HOURS not in first_steps.taken(given.DAMRAK, actor=member)
    assert Step.OPENING_HOURS in first_steps.taken("hotel-blaak", actor=other)


def test_steps_of_a_house_are_for_its_own_people(member: Actor) -> None:
    given.a_venue("hotel-blaak")

    with pytest.raises(NotAllowed):
        first_steps.taken("hotel-blaak", actor=member)
    with pytest.raises(NotAllowed):
        first_steps.taken(given.DAMRAK, actor=given.a_booker())
    with pytest.raises(VenueUnknown):
        first_steps.taken("no-such-house", actor=member)


@pytest.mark.usefixtures("member")
def test_desk_shows_what_is_left_and_where_it_is_done(client: Client) -> None:
    page = client.get("/en/desk/").content.decode()

    assert "4 of 6 done" in page
    assert f'href="/en/desk/{given.DAMRAK}/pictures">Pictures of your own' in page


@pytest.mark.usefixtures("member")
def test_card_that_was_put_away_stays_away(client: Client) -> None:
    answer = client.post(f"/en/desk/first-steps?house={given.DAMRAK}")

    assert answer.headers["Location"] == f"/en/desk/?house={given.DAMRAK}"
    assert "of 6 done" not in client.get("/en/desk/").content.decode()
