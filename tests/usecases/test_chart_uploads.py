"""A capacity chart on its way in: columns confirmed, oddities decided, and then all of it or nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.actors import GUEST
from zaal.domain.chart_decisions import Choice, CorrectionWrong, Decision
from zaal.domain.chart_updates import Standing
from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.gateways.charts import ColumnChoice
from zaal.queries import chart_uploads as told
from zaal.queries.venues import VenueUnknown
from zaal.records.logbook.models import Fact
from zaal.records.venues.models import ChartUpload, Space
from zaal.usecases import chart_uploads

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db

NEW = """Room,Area m2,Length,Width,Theatre,U-shape,Boardroom
Oxford,50,10,5,40,18,16
Cambridge,50,10,5,40,0,20
Combined (Oxford & Cambridge),100,20,5,90,40,
Closet,10,,,200,,
Combined,300,,,300,,
Oxford,55,,,45,,
"""


@pytest.fixture
def desk() -> Actor:
    return given.a_hotel_member()


def take_in(desk: Actor, text: str = NEW) -> str:
    chart = chart_uploads.take_in(
        actor=desk, venue_slug=given.DAMRAK, data=text.encode(), filename="rooms.csv", now=given.NOW
    )
    columns = told.columns(given.DAMRAK, chart, actor=desk, now=given.NOW).guess.columns
    choices = [ColumnChoice(column.means, column.unit) for column in columns]
    chart_uploads.confirm_columns(actor=desk, venue_slug=given.DAMRAK, chart=chart, choices=choices, now=given.NOW)
    return chart


def preview(desk: Actor, chart: str) -> told.Preview:
    return told.preview(given.DAMRAK, chart, actor=desk, now=given.NOW)


def write(desk: Actor, chart: str, **decisions: Decision) -> None:
    keys = {oddity.key: oddity for oddity in preview(desk, chart).oddities}
    meant = {key: decision for code, decision in decisions.items() for key in keys if f"-{code}-" in key}
    chart_uploads.write(actor=desk, venue_slug=given.DAMRAK, chart=chart, decisions=meant, now=given.NOW)


def standings(found: told.Preview) -> dict[str, Standing]:
    return {update.plan.name: update.standing for update in found.updates}


def seats(name: str) -> dict[str, int]:
    space = Space.objects.get(venue__slug=given.DAMRAK, name=name)
    return dict(space.capacities.values_list("layout", "max_delegates"))


def test_the_preview_tells_what_is_new_and_gone_and_what_is_odd_and_writes_nothing(desk: Actor):
    before = Space.objects.count()

    found = preview(desk, take_in(desk))

    assert standings(found) == {
        "Oxford": Standing.NEW,
        "Cambridge": Standing.NEW,
        "Oxford & Cambridge": Standing.NEW,
        "Closet": Standing.NEW,
        "Combined": Standing.NEW,
        "Beurszaal": Standing.GONE,
        "Beurszaal Noord": Standing.GONE,
        "Beurszaal Zuid": Standing.GONE,
        "Kleine Zaal": Standing.GONE,
    }
    assert [oddity.key for oddity in found.oddities] == [
        "0-zero_not_offered-1",
        "1-u_shape_above_boardroom-1",
        "1-name_repeated-1",
        "3-combination_area_differs-1",
        "4-capacity_overstated-1",
        "5-combination_without_parts-1",
        "6-name_repeated-1",
    ]
    assert Space.objects.count() == before


def test_what_is_as_usual_is_taken_as_stated_and_a_second_row_of_a_name_left_out(desk: Actor):
    write(desk, take_in(desk))

    assert seats("Closet") == {"theatre": 200}
    assert seats("Oxford") == {"theatre": 40, "u_shape": 18, "boardroom": 16}
    assert not Space.objects.get(venue__slug=given.DAMRAK, name="Combined").listed
    both = Space.objects.get(venue__slug=given.DAMRAK, name="Oxford & Cambridge")
    assert sorted(both.sections.values_list("name", flat=True)) == ["Cambridge", "Oxford"]


def test_a_figure_is_corrected_or_left_out_and_a_combination_gets_its_parts(desk: Actor):
    write(
        desk,
        take_in(desk),
        capacity_overstated=Decision(Choice.CORRECT, "12"),
        u_shape_above_boardroom=Decision(Choice.LEAVE),
        combination_without_parts=Decision(Choice.CORRECT, "Oxford + Closet"),
    )

    assert seats("Closet") == {"theatre": 12}
    assert seats("Oxford") == {"theatre": 40, "boardroom": 16}
    combined = Space.objects.get(venue__slug=given.DAMRAK, name="Combined")
    assert sorted(combined.sections.values_list("name", flat=True)) == ["Closet", "Oxford"]
    assert combined.listed


def test_rooms_that_are_left_out_do_not_come_in(desk: Actor):
    write(desk, take_in(desk), combination_without_parts=Decision(Choice.LEAVE), name_repeated=Decision(Choice.LEAVE))

    names = set(Space.objects.filter(venue__slug=given.DAMRAK).values_list("name", flat=True))
    assert {"Combined", "Oxford"} & names == set()
    assert "Closet" in names


def test_a_correction_that_is_no_number_is_refused_and_nothing_is_written(desk: Actor):
    chart, before = take_in(desk), Space.objects.count()

    with pytest.raises(CorrectionWrong) as refusal:
        write(desk, chart, capacity_overstated=Decision(Choice.CORRECT, "a dozen"))

    assert refusal.value.facts == {"room": "Closet", "given": "a dozen", "wanted": "seats"}
    assert Space.objects.count() == before
    assert ChartUpload.objects.filter(reference=chart).exists()


def test_the_same_chart_again_changes_nothing_and_a_newer_one_says_what_it_changes(desk: Actor):
    write(desk, take_in(desk))
    again = preview(desk, take_in(desk))
    newer = NEW.replace("Cambridge,50,10,5,40,0,20", "Cambridge,52.5,10,5,44,,20")

    found = preview(desk, take_in(desk, newer))

    assert {standing for name, standing in standings(again).items() if "zaal" not in name.lower()} == {Standing.MATCHED}
    (cambridge,) = (update for update in found.updates if update.plan.name == "Cambridge")
    assert cambridge.standing is Standing.CHANGED
    assert [(one.fact, one.old, one.new) for one in cambridge.facts] == [("area_sqm", Decimal(50), Decimal("52.50"))]
    assert [(one.layout, one.old, one.new) for one in cambridge.seats] == [("theatre", 40, 44)]


def test_zero_takes_a_layout_away_only_when_it_means_not_offered(desk: Actor):
    chart = "Room,Theatre,U-shape\nKleine Zaal,30,0\n"
    before = seats("Kleine Zaal")

    write(desk, take_in(desk, chart), zero_not_offered=Decision(Choice.LEAVE))
    kept = seats("Kleine Zaal")
    write(desk, take_in(desk, chart), zero_not_offered=Decision(Choice.TAKE))

    assert kept == before | {"theatre": 30}
    assert seats("Kleine Zaal") == {"theatre": 30, "classroom": 10}


def test_writing_is_written_down_and_the_upload_is_gone(desk: Actor):
    chart = take_in(desk)

    write(desk, chart)

    fact = Fact.objects.get(kind="ChartImported")
    assert (fact.subject, fact.person_id, fact.data["created"]) == (given.DAMRAK, desk.person_id, 5)
    with pytest.raises(told.ChartUploadUnknown):
        preview(desk, chart)


def test_decisions_are_kept_until_the_columns_mean_something_else(desk: Actor):
    chart = take_in(desk)
    decisions = {"4-capacity_overstated-1": Decision(Choice.CORRECT, "12")}
    chart_uploads.decide(actor=desk, venue_slug=given.DAMRAK, chart=chart, decisions=decisions, now=given.NOW)
    kept = preview(desk, chart).decisions["4-capacity_overstated-1"]
    choices = [ColumnChoice("room"), *[ColumnChoice("")] * 3, ColumnChoice("capacity:banquet"), *[ColumnChoice("")] * 2]

    chart_uploads.confirm_columns(actor=desk, venue_slug=given.DAMRAK, chart=chart, choices=choices, now=given.NOW)

    assert kept == Decision(Choice.CORRECT, "12")
    assert ChartUpload.objects.get(reference=chart).decisions == {}


@pytest.mark.parametrize(
    ("means", "code"),
    [
        (["", "area", "", "", "", "", ""], "room_column_missing"),
        (["room", "", "", "", "capacity:theatre", "capacity:theatre", ""], "column_meant_twice"),
    ],
)
def test_columns_that_cannot_be_meant_so_are_refused(desk: Actor, means: list[str], code: str):
    chart = take_in(desk)

    with pytest.raises(Refusal) as refusal:
        chart_uploads.confirm_columns(
            actor=desk,
            venue_slug=given.DAMRAK,
            chart=chart,
            choices=[ColumnChoice(one) for one in means],
            now=given.NOW,
        )

    assert refusal.value.code == code


def test_a_chart_waits_for_a_week(desk: Actor):
    chart = take_in(desk)
    a_week_on = given.NOW + told.KEPT_FOR

    told.columns(given.DAMRAK, chart, actor=desk, now=a_week_on - timedelta(seconds=1))
    with pytest.raises(told.ChartUploadUnknown):
        told.columns(given.DAMRAK, chart, actor=desk, now=a_week_on)
    chart_uploads.take_in(actor=desk, venue_slug=given.DAMRAK, data=NEW.encode(), filename="a", now=a_week_on)

    assert not ChartUpload.objects.filter(reference=chart).exists()


def test_nobody_else_sees_or_writes_a_houses_chart(desk: Actor):
    chart = take_in(desk)
    other = given.a_hotel_member(given.MARINA)

    for house in (given.DAMRAK, given.MARINA):
        with pytest.raises((VenueUnknown, told.ChartUploadUnknown)):
            chart_uploads.write(actor=other, venue_slug=house, chart=chart, decisions={}, now=given.NOW)
        with pytest.raises((VenueUnknown, told.ChartUploadUnknown)):
            told.preview(house, chart, actor=other, now=given.NOW)
    with pytest.raises(VenueUnknown):
        told.preview(given.DAMRAK, chart, actor=given.a_booker(), now=given.NOW)


def test_a_guest_is_asked_to_sign_in():
    with pytest.raises(SignInNeeded):
        chart_uploads.take_in(actor=GUEST, venue_slug=given.a_venue(), data=NEW.encode(), filename="a", now=given.NOW)
