"""A venue with its spaces, rates and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.domain.amenities import Amenity
from zaal.domain.cancellation import BoundUnit
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.rates import Entry, ExtraUnit, HireUnit, PackageKind, TaxClass
from zaal.interfaces.wire.values import Day, MoneyOut, Names, Percent, TimeZone, money, number, percent

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.cancellation import Policy
    from zaal.domain.rates import Extra, HireRate, Package, TaxRule, Validity
    from zaal.queries.venues import OpeningDay, SpaceView, VenueView

DAY_MINUTES = 24 * 60


class OpeningOut(BaseModel):
    """Hours of one weekday on the venue's clock; null when closed. A close past 24:00 is after midnight."""

    weekday: int = Field(description="0 is Monday.", ge=0, le=6)
    opens: str | None = Field(examples=["07:00"])
    closes: str | None = Field(examples=["23:00"])

    @classmethod
    def from_day(cls, day: OpeningDay) -> OpeningOut:
        """Write the hours of one weekday."""
        return cls(weekday=day.weekday, opens=_clock(day.opens_minute), closes=_clock(day.closes_minute))


class ValidityOut(BaseModel):
    """On which days a rate holds, the last one included; weekdays 0 (Monday) to 6."""

    from_date: Day
    until_date: Day | None
    weekdays: list[int]

    @classmethod
    def from_validity(cls, validity: Validity) -> ValidityOut:
        """Write a validity."""
        return cls(
            from_date=validity.from_date.isoformat(),
            until_date=validity.until_date.isoformat() if validity.until_date else None,
            weekdays=sorted(validity.weekdays),
        )


class CapacityOut(BaseModel):
    """How many the hotel seats in one layout."""

    layout: Layout
    min_delegates: int
    max_delegates: int


class HireOut(BaseModel):
    """The price of the room alone, as the hotel writes it."""

    unit: HireUnit
    amount: MoneyOut
    validity: ValidityOut

    @classmethod
    def from_rate(cls, rate: HireRate, currency: str) -> HireOut:
        """Write one rate."""
        return cls(
            unit=rate.unit,
            amount=_amount(rate.amount, currency),
            validity=ValidityOut.from_validity(rate.validity),
        )


class InstantOut(BaseModel):
    """Within which limits a booking confirms at once; null means no such limit."""

    enabled: bool
    min_lead_hours: int
    max_lead_days: int | None
    max_delegates: int | None
    max_value: MoneyOut | None


class SpaceOut(BaseModel):
    """A room with its measures and capacity chart; null means the hotel does not say."""

    slug: str
    name: str
    sections: list[str]
    area_sqm: float | None
    length_m: float | None
    width_m: float | None
    height_m: float | None
    floor: int | None
    daylight: bool | None
    step_free: bool | None
    hearing_loop: bool | None
    fixed_furniture: bool
    amenities: list[Amenity]
    setup_minutes: int
    breakdown_minutes: int
    buffers_inside: bool = Field(description="Whether set-up and breakdown happen within the booked time.")
    capacities: list[CapacityOut]
    instant: InstantOut
    hire: list[HireOut]

    @classmethod
    def from_space(cls, space: SpaceView, currency: str) -> SpaceOut:
        """Write one space."""
        rule = space.instant
        return cls(
            slug=space.slug,
            name=space.name,
            sections=list(space.sections),
            area_sqm=number(space.area_sqm),
            length_m=number(space.length_m),
            width_m=number(space.width_m),
            height_m=number(space.height_m),
            floor=space.floor,
            daylight=space.daylight,
            step_free=space.step_free,
            hearing_loop=space.hearing_loop,
            fixed_furniture=space.fixed_furniture,
            amenities=list(space.amenities),
            setup_minutes=space.setup_minutes,
            breakdown_minutes=space.breakdown_minutes,
            buffers_inside=space.buffers_inside,
            capacities=[
                CapacityOut(layout=layout, min_delegates=seats.min_delegates, max_delegates=seats.max_delegates)
                for layout, seats in space.capacities.items()
            ],
            instant=InstantOut(
                enabled=rule.enabled,
                min_lead_hours=rule.min_lead_hours,
                max_lead_days=rule.max_lead_days,
                max_delegates=rule.max_delegates,
                max_value=money(rule.max_value) if rule.max_value else None,
            ),
            hire=[HireOut.from_rate(rate, currency) for rate in space.hire],
        )


class PackageOut(BaseModel):
    """A price per delegate with room and what belongs to it."""

    code: str
    kind: PackageKind
    names: Names
    amount: MoneyOut
    starts: list[str] = Field(description="Allowed starts on the venue's clock; empty means any.")
    length_minutes: int
    min_delegates: int
    max_delegates: int | None
    includes: list[str]
    validity: ValidityOut

    @classmethod
    def from_package(cls, package: Package, currency: str) -> PackageOut:
        """Write one package."""
        return cls(
            code=package.code,
            kind=package.kind,
            names=package.names,
            amount=_amount(package.amount, currency),
            starts=[at.isoformat("minutes") for at in package.starts],
            length_minutes=package.length_minutes,
            min_delegates=package.min_delegates,
            max_delegates=package.max_delegates,
            includes=[part.item for part in package.parts],
            validity=ValidityOut.from_validity(package.validity),
        )


class ExtraOut(BaseModel):
    """Equipment, food or drinks on top."""

    code: str
    names: Names
    unit: ExtraUnit
    amount: MoneyOut
    tax_class: TaxClass
    validity: ValidityOut

    @classmethod
    def from_extra(cls, extra: Extra, currency: str) -> ExtraOut:
        """Write one extra."""
        return cls(
            code=extra.code,
            names=extra.names,
            unit=extra.unit,
            amount=_amount(extra.amount, currency),
            tax_class=extra.tax_class,
            validity=ValidityOut.from_validity(extra.validity),
        )


class TaxRuleOut(BaseModel):
    """The tax that one kind of supply carries today."""

    name: str
    tax_class: TaxClass
    percent: Percent

    @classmethod
    def from_rule(cls, rule: TaxRule) -> TaxRuleOut:
        """Write one rule."""
        return cls(name=rule.name, tax_class=rule.tax_class, percent=percent(rule.percent))


class TierOut(BaseModel):
    """``percent`` is due when cancelled so much or more before the start (``strict``: more than)."""

    amount: int
    unit: BoundUnit
    strict: bool
    percent: Percent


class PolicyOut(BaseModel):
    """The cancellation policy: tiers from the earliest to the latest, then ``late_percent``."""

    code: str
    name: str
    tiers: list[TierOut]
    late_percent: Percent
    no_show_percent: Percent
    fee_taxed: bool = Field(description="Whether VAT or GST is due on the fee, which counts from the all-in total.")

    @classmethod
    def from_policy(cls, policy: Policy) -> PolicyOut:
        """Write a policy."""
        return cls(
            code=policy.code,
            name=policy.name,
            tiers=[
                TierOut(amount=tier.amount, unit=tier.unit, strict=tier.strict, percent=percent(tier.percent))
                for tier in policy.tiers
            ],
            late_percent=percent(policy.late_percent),
            no_show_percent=percent(policy.no_show_percent),
            fee_taxed=policy.fee_taxed,
        )


class VenueOut(BaseModel):
    """A venue; rates are those that hold today there."""

    slug: str
    name: str
    descriptions: Names
    country: str
    city: str
    district: str
    address: str
    postcode: str
    lat: float
    lon: float
    time_zone: TimeZone
    currency: str
    stars: int | None
    bedrooms: int | None
    languages: list[str]
    phone: str
    email: str
    website: str
    amenities: list[Amenity]
    invented: bool = Field(description="A demonstration house: nothing can really be booked there.")
    option_days: int = Field(description="For how many days an option is usually held.")
    opening: list[OpeningOut]
    spaces: list[SpaceOut]
    prices_are: Entry | None = Field(description="How the hotel writes its prices; null without rates for today.")
    packages: list[PackageOut]
    extras: list[ExtraOut]
    taxes: list[TaxRuleOut]
    policy: PolicyOut | None

    @classmethod
    def from_venue(cls, venue: VenueView) -> VenueOut:
        """Write a venue, complete."""
        return cls(
            slug=venue.slug,
            name=venue.name,
            descriptions=venue.descriptions,
            country=venue.country,
            city=venue.city,
            district=venue.district,
            address=venue.address,
            postcode=venue.postcode,
            lat=venue.lat,
            lon=venue.lon,
            time_zone=venue.time_zone,
            currency=venue.currency,
            stars=venue.stars,
            bedrooms=venue.bedrooms,
            languages=list(venue.languages),
            phone=venue.phone,
            email=venue.email,
            website=venue.website,
            amenities=list(venue.amenities),
            invented=venue.invented,
            option_days=venue.option_days,
            opening=[OpeningOut.from_day(day) for day in venue.opening],
            spaces=[SpaceOut.from_space(space, venue.currency) for space in venue.spaces],
            prices_are=venue.card.entry if venue.card else None,
            packages=[PackageOut.from_package(package, venue.currency) for package in venue.packages],
            extras=[ExtraOut.from_extra(extra, venue.currency) for extra in venue.extras],
            taxes=[TaxRuleOut.from_rule(rule) for rule in venue.taxes],
            policy=PolicyOut.from_policy(venue.policy) if venue.policy else None,
        )


def _amount(amount: Decimal, currency: str) -> MoneyOut:
    return money(Money(amount, currency))


def _clock(minute: int | None) -> str | None:
    if minute is None:
        return None
    return "24:00" if minute == DAY_MINUTES else f"{minute // 60 % 24:02}:{minute % 60:02}"
