"""A capacity chart on its way in: what its columns probably mean, what is odd about it and what it would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from zaal.domain import chart_decisions, chart_plans, chart_updates
from zaal.domain.chart_decisions import Choice, Decision
from zaal.domain.places import fold
from zaal.domain.refusals import Invalid, NotFound
from zaal.gateways import charts
from zaal.gateways.charts import ColumnChoice
from zaal.queries import rooms
from zaal.queries.pictures import managed_venue
from zaal.records.venues.models import ChartUpload, Space

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.chart_decisions import Oddity
    from zaal.domain.chart_plans import Kept
    from zaal.domain.chart_updates import RoomUpdate
    from zaal.domain.findings import Finding
    from zaal.gateways.charts import Guess
    from zaal.records.venues.models import Venue

KEPT_FOR: Final = timedelta(days=7)


class ChartUploadUnknown(NotFound):
    """There is no chart on its way in under this reference: written, let go, or older than a week."""

    code = "chart_upload_unknown"


class ColumnsNotConfirmed(Invalid):
    """Nobody has said yet what the columns of this chart mean."""

    code = "columns_not_confirmed"


@dataclass(frozen=True, slots=True)
class Upload:
    """A chart on its way in, with the guess at its columns and what somebody said of them (none before that)."""

    house: str
    house_name: str
    reference: str
    filename: str
    guess: Guess
    choices: tuple[ColumnChoice, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What writing a chart would do, with these decisions about what is odd; ``findings`` need no decision."""

    house: str
    house_name: str
    reference: str
    filename: str
    updates: tuple[RoomUpdate, ...]
    oddities: tuple[Oddity, ...]
    decisions: dict[str, Decision]
    findings: tuple[Finding, ...]
    slugs: dict[str, str]
    kept: Kept


def columns(slug: str, reference: str, *, actor: Actor, now: datetime) -> Upload:
    """Return what the columns of a chart probably mean. Refuses: as ``preview``."""
    venue = managed_venue(slug, actor=actor)
    row = found(venue, reference, now=now)
    return Upload(
        house=venue.slug,
        house_name=venue.name,
        reference=row.reference,
        filename=row.filename,
        guess=charts.guess(bytes(row.data), filename=row.filename),
        choices=tuple(ColumnChoice(means, unit) for means, unit in row.choices),
    )


def preview(slug: str, reference: str, *, actor: Actor, now: datetime) -> Preview:
    """Return what writing a chart would do, as it was confirmed and decided so far.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), ChartUploadUnknown,
    ColumnsNotConfirmed, ChartOfOtherHotels, TooManyOddities, CorrectionWrong.
    """
    venue = managed_venue(slug, actor=actor)
    row = found(venue, reference, now=now)
    told = {key: Decision(Choice(choice), correction) for key, (choice, correction) in row.decisions.items()}
    return as_decided(venue, row, told)


def as_decided(venue: Venue, row: ChartUpload, decisions: Mapping[str, Decision]) -> Preview:
    """Work out what a chart would do to a house with these decisions. Refuses: as ``preview``."""
    if not row.choices:
        raise ColumnsNotConfirmed(chart=row.reference)
    told, about, oddities = _read(venue, row)
    decisions = {one.key: decisions.get(one.key, one.usual) for one in oddities}
    kept_rooms, unlisted = chart_decisions.decided(told, oddities, decisions)
    kept = chart_plans.planned(kept_rooms, unlisted=unlisted)
    spaces = list(Space.objects.filter(venue=venue).prefetch_related("sections", "capacities").order_by("-pk"))
    known = {fold(space.name): rooms.plan_of(space) for space in spaces}
    return Preview(
        house=venue.slug,
        house_name=venue.name,
        reference=row.reference,
        filename=row.filename,
        updates=chart_updates.updates(known, kept),
        oddities=oddities,
        decisions=decisions,
        findings=(*about, *kept.findings),
        slugs={fold(space.name): space.slug for space in spaces},
        kept=kept,
    )


def _read(venue: Venue, row: ChartUpload) -> tuple[Sequence[charts.ChartRoom], list[Finding], tuple[Oddity, ...]]:
    """Read the chart: the rooms of this house, what is told about them, and what is to be decided."""
    choices = [ColumnChoice(means, unit) for means, unit in row.choices]
    chart = charts.read_as(bytes(row.data), filename=row.filename, choices=choices)
    own, other_hotels = chart_plans.of_hotel(venue.name, chart.rooms)
    rows = {room.row for room in own}
    findings = [finding for finding in chart.findings if finding.row is None or finding.row in rows]
    lost = [finding for finding in chart.findings if finding.code == "row_not_a_room"]
    oddities = chart_decisions.to_decide(findings)
    to_decide = [oddity.finding for oddity in oddities]
    return own, [one for one in (*findings, *lost, *other_hotels) if one not in to_decide], oddities


def found(venue: Venue, reference: str, *, now: datetime) -> ChartUpload:
    """Return a chart of this house that is on its way in. Refuses: ChartUploadUnknown."""
    row = ChartUpload.objects.filter(
        venue=venue, reference=reference.replace("\x00", ""), uploaded_at__gt=now - KEPT_FOR
    ).first()
    if row is None:
        raise ChartUploadUnknown(chart=reference)
    return row
