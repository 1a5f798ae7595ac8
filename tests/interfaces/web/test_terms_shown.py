"""What cancelling costs is told in words, in a table, and drawn to scale, the same on all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override
from tests import given

from zaal.domain.cancellation import Step
from zaal.domain.money import Money
from zaal.interfaces import cancelling
from zaal.interfaces.timeline import Paper
from zaal.interfaces.web.sales import terms, timeline
from zaal.queries import sales
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from django.test import Client

NOW = given.NOW
STARTS_AT = datetime(2027, 4, 15, 7, 0, tzinfo=UTC)
VALUE = Money(Decimal(700), "EUR")
SPAN = cancelling.Span(NOW, "", NOW, STARTS_AT, "Europe/Amsterdam")


def a_step(days: int | None, percent: int) -> Step:
    until = None if days is None else STARTS_AT - timedelta(days=days)
    return Step(until, Decimal(percent), VALUE.percent(percent))


def picture_of(*steps: Step) -> timeline.Picture:
    with override("en"):
        found = timeline.picture(steps, SPAN, value=VALUE, said=cancelling.brief_fee)
    assert found
    return found


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_bars_rise_with_the_fee_and_are_named_by_it():
    found = picture_of(a_step(28, 0), a_step(14, 50), a_step(None, 100))

    assert [(bar.height, bar.tone) for bar in found.bars] == [(2, "free"), (20, "much"), (40, "all")]
    assert [tag.text for tag in found.tags] == ["now: nothing", "start 15 Apr", "18 Mar: €350.00", "1 Apr: €700.00"]


def test_a_fee_that_the_terms_do_not_say_is_hatched_and_said_in_words():
    silent = replace(a_step(None, 100), percent=None, fee=None)

    found = picture_of(a_step(14, 0), silent)

    assert [bar.tone for bar in found.bars] == ["free", "unknown"]
    assert found.tags[-1].text == "1 Apr: ask the hotel"
    assert found.told.count("ask the hotel.") == 1


def test_nothing_is_drawn_once_the_meeting_has_started():
    over = replace(SPAN, since=STARTS_AT)

    assert timeline.picture([a_step(None, 100)], over, value=VALUE, said=cancelling.brief_fee) is None


def test_paper_and_page_are_drawn_alike():
    steps = [a_step(28, 0), a_step(None, 100)]
    with override("en"):
        narrow, wide = (
            cancelling.drawing(steps, SPAN, value=VALUE, paper=paper, said=cancelling.brief_fee, language="en")
            for paper in (timeline.NARROWEST, Paper(130, 1.7, 2))
        )

    assert narrow
    assert wide
    assert narrow.bands == wide.bands


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_at_now")
def test_a_quote_says_the_fee_now_and_when_it_changes_on_both_clocks(client: Client):
    booker = given.a_booker()
    client.force_login(Person.objects.get(pk=booker.person_id or 0))
    client.cookies["tz"] = "Asia/Singapore"

    page = client.get(f"/quotes/{given.a_quote(booker)}").content.decode()

    text = text_of(page)
    assert "Cancelling now: nothing ." in text
    assert "From Thu 18 Mar 2027, 09:00 in Amsterdam (16:00 your time, Singapore) : €210.00 (30%) ." in text
    assert 'role="img" aria-labelledby="timeline-title timeline-told"' in page
    assert "style=" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_at_now")
def test_a_booking_is_drawn_from_its_own_day_with_now_marked():
    booker = given.a_booker()
    told = sales.booking(given.a_confirmed_booking(booker), actor=booker, now=NOW)
    later = NOW + (STARTS_AT - told.confirmed_at) / 2

    with override("en"):
        found = terms.of_booking(told, later)

    assert found.picture
    assert found.picture.now == "50.000%"
    assert found.picture.tags[0].text == "booked 1 Mar"


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_at_now")
def test_a_venue_draws_its_terms_for_the_day_asked_for(client: Client):
    given.a_venue()

    page = text_of(client.get(f"/venues/{given.DAMRAK}?date=2027-04-15").content.decode())

    assert "For example, for a meeting that starts on Thu 15 Apr 2027, 09:00:" in page
    assert "18 Mar: 30%" in page
    assert "€30.00" not in page
