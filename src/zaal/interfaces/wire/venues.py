"""A venue with its spaces, rates and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.domain import frozen_payments
from zaal.domain.amenities import Amenity
from zaal.domain.bounds import BoundUnit
from zaal.domain.floorplans import Wall
from zaal.domain.frozen import fingerprint
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.policies import Base, ChargeKind, FeeTax, Level, PartBy, ShareOf
from zaal.domain.rates import Entry, ExtraUnit, HireUnit, PackageKind, TaxClass
from zaal.domain.stated import FactKind
from zaal.interfaces import paying
from zaal.interfaces.wire.values import Day, MoneyOut, Names, Percent, TimeZone, money, number, percent

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.payments import PaymentTerms
    from zaal.domain.policies import Charge, FreeReduction, Policy, Size, Tier
    from zaal.domain.rates import Extra, HireRate, Package, TaxRule, Validity
    from zaal.domain.stated import StatedFact
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
    door_wall: Wall | None = Field(description="As one sees it who faces the front in the room's usual set-up.")
    window_walls: list[Wall]

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
            door_wall=space.door_wall,
            window_walls=list(space.window_walls),
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


class ChargeOut(BaseModel):
    """What is due: ``percent`` of the base; ``free``: all but ``percent``; the ``deposit``; an amount; not stated."""

    kind: ChargeKind
    percent: Percent | None
    amount: MoneyOut | None

    @classmethod
    def from_charge(cls, charge: Charge) -> ChargeOut:
        """Write a charge."""
        return cls(
            kind=charge.kind,
            percent=None if charge.percent is None else percent(charge.percent),
            amount=None if charge.amount is None else money(charge.amount),
        )


class TierOut(BaseModel):
    """``charge`` is due when cancelled so much or more before the start (``strict``: more than)."""

    amount: int
    unit: BoundUnit
    strict: bool
    charge: ChargeOut

    @classmethod
    def from_tier(cls, tier: Tier) -> TierOut:
        """Write a tier."""
        return cls(amount=tier.amount, unit=tier.unit, strict=tier.strict, charge=ChargeOut.from_charge(tier.charge))


class SizeOut(BaseModel):
    """For which bookings; null: no such limit. Values are all-in totals."""

    people_at_least: int | None
    people_at_most: int | None
    value_at_least: MoneyOut | None
    value_below: MoneyOut | None

    @classmethod
    def from_size(cls, size: Size) -> SizeOut:
        """Write the limits."""
        return cls(
            people_at_least=size.people_at_least,
            people_at_most=size.people_at_most,
            value_at_least=None if size.value_at_least is None else money(size.value_at_least),
            value_below=None if size.value_below is None else money(size.value_below),
        )


class FreeReductionOut(BaseModel):
    """What may go without a fee until so long before the start: a share (``of`` what), or so many people or rooms."""

    amount: int
    unit: BoundUnit
    strict: bool
    percent: Percent | None
    of: ShareOf | None
    people: int | None
    rooms: int | None

    @classmethod
    def from_rule(cls, rule: FreeReduction) -> FreeReductionOut:
        """Write a rule of free reduction."""
        return cls(
            amount=rule.amount,
            unit=rule.unit,
            strict=rule.strict,
            percent=None if rule.percent is None else percent(rule.percent),
            of=None if rule.percent is None else rule.share_of,
            people=rule.people,
            rooms=rule.rooms,
        )


class PolicyOut(BaseModel):
    """A cancellation policy: tiers from the earliest to the latest, then ``late``.

    A contract comes first; only the members of its organisation see it.
    """

    code: str
    name: str
    level: Level
    size: SizeOut
    base: Base
    tiers: list[TierOut]
    late: ChargeOut
    no_show: ChargeOut
    fee_tax: FeeTax = Field(description="Whether VAT or GST is in the fee, comes on top of it, or is not due.")
    part: PartBy = Field(description="What a part costs that may not go free.")
    free: list[FreeReductionOut]
    version: Day | None = Field(description="The day these terms came into force.")
    sha256: str = Field(description="Fingerprint of the terms; a sale keeps the one it was made under.")

    @classmethod
    def from_policy(cls, policy: Policy) -> PolicyOut:
        """Write a policy."""
        return cls(
            code=policy.code,
            name=policy.name,
            level=policy.level,
            size=SizeOut.from_size(policy.size),
            base=policy.base,
            tiers=[TierOut.from_tier(tier) for tier in policy.tiers],
            late=ChargeOut.from_charge(policy.late),
            no_show=ChargeOut.from_charge(policy.no_show),
            fee_tax=policy.fee_tax,
            part=policy.part,
            free=[FreeReductionOut.from_rule(rule) for rule in policy.free],
            version=None if policy.version is None else policy.version.isoformat(),
            sha256=fingerprint(policy),
        )


class PaymentStepOut(BaseModel):
    """One payment: a share of the all-in total, an amount, or (neither) what the others leave."""

    name: str = Field(description="What the hotel calls it.", examples=["Deposit"])
    percent: Percent | None
    amount: MoneyOut | None
    told: str = Field(description="How much, in words.", examples=["Deposit, 30%"])
    when: str = Field(description="When it is due, in words.", examples=["until 2 weeks before the start"])


class PaymentTermsOut(BaseModel):
    """What the house asks when, in the language of Accept-Language where it is words."""

    code: str
    name: str
    size: SizeOut
    for_whom: str = Field(description="The size in words; empty: for all bookings.", examples=["from €5,000.00"])
    steps: list[PaymentStepOut]
    version: Day | None = Field(description="The day these terms came into force.")
    sha256: str = Field(description="Fingerprint of the terms; a sale keeps the one it was made under.")

    @classmethod
    def from_terms(cls, terms: PaymentTerms, language: str) -> PaymentTermsOut:
        """Write payment terms."""
        said = paying.of_terms(terms, language)
        return cls(
            code=terms.code,
            name=terms.name,
            size=SizeOut.from_size(terms.size),
            for_whom=said.size,
            steps=[
                PaymentStepOut(
                    name=step.name,
                    percent=None if step.percent is None else percent(step.percent),
                    amount=None if step.amount is None else money(step.amount),
                    told=told,
                    when=when,
                )
                for step, (told, when) in zip(terms.steps, said.steps, strict=True)
            ],
            version=None if terms.version is None else terms.version.isoformat(),
            sha256=frozen_payments.fingerprint(terms),
        )


class StatedFactOut(BaseModel):
    """A fact about access or footprint as the hotel states it."""

    kind: FactKind
    value: str = Field(description="`yes`, `no`, a number, or a certificate's own word.")
    stated_on: Day
    source: str = Field(description="On whose word; empty is the hotel itself.")
    valid_until: Day | None

    @classmethod
    def from_fact(cls, fact: StatedFact) -> StatedFactOut:
        """Write a fact."""
        return cls(
            kind=fact.kind,
            value=fact.value,
            stated_on=fact.stated_on.isoformat(),
            source=fact.source,
            valid_until=fact.valid_until.isoformat() if fact.valid_until else None,
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
    policies: list[PolicyOut]
    payments: list[PaymentTermsOut] = Field(description="The first that holds a booking's size counts.")
    stated: list[StatedFactOut] = Field(description="What the hotel states; what is not there is unknown, not no.")

    @classmethod
    def from_venue(cls, venue: VenueView, language: str) -> VenueOut:
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
            policies=[PolicyOut.from_policy(policy) for policy in venue.policies],
            payments=[PaymentTermsOut.from_terms(terms, language) for terms in venue.payments],
            stated=[StatedFactOut.from_fact(fact) for fact in venue.stated],
        )


def _amount(amount: Decimal, currency: str) -> MoneyOut:
    return money(Money(amount, currency))


def _clock(minute: int | None) -> str | None:
    if minute is None:
        return None
    return "24:00" if minute == DAY_MINUTES else f"{minute // 60 % 24:02}:{minute % 60:02}"
