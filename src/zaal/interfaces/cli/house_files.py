"""House files: a venue with its rooms, rates and terms as data, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zaal.domain import house_checks
from zaal.domain.actors import SYSTEM
from zaal.domain.tax import TaxRuleMissing
from zaal.gateways import houses as files
from zaal.interfaces import clock
from zaal.interfaces.refusals import sentence
from zaal.queries import houses, tax_rules
from zaal.usecases import rates, venues

if TYPE_CHECKING:
    from typing import BinaryIO

    from zaal.domain.houses import HousePlan, RatesPlan

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def house() -> None:
    """Houses as data: facts, rooms, rates, rules and terms in one file, JSON or XLSX (docs/house-file.md)."""


@house.command("check")
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Tell all that is wrong with a house FILE; nothing is kept."""
    plan = _plan(file)
    house_checks.check(plan)
    for tax_class, day in house_checks.untaxed(plan, tax_rules.by_country().get(plan.facts.country, ())):
        missing = TaxRuleMissing(country=plan.facts.country, tax_class=tax_class.value, day=day)
        click.echo(f"{tax_class.value}: {sentence(missing, 'en')} ({missing.code})", err=True)
    rooms, prices = plan.rooms, plan.rates
    click.echo(f"{plan.facts.slug}: rooms {len(rooms.spaces)}, packages {len(prices.packages)}: in order")


@house.command("add")
@click.argument("file", type=FILE)
@click.option("--organisation", type=int, help="Number of the hotel organisation; a new one when left out.")
def add(*, file: Path, organisation: int | None) -> None:
    """Take in the house of FILE, complete, and list it for search."""
    click.echo(venues.create(actor=SYSTEM, plan=_plan(file), organisation_id=organisation, now=clock.now()))


@house.command("export")
@click.argument("venue")
@click.option("--rates", "rates_alone", is_flag=True, help="What it charges alone, as ``house rates`` takes it.")
@click.option("--workbook", type=click.File("wb"), help="Write an XLSX workbook of the whole house to this file.")
def export(*, venue: str, rates_alone: bool, workbook: BinaryIO | None) -> None:
    """Write VENUE (its slug) as a house file to the standard output, or as a workbook."""
    told = houses.plan(venue, actor=SYSTEM)
    names = houses.organisation_names(told)
    if workbook:
        workbook.write(files.write_workbook(told, organisations=names))
        return
    written = files.write_rates(houses.rates_of(told), organisations=names) if rates_alone else None
    click.echo(written or files.write(told, organisations=names), nl=False)


@house.command("rates")
@click.argument("venue")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def rates_(*, venue: str, file: Path, dry_run: bool) -> None:
    """Put the rates of FILE in the place of all that VENUE charges; quotes and bookings keep theirs."""
    plan = _rates(file)
    if dry_run:
        told = rates.preview(actor=SYSTEM, venue_slug=venue, plan=plan)
    else:
        told = rates.replace(actor=SYSTEM, venue_slug=venue, plan=plan, now=clock.now())
    for one in told:
        click.echo(f"{one.kind}: new {one.new}, changed {one.changed}, gone {one.gone}")
    if not told:
        click.echo("nothing changes")


def _plan(file: Path) -> HousePlan:
    data = file.read_bytes()
    named = files.named_organisations(data, filename=file.name)
    return files.read(data, filename=file.name, organisations=houses.organisation_numbers(named))


def _rates(file: Path) -> RatesPlan:
    data = file.read_bytes()
    named = files.named_organisations(data, filename=file.name)
    return files.read_rates(data, filename=file.name, organisations=houses.organisation_numbers(named))
