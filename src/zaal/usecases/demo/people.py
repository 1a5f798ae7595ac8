"""The people of the demo world: one sign-in per role, all with one password that is no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from zaal.domain.actors import Role
from zaal.records.identity.models import Person
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.records.rates.models import Deal
from zaal.usecases.demo.house_rules import NEGOTIATED

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSWORD = "welcome to zaal"  # noqa: S105 - printed by the demo for everybody


class SignIn(NamedTuple):
    """With what one role signs in."""

    role: Role
    email: str
    password: str


class Invented(NamedTuple):
    """One invented person; ``works_for`` is a hotel's slug or an organisation's name."""

    role: Role
    email: str
    full_name: str
    language: str
    time_zone: str
    works_for: str


AMSTERDAM_HOTEL, SINGAPORE_HOTEL = "hotel-de-gulden-karveel", "the-seventh-tide"
OPERATOR, CUSTOMER, OTHER_CUSTOMER = "Zaal", "Kwartiermakers B.V.", "Straits Delegations Pte. Ltd."
CHINESE_CUSTOMER = "浦江远行会务有限公司"
PEOPLE = (
    Invented(Role.BOOKER, "booker@zaal.test", "Sanne de Wit", "nl", "Europe/Amsterdam", CUSTOMER),
    Invented(Role.BOOKER, "second.booker@zaal.test", "Tan Wei Ling", "en", "Asia/Singapore", OTHER_CUSTOMER),
    Invented(Role.BOOKER, "li.wei@zaal.test", "李薇", "zh-hans", "Asia/Shanghai", CHINESE_CUSTOMER),
    Invented(Role.HOTEL, "hotel.amsterdam@zaal.test", "Joost Verbeek", "nl", "Europe/Amsterdam", AMSTERDAM_HOTEL),
    Invented(Role.HOTEL, "hotel.singapore@zaal.test", "Priya Nair", "en", "Asia/Singapore", SINGAPORE_HOTEL),
    Invented(Role.OPERATOR, "operator@zaal.test", "Mirjam Kool", "nl", "Europe/Amsterdam", OPERATOR),
)


def sign_ins() -> tuple[SignIn, ...]:
    """Tell with what each role of the demo world signs in."""
    return tuple(SignIn(person.role, person.email, PASSWORD) for person in PEOPLE)


def add(hotels: Mapping[str, int]) -> None:
    """Add the people with verified addresses and the organisations they work for; ``hotels`` are ids by slug.

    What hotels agreed with the demo's customer holds for it from now on.
    """
    others = {
        OPERATOR: OrganisationKind.OPERATOR,
        CUSTOMER: OrganisationKind.CUSTOMER,
        OTHER_CUSTOMER: OrganisationKind.CUSTOMER,
        CHINESE_CUSTOMER: OrganisationKind.CUSTOMER,
    }
    made = Organisation.objects.bulk_create(Organisation(name=name, kind=kind) for name, kind in others.items())
    organisations = {**hotels, **{organisation.name: organisation.pk for organisation in made}}
    hashed = make_password(PASSWORD)
    people = Person.objects.bulk_create(
        Person(
            email=person.email,
            full_name=person.full_name,
            language=person.language,
            time_zone=person.time_zone,
            password=hashed,
        )
        for person in PEOPLE
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    through = Deal.organisations.through
    agreed = Deal.objects.filter(code=NEGOTIATED, venue__organisation_id__in=hotels.values())
    through.objects.bulk_create(
        through(deal=deal, organisation_id=organisations[CUSTOMER]) for deal in agreed.order_by("pk")
    )
    Member.objects.bulk_create(
        Member(organisation_id=organisations[invented.works_for], person=person)
        for person, invented in zip(people, PEOPLE, strict=True)
    )
