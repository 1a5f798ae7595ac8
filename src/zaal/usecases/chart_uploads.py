"""Taking in a capacity chart in three steps: uploaded, its columns confirmed, its oddities decided and written."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.refusals import Invalid
from zaal.gateways import charts
from zaal.queries import chart_uploads as told
from zaal.queries.pictures import managed_venue
from zaal.records.venues.models import ChartUpload, Venue
from zaal.usecases.imports import capacity_charts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.chart_decisions import Decision
    from zaal.gateways.charts import ColumnChoice
    from zaal.usecases.imports.report import ImportReport

LONGEST_FILENAME = 200


class RoomColumnMissing(Invalid):
    """No column of the chart tells the name of the room."""

    code = "room_column_missing"


class ColumnMeantTwice(Invalid):
    """Two columns are said to tell the same; ``columns`` names them."""

    code = "column_meant_twice"


@transaction.atomic(durable=True)
def take_in(*, actor: Actor, venue_slug: str, data: bytes, filename: str, now: datetime) -> str:
    """Keep a chart until its columns are confirmed and it is written, a week at most; return its reference.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), and what
    ``gateways.charts.guess`` refuses.
    """
    venue = managed_venue(venue_slug, actor=actor)
    charts.guess(data, filename=filename)
    # What nobody came back for within its time goes when the next chart comes.
    ChartUpload.objects.filter(uploaded_at__lte=now - told.KEPT_FOR).delete()
    row = ChartUpload.objects.create(
        reference=secrets.token_hex(6),
        venue=venue,
        filename=filename.replace("\x00", "")[:LONGEST_FILENAME],
        data=data,
        uploaded_at=now,
    )
    return row.reference


@transaction.atomic(durable=True)
def confirm_columns(
    *, actor: Actor, venue_slug: str, chart: str, choices: Sequence[ColumnChoice], now: datetime
) -> None:
    """Keep what the columns of a chart mean, one choice each; what was decided about it before is open again.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown, ChartUploadUnknown, RoomColumnMissing, ColumnMeantTwice.
    """
    row = told.found(managed_venue(venue_slug, actor=actor), chart, now=now)
    columns = charts.guess(bytes(row.data), filename=row.filename).columns
    _check(choices, [column.name for column in columns])
    written = [[choice.means, choice.unit] for choice in choices]
    if written != row.choices:
        row.decisions = {}
    row.choices = written
    row.save(update_fields=["choices", "decisions"])


@transaction.atomic(durable=True)
def decide(*, actor: Actor, venue_slug: str, chart: str, decisions: Mapping[str, Decision], now: datetime) -> None:
    """Keep what was decided about a chart's oddities, so that the preview tells it.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown, ChartUploadUnknown, and what the preview refuses.
    """
    venue = managed_venue(venue_slug, actor=actor)
    row = told.found(venue, chart, now=now)
    _keep(row, told.as_decided(venue, row, decisions))


@transaction.atomic(durable=True)
def write(
    *, actor: Actor, venue_slug: str, chart: str, decisions: Mapping[str, Decision], now: datetime
) -> ImportReport:
    """Bring the rooms of a house to a chart, all or nothing, and let the upload go.

    Rooms that are gone from the chart stay as they are. Refuses: as ``decide``.
    """
    venue = managed_venue(venue_slug, actor=actor)
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    row = told.found(venue, chart, now=now)
    preview = told.as_decided(venue, row, decisions)
    findings = (*(oddity.finding for oddity in preview.oddities), *preview.findings)
    report = capacity_charts.write(venue, preview.kept, found=findings)
    capacity_charts.tell(venue.slug, report, filename=row.filename, actor=actor, now=now)
    row.delete()
    return report


@transaction.atomic(durable=True)
def let_go(*, actor: Actor, venue_slug: str, chart: str, now: datetime) -> None:
    """Forget a chart that was not written. Refuses: SignInNeeded, ScopeMissing, VenueUnknown, ChartUploadUnknown."""
    told.found(managed_venue(venue_slug, actor=actor), chart, now=now).delete()


def _check(choices: Sequence[ColumnChoice], names: Sequence[str]) -> None:
    """Refuse columns of which none names the room, or two tell the same."""
    meant: dict[str, list[str]] = {}
    for choice, name in zip(choices, names, strict=True):
        kind, _, layouts = choice.means.partition(":")
        for one in layouts.split("+") if layouts else [kind]:
            meant.setdefault(one, []).append(name)
    if charts.Meaning.ROOM not in meant:
        raise RoomColumnMissing
    for one, columns in meant.items():
        # The same area may well stand there in two units: then they are compared.
        if one not in {"", charts.Meaning.AREA} and len(columns) > 1:
            raise ColumnMeantTwice(columns=columns)


def _keep(row: ChartUpload, preview: told.Preview) -> None:
    row.decisions = {key: [one.choice.value, one.correction] for key, one in preview.decisions.items()}
    row.save(update_fields=["decisions"])
