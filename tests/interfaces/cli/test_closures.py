"""Closing, listing and reopening from the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.interfaces.cli.commands import zaal
from zaal.records.diary.models import Entry
from zaal.records.listing import board

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

SPRING_HOLIDAY = ("--from", "2027-05-01T00:00", "--to", "2027-05-03T00:00", "--reason", "painting")


def run(*words: str) -> Result:
    return CliRunner().invoke(zaal, ["closure", *words])


def test_a_house_is_closed_listed_and_reopened_on_its_own_clock():
    given.a_venue()

    reference = run("add", given.DAMRAK, *SPRING_HOLIDAY).output.strip()
    listed = run("list", given.DAMRAK).output
    removed = run("remove", reference)

    assert listed.splitlines() == [
        f"{reference}  2027-05-01T00:00 to 2027-05-03T00:00  Kleine Zaal, Noord, Zuid  painting"
    ]
    assert removed.exit_code == 0
    assert run("list", given.DAMRAK).output == ""
    assert not Entry.objects.exists()
    assert not board.differences()


def test_one_room_is_closed_alone():
    given.a_venue()

    run("add", given.DAMRAK, "--space", "kleine-zaal", *SPRING_HOLIDAY)

    assert "  Kleine Zaal  painting" in run("list", given.DAMRAK).output


def test_the_autumn_night_is_closed_to_its_later_hour():
    given.a_venue()

    reference = run(
        "add", given.DAMRAK, "--space", "kleine-zaal", "--from", "2027-10-31T02:15", "--to", "2027-10-31T02:30",
        "--reason", "the clock",
    ).output.strip()  # fmt: skip

    during = Entry.objects.get(reference=reference).during
    assert (during.upper - during.lower).total_seconds() == 75 * 60


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "nowhere", *SPRING_HOLIDAY), "(venue_unknown)"),
        (("add", given.DAMRAK, "--space", "attic", *SPRING_HOLIDAY), "(space_unknown)"),
        (("add", given.DAMRAK, *SPRING_HOLIDAY[:-1], "a" * 301), "(reason_too_long)"),
        (
            ("add", given.DAMRAK, "--from", "2027-05-03T00:00", "--to", "2027-05-01T00:00", "--reason", ""),
            "(period_empty)",
        ),
        (
            ("add", given.DAMRAK, "--from", "2027-05-03T00:00", "--to", "9999-12-31T00:00", "--reason", ""),
            "(year_out_of_range)",
        ),
        (
            ("add", given.DAMRAK, "--from", "2026-05-01T00:00", "--to", "2026-05-02T00:00", "--reason", ""),
            "(closes_in_past)",
        ),
        (("list", "nowhere"), "(venue_unknown)"),
        (("remove", "closure:hotel-damrak:0123"), "(closure_unknown)"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words: tuple[str, ...], said: str):
    given.a_venue()

    refused = run(*words)

    assert refused.exit_code == 1
    assert said in refused.output
    assert not Entry.objects.exists()


def test_nothing_is_closed_over_a_booking_and_the_room_is_named():
    given.a_confirmed_booking()

    refused = run("add", given.DAMRAK, "--from", "2027-04-15T00:00", "--to", "2027-04-16T00:00", "--reason", "painting")

    assert refused.exit_code == 1
    assert "Beurszaal" in refused.output
    assert "(space_taken)" in refused.output
