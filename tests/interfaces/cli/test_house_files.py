"""Houses in and out from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.rates import ChargeRules, LeadTime, Validity
from zaal.interfaces.cli.commands import zaal
from zaal.queries import houses
from zaal.records.venues.models import Venue
from zaal.usecases import venues

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def run(*words: str) -> Result:
    return CliRunner().invoke(zaal, ["house", *words])


def a_file(folder: Path, told: Any) -> str:
    path = folder / "house.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)


def test_a_house_goes_out_is_checked_and_comes_in_under_another_name(tmp_path: Path):
    told = json.loads(run("export", given.a_venue()).output)
    told["facts"]["slug"] = "hotel-twin"
    file = a_file(tmp_path, told)

    checked, added = run("check", file), run("add", file)

    assert checked.output == "hotel-twin: rooms 4, packages 1: in order\n"
    assert added.output == "hotel-twin\n"
    assert houses.plan("hotel-twin", actor=SYSTEM).rates == given.damrak().rates


def test_a_house_goes_out_as_a_workbook_and_is_checked_as_one(tmp_path: Path):
    path = str(tmp_path / "house.xlsx")

    written, checked = run("export", given.a_venue(), "--workbook", path), run("check", path)

    assert written.output == ""
    assert checked.output == f"{given.DAMRAK}: rooms 4, packages 1: in order\n"


def test_lead_times_and_weekday_prices_go_out_and_come_in(tmp_path: Path):
    always = Validity(given.LONG_AGO, None)
    fridays = Validity(given.LONG_AGO, None, frozenset({4}))
    plan = given.damrak()
    [package], [extra] = plan.rates.packages, plan.rates.extras
    rates = replace(
        plan.rates,
        rules=ChargeRules(lead_times=(LeadTime(3, "NL", always), LeadTime(1, "NL", fridays))),
        packages=(package, replace(package, amount=Decimal(45), validity=fridays)),
        extras=(extra, replace(extra, amount=Decimal(20), validity=fridays)),
    )
    told = replace(plan, rates=rates)
    venues.create(actor=given.an_operator(), plan=told, organisation_id=None, now=given.NOW)

    written = json.loads(run("export", given.DAMRAK).output)
    written["facts"]["slug"] = "hotel-twin"
    file = a_file(tmp_path, written)
    checked, added = run("check", file), run("add", file)

    assert [lead["working_days"] for lead in written["rates"]["rules"]["lead_times"]] == [3, 1]
    assert "in order" in checked.output
    assert added.output == "hotel-twin\n"
    assert houses.plan("hotel-twin", actor=SYSTEM).rates == houses.plan(given.DAMRAK, actor=SYSTEM).rates == rates


def test_rates_are_replaced_and_what_changes_is_told(tmp_path: Path):
    told = json.loads(run("export", given.a_venue(), "--rates").output)
    told["rates"]["extras"] = []
    file = a_file(tmp_path, told)

    tried, done = run("rates", given.DAMRAK, file, "--dry-run"), run("rates", given.DAMRAK, file)
    again = run("rates", given.DAMRAK, file)

    assert tried.output == done.output == "extras: new 0, changed 0, gone 1\n"
    assert again.output == "nothing changes\n"


def test_all_that_is_wrong_is_said_with_its_place(tmp_path: Path):
    told = json.loads(run("export", given.a_venue()).output)
    told["facts"]["slug"] = "hotel-twin"
    told["rates"]["packages"][0]["starts"] = ["04:00"]
    told["rooms"]["spaces"][0]["seatings"][0]["max_delegates"] = -1

    refused = run("add", a_file(tmp_path, told))

    assert refused.exit_code == 1
    assert "rooms.spaces[0].seatings[0]: Beurszaal in theatre seats nobody" in refused.output
    assert "rates.packages[0].starts[0]: The package “8-hours” may start at 04:00" in refused.output
    assert "(house_wrong)" in refused.output
    assert not Venue.objects.filter(slug="hotel-twin").exists()


def test_a_country_without_tax_rules_is_warned_of(tmp_path: Path):
    told = json.loads(run("export", given.a_venue()).output)
    told["facts"]["country"] = "DE"

    checked = run("check", a_file(tmp_path, told))

    assert checked.exit_code == 0
    assert "room: No tax rate is known for 1 January 2019" in checked.output
    assert "(tax_rule_missing)" in checked.output
