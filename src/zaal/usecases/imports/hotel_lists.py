"""Lists of hotels into venues: one house however many lists tell of it, however often they come."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from zaal.domain import matching
from zaal.domain.findings import Finding
from zaal.domain.houses import HouseFacts, slug_of
from zaal.domain.matching import HotelRow
from zaal.domain.permissions import Action, Owner, require
from zaal.gateways import hotel_lists
from zaal.gateways.hotel_lists import currencies
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.records.places.models import Place
from zaal.records.venues.models import SourceRow, Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.imports.report import ImportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.matching import House
    from zaal.usecases.progress import Report

OWN = "zaal"
KM_PER_DEGREE = 111.2
# Beyond this no place of the gazetteer can be said to be where the hotel stands.
FARTHEST_KM = 60.0
# Facts that a later list may fill when the earlier ones left them out, and how long a text may be.
FILLED = ("address", "postcode", "bedrooms", "stars", "email", "website")
LONGEST = {"address": 300, "postcode": 16, "city": 120, "email": 254, "website": 200}


class Spot(NamedTuple):
    """A city as an address needs it."""

    name: str
    country: str
    lat: float
    lon: float
    radius_km: float
    time_zone: str


class Kept(NamedTuple):
    """Where the rows of a file went: houses to make, rows that join a venue, venues whose facts were filled."""

    new: list[House]
    joined: list[tuple[HotelRow, Venue]]
    filled: list[Venue]
    findings: list[Finding]


@transaction.atomic(durable=True)
def hotels(*, actor: Actor, data: bytes, filename: str, now: datetime, report: Report) -> ImportReport:
    """Take in a published list: new houses become venues without rooms, known ones get the facts they lacked.

    Rows are the same house by ``domain.matching``, across lists and with houses entered by hand.
    Refuses: NotAllowed, and what ``gateways.hotel_lists.read`` refuses.
    """
    require(actor, Action.IMPORT, owner=Owner())
    report("read", 0, 1)
    told = hotel_lists.read(data, filename=filename)
    report("read", 1, 1)
    _one_at_a_time()
    known = {(row.source, row.external_id): row.venue for row in SourceRow.objects.select_related("venue")}
    fresh = [row for row in told.hotels if row.key not in known]
    report("match", 0, len(fresh))
    kept = _placed(fresh, known)
    report("match", len(fresh), len(fresh))
    made, more = _make(kept.new)
    SourceRow.objects.bulk_create(
        (
            SourceRow(venue=venue, source=row.source, external_id=row.external_id)
            for row, venue in (*kept.joined, *made)
        ),
        house_rows.BATCH,
    )
    Venue.objects.bulk_update(kept.filled, FILLED, house_rows.BATCH)
    found = (*told.findings, *kept.findings, *more)
    new_houses = len({venue.pk for _, venue in made})
    facts.write(
        "HotelsImported",
        filename[:64],
        actor=actor,
        now=now,
        created=new_houses,
        matched=len(told.hotels) - len(made),
        findings=len(found),
    )
    return ImportReport(new_houses, len(kept.filled), len(told.hotels) - len(made), found)


def _placed(fresh: Sequence[HotelRow], known: dict[tuple[str, str], Venue]) -> Kept:
    """Decide which fresh rows are venues we have, and which of them are new houses."""
    kept = Kept([], [], [], [])
    if not fresh:
        return kept
    venue_of = dict(known)
    for venue in Venue.objects.filter(sources=None):
        venue_of[OWN, venue.slug] = venue
    wanted = {row.key for row in fresh}
    houses = matching.merge([*(_as_row(key, venue) for key, venue in venue_of.items()), *fresh])
    touched = [house for house in houses if any(row.key in wanted for row in house.rows)]
    for house in touched:
        here = {venue_of[row.key].pk: venue_of[row.key] for row in house.rows if row.key in venue_of}
        if not here:
            kept.new.append(house)
            continue
        if len(here) > 1:
            kept.findings.append(Finding("joins_two_houses", {"names": tuple(venue.name for venue in here.values())}))
        venue = next(iter(here.values()))
        rows = [row for row in house.rows if row.key in wanted]
        kept.joined.extend((row, venue) for row in rows)
        if _fill(venue, rows):
            kept.filled.append(venue)
    kept.findings.extend(matching.doubts(touched))
    return kept


def _as_row(key: tuple[str, str], venue: Venue) -> HotelRow:
    """Show a venue as the row of the list it came from, so that one rule compares them all."""
    return HotelRow(
        source=key[0],
        external_id=key[1],
        name=venue.name,
        name_as_given=venue.name,
        address=venue.address,
        postcode=venue.postcode,
        city=venue.city,
        country=venue.country,
        lat=venue.lat,
        lon=venue.lon,
        bedrooms=venue.bedrooms,
        stars=venue.stars,
        email=venue.email or None,
        website=venue.website or None,
        time_zone=venue.time_zone,
        currency=venue.currency,
    )


def _fill(venue: Venue, rows: Iterable[HotelRow]) -> bool:
    """Fill facts the venue lacks from the rows that joined it; tell whether any was."""
    filled = False
    for row in rows:
        for name in FILLED:
            value = getattr(row, name)
            if not getattr(venue, name) and value:
                setattr(venue, name, value[: LONGEST[name]] if name in LONGEST else value)
                filled = True
    return filled


def _make(houses: Sequence[House]) -> tuple[list[tuple[HotelRow, Venue]], list[Finding]]:
    """Make a venue of each new house; what the lists leave out comes from the nearest city."""
    atlas = Atlas()
    findings: list[Finding] = []
    taken = set(Venue.objects.values_list("slug", flat=True))
    planned: list[tuple[House, HouseFacts]] = []
    for house in houses:
        told = _facts(house, atlas, taken)
        if isinstance(told, Finding):
            findings.append(told)
        else:
            taken.add(told.slug)
            planned.append((house, told))
    owners = Organisation.objects.bulk_create(
        (Organisation(name=told.name, kind=OrganisationKind.HOTEL) for _, told in planned), house_rows.BATCH
    )
    venues = house_rows.add_venues([(told, owner.pk) for (_, told), owner in zip(planned, owners, strict=True)])
    pairs = zip(planned, venues, strict=True)
    return [(row, venue) for (house, _), venue in pairs for row in house.rows], findings


def _facts(house: House, atlas: Atlas, taken: set[str]) -> HouseFacts | Finding:
    """Gather the facts of a house from all its rows, or tell what is missing to place it."""
    lead = house.lead
    spot = atlas.nearest(lead.lat, lead.lon)
    country = _first(house, "country") or (spot.country if spot else "")
    time_zone = _first(house, "time_zone") or (spot.time_zone if spot else "")
    city = _first(house, "city") or (spot.name if spot else "")
    if not (country and time_zone and city):
        return Finding("place_unknown", {"name": lead.name, "lat": lead.lat, "lon": lead.lon})
    currency = _first(house, "currency") or currencies.of(country)
    if not currency:
        return Finding("money_unknown", {"name": lead.name, "country": country})
    slug = slug_of(lead.name, taken=taken)
    if slug in taken or slug != slug_of(lead.name):
        slug = slug_of(f"{lead.name} {city}", taken=taken)
    return HouseFacts(
        slug=slug,
        name=lead.name[:200],
        country=country,
        city=city[: LONGEST["city"]],
        lat=lead.lat,
        lon=lead.lon,
        time_zone=time_zone,
        currency=currency,
        address=_first(house, "address"),
        postcode=_first(house, "postcode"),
        stars=next((row.stars for row in house.rows if row.stars), None),
        bedrooms=next((row.bedrooms for row in house.rows if row.bedrooms), None),
        email=_first(house, "email"),
        website=_first(house, "website"),
    )


def _first(house: House, name: str) -> str:
    return next((str(getattr(row, name)) for row in house.rows if getattr(row, name)), "")[: LONGEST.get(name)]


class Atlas:
    """The gazetteer's cities in squares of one degree, to find where a hotel stands without a query each."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Spot]] = {}
        rows = Place.objects.filter(kind="city").values_list("name", "country", "lat", "lon", "radius_km", "time_zone")
        for row in rows:
            spot = Spot(*row)
            self._squares.setdefault((math.floor(spot.lat), math.floor(spot.lon)), []).append(spot)

    def nearest(self, lat: float, lon: float) -> Spot | None:
        """Find the city around a point: a large one reaches farther than the village beside it."""
        here = (math.floor(lat), math.floor(lon))
        around = [
            (_km(lat, lon, spot) / max(1.0, spot.radius_km), spot)
            for row in (-1, 0, 1)
            for column in (-1, 0, 1)
            for spot in self._squares.get((here[0] + row, here[1] + column), ())
            if _km(lat, lon, spot) <= FARTHEST_KM
        ]
        return min(around)[1] if around else None


def _km(lat: float, lon: float, spot: Spot) -> float:
    east = (spot.lon - lon) * math.cos(math.radians(lat))
    return math.hypot(spot.lat - lat, east) * KM_PER_DEGREE


def _one_at_a_time() -> None:
    """Make a second import wait, so that two of them do not each make the house the other is making."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('zaal hotel import'))")
