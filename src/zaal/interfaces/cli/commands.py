"""All commands in one group; a refusal becomes a sentence on stderr and exit status 1."""

from __future__ import annotations

import click

from zaal.domain.refusals import Refusal
from zaal.interfaces.cli import (
    bench,
    booking,
    calendars,
    change,
    closures,
    currency,
    diary,
    house_files,
    houses,
    imports,
    messages,
    orders,
    plans,
    running,
    sale,
    tax_rules,
)
from zaal.interfaces.refusals import sentence


class Commands(click.Group):
    """A group that says refusals the way the other doors do."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            said = f"{sentence(refusal, 'en')} ({refusal.code})"
            raise click.ClickException(said) from refusal


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def zaal() -> None:
    """Zaal: book meeting rooms in many hotels."""


for command in (
    booking.search,
    booking.token,
    sale.quote,
    sale.option,
    sale.extend,
    sale.challenge,
    sale.refuse,
    sale.release,
    sale.book,
    change.change,
    sale.cancel,
    sale.account,
    sale.bookings_,
    imports.import_,
    houses.furnish,
    houses.demo,
    house_files.house,
    diary.diary,
    closures.closure,
    orders.run_sheet,
    calendars.calendar,
    currency.currency,
    tax_rules.tax_rules,
    bench.bench,
    messages.messages,
    plans.plans,
    running.migrate,
    running.prepare,
    running.worker,
    running.places,
):
    zaal.add_command(command)
