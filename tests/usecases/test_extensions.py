"""Holding longer: the customer once within the house's rule, the house to any moment before the meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor
from zaal.domain.options import (
    ExtendedBefore,
    ExtensionTooLong,
    HeldLongest,
    OptionExpired,
    ReleaseNotLater,
    SomebodyWaits,
)
from zaal.domain.sales import OptionEnded
from zaal.queries import sales
from zaal.queries.sales import Stage
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import OptionUnknown
from zaal.records.sales.models import Option
from zaal.usecases import bookings, extensions, options

pytestmark = pytest.mark.django_db

# Summer time begins in between; the clock at the venue shows the same hour.
RELEASE_AT = given.NOW + timedelta(days=7)
LONGEST = datetime(2027, 3, 15, 9, tzinfo=UTC)
STARTS_AT = datetime(2027, 4, 15, 7, tzinfo=UTC)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


def test_the_customer_holds_the_room_as_long_as_the_house_lets(anna: Actor):
    reference = given.an_option(anna)

    told = sales.option(reference, actor=anna, now=given.NOW)
    until = extensions.extend(actor=anna, option=reference, now=given.NOW)

    assert told.extends_to == until == LONGEST
    held = sales.option(reference, actor=anna, now=LONGEST - timedelta(seconds=1))
    assert (held.stage, held.release_at, held.extends_to) == (Stage.HELD, LONGEST, None)
    assert isinstance(held.no_extension, ExtendedBefore)
    fact = Fact.objects.get(kind="OptionExtended", subject=reference)
    assert fact.data == {"rank": 1, "was_until": RELEASE_AT.isoformat(), "release_at": LONGEST.isoformat()}
    assert ProcrastinateJob.objects.filter(task_name="tell", args={"fact_id": fact.pk}).count() == 1


def test_an_extended_option_lapses_at_its_new_moment_only(anna: Actor):
    reference = given.an_option(anna)
    extensions.extend(actor=anna, option=reference, now=given.NOW)

    assert options.expire_due(actor=SYSTEM, now=RELEASE_AT) == 0
    assert options.expire_due(actor=SYSTEM, now=LONGEST) == 1


def test_the_reminder_comes_again_before_the_new_moment(anna: Actor):
    reference = given.an_option(anna)
    day = timedelta(days=1)
    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - day, ahead=day) == 1

    extensions.extend(actor=anna, option=reference, now=RELEASE_AT - day)

    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - day, ahead=day) == 0
    assert options.remind_due(actor=SYSTEM, now=LONGEST - day, ahead=day) == 1


def test_once_is_what_the_customer_may(anna: Actor):
    reference = given.an_option(anna)
    extensions.extend(actor=anna, option=reference, now=given.NOW, until=date(2027, 3, 10))

    with pytest.raises(ExtendedBefore):
        extensions.extend(actor=anna, option=reference, now=given.NOW)

    assert Option.objects.get(reference=reference).release_at == datetime(2027, 3, 10, 23, tzinfo=UTC)


def test_nobody_holds_longer_over_the_head_of_who_waits(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True, space="beurszaal-zuid")

    with pytest.raises(SomebodyWaits):
        extensions.extend(actor=anna, option=first, now=given.NOW)
    options.let_go(actor=bram, option=second, now=given.NOW)

    assert extensions.extend(actor=anna, option=first, now=given.NOW) == LONGEST


def test_who_waits_elsewhere_or_at_another_time_is_in_nobodys_way(anna: Actor, bram: Actor):
    first = given.an_option(anna, space="beurszaal-noord")
    given.an_option(bram, space="beurszaal-zuid")
    carla = given.a_booker("carla@example.org")
    given.an_option(carla, may_wait=True, space="beurszaal-zuid")

    assert extensions.extend(actor=anna, option=first, now=given.NOW) == LONGEST


def test_the_maximum_runs_from_when_the_option_came_to_hold_the_room(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True)
    later = given.NOW + timedelta(days=5)
    options.let_go(actor=anna, option=first, now=later)

    assert extensions.extend(actor=bram, option=second, now=later) == LONGEST + timedelta(days=5)


def test_one_that_waits_stays_in_line_longer_while_nobody_is_behind_it(anna: Actor, bram: Actor):
    given.an_option(anna)
    second = given.an_option(bram, may_wait=True)

    extensions.extend(actor=bram, option=second, now=given.NOW)

    held = sales.option(second, actor=bram, now=RELEASE_AT)
    assert (held.stage, held.rank) == (Stage.WAITING, 2)


def test_a_house_may_give_no_more_time_than_it_usually_does(anna: Actor):
    given.a_venue(option_most_days=7)
    reference = given.an_option(anna)

    with pytest.raises(HeldLongest) as refused:
        extensions.extend(actor=anna, option=reference, now=given.NOW)

    assert refused.value.facts == {"latest": RELEASE_AT}


def test_neither_shorter_nor_longer_than_the_house_lets(anna: Actor):
    reference = given.an_option(anna)

    with pytest.raises(ReleaseNotLater):
        extensions.extend(actor=anna, option=reference, now=given.NOW, until=RELEASE_AT)
    with pytest.raises(ExtensionTooLong):
        extensions.extend(actor=anna, option=reference, now=given.NOW, until=LONGEST + timedelta(seconds=1))

    assert not Fact.objects.filter(kind="OptionExtended").exists()


def test_the_house_holds_it_to_any_moment_before_the_meeting_as_often_as_it_likes(anna: Actor, bram: Actor):
    reference = given.an_option(anna)
    given.an_option(bram, may_wait=True)
    desk = given.a_hotel_member()

    extensions.extend(actor=desk, option=reference, now=given.NOW, until=date(2027, 3, 20))
    extensions.extend(actor=desk, option=reference, now=given.NOW, until=STARTS_AT)

    assert sales.option(reference, actor=anna, now=given.NOW).release_at == STARTS_AT
    with pytest.raises(HeldLongest):
        extensions.extend(actor=desk, option=reference, now=given.NOW)


def test_what_has_lapsed_or_ended_is_not_brought_back(anna: Actor):
    lapsed = given.an_option(anna)
    for actor in (anna, given.a_hotel_member()):
        with pytest.raises(OptionExpired):
            extensions.extend(actor=actor, option=lapsed, now=RELEASE_AT, until=STARTS_AT)
    booked = given.an_option(anna, space="kleine-zaal", delegates=10)
    bookings.confirm_option(actor=anna, option=booked, now=given.NOW)

    with pytest.raises(OptionEnded):
        extensions.extend(actor=anna, option=booked, now=given.NOW)


def test_strangers_extend_nothing(anna: Actor, bram: Actor):
    reference = given.an_option(anna)
    given.a_venue(given.MARINA)

    for stranger in (bram, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(OptionUnknown):
            extensions.extend(actor=stranger, option=reference, now=given.NOW)

    assert Option.objects.get(reference=reference).release_at == RELEASE_AT
