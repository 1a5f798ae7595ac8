"""The sale from the command line: the same use-cases as page and API, signed in by a token."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.domain.pricing import Basis
from zaal.interfaces.cli.commands import zaal
from zaal.queries import sales

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

MEETING = ("--on", "2027-04-15", "--delegates", "30", "--layout", "theatre")


def run(*words: str, token: str | None = None, typed: str = "") -> Result:
    return CliRunner().invoke(zaal, [*words, *(("--token", token) if token else ())], input=typed)


def reference(kind: str, told: Result) -> str:
    assert told.exit_code == 0, told.output
    return re.search(rf"{kind}-\w{{4}}-\w{{4}}", told.output).group()


def test_a_room_is_quoted_held_booked_and_cancelled():
    given.a_venue()
    token = given.a_token(given.a_booker())

    quote = reference("Q", run("quote", given.DAMRAK, "beurszaal", *MEETING, token=token))
    option = reference("O", run("option", quote, token=token))
    booking = reference("B", run("book", option, token=token))
    listed = run("bookings", token=token)
    cancelled = run("cancel", booking, "--yes", token=token)

    assert booking in listed.output
    assert f"booking {booking} cancelled, fee " in cancelled.output
    assert sales.booking(booking, actor=given.a_booker(), now=given.NOW).stage is sales.Stage.CANCELLED


def test_a_guest_gets_the_quote_in_words_with_every_figure():
    given.a_venue()

    told = run("quote", given.DAMRAK, "beurszaal", *MEETING).output

    assert "Room hire (Thu 15 Apr 2027): 1 day x €700.00 = €700.00" in told
    assert "Total, all in: €700.00" in told
    assert "cancelling after that: €700.00 (100%)" in told


def test_further_rooms_are_quoted_and_every_line_is_explained():
    given.a_venue()

    told = run(
        "quote", given.DAMRAK, "beurszaal", *MEETING, "--room", "kleine-zaal;u_shape;8;13:00-15:00", "--explain"
    ).output

    assert "Kleine Zaal, U-shape, 8 delegates: Thursday 15 April 2027, 13:00–15:00 CEST" in told  # noqa: RUF001 - an en dash
    assert "Kleine Zaal, U-shape, 8 delegates:\n  Room hire (Thu 15 Apr 2027): 2 hours x €60.00 = €120.00" in told
    assert "The hotel's list price, per hour (holds from 1 Jan 2019): €60.00" in told
    assert "taxed as hire of the room: VAT (BTW) 21%: €120.00" in told
    assert "Total, all in: €820.00" in told


@pytest.mark.parametrize("room", ["kleine-zaal", "kleine-zaal;sofa;8", "kleine-zaal;u_shape;many", "a;u_shape;8;9-10"])
def test_a_further_room_that_cannot_be_read_is_refused_with_the_form_it_needs(room: str):
    given.a_venue()

    told = run("quote", given.DAMRAK, "beurszaal", *MEETING, "--room", room)

    assert told.exit_code == 2
    assert "SLUG;LAYOUT;DELEGATES" in told.output


def test_an_unknown_promotion_code_is_refused_with_a_sentence():
    given.a_venue()

    told = run("quote", given.DAMRAK, "beurszaal", *MEETING, "--code", "nothing")

    assert "The promotion code “nothing” gives nothing here today." in told.output


def test_a_guest_is_told_to_sign_in_to_hold_a_room():
    given.a_venue()
    quote = reference("Q", run("quote", given.DAMRAK, "beurszaal", *MEETING))

    told = run("option", quote)

    assert told.exit_code == 1
    assert "(sign_in_needed)" in told.output


def test_a_no_to_the_shown_fee_cancels_nothing():
    booking = given.a_confirmed_booking()
    token = given.a_token(given.a_booker())

    told = run("cancel", booking, token=token, typed="n\n")

    assert told.exit_code == 1
    assert "now: before" in told.output
    assert sales.booking(booking, actor=given.a_booker(), now=given.NOW).stage is sales.Stage.CONFIRMED


def test_somebody_elses_booking_is_not_found():
    booking = given.a_confirmed_booking()
    token = given.a_token(given.a_booker(given.BRAM))

    told = run("cancel", booking, "--yes", token=token)

    assert told.exit_code == 1
    assert "(booking_unknown)" in told.output
    assert booking not in run("bookings", token=token).output


def test_a_taken_room_is_refused_in_a_sentence():
    given.a_confirmed_booking()

    told = run("quote", given.DAMRAK, "beurszaal", *MEETING)

    assert told.exit_code == 1
    assert "(space_taken)" in told.output


def test_json_is_the_answer_of_the_api():
    given.a_venue()
    token = given.a_token(given.a_booker())

    quote = json.loads(run("quote", given.DAMRAK, "beurszaal", *MEETING, "--json", token=token).output)
    option = json.loads(run("option", quote["reference"], "--json", token=token).output)
    booking = json.loads(run("book", quote["reference"], "--json", token=token).output)

    assert quote["price"]["gross"] == {"amount": "700.00", "currency": "EUR"}
    assert option["rank"] == 1
    assert booking["reference"].startswith("B-")


@pytest.mark.parametrize("extra", ["beamer", "beamer=", "=2", "beamer=two"])
def test_an_extra_without_code_or_number_is_refused(extra: str):
    given.a_venue()

    told = run("quote", given.DAMRAK, "beurszaal", *MEETING, "--extra", extra)

    assert told.exit_code == 2
    assert "CODE=NUMBER" in told.output


def test_a_booking_is_counted_for_the_people_who_came():
    given.a_venue()
    booker = given.a_booker()
    booking = given.a_confirmed_booking(booker, basis=Basis.PACKAGE)

    told = run("account", booking, "--actual", "33", token=given.a_token(booker)).output

    assert told == "booked for 30, came 33, billed for 33\ntotal €1,815.00, agreed €1,650.00, difference €165.00\n"


def test_a_change_is_shown_first_and_made_only_when_said_so():
    anna = given.a_booker()
    booked, token = given.a_confirmed_booking(anna), given.a_token(anna)

    shown = run("change", booked, "--space", "kleine-zaal", "--delegates", "12", token=token).output
    before = sales.booking(booked, actor=anna, now=given.NOW).quote.version
    made = run("change", booked, "--space", "kleine-zaal", "--delegates", "12", "--yes", token=token).output

    assert "Total, all in: €700.00" in shown
    assert "Total, all in: €300.00" in shown
    assert "difference: -€400.00" in shown
    assert "fee now: €0.00" in shown
    assert before == 1
    assert f"booking {booked} changed, now version 2: Kleine Zaal" in made


def test_a_day_is_changed_with_the_times_that_were_booked():
    anna = given.a_booker()
    booked, token = given.a_confirmed_booking(anna), given.a_token(anna)

    told = json.loads(run("change", booked, "--on", "2027-04-16", "--yes", "--json", token=token).output)

    assert told["quote"]["periods"][0]["starts_at"] == "2027-04-16T09:00:00+02:00"


def test_further_rooms_are_changed_added_and_dropped():
    anna = given.a_booker()
    booked, token = given.a_confirmed_booking(anna), given.a_token(anna)

    added = json.loads(
        run("change", booked, "--room", "kleine-zaal;u_shape;8;13:00-15:00", "--yes", "--json", token=token).output
    )
    dropped = json.loads(run("change", booked, "--no-rooms", "--yes", "--json", token=token).output)

    assert [room["space"] for room in added["quote"]["rooms"]] == ["beurszaal", "kleine-zaal"]
    assert added["quote"]["rooms"][1]["periods"][0]["starts_at"] == "2027-04-15T13:00:00+02:00"
    assert [room["space"] for room in dropped["quote"]["rooms"]] == ["beurszaal"]


def test_the_queue_from_the_command_line():
    given.a_venue(instant=False)
    annas, brams = given.a_token(given.a_booker()), given.a_token(given.a_booker(given.BRAM))
    desk = given.a_token(given.a_hotel_member())
    first = given.an_option()

    extended = run("extend", first, "--until", "2027-03-10", token=annas)
    again = run("extend", first, token=annas)
    second = given.an_option(given.a_booker(given.BRAM), may_wait=True)
    challenged = run("challenge", second, token=brams)
    not_asked = run("refuse", first, "--reason", "works", token=desk)

    assert f"option {first} is held until Thursday 11 March 2027, 00:00 CET" in extended.output
    assert (again.exit_code, "(extended_before)" in again.output) == (1, True)
    assert f"those ahead of option {second} decide by Wednesday 3 March 2027, 10:00 CET" in challenged.output
    assert (not_asked.exit_code, "(not_asked)" in not_asked.output) == (1, True)
