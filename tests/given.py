"""The world a test stands on, built through use-cases only: two invented hotels, people, and a sale as far as asked.

All of it is seen from ``NOW``. Without arguments everything happens in the Beurszaal of Hotel Damrak on ``MEETING_DAY``
from 09:00 to 17:00 for 30 delegates in theatre layout; a test names only what it is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress

from zaal.domain.actors import Actor, Scope
from zaal.domain.houses import (
    HirePrice,
    HouseFacts,
    HousePlan,
    HouseRates,
    HouseRooms,
    Opening,
    PaymentPlan,
    Seating,
    SpacePlan,
    TariffPlan,
    TermsPlan,
)
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.rates import (
    Daypart,
    Entry,
    Extra,
    ExtraUnit,
    HireUnit,
    Package,
    PackageKind,
    PackagePart,
    TaxClass,
    Validity,
)
from zaal.domain.terms import FREE_UNTIL_48_HOURS_SINGAPORE, WEEKS_4_3_2
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.records.identity.models import Person
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.records.venues.models import Venue
from zaal.usecases import accounts, bookings, options, quotes, venues

if TYPE_CHECKING:
    from zaal.domain.payments import PaymentTerms
    from zaal.domain.policies import Policy

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
MEETING_DAY = date(2027, 4, 15)
PASSWORD = "rustige zaal aan het water"

LONG_AGO = date(2019, 1, 1)
ALWAYS = Validity(LONG_AGO)
DAMRAK, MARINA = "hotel-damrak", "the-quiet-harbour"
ANNA, BRAM, OPERATOR = "anna@example.org", "bram@example.org", "operator@example.org"


def damrak() -> HousePlan:
    """Plan a hotel in Amsterdam: the Beurszaal can be divided in two, the Kleine Zaal is a room of its own.

    Gross prices in euros: the Beurszaal 700 a day, either half 400, the Kleine Zaal 300; a day for 55 a delegate.
    """
    return HousePlan(
        facts=HouseFacts(
            slug=DAMRAK,
            name="Hotel Damrak",
            country="NL",
            city="Amsterdam",
            lat=52.3745,
            lon=4.8950,
            time_zone="Europe/Amsterdam",
            currency="EUR",
            descriptions={"en": "A quiet house on a busy street.", "nl": "Een rustig huis aan een drukke straat."},
            address="Damrak 1",
            postcode="1012 LG",
            stars=4,
            bedrooms=80,
            languages=("nl", "en"),
            phone="+31201234567",
            email="zalen@damrak.example.org",
            amenities=("wifi", "lift", "restaurant"),
            invented=True,
        ),
        rooms=HouseRooms(
            opening=tuple(Opening(weekday, 7 * 60, 23 * 60) for weekday in range(7)),
            sections=("Noord", "Zuid", "Kleine Zaal"),
            spaces=(
                a_room("Beurszaal", ("Noord", "Zuid"), most=80, hire_a_day=700, amenities=("screen", "daylight")),
                a_room("Beurszaal Noord", ("Noord",), most=40, hire_a_day=400),
                a_room("Beurszaal Zuid", ("Zuid",), most=40, hire_a_day=400),
                a_room("Kleine Zaal", ("Kleine Zaal",), most=20, hire_a_day=300),
            ),
        ),
        rates=HouseRates(
            tariffs=(TariffPlan(Entry.GROSS, Decimal(0), ALWAYS),),
            dayparts=(Daypart("morning", time(9), time(13)), Daypart("afternoon", time(13), time(17))),
            packages=(a_day_package("8-hours", 55),),
            extras=(
                Extra(
                    "flipchart",
                    {"en": "Flipchart", "nl": "Flip-over"},
                    ExtraUnit.PIECE,
                    Decimal(25),
                    TaxClass.EQUIPMENT,
                    ALWAYS,
                ),
            ),
            adjustments=(),
            terms=(TermsPlan(WEEKS_4_3_2, LONG_AGO, None),),
        ),
    )


def marina() -> HousePlan:
    """Plan a hotel in Singapore that writes its prices "++": one room for 1,000 a day, a day for 120 a delegate."""
    plan = damrak()
    return HousePlan(
        facts=HouseFacts(
            slug=MARINA,
            name="The Quiet Harbour",
            country="SG",
            city="Singapore",
            lat=1.2834,
            lon=103.8607,
            time_zone="Asia/Singapore",
            currency="SGD",
            district="Marina Bay",
            postcode="018956",
            stars=5,
            email="events@harbour.example.org",
            amenities=("wifi", "parking"),
            invented=True,
        ),
        rooms=HouseRooms(
            opening=plan.rooms.opening,
            sections=("Straits Room",),
            spaces=(a_room("Straits Room", ("Straits Room",), most=60, hire_a_day=1000),),
        ),
        rates=replace(
            plan.rates,
            tariffs=(TariffPlan(Entry.PLUS_PLUS, Decimal(10), ALWAYS),),
            packages=(a_day_package("8-hours", 120),),
            terms=(TermsPlan(FREE_UNTIL_48_HOURS_SINGAPORE, LONG_AGO, None),),
        ),
    )


def a_room(
    name: str, sections: tuple[str, ...], *, most: int, hire_a_day: int, amenities: tuple[str, ...] = ()
) -> SpacePlan:
    """Plan a room for ``most`` in theatre, half as many in u-shape and classroom; without set-up time."""
    return SpacePlan(
        name=name,
        sections=sections,
        seatings=(
            Seating(Layout.THEATRE, 1, most),
            Seating(Layout.CLASSROOM, 1, most // 2),
            Seating(Layout.U_SHAPE, 1, most // 2),
        ),
        hire=(
            HirePrice(HireUnit.DAY, Decimal(hire_a_day), ALWAYS),
            HirePrice(HireUnit.HOUR, Decimal(hire_a_day) / 5, ALWAYS),
        ),
        area_sqm=Decimal(most * 2),
        daylight="daylight" in amenities,
        step_free=True,
        amenities=amenities,
    )


def a_day_package(code: str, amount: int) -> Package:
    """Plan a package of at most eight hours for five delegates or more: the room, coffee and lunch."""
    return Package(
        code=code,
        kind=PackageKind.DAY,
        names={"en": "8-hour package", "nl": "8-uursarrangement"},
        amount=Decimal(amount),
        starts=(),
        length_minutes=8 * 60,
        min_delegates=5,
        max_delegates=None,
        parts=(
            PackagePart("room", TaxClass.ROOM, Decimal(20)),
            PackagePart("coffee_tea", TaxClass.FOOD, Decimal(10)),
            PackagePart("lunch", TaxClass.FOOD, Decimal(20)),
        ),
        validity=ALWAYS,
    )


def a_venue(slug: str = DAMRAK, **facts: Any) -> str:
    """Take in a hotel with its rooms and rates, unless it is there already; return its slug.

    ``facts`` change what the plan says of the house, as in ``a_venue(instant=False)``. Another slug than the two
    planned ones gives a house like Hotel Damrak under that name.
    """
    if Venue.objects.filter(slug=slug).exists():
        return slug
    plan = marina() if slug == MARINA else damrak()
    named = {} if slug in {DAMRAK, MARINA} else {"name": slug.replace("-", " ").title()}
    told = replace(plan.facts, slug=slug, **(named | facts))
    return venues.create(actor=an_operator(), plan=replace(plan, facts=told), organisation_id=None, now=NOW)


def a_venue_on(*policies: Policy, from_date: date = LONG_AGO) -> str:
    """Take in Hotel Damrak with other terms than its own."""
    plan = damrak()
    terms = tuple(TermsPlan(policy, from_date, None) for policy in policies)
    told = replace(plan, rates=replace(plan.rates, terms=terms))
    return venues.create(actor=an_operator(), plan=told, organisation_id=None, now=NOW)


def a_venue_paid(*terms: PaymentTerms) -> str:
    """Take in Hotel Damrak on these payment terms."""
    plan = damrak()
    payments = tuple(PaymentPlan(one, LONG_AGO, None) for one in terms)
    told = replace(plan, rates=replace(plan.rates, payments=payments))
    return venues.create(actor=an_operator(), plan=told, organisation_id=None, now=NOW)


def a_booker(email: str = ANNA, *, language: str = "en") -> Actor:
    """Have somebody who books for themselves; the same address is the same person."""
    return accounts.actor_of(_person(email, language))


def a_hotel_member(venue: str = DAMRAK, email: str = "") -> Actor:
    """Have somebody who works for this hotel."""
    organisation = Venue.objects.get(slug=a_venue(venue)).organisation
    return _member(email or f"desk@{venue}.example.org", organisation)


def an_operator(email: str = OPERATOR) -> Actor:
    """Have somebody who runs the marketplace."""
    organisation, _ = Organisation.objects.get_or_create(name="Zaal", kind=OrganisationKind.OPERATOR)
    return _member(email, organisation)


def a_token(actor: Actor | None = None, *scopes: Scope) -> str:
    """Have an API token of this person, with all scopes unless some are named."""
    person = Person.objects.get(pk=(actor or a_booker()).person_id)
    names = [scope.value for scope in scopes or tuple(Scope)]
    return accounts.create_token(email=person.email, name="test", scopes=names, now=NOW)


def a_span(day: date = MEETING_DAY, starts: str = "09:00", ends: str = "17:00") -> LocalSpan:
    """Have a wall-clock span of one day; an end at or before the start is on the next day."""
    first, last = time.fromisoformat(starts), time.fromisoformat(ends)
    last_day = day if last > first else day + timedelta(days=1)
    return LocalSpan(datetime.combine(day, first), datetime.combine(last_day, last))


def a_wish(**changes: Any) -> QuoteWish:
    """Wish for the Beurszaal: 30 delegates in theatre layout, the room alone."""
    usual: dict[str, Any] = {
        "venue": DAMRAK,
        "space": "beurszaal",
        "layout": Layout.THEATRE,
        "delegates": 30,
        "spans": (a_span(),),
        "basis": Basis.HIRE,
    }
    return QuoteWish(**{**usual, **changes})


def a_quote(actor: Actor | None = None, *, now: datetime = NOW, **wish: Any) -> str:
    """Have a quote; ``wish`` changes what ``a_wish`` asks. Returns its reference, as all that follow do."""
    asked = a_wish(**wish)
    a_venue(asked.venue)
    return quotes.make(actor=actor or a_booker(), wish=asked, now=now)


def an_option(actor: Actor | None = None, *, may_wait: bool = False, now: datetime = NOW, **wish: Any) -> str:
    """Have an option on such a quote, held for the hotel's usual seven days."""
    holder = actor or a_booker()
    return options.place(actor=holder, quote=a_quote(holder, now=now, **wish), now=now, may_wait=may_wait)


def a_confirmed_booking(actor: Actor | None = None, *, now: datetime = NOW, **wish: Any) -> str:
    """Have such a quote booked at once."""
    booker = actor or a_booker()
    return bookings.confirm(actor=booker, quote=a_quote(booker, now=now, **wish), now=now)


def _person(email: str, language: str = "en") -> Person:
    existing = Person.objects.filter(email=email).first()
    if existing is not None:
        return existing
    name = email.split("@", maxsplit=1)[0].replace(".", " ").title()
    # Without a password: hashing one costs a tenth of a second. A test that signs in sets one.
    person = Person.objects.create_user(email, full_name=name, language=language)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _member(email: str, organisation: Organisation) -> Actor:
    person = _person(email)
    Member.objects.get_or_create(organisation=organisation, person=person)
    return accounts.actor_of(person)
