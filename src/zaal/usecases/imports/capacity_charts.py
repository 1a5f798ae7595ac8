"""A capacity chart into a venue's rooms: single rooms become sections, combinations become spaces over them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Least

from zaal.domain.chart_plans import of_hotel, planned
from zaal.domain.chart_updates import Standing, updates
from zaal.domain.findings import Finding
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.places import fold
from zaal.gateways import charts
from zaal.queries import rooms as kept_rooms
from zaal.records.listing.rows import relist
from zaal.records.venues.models import Capacity, Section, Space, Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.imports.report import ImportReport
from zaal.usecases.venues import VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.chart_plans import Kept
    from zaal.domain.chart_updates import RoomUpdate
    from zaal.domain.houses import SpacePlan

# Of these rooms the chart says too little to keep their parts apart from other rooms.
DOUBTFUL = frozenset({"combination_without_parts", "probably_combination"})


@transaction.atomic(durable=True)
def chart(*, actor: Actor, data: bytes, filename: str, venue_slug: str, now: datetime) -> ImportReport:
    """Take in the rooms of a capacity chart; rooms of names the venue has already are brought up to date.

    The hotel's own figures are kept as they are; what is odd about them is told. A room whose parts cannot be
    known is kept but not listed. Prices are not kept: a chart does not say what taxes they hold. Rooms are found
    by search once the venue has rates.
    Refuses: VenueUnknown, NotAllowed, ChartOfOtherHotels, and what ``gateways.charts.read`` refuses.
    """
    venue = Venue.objects.filter(slug=venue_slug).first()
    if venue is None:
        raise VenueUnknown(venue=venue_slug)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=venue.organisation_id))
    told = charts.read(data, filename=filename)
    Venue.objects.select_for_update().get(pk=venue.pk)
    rooms, other_hotels = of_hotel(venue.name, told.rooms)
    rows = {room.row for room in rooms}
    about = [finding for finding in told.findings if finding.row is None or finding.row in rows]
    doubtful = {str(finding.message_facts["room"]) for finding in about if finding.code in DOUBTFUL}
    kept = planned(rooms, unlisted=doubtful)
    report = write(venue, kept, found=(*about, *other_hotels, *kept.findings))
    tell(venue.slug, report, filename=filename, actor=actor, now=now)
    return report


def write(venue: Venue, kept: Kept, *, found: tuple[Finding, ...]) -> ImportReport:
    """Bring the rooms of a locked venue to a chart, as ``updates`` tells it; what the chart leaves out stays.

    Needs a transaction. Rooms gone from the chart are left as they are.
    """
    known = {
        fold(space.name): space
        for space in Space.objects.filter(venue=venue).prefetch_related("sections", "capacities").order_by("-pk")
    }
    told = updates({name: kept_rooms.plan_of(space) for name, space in known.items()}, kept)
    differing = _add(venue, kept, known)
    for update in told:
        if update.standing is Standing.CHANGED:
            _bring_up(known[fold(update.plan.name)], update)
    relist([venue.pk])
    count = {standing: sum(1 for one in told if one.standing is standing) for standing in Standing}
    return ImportReport(count[Standing.NEW], count[Standing.CHANGED], count[Standing.MATCHED], (*found, *differing))


def tell(slug: str, report: ImportReport, *, filename: str, actor: Actor, now: datetime) -> None:
    """Write down that a chart was taken in."""
    facts.write(
        "ChartImported",
        slug,
        actor=actor,
        now=now,
        filename=filename,
        created=report.created,
        changed=report.changed,
        findings=len(report.findings),
    )


def _add(venue: Venue, kept: Kept, known: dict[str, Space]) -> list[Finding]:
    """Add the rooms that are new; tell which combinations the house has over other sections than the chart says."""
    section_ids = _sections(venue, kept, known)
    new = [plan for name, plan in kept.plans.items() if name not in known]
    spaces = house_rows.add_spaces([(venue, [_over(plan, known, kept.plans) for plan in new])], section_ids)
    closed = [space.pk for space in spaces if fold(space.name) in kept.unlisted]
    Space.objects.filter(pk__in=closed).update(listed=False)
    return [
        Finding("sections_differ", {"room": plan.name, "parts": plan.sections})
        for name, plan in kept.plans.items()
        if name in known
        and plan.sections != (plan.name,)
        and _section_names(known[name]) != set(_over(plan, known, kept.plans).sections)
    ]


def _sections(venue: Venue, kept: Kept, known: dict[str, Space]) -> dict[tuple[int, str], int]:
    """Find the section of each part, by the room of that name or its own; make what is missing."""
    ids = dict(Section.objects.filter(venue=venue).values_list("name", "pk"))
    wanted = dict.fromkeys(
        section
        for name, plan in kept.plans.items()
        if name not in known
        for section in _over(plan, known, kept.plans).sections
    )
    made = Section.objects.bulk_create(Section(venue=venue, name=name) for name in wanted if name not in ids)
    ids |= {section.name: section.pk for section in made}
    return {(venue.pk, name): pk for name, pk in ids.items()}


def _over(plan: SpacePlan, known: dict[str, Space], plans: dict[str, SpacePlan]) -> SpacePlan:
    """Name the sections a plan stands on: those of the rooms the venue has, else one of each part's own name."""
    return replace(plan, sections=tuple(dict.fromkeys(_parts(plan, known, plans, frozenset({fold(plan.name)})))))


def _parts(
    plan: SpacePlan, known: dict[str, Space], plans: dict[str, SpacePlan], above: frozenset[str]
) -> Iterator[str]:
    """Follow the parts of parts, so that a combination of combinations blocks the same sections as they do."""
    for part in plan.sections:
        name = fold(part)
        if name in known:
            yield from sorted(_section_names(known[name]))
        elif name in plans and name not in above:
            yield from _parts(plans[name], known, plans, above | {name})
        else:
            yield part


def _section_names(space: Space) -> set[str]:
    return {section.name for section in space.sections.all()}


def _bring_up(space: Space, update: RoomUpdate) -> None:
    """Write the changes of a known room; its own least numbers stay, as far as they fit."""
    for change in update.facts:
        setattr(space, change.fact, list(change.new) if isinstance(change.new, tuple) else change.new)
    if update.facts:
        space.save(update_fields=[change.fact for change in update.facts])
    for seats in update.seats:
        rows = Capacity.objects.filter(space=space, layout=seats.layout.value)
        if seats.new is None:
            rows.delete()
        elif seats.old is None:
            Capacity.objects.create(space=space, layout=seats.layout.value, max_delegates=seats.new)
        else:
            rows.update(max_delegates=seats.new, min_delegates=Least("min_delegates", seats.new))
