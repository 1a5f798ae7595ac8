"""Taking in a house, and closing it or one of its rooms for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain import houses, terms
from zaal.domain.actors import GUEST, Actor
from zaal.domain.closures import ClosesInPast, ReasonTooLong
from zaal.domain.diary import SpaceTaken
from zaal.domain.houses import Opening, Seating, TermsPlan
from zaal.domain.layouts import Layout
from zaal.domain.mistakes import HouseWrong
from zaal.domain.money import MixedCurrencies, Money
from zaal.domain.period import Period
from zaal.domain.permissions import SignInNeeded
from zaal.domain.policies import fixed, percent_of
from zaal.domain.policy_checks import TermsGap, TermsOverlap, TiersOutOfOrder
from zaal.domain.rates import Validity
from zaal.domain.refusals import NotAllowed
from zaal.queries import closures
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.listing.models import Listing
from zaal.records.logbook.models import Fact
from zaal.records.organisations.models import Organisation
from zaal.records.sales.models import Option
from zaal.records.venues.models import Space, Venue
from zaal.usecases import options, venues

if TYPE_CHECKING:
    from zaal.domain.houses import HousePlan
    from zaal.domain.refusals import Refusal

pytestmark = pytest.mark.django_db

PAINTING = Period(datetime(2027, 4, 12, 6, tzinfo=UTC), datetime(2027, 4, 14, 20, tzinfo=UTC))
AFTER_PAINTING = Period(PAINTING.ends_at, datetime(2027, 4, 15, 6, tzinfo=UTC))
MEETING = Period(datetime(2027, 4, 15, 7, tzinfo=UTC), datetime(2027, 4, 15, 15, tzinfo=UTC))


def test_a_house_taken_in_is_listed_with_every_room():
    plan = given.damrak()

    slug = venues.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=given.NOW)

    listed = Listing.objects.filter(venue__slug=slug).values_list("space__name", flat=True)
    assert sorted(listed) == sorted(space.name for space in plan.rooms.spaces)
    assert Fact.objects.get(kind="VenueCreated").subject == slug


def test_a_house_without_an_organisation_gets_one_of_its_name():
    slug = venues.create(actor=given.an_operator(), plan=given.damrak(), organisation_id=None, now=given.NOW)

    assert Venue.objects.get(slug=slug).organisation.name == "Hotel Damrak"


def test_a_hotel_takes_in_a_second_house_of_its_own():
    desk = given.a_hotel_member()
    (organisation_id,) = desk.hotels

    slug = venues.create(actor=desk, plan=_renamed("the-annex"), organisation_id=organisation_id, now=given.NOW)

    assert Venue.objects.get(slug=slug).organisation_id == organisation_id


def test_a_hotel_takes_in_nothing_for_another():
    desk = given.a_hotel_member()
    stranger = Organisation.objects.create(name="Elsewhere", kind="hotel")

    with pytest.raises(NotAllowed):
        venues.create(actor=desk, plan=_renamed("the-annex"), organisation_id=stranger.pk, now=given.NOW)

    assert not Venue.objects.filter(slug="the-annex").exists()


def test_a_booker_takes_in_no_house():
    with pytest.raises(NotAllowed):
        venues.create(actor=given.a_booker(), plan=given.damrak(), organisation_id=None, now=given.NOW)


def test_a_guest_is_asked_to_sign_in():
    with pytest.raises(SignInNeeded):
        venues.create(actor=GUEST, plan=given.damrak(), organisation_id=None, now=given.NOW)


def test_the_same_house_is_not_taken_in_twice():
    given.a_venue()

    with pytest.raises(venues.SlugTaken):
        venues.create(actor=given.an_operator(), plan=given.damrak(), organisation_id=None, now=given.NOW)


def test_a_house_costs_the_same_statements_whatever_its_rooms():
    operator, plan = given.an_operator(), _renamed("the-annex")
    more = [replace(space, name=f"{space.name} {number}") for number in range(3) for space in plan.rooms.spaces]
    wide = replace(_renamed("the-wide-annex"), rooms=replace(plan.rooms, spaces=tuple(more)))

    with CaptureQueriesContext(connection) as few:
        venues.create(actor=operator, plan=plan, organisation_id=None, now=given.NOW)
    with CaptureQueriesContext(connection) as many:
        venues.create(actor=operator, plan=wide, organisation_id=None, now=given.NOW)

    assert len(few) == len(many)


def _nonsense() -> list[tuple[HousePlan, type[Refusal]]]:
    plan = given.damrak()
    rooms, rates = plan.rooms, plan.rates
    hall, *others = rooms.spaces
    never = Validity(given.MEETING_DAY, given.MEETING_DAY - timedelta(days=1))
    tangled = replace(terms.UVH_GROUP, tiers=terms.UVH_GROUP.tiers[::-1])
    cheaper_first = replace(tangled, tiers=tuple(replace(tier, charge=percent_of(0)) for tier in tangled.tiers))

    def with_hall(**changes: object) -> HousePlan:
        return replace(plan, rooms=replace(rooms, spaces=(replace(hall, **changes), *others)))  # type: ignore[arg-type] # the fields of a space

    def with_terms(*plans: TermsPlan) -> HousePlan:
        return replace(plan, rates=replace(rates, terms=plans))

    return [
        (with_hall(seatings=(Seating(Layout.THEATRE, 1, 0),)), houses.CapacityTooSmall),
        (with_hall(seatings=(Seating(Layout.THEATRE, 1, 9),) * 2), houses.LayoutTwice),
        (with_hall(sections=("Attic",)), houses.SectionUnknown),
        (with_hall(sections=()), houses.SectionUnknown),
        (with_hall(name=others[0].name), houses.SpaceNameTaken),
        (with_hall(hire=(replace(hall.hire[0], validity=never),)), houses.RateWithoutValidity),
        (with_hall(hire=(replace(hall.hire[0], amount=Decimal(-1)),)), houses.RateNegative),
        (replace(plan, rooms=replace(rooms, sections=(*rooms.sections, "Attic"))), houses.SectionUnused),
        (replace(plan, rooms=replace(rooms, opening=(Opening(0, 600, 540),))), houses.OpeningUpsideDown),
        (replace(plan, rooms=replace(rooms, opening=(Opening(7, 540, 600),))), houses.OpeningUpsideDown),
        (replace(plan, rooms=replace(rooms, opening=(Opening(0, 540, 600),))), houses.PackageTooLong),
        (with_terms(TermsPlan(cheaper_first, given.LONG_AGO, None)), TiersOutOfOrder),
        (with_terms(TermsPlan(terms.UVH_GROUP, given.LONG_AGO, None)), TermsGap),  # nine people have none
        (
            with_terms(
                TermsPlan(terms.WEEKS_4_3_2, given.LONG_AGO, given.LONG_AGO),
                TermsPlan(terms.WEEKS_4_3_2, given.LONG_AGO + timedelta(days=9), None),
            ),
            TermsGap,  # and so have the days in between
        ),
        (
            with_terms(
                TermsPlan(terms.WEEKS_4_3_2, given.LONG_AGO, None), TermsPlan(terms.WEEKS_4_2_1, given.LONG_AGO, None)
            ),
            TermsOverlap,
        ),
        (
            with_terms(
                TermsPlan(replace(terms.WEEKS_4_3_2, late=fixed(Money(Decimal(99), "SGD"))), given.LONG_AGO, None)
            ),
            MixedCurrencies,
        ),
    ]


@pytest.mark.parametrize("number", range(16))
def test_nonsense_is_refused_with_its_own_word(number: int):
    plan, refusal = _nonsense()[number]

    with pytest.raises(HouseWrong) as refused:
        venues.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=given.NOW)

    assert refusal in {type(one.refusal) for one in refused.value.mistakes}
    assert not Venue.objects.exists()


def test_a_closed_room_blocks_its_sections_and_those_who_share_them():
    slug = given.a_venue()

    reference = venues.close(
        actor=given.a_hotel_member(),
        venue_slug=slug,
        space_slug="beurszaal",
        period=PAINTING,
        reason="painting",
        now=given.NOW,
    )

    entries = Entry.objects.filter(reference=reference, kind="closure")
    hall = Space.objects.get(venue__slug=slug, slug="beurszaal")
    assert entries.count() == hall.sections.count()
    assert not board.differences()


def test_a_closed_house_blocks_every_section_once():
    slug = given.a_venue()

    reference = venues.close(
        actor=given.a_hotel_member(), venue_slug=slug, space_slug=None, period=PAINTING, reason="", now=given.NOW
    )

    sections = Entry.objects.filter(reference=reference).values_list("section__name", flat=True)
    assert sorted(sections) == sorted(given.damrak().rooms.sections)


def test_nothing_is_closed_over_a_booking():
    given.a_confirmed_booking()
    day = Period(datetime(2027, 4, 15, 6, tzinfo=UTC), datetime(2027, 4, 15, 20, tzinfo=UTC))

    with pytest.raises(SpaceTaken):
        venues.close(
            actor=given.a_hotel_member(),
            venue_slug=given.DAMRAK,
            space_slug=None,
            period=day,
            reason="",
            now=given.NOW,
        )


def test_another_hotel_closes_nothing_here():
    slug = given.a_venue()
    stranger = given.a_hotel_member(given.MARINA)

    with pytest.raises(NotAllowed):
        venues.close(actor=stranger, venue_slug=slug, space_slug=None, period=PAINTING, reason="", now=given.NOW)

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("venue", "space", "refusal"),
    [("nowhere", None, venues.VenueUnknown), (given.DAMRAK, "attic", venues.SpaceUnknown)],
)
def test_what_is_not_there_is_not_closed(venue: str, space: str | None, refusal: type[Refusal]):
    given.a_venue()

    with pytest.raises(refusal):
        venues.close(
            actor=given.an_operator(), venue_slug=venue, space_slug=space, period=PAINTING, reason="", now=given.NOW
        )


def test_what_is_over_is_not_closed():
    slug = given.a_venue()

    with pytest.raises(ClosesInPast):
        venues.close(
            actor=given.an_operator(),
            venue_slug=slug,
            space_slug=None,
            period=PAINTING,
            reason="",
            now=PAINTING.ends_at,
        )


@pytest.mark.parametrize("reason", ["a" * 301, "paint\x00"])
def test_a_reason_that_cannot_be_kept_closes_nothing(reason: str):
    slug = given.a_venue()

    with pytest.raises(ReasonTooLong):
        _close(slug, given.a_hotel_member(), reason=reason)

    assert not Entry.objects.exists()


def test_a_house_of_the_longest_name_can_be_closed():
    slug = given.a_venue("h" * 120)

    _close(slug, given.an_operator(), reason="r" * 300)

    assert Fact.objects.get(kind="VenueClosed").subject == slug


def test_what_is_reopened_is_free_again():
    slug = given.a_venue()
    desk = given.a_hotel_member()
    closure, other = _close(slug, desk), _close(slug, desk, period=AFTER_PAINTING)

    venues.reopen(actor=desk, closure=closure, now=given.NOW)

    assert set(Entry.objects.values_list("reference", flat=True)) == {other}
    assert not board.differences()
    assert Fact.objects.get(kind="VenueReopened").data["closure"] == closure


def test_who_waits_for_a_closed_part_has_it_when_it_reopens():
    bram, carla = given.a_booker(given.BRAM), given.a_booker("carla@example.org")
    half = given.an_option(bram, space="beurszaal-noord")
    whole = given.an_option(carla, may_wait=True)
    desk = given.a_hotel_member()
    closure = _close(given.DAMRAK, desk, period=MEETING, space="beurszaal-zuid")
    options.let_go(actor=bram, option=half, now=given.NOW)
    assert Option.objects.get(reference=whole).rank == 2

    venues.reopen(actor=desk, closure=closure, now=given.NOW)

    assert Option.objects.get(reference=whole).rank == 1
    assert Entry.objects.filter(reference=whole, blocking=True).count() == 2
    assert not board.differences()


def test_a_closure_is_reopened_once():
    slug = given.a_venue()
    closure = _close(slug, given.an_operator())
    venues.reopen(actor=given.an_operator(), closure=closure, now=given.NOW)

    with pytest.raises(venues.ClosureUnknown):
        venues.reopen(actor=given.an_operator(), closure=closure, now=given.NOW)

    assert Fact.objects.filter(kind="VenueReopened").count() == 1


def test_a_booking_is_no_closure():
    booking = given.a_confirmed_booking()

    with pytest.raises(venues.ClosureUnknown):
        venues.reopen(actor=given.an_operator(), closure=booking, now=given.NOW)

    assert Entry.objects.filter(reference=booking).exists()


@pytest.mark.parametrize("who", ["another hotel", "a booker", "a guest"])
def test_nobody_else_reopens_a_house_or_sees_why_it_is_closed(who: str):
    closure = _close(given.a_venue(), given.a_hotel_member())
    actor = {"another hotel": given.a_hotel_member(given.MARINA), "a booker": given.a_booker(), "a guest": GUEST}[who]

    with pytest.raises(NotAllowed):
        venues.reopen(actor=actor, closure=closure, now=given.NOW)
    with pytest.raises(NotAllowed):
        closures.closures(given.DAMRAK, actor=actor, now=given.NOW)

    assert Entry.objects.filter(reference=closure).exists()


def test_what_is_over_is_listed_no_more():
    slug = given.a_venue()
    desk = given.a_hotel_member()
    _close(slug, desk)
    later = _close(slug, desk, period=AFTER_PAINTING, space="kleine-zaal")

    [listed] = closures.closures(slug, actor=desk, now=PAINTING.ends_at)

    assert (listed.reference, listed.period, listed.sections) == (later, AFTER_PAINTING, ("Kleine Zaal",))


def _close(
    slug: str, actor: Actor, *, period: Period = PAINTING, space: str | None = None, reason: str = "painting"
) -> str:
    return venues.close(actor=actor, venue_slug=slug, space_slug=space, period=period, reason=reason, now=given.NOW)


def _renamed(slug: str) -> HousePlan:
    plan = given.damrak()
    return replace(plan, facts=replace(plan.facts, slug=slug))
