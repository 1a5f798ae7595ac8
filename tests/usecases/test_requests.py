"""Requests by hand: refused with a reason, and what happens while the hotel is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor
from zaal.domain.bookings import NotAsked
from zaal.domain.refusals import NotAllowed
from zaal.domain.requests import RefusalReason, WordsMissing
from zaal.domain.sales import OptionEnded
from zaal.queries import answering, sales
from zaal.queries.sales import Stage
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import OptionUnknown
from zaal.usecases import bookings, options, requests

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


@pytest.fixture
def desk() -> Actor:
    given.a_venue(instant=False)
    return given.a_hotel_member()


def asked_by(who: Actor, **wish: object) -> str:
    option = given.an_option(who, **wish)
    return bookings.ask(actor=who, option=option, now=given.NOW)


def told_of(option: str) -> list[str]:
    return list(Fact.objects.filter(subject=option).order_by("pk").values_list("kind", flat=True))


def test_the_hotel_refuses_with_a_reason_and_the_next_in_line_has_the_room(desk: Actor, anna: Actor, bram: Actor):
    option = asked_by(anna)
    second = given.an_option(bram, may_wait=True)

    requests.refuse(actor=desk, option=option, reason="works", words=" The  ceiling. ", now=given.NOW)

    told = sales.option(option, actor=anna, now=given.NOW)
    assert (told.stage, told.refused_for, told.refused_words) == (Stage.REFUSED, RefusalReason.WORKS, "The ceiling.")
    assert told_of(option)[-2:] == ["BookingAsked", "RequestRefused"]
    assert sales.option(second, actor=bram, now=given.NOW).stage is Stage.HELD
    with pytest.raises(OptionEnded):
        bookings.confirm_option(actor=desk, option=option, now=given.NOW)


def test_refusing_twice_is_the_same_as_once(desk: Actor, anna: Actor):
    option = asked_by(anna)

    for _ in range(2):
        requests.refuse(actor=desk, option=option, reason="price", now=given.NOW)

    assert told_of(option).count("RequestRefused") == 1


def test_another_reason_needs_words(desk: Actor, anna: Actor):
    option = asked_by(anna)

    with pytest.raises(WordsMissing):
        requests.refuse(actor=desk, option=option, reason="other", words="  ", now=given.NOW)

    assert sales.option(option, actor=anna, now=given.NOW).stage is Stage.HELD


def test_only_the_house_refuses_and_only_what_was_asked(desk: Actor, anna: Actor, bram: Actor):
    option = asked_by(anna)
    held = given.an_option(anna, space="kleine-zaal", delegates=10)
    given.a_venue(given.MARINA)

    for stranger in (bram, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(OptionUnknown):
            requests.refuse(actor=stranger, option=option, reason="works", now=given.NOW)
    with pytest.raises(NotAllowed):
        requests.refuse(actor=anna, option=option, reason="works", now=given.NOW)
    with pytest.raises(NotAsked):
        requests.refuse(actor=desk, option=held, reason="works", now=given.NOW)


@pytest.mark.usefixtures("desk")
def test_silence_is_told_to_the_house_twice_and_then_to_the_customer_each_once(anna: Actor):
    option = asked_by(anna)

    told = {
        hours: requests.press_due(actor=SYSTEM, now=given.NOW + hours * HOUR) for hours in (23, 24, 25, 36, 47, 48, 60)
    }

    assert told == {23: 0, 24: 1, 25: 0, 36: 1, 47: 0, 48: 1, 60: 0}
    pressed = Fact.objects.filter(subject=option, kind__startswith="Request").order_by("pk")
    assert [(fact.kind, fact.data["hours"]) for fact in pressed] == [
        ("RequestPressed", 24),
        ("RequestPressed", 36),
        ("RequestUnanswered", 48),
    ]
    for fact in pressed:
        assert ProcrastinateJob.objects.filter(task_name="tell", args={"fact_id": fact.pk}).count() == 1


def test_who_has_answered_is_not_pressed(desk: Actor, anna: Actor, bram: Actor):
    confirmed, refused = asked_by(anna), asked_by(bram, space="kleine-zaal", delegates=10)
    bookings.confirm_option(actor=desk, option=confirmed, now=given.NOW)
    requests.refuse(actor=desk, option=refused, reason="works", now=given.NOW)

    assert requests.press_due(actor=SYSTEM, now=given.NOW + 48 * HOUR) == 0


def test_how_a_house_answers_is_measured_by_the_middle_request_and_silence_is_a_no(desk: Actor, anna: Actor):
    for number, hours in enumerate((1, 5, 6)):
        day = given.a_span(given.MEETING_DAY + timedelta(days=number))
        option = asked_by(anna, spans=(day,))
        bookings.confirm_option(actor=desk, option=option, now=given.NOW + hours * HOUR)
    refused = asked_by(anna, space="kleine-zaal", delegates=10)
    requests.refuse(actor=desk, option=refused, reason="works", now=given.NOW + 2 * HOUR)
    taken_back = asked_by(anna, space="kleine-zaal", delegates=10)
    options.let_go(actor=anna, option=taken_back, now=given.NOW)
    silent = asked_by(anna, space="kleine-zaal", delegates=10)
    later = given.NOW + timedelta(days=7)

    before = answering.of_house(given.DAMRAK, now=later)
    options.expire_due(actor=SYSTEM, now=later)
    after = answering.of_house(given.DAMRAK, now=later)

    assert (before.asked, before.accepted, before.typical) == (4, 3, None)
    assert (after.asked, after.accepted, after.typical) == (5, 3, 5 * HOUR)
    assert sales.option(silent, actor=anna, now=later).stage is Stage.EXPIRED


def test_the_record_of_one_house_is_not_anothers(desk: Actor, anna: Actor):
    given.a_venue(given.MARINA)
    bookings.confirm_option(actor=desk, option=asked_by(anna), now=given.NOW)

    assert answering.of_house(given.MARINA, now=given.NOW + HOUR).asked == 0
