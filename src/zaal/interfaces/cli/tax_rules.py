"""The tax rules of the countries that have houses here."""

from __future__ import annotations

from pathlib import Path

import click

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock
from zaal.queries import tax_rules as kept
from zaal.usecases import tax_rules as usecase

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("tax-rules")
def tax_rules() -> None:
    """Tax rules: what percentage each kind of supply carries in a country, and between which days."""


@tax_rules.command("load")
@click.argument("file", type=FILE)
def load(file: Path) -> None:
    """Load the rules of one or more countries (CSV, or JSON with all values as text), in the place of those kept.

    Columns: country, name, tax_class, percent, from_date, until_date (empty: for good).
    """
    done = usecase.load(actor=SYSTEM, data=file.read_bytes(), filename=file.name, now=clock.now())
    click.echo(f"{', '.join(done.countries)}: rules {done.rules:,}, houses priced anew {done.venues:,}")


@tax_rules.command("list")
@click.option("--country", help="Only this country (NL, SG, ...).")
def list_(country: str | None) -> None:
    """List the rules that are kept."""
    for code, rules in kept.by_country().items():
        if country in (None, code):
            for rule in rules:
                until = "" if rule.until_date is None else f" to {rule.until_date}"
                click.echo(
                    f"{code}  {rule.tax_class.value:10} {rule.percent:>6} %  {rule.name}  {rule.from_date}{until}"
                )
