"""A hotel's page: rooms sorted as asked, free days, the plan beside the form, what the house states, its language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.period import Period
from zaal.domain.stated import FactKind, StatedFact
from zaal.interfaces import clock
from zaal.records.venues.models import Space, Venue
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.houses import SpacePlan

pytestmark = pytest.mark.django_db

PAGE = f"/venues/{given.DAMRAK}"
TODAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
GREEN_KEY = StatedFact(FactKind.GREEN_KEY, "Gold", date(2026, 3, 3), "Green Key", date(2027, 2, 28))
STEP_FREE = StatedFact(FactKind.STEP_FREE_ROUTE, "yes", date(2026, 3, 3))


@pytest.fixture(autouse=True)
def on_the_first_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: TODAY)


def rooms_of(page: str) -> list[str]:
    return re.findall(r'id="choose-([a-z-]+)"', page)


def test_rooms_are_sorted_by_any_column_without_script(client: Client):
    given.a_venue()
    Space.objects.update(area_sqm=None)
    Space.objects.filter(slug="beurszaal-noord").update(area_sqm=90)
    Space.objects.filter(slug="kleine-zaal").update(area_sqm=9)

    page = client.get(PAGE, {"by": "-area"}).content.decode()

    assert rooms_of(page)[:2] == ["beurszaal-noord", "kleine-zaal"]
    assert (
        'aria-sort="descending" class="number"><a class="chart-sort" href="/venues/hotel-damrak?by=area#rooms"' in page
    )


def test_rooms_without_a_figure_come_last_either_way(client: Client):
    given.a_venue()
    Space.objects.filter(slug="beurszaal").update(height_m=3)

    both = [rooms_of(client.get(PAGE, {"by": by}).content.decode())[0] for by in ("height", "-height")]

    assert both == ["beurszaal", "beurszaal"]


def test_sorting_keeps_what_was_asked(client: Client):
    given.a_venue()

    page = client.get(PAGE, {"delegates": "12", "by": "nonsense"}).content.decode()

    assert 'href="/venues/hotel-damrak?delegates=12&amp;by=theatre#rooms"' in page


def test_a_free_day_leads_to_the_quote_form_with_that_day(client: Client):
    given.a_venue()

    page = client.get(f"{PAGE}/free", {"month": "2027-03", "of": "kleine-zaal", "delegates": "8"}).content.decode()

    assert '?delegates=8&amp;space=kleine-zaal&amp;date=2027-03-18#quote" aria-label="Thu 18 Mar 2027: free"' in page


def test_what_is_taken_is_told_without_a_word_about_whom(client: Client):
    given.a_venue()
    period = Period(datetime(2027, 3, 18, 6, tzinfo=UTC), datetime(2027, 3, 18, 21, tzinfo=UTC))
    venues.close(
        actor=given.an_operator(),
        venue_slug=given.DAMRAK,
        space_slug="kleine-zaal",
        period=period,
        reason="Secret merger",
        now=TODAY,
    )

    page = client.get(f"{PAGE}/free", {"month": "2027-03", "of": "kleine-zaal"}).content.decode()

    assert "Thu 18 Mar 2027: taken" in page
    assert "date=2027-03-18" not in page
    assert "Secret" not in page


def test_the_month_turns_by_links_within_what_can_be_booked(client: Client):
    given.a_venue()

    first = client.get(f"{PAGE}/free", {"month": "2020-01"}).content.decode()
    last = client.get(f"{PAGE}/free", {"month": "2099-12"}).content.decode()

    assert "March 2027" in first
    assert "free-before" not in first
    assert "March 2029" in last
    assert "free-after" not in last


def test_a_month_of_a_house_that_is_not_there_is_not_found(client: Client):
    assert client.get("/venues/nowhere/free").status_code == 404


def test_the_plan_follows_the_quote_form(client: Client):
    given.a_venue()
    Space.objects.update(length_m=9, width_m=6)

    page = client.get(
        f"{PAGE}/plan", {"space": "kleine-zaal", "layout": "theatre", "delegates": "16", "whole": "1"}
    ).content.decode()

    assert '<section class="section" id="plan"' in page
    assert 'value="16"' in page
    assert "the hotel states 20." in page
    assert "kleine-zaal.svg" in page


def test_what_a_house_states_is_told_with_its_day_and_marked_when_it_is_over(client: Client):
    plan = replace(given.damrak(), stated=(GREEN_KEY, STEP_FREE))
    venues.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=TODAY)

    page = client.get(PAGE).content.decode()

    assert "stated by the hotel on 3 Mar 2026" in page
    assert "Green Key, 3 Mar 2026; expired on 28 Feb 2027" in page
    assert page.count("stated-expired") == 1
    assert "not stated" in page


def test_a_text_in_another_language_is_marked_as_that(client: Client):
    given.a_venue()
    Venue.objects.update(descriptions={"nl": "Een rustig huis."})

    page = client.get(PAGE).content.decode()

    assert '<p class="venue-text" lang="nl">Een rustig huis.</p>' in page
    assert "in Dutch" in page


def test_packages_say_when_what_is_had(client: Client):
    given.a_venue()

    page = client.get(PAGE).content.decode()

    assert "<dt>All the time</dt>" in page
    assert "8-hour" in page


def test_the_page_takes_as_many_statements_for_ten_rooms_as_for_four(client: Client):
    given.a_venue()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as four:
        client.get(PAGE)
    plan = given.marina()
    rooms: tuple[SpacePlan, ...] = tuple(
        replace(plan.rooms.spaces[0], name=f"Salon {number}", sections=(f"Salon {number}",)) for number in range(10)
    )
    house = replace(plan.rooms, spaces=rooms, sections=tuple(room.name for room in rooms))
    venues.create(actor=given.an_operator(), plan=replace(plan, rooms=house), organisation_id=None, now=TODAY)
    client.get(f"/venues/{given.MARINA}")

    with CaptureQueriesContext(connection) as ten:
        client.get(f"/venues/{given.MARINA}")

    assert len(ten) == len(four)
