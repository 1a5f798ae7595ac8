"""One price, the same to the cent wherever it is read: search, quote, pages, letters, paper, API and command line.

Each figure is read back from what a customer gets to see, never from the read model behind it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import given as all_of
from hypothesis import settings as rounds
from hypothesis import strategies as st
from pypdf import PdfReader
from tests import given

from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.domain.rates import (
    Adjustment,
    AppliesTo,
    Condition,
    Entry,
    LayoutFee,
    Levy,
    MinimumSpend,
    Overtime,
    PackageKind,
    PackagePart,
    SpendBase,
    SpendPer,
    TaxClass,
    Validity,
)
from zaal.domain.search import Circle, Wish
from zaal.domain.wishes import RoomWish
from zaal.interfaces import wording
from zaal.interfaces.worker import jobs
from zaal.queries import search
from zaal.records.identity.models import Person
from zaal.records.logbook.models import Fact, Letter
from zaal.records.venues.models import Venue
from zaal.usecases import bookings, quotes, venues

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.domain.houses import HousePlan
    from zaal.domain.wishes import QuoteWish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

AMSTERDAM = Circle(52.3745, 4.8950, 5)
TOTAL = {"en": "Total, all in", "nl": "Totaal all-in", "zh-hans": "含税总价"}
AMOUNT = r"-?€ ?[0-9][0-9.,]*[0-9]"
ROOMS = (("beurszaal-zuid", 40), ("kleine-zaal", 20))


class Read(NamedTuple):
    """What stands on a page: each line as quantity, unit price and amount, what is added, and the total."""

    lines: list[tuple[str, str, str]]
    added: list[str]
    total: str


@pytest.mark.parametrize("language", list(TOTAL))
@rounds(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@all_of(data=st.data())
def test_every_door_tells_the_same_price(language: str, data: st.DataObject):
    anna = given.a_booker(f"anna.{language}@example.org", language=language)
    wish = data.draw(wishes())
    a_house(wish.venue)

    offered = [] if wish.rooms else offers(wish, anna, language)
    quote = quotes.make(actor=anna, wish=wish, now=given.NOW)
    shown = page(anna, f"/quotes/{quote}")
    quoted_on_paper = paper(anna, f"/quotes/{quote}.pdf")
    told = json.loads(get(anna, f"/api/v1/quotes/{quote}"))
    booking = bookings.confirm(actor=anna, quote=quote, now=given.NOW)
    letter = written(booking, anna, language)

    assert offered in ([], [shown.total])
    assert page(anna, f"/bookings/{booking}") == shown
    assert in_api(told, language) == without_words(shown)
    assert sum(map(number, (*(amount for *_, amount in shown.lines), *shown.added))) == number(shown.total)
    for text in (quoted_on_paper, paper(anna, f"/bookings/{booking}.pdf")):
        assert totals_in(text, language) == {shown.total}
        assert lines_in(text, shown) == shown.lines
    for text in (letter.text, unescape(re.sub(r"<[^>]*>", " ", letter.html))):
        assert totals_in(plain(text), language) == {shown.total}
        assert [amount for *_, amount in shown.lines if amount not in plain(text)] == []


_weeks = count()


@st.composite
def wishes(draw: st.DrawFn) -> QuoteWish:
    """Wish for half of the Beurszaal, each time in another week: some days, people, extras and further rooms."""
    first = given.MEETING_DAY + timedelta(weeks=next(_weeks))
    ends = draw(st.sampled_from(["12:00", "17:00", "18:00"]))
    spans = tuple(given.a_span(first + timedelta(days=day), "09:00", ends) for day in range(draw(st.integers(1, 3))))
    package = draw(st.sampled_from([None, "8-hours", "with-night"]))
    extras = draw(st.sampled_from([(), (("flipchart", 3),)]))
    rooms = tuple(
        RoomWish(
            space,
            Layout.THEATRE,
            draw(st.integers(1, most)),
            draw(st.sampled_from([spans, (given.a_span(first, "13:00", "17:00"),)])),
            draw(st.sampled_from(list(Basis))),
        )
        for space, most in draw(st.sampled_from([(), (), ROOMS[:1], ROOMS]))
    )
    return given.a_wish(
        venue=f"house-{draw(st.sampled_from(list(Entry))).value.replace('_', '-')}",
        space="beurszaal-noord",
        delegates=draw(st.integers(1, 40)),
        spans=spans,
        basis=Basis.PACKAGE if package else Basis.HIRE,
        package_code=package,
        extras=extras,
        rooms=rooms,
    )


def a_house(slug: str) -> None:
    """Have a house with rules of every kind, which writes its prices as its name says."""
    if Venue.objects.filter(slug=slug).exists():
        return
    entry = Entry(slug.removeprefix("house-").replace("-", "_"))
    plan = given.damrak()
    service = Decimal("7.5") if entry is Entry.PLUS_PLUS else Decimal(0)
    with_night = replace(
        plan.rates.packages[0],
        code="with-night",
        kind=PackageKind.HOURS_24,
        amount=Decimal("189.50"),
        length_minutes=24 * 60,
        parts=(*plan.rates.packages[0].parts, PackagePart("night", TaxClass.LODGING, Decimal(95))),
    )
    rates = replace(
        plan.rates,
        tariffs=(replace(plan.rates.tariffs[0], entry=entry, service_percent=service),),
        packages=(*plan.rates.packages, with_night),
        adjustments=(
            Adjustment("friday", Decimal(-10), AppliesTo.ALL, Validity(given.LONG_AGO, None, frozenset({4}))),
            Adjustment("early-bird", Decimal("-3.5"), AppliesTo.ALL, given.ALWAYS, Condition(min_lead_days=60)),
            Adjustment("breakout", Decimal(-25), AppliesTo.HIRE, given.ALWAYS, Condition(beside=True)),
        ),
        rules=replace(
            plan.rates.rules,
            overtime=(Overtime(30, Decimal("22.50"), 15, 120, AppliesTo.ALL, given.ALWAYS),),
            layout_fees=(LayoutFee(None, None, Decimal(40), None, on_the_day=False, validity=given.ALWAYS),),
            levies=(Levy("city", {"en": "City tax"}, Decimal("12.5"), None, named_apart=True, validity=given.ALWAYS),),
            minimum_spends=(MinimumSpend(Decimal(900), SpendBase.ALL, SpendPer.DAY, given.ALWAYS),),
        ),
    )
    named: HousePlan = replace(plan, facts=replace(plan.facts, slug=slug, name=slug), rates=rates)
    venues.create(actor=given.an_operator(), plan=named, organisation_id=None, now=given.NOW)


def offers(wish: QuoteWish, actor: Actor, language: str) -> list[str]:
    """Return what search offers this very room for; it shows neither extras nor a chosen package."""
    if wish.extras or wish.package_code:
        return []
    asked = Wish(AMSTERDAM, wish.spans, wish.delegates, wish.layout, wish.basis, venue=wish.venue)
    found = search.rooms(asked, now=given.NOW, actor=actor).offers
    return [plain(wording.money(offer.price.gross, language)) for offer in found if offer.space == wish.space]


def get(actor: Actor, path: str) -> str:
    return answer(actor, path).content.decode()


def answer(actor: Actor, path: str) -> Any:
    visitor = Client(headers={"Authorization": f"Bearer {given.a_token(actor)}"} if path.startswith("/api") else {})
    if not path.startswith("/api"):
        visitor.force_login(Person.objects.get(pk=actor.person_id))
    found = visitor.get(path)
    assert found.status_code == 200
    return found


def page(actor: Actor, path: str) -> Read:
    """Read the statement of a page as it is rendered."""
    html = get(actor, path)
    html = html[html.index('<table class="table statement">') :]
    html = html[: html.index("</table>")]
    body = html[html.rindex("<tbody>") :]
    above, below = body.split('<tr class="total">')
    return Read(
        lines=[read_line(row) for row in re.findall(r'<tr class="statement-line">(.*?)</tr>', html, re.DOTALL)],
        added=[cell(row) for row in re.findall(r"<tr>(.*?)</tr>", above, re.DOTALL)],
        total=cell(below[: below.index("</tr>")]),
    )


def read_line(row: str) -> tuple[str, str, str]:
    [small] = re.findall(r"<small>([^<]*×[^<]*)</small>", row)  # noqa: RUF001 - a multiplication sign
    _, counted, *_ = plain(unescape(small)).split(" · ")
    quantity, unit = counted.rsplit(" × ", 1)  # noqa: RUF001 - as above
    return quantity, unit, cell(row)


def cell(row: str) -> str:
    [amount] = re.findall(r'<td class="number">(.*?)</td>', row)
    return plain(unescape(amount))


def in_api(told: dict[str, Any], language: str) -> Read:
    """Write the API's price as the page shows it, without the words of the quantities."""
    price = told["price"]
    lines = [("", money(line["unit_amount"], language), money(line["amount"], language)) for line in price["lines"]]
    assert [total_of(line["parts"]) for line in price["lines"]] == [amount_of(line) for line in price["lines"]]
    added = []
    if total_of(price["lines"]) != Decimal(price["gross"]["amount"]):
        charged = [price["service_charge"]] if Decimal(price["service_charge"]["amount"]) else []
        taxes = [tax["tax"] for tax in price["taxes"] if tax["name"] != "outside"]
        added = [money(value, language) for value in (*charged, *taxes)]
    return Read(lines=lines, added=added, total=money(price["gross"], language))


def without_words(shown: Read) -> Read:
    return shown._replace(lines=[("", unit, amount) for _, unit, amount in shown.lines])


def total_of(lines: list[dict[str, Any]]) -> Decimal:
    return sum((amount_of(line) for line in lines), Decimal(0))


def amount_of(line: dict[str, Any]) -> Decimal:
    return Decimal(line["amount"]["amount"])


def money(value: dict[str, str], language: str) -> str:
    return plain(wording.money(Money(Decimal(value["amount"]), value["currency"]), language))


def paper(actor: Actor, path: str) -> str:
    """Read the text of a document as one line."""
    reader = PdfReader(BytesIO(answer(actor, path).content))
    return plain(" ".join(sheet.extract_text() for sheet in reader.pages))


def written(booking: str, actor: Actor, language: str) -> Letter:
    """Write the letter about a booking and return the customer's."""
    jobs.tell(fact_id=Fact.objects.filter(kind="BookingConfirmed", subject=booking).latest("pk").pk)
    person = Person.objects.get(pk=actor.person_id)
    return Letter.objects.get(fact__subject=booking, recipient=person.email, language=language)


def totals_in(text: str, language: str) -> set[str]:
    return set(re.findall(rf"{TOTAL[language]}:? ({AMOUNT})", text))


def lines_in(text: str, shown: Read) -> list[tuple[str, str, str]]:
    """Return the lines that stand in a text, in their order: quantity, unit price, amount, next to each other."""
    found, at = [], 0
    for line in shown.lines:
        place = text.find(" ".join(line), at)
        if place >= 0:
            found.append(line)
            at = place
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def number(amount: str) -> Decimal:
    """Read an amount back, whichever way its language parts thousands and cents."""
    digits = re.sub(r"[^0-9-]", "", amount)
    return Decimal(digits) / 100
