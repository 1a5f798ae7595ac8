"""A capacity chart into a venue's rooms: single rooms become sections, combinations become spaces over them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models.functions import Least

from zaal.domain.amenities import Amenity
from zaal.domain.findings import Finding
from zaal.domain.houses import Seating, SpacePlan
from zaal.domain.matching import likeness
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.places import fold
from zaal.domain.refusals import Invalid
from zaal.gateways import charts
from zaal.records.listing.rows import relist
from zaal.records.venues.models import Capacity, Section, Space, Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.imports.report import ImportReport
from zaal.usecases.venues import VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.gateways.charts import ChartRoom

SAME_HOTEL = 0.85
LONGEST_NAME = 120
# The largest measures a record holds, in (square) metres.
MOST = {"area_sqm": Decimal(999_999), "length_m": Decimal(9_999), "width_m": Decimal(9_999), "height_m": Decimal(999)}
CENT = Decimal("0.01")
# Of these rooms the chart says too little to keep their parts apart from other rooms.
DOUBTFUL = frozenset({"combination_without_parts", "probably_combination"})
UPDATED = ("area_sqm", "length_m", "width_m", "height_m", "daylight", "amenities")


class ChartOfOtherHotels(Invalid):
    """The file is of several hotels, none of them this one; ``hotels`` names them."""

    code = "chart_of_other_hotels"


class Kept(NamedTuple):
    """The rooms of a chart as plans; ``doubtful`` are the names that stay closed for sale."""

    plans: dict[str, SpacePlan]
    doubtful: frozenset[str]
    findings: tuple[Finding, ...]


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
    rooms, other_hotels = _of_this_hotel(venue, told.rooms)
    rows = {room.row for room in rooms}
    about = [finding for finding in told.findings if finding.row is None or finding.row in rows]
    kept = _planned(rooms, about)
    created, changed, matched, more = _written(venue, kept)
    relist([venue.pk])
    found = (*about, *other_hotels, *kept.findings, *more)
    facts.write(
        "ChartImported",
        venue.slug,
        actor=actor,
        now=now,
        filename=filename,
        created=created,
        changed=changed,
        findings=len(found),
    )
    return ImportReport(created, changed, matched, found)


def _of_this_hotel(venue: Venue, rooms: Sequence[ChartRoom]) -> tuple[list[ChartRoom], list[Finding]]:
    """Keep the rooms of this hotel when the file tells of several."""
    names = list(dict.fromkeys(room.hotel for room in rooms if room.hotel))
    own = [name for name in names if _same_name(name, venue.name)]
    if not names or (len(names) == 1 and own):
        return list(rooms), []
    if len(names) == 1:
        return list(rooms), [Finding("hotel_name_differs", {"chart": names[0], "venue": venue.name})]
    if not own:
        raise ChartOfOtherHotels(venue=venue.name, hotels=names)
    others = [name for name in names if name not in own]
    left = [room for room in rooms if room.hotel in own]
    return left, [Finding("other_hotels_left_out", {"hotels": tuple(others), "rooms": len(rooms) - len(left)})]


def _same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) or likeness(one, other) >= SAME_HOTEL


def _planned(rooms: Sequence[ChartRoom], about: Iterable[Finding]) -> Kept:
    """Turn chart rooms into plans: of two rows of one name the first."""
    doubtful = {str(finding.message_facts["room"]) for finding in about if finding.code in DOUBTFUL}
    findings: list[Finding] = []
    plans: dict[str, SpacePlan] = {}
    for room in rooms:
        if fold(room.name) in plans:
            findings.append(Finding("room_again", {"room": room.name}, room.row))
            continue
        plans[fold(room.name)] = _space(room, findings)
    findings += [Finding("not_listed", {"room": name}) for name in sorted(doubtful)]
    priced = sum(1 for room in rooms if room.prices)
    if priced:
        findings.append(Finding("prices_not_kept", {"count": priced}))
    return Kept(plans, frozenset(map(fold, doubtful)), tuple(findings))


def _space(room: ChartRoom, findings: list[Finding]) -> SpacePlan:
    words = {word: fold(word).replace(" ", "_") for word in room.amenities}
    codes = {amenity.value for amenity in Amenity}
    strange = tuple(word for word, code in words.items() if code not in codes)
    if strange:
        findings.append(Finding("amenities_not_understood", {"room": room.name, "words": strange}, room.row))
    return SpacePlan(
        name=room.name[:LONGEST_NAME],
        sections=tuple(dict.fromkeys(part[:LONGEST_NAME] for part in room.parts)) or (room.name[:LONGEST_NAME],),
        seatings=tuple(Seating(layout, 1, seats) for layout, seats in room.capacities.items() if seats >= 1),
        daylight=room.daylight,
        amenities=tuple(dict.fromkeys(code for code in words.values() if code in codes)),
        area_sqm=_measure(room, "area_sqm", findings),
        length_m=_measure(room, "length_m", findings),
        width_m=_measure(room, "width_m", findings),
        height_m=_measure(room, "height_m", findings),
    )


def _measure(room: ChartRoom, name: str, findings: list[Finding]) -> Decimal | None:
    value: Decimal | None = getattr(room, name)
    if value is not None and value > MOST[name]:
        findings.append(Finding("measure_too_large", {"room": room.name, "measure": name, "value": value}, room.row))
        return None
    return None if value is None else value.quantize(CENT)


def _written(venue: Venue, kept: Kept) -> tuple[int, int, int, list[Finding]]:
    """Bring the venue's rooms to the chart; return how many are new, changed and the same."""
    known = {
        fold(space.name): space
        for space in Space.objects.filter(venue=venue).prefetch_related("sections", "capacities").order_by("-pk")
    }
    section_ids = _sections(venue, kept, known)
    new = [plan for name, plan in kept.plans.items() if name not in known]
    spaces = house_rows.add_spaces([(venue, [_over(plan, known, kept.plans) for plan in new])], section_ids)
    closed = [space.pk for space in spaces if fold(space.name) in kept.doubtful]
    Space.objects.filter(pk__in=closed).update(listed=False)
    findings: list[Finding] = []
    changed = 0
    for name, plan in kept.plans.items():
        if name in known:
            if plan.sections != (plan.name,) and _section_names(known[name]) != set(
                _over(plan, known, kept.plans).sections
            ):
                findings.append(Finding("sections_differ", {"room": plan.name, "parts": plan.sections}))
            changed += _update(known[name], plan)
    return len(new), changed, len(kept.plans) - len(new) - changed, findings


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


def _update(space: Space, plan: SpacePlan) -> bool:
    """Bring a known room up to date; what the chart leaves out stays. Tell whether anything changed."""
    before = {name: getattr(space, name) for name in UPDATED}
    for name in UPDATED:
        value = getattr(plan, name)
        if value is not None and value != ():
            setattr(space, name, list(value) if isinstance(value, tuple) else value)
    seats = {capacity.layout: capacity.max_delegates for capacity in space.capacities.all()}
    told = {seating.layout.value: seating.max_delegates for seating in plan.seatings}
    moved = {layout: most for layout, most in told.items() if seats.get(layout) != most}
    for layout in moved.keys() & seats.keys():
        Capacity.objects.filter(space=space, layout=layout).update(
            max_delegates=moved[layout], min_delegates=Least("min_delegates", moved[layout])
        )
    Capacity.objects.bulk_create(
        Capacity(space=space, layout=layout, max_delegates=most)
        for layout, most in moved.items()
        if layout not in seats
    )
    after = {name: getattr(space, name) for name in UPDATED}
    if after != before:
        space.save(update_fields=UPDATED)
    return bool(moved) or after != before
