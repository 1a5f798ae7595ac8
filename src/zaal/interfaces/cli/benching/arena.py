"""The house that is raced for: a hall that divides in two and a small room, cheap, always open, confirming at once."""

from __future__ import annotations

import secrets
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.actors import SYSTEM, Role, Scope
from zaal.domain.houses import (
    HirePrice,
    HouseFacts,
    HousePlan,
    HouseRates,
    HouseRooms,
    Opening,
    Seating,
    SpacePlan,
    TariffPlan,
    TermsPlan,
)
from zaal.domain.layouts import Layout
from zaal.domain.period import DAY_MINUTES
from zaal.domain.rates import Entry, HireUnit, Validity
from zaal.domain.terms import FREE_UNTIL_48_HOURS
from zaal.usecases import accounts, demo, venues

if TYPE_CHECKING:
    from datetime import datetime

ALWAYS = Validity(date(2019, 1, 1))
# Which sections each raced-for space is made of; two spaces exclude each other when they share one.
SECTIONS = {
    "hall": frozenset({"East", "West"}),
    "hall-east": frozenset({"East"}),
    "hall-west": frozenset({"West"}),
    "study": frozenset({"Study"}),
}
LAYOUT, DELEGATES = Layout.THEATRE, 10
TOKEN_NAME = "bench race"  # noqa: S105 - what the token is called


def build(*, now: datetime) -> str:
    """Take the house in, marked as invented; return its slug."""
    slug = f"bench-{secrets.token_hex(4)}"
    return venues.create(actor=SYSTEM, plan=plan(slug), organisation_id=None, now=now)


def tokens(*, now: datetime) -> list[str]:
    """Make a token for each booker of the demo world. Refuses: PersonUnknown, when it is not loaded."""
    bookers = [one.email for one in demo.sign_ins() if one.role is Role.BOOKER]
    scopes = [scope.value for scope in Scope]
    return [accounts.create_token(email=email, name=TOKEN_NAME, scopes=scopes, now=now) for email in bookers]


def plan(slug: str) -> HousePlan:
    """Plan the house, invented, under this slug."""
    return HousePlan(
        facts=HouseFacts(
            slug=slug,
            name=f"Trial house {slug}",
            country="NL",
            city="Amsterdam",
            lat=52.37,
            lon=4.89,
            time_zone="Europe/Amsterdam",
            currency="EUR",
            invented=True,
            min_lead_hours=0,
        ),
        rooms=HouseRooms(
            opening=tuple(Opening(weekday, 0, DAY_MINUTES) for weekday in range(7)),
            sections=tuple(sorted(frozenset().union(*SECTIONS.values()))),
            spaces=tuple(_space(space, sections) for space, sections in SECTIONS.items()),
        ),
        rates=HouseRates(
            tariffs=(TariffPlan(Entry.GROSS, Decimal(0), ALWAYS),),
            dayparts=(),
            packages=(),
            extras=(),
            adjustments=(),
            terms=(TermsPlan(FREE_UNTIL_48_HOURS, ALWAYS.from_date, None),),
        ),
    )


def _space(slug: str, sections: frozenset[str]) -> SpacePlan:
    return SpacePlan(
        name=slug.replace("-", " ").capitalize(),
        sections=tuple(sorted(sections)),
        seatings=(Seating(LAYOUT, 1, DELEGATES),),
        hire=(HirePrice(HireUnit.DAY, Decimal(100), ALWAYS),),
    )
