"""A venue as its page and the API show it: facts, spaces with their capacity chart, rates and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.actors import GUEST
from zaal.domain.amenities import Amenity
from zaal.domain.floorplans import Wall
from zaal.domain.layouts import Layout
from zaal.domain.occupancy import free
from zaal.domain.payments import BILLED_AFTERWARDS
from zaal.domain.period import Period, local, local_day
from zaal.domain.policies import ANY_SIZE, rank
from zaal.domain.refusals import NotFound
from zaal.domain.tariff import TariffMissing
from zaal.domain.tax import rule_for
from zaal.records.diary.models import Entry
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.card import card_on
from zaal.records.rates.payments import payments_on
from zaal.records.rates.policies import policies_on
from zaal.records.venues.instant import rule_of
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from zaal.domain.actors import Actor
    from zaal.domain.bookings import InstantRule
    from zaal.domain.layouts import Capacity
    from zaal.domain.payments import PaymentTerms
    from zaal.domain.policies import Policy
    from zaal.domain.rates import Daypart, Extra, HireRate, Package, RateCard, TaxRule
    from zaal.domain.stated import StatedFact


class VenueUnknown(NotFound):
    """No such venue on offer."""

    code = "venue_unknown"


@dataclass(frozen=True, slots=True)
class OpeningDay:
    """One weekday's hours in minutes of the venue's wall clock; None when closed."""

    weekday: int
    opens_minute: int | None
    closes_minute: int | None


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A space with the hotel's capacities; ``hire`` are its rates on the day the page is made."""

    slug: str
    name: str
    sections: tuple[str, ...]
    area_sqm: Decimal | None
    length_m: Decimal | None
    width_m: Decimal | None
    height_m: Decimal | None
    floor: int | None
    daylight: bool | None
    step_free: bool | None
    hearing_loop: bool | None
    fixed_furniture: bool
    amenities: tuple[Amenity, ...]
    setup_minutes: int
    breakdown_minutes: int
    buffers_inside: bool
    capacities: dict[Layout, Capacity]
    instant: InstantRule
    hire: tuple[HireRate, ...]
    door_wall: Wall | None
    window_walls: tuple[Wall, ...]

    @property
    def most_delegates(self) -> int:
        return max((capacity.max_delegates for capacity in self.capacities.values()), default=0)


@dataclass(frozen=True, slots=True)
class VenueView:
    """Everything a venue's page shows. Rates are those holding on the venue's day; None when none are entered.

    ``policies`` and ``payments`` are those that whoever looks may get, contracts of their organisations first; the last
    of the payment terms holds for every size.
    """

    slug: str
    name: str
    descriptions: dict[str, str]
    country: str
    city: str
    district: str
    address: str
    postcode: str
    lat: float
    lon: float
    time_zone: str
    currency: str
    stars: int | None
    bedrooms: int | None
    languages: tuple[str, ...]
    phone: str
    email: str
    website: str
    amenities: tuple[Amenity, ...]
    invented: bool
    option_days: int
    opening: tuple[OpeningDay, ...]
    spaces: tuple[SpaceView, ...]
    card: RateCard | None
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    dayparts: tuple[Daypart, ...]
    taxes: tuple[TaxRule, ...]
    policies: tuple[Policy, ...]
    payments: tuple[PaymentTerms, ...]
    stated: tuple[StatedFact, ...]


def venue(slug: str, *, now: datetime, on: date | None = None, actor: Actor = GUEST) -> VenueView:
    """Return a listed venue, with the rates that hold on a day (default today there). Refuses: VenueUnknown.

    Its terms are those of a booking that this actor makes today there.
    """
    row = _listed(slug)
    if row is None:
        raise VenueUnknown(venue=slug)
    today = local(now, row.time_zone).date()
    day = on or today
    card = _card(row.pk, day)
    policies, payments = _terms(row.pk, today, actor)
    hours = {hours.weekday: hours for hours in row.opening_hours.all()}
    return VenueView(
        slug=row.slug,
        name=row.name,
        descriptions=row.descriptions,
        country=row.country,
        city=row.city,
        district=row.district,
        address=row.address,
        postcode=row.postcode,
        lat=row.lat,
        lon=row.lon,
        time_zone=row.time_zone,
        currency=row.currency,
        stars=row.stars,
        bedrooms=row.bedrooms,
        languages=tuple(row.languages),
        phone=row.phone,
        email=row.email,
        website=row.website,
        amenities=tuple(amenity for amenity in Amenity if amenity in row.amenities),
        invented=row.invented,
        option_days=row.option_days,
        opening=tuple(
            OpeningDay(weekday, hours[weekday].opens_minute, hours[weekday].closes_minute)
            if weekday in hours
            else OpeningDay(weekday, None, None)
            for weekday in range(7)
        ),
        spaces=_spaces(row, card, day),
        card=card,
        packages=tuple(package for package in card.packages if _holds(package, day)) if card else (),
        extras=tuple(extra for extra in card.extras if extra.validity.holds_on(day)) if card else (),
        dayparts=card.dayparts if card else (),
        taxes=_taxes(card, day) if card else (),
        policies=policies,
        payments=payments,
        stated=tuple(fact.as_stated() for fact in row.stated_facts.all()),
    )


def _terms(venue_id: int, day: date, actor: Actor) -> tuple[tuple[Policy, ...], tuple[PaymentTerms, ...]]:
    """Return what everybody gets, and before it the contracts of this actor's organisations; of no one else's."""
    policies = policies_on({venue_id: day}).get(venue_id, ())
    payments = payments_on({venue_id: day}).get(venue_id, ())
    owners = [one.organisation_id for one in policies] + [one.organisation_id for one in payments]
    contracts = any(owner is not None for owner in owners)
    whose = {None, *(organisations_of(actor.person_id) if contracts else ())}
    paid = sorted(
        (one for one in payments if one.organisation_id in whose), key=lambda one: one.organisation_id is None
    )
    if not any(one.organisation_id is None and one.size == ANY_SIZE for one in paid):
        paid.append(BILLED_AFTERWARDS)
    return tuple(sorted((one for one in policies if one.organisation_id in whose), key=rank)), tuple(paid)


def free_times(slug: str, space: str, day: date) -> tuple[Period, ...]:
    """Return what is free of a space on one day of the venue (its whole calendar day). Refuses: VenueUnknown."""
    row = (
        Space.objects.filter(venue__slug=slug, slug=space, listed=True, venue__listed=True)
        .select_related("venue")
        .first()
    )
    if row is None:
        raise VenueUnknown(venue=slug, space=space)
    whole = local_day(day, row.venue.time_zone)
    taken = Entry.objects.filter(
        section__spaces=row, blocking=True, during__overlap=(whole.starts_at, whole.ends_at)
    ).values_list("during", flat=True)
    return free(whole, [Period(during.lower, during.upper) for during in taken])


def slugs() -> tuple[str, ...]:
    """Return the slugs of all listed venues."""
    return tuple(Venue.objects.filter(listed=True).order_by("slug").values_list("slug", flat=True))


def _listed(slug: str) -> Venue | None:
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    found = Venue.objects.filter(slug=slug.replace("\x00", ""), listed=True)
    return found.prefetch_related("opening_hours", "stated_facts").first()


def _card(venue_id: int, day: date) -> RateCard | None:
    try:
        return card_on(venue_id, day)
    except TariffMissing:
        return None


def _holds(package: Package, day: date) -> bool:
    validity = package.validity
    return validity.from_date <= day and (validity.until_date is None or day <= validity.until_date)


def _taxes(card: RateCard, day: date) -> tuple[TaxRule, ...]:
    classes = dict.fromkeys(rule.tax_class for rule in card.tax_rules if rule.holds_on(day))
    return tuple(rule_for(card.tax_rules, tax_class, day) for tax_class in classes)


def _spaces(row: Venue, card: RateCard | None, day: date) -> tuple[SpaceView, ...]:
    found = row.spaces.filter(listed=True).select_related("venue").prefetch_related("capacities", "sections")
    made = tuple(_space(space, card, day) for space in found)
    return tuple(sorted(made, key=lambda space: (space.most_delegates, space.name)))


def _space(row: Space, card: RateCard | None, day: date) -> SpaceView:
    hire = card.hire if card else ()
    return SpaceView(
        slug=row.slug,
        name=row.name,
        sections=tuple(sorted(section.name for section in row.sections.all())),
        area_sqm=row.area_sqm,
        length_m=row.length_m,
        width_m=row.width_m,
        height_m=row.height_m,
        floor=row.floor,
        daylight=row.daylight,
        step_free=row.step_free,
        hearing_loop=row.hearing_loop,
        fixed_furniture=row.fixed_furniture,
        amenities=tuple(amenity for amenity in Amenity if amenity in row.amenities),
        setup_minutes=row.setup_minutes,
        breakdown_minutes=row.breakdown_minutes,
        buffers_inside=row.buffers_inside,
        capacities={
            layout: capacity.as_capacity()
            for layout in Layout
            for capacity in row.capacities.all()
            if capacity.layout == layout
        },
        instant=rule_of(row),
        hire=tuple(rate for rate in hire if rate.space_id == row.pk and rate.validity.from_date <= day),
        door_wall=Wall(row.door_wall) if row.door_wall else None,
        window_walls=tuple(Wall(wall) for wall in row.window_walls),
    )
