"""One quote is told in the same words on its page, in the letter about it and on paper."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pypdf import PdfReader
from tests import given

from zaal.domain.terms import DUTCH, SINGAPOREAN
from zaal.interfaces import documents, labels, statement
from zaal.interfaces.worker import jobs
from zaal.queries import sales
from zaal.records.identity.models import Person
from zaal.records.logbook.models import Fact, Letter
from zaal.usecases import bookings

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.interfaces.statement import Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

LANGUAGES = ("en", "nl")
WISHES = {
    "gross": {"extras": (("flipchart", 2),)},
    "plus_plus": {"venue": given.MARINA, "space": "straits-room"},
}


def squeezed(text: str) -> str:
    """Drop white space, which pages, letters and paper break differently."""
    return "".join(text.split())


def words_of(told: Statement) -> list[str]:
    lines = [
        word
        for line in told.lines
        for word in (line.what, line.day, line.quantity, line.unit_amount, line.amount, line.moves, *line.reasons)
    ]
    return [
        squeezed(word)
        for word in (*lines, *(word for row in (*told.added, told.total, *told.contained) for word in row))
    ]


def page(anna: Actor, booking: str) -> str:
    visitor = Client()
    visitor.force_login(Person.objects.get(pk=anna.person_id))
    html = visitor.get(f"/bookings/{booking}").content.decode()
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", html)))


def letter(booking: str) -> str:
    jobs.tell(fact_id=Fact.objects.filter(kind="BookingConfirmed", subject=booking).latest("pk").pk)
    return squeezed(Letter.objects.get(fact__subject=booking, recipient=given.ANNA).text)


def paper(anna: Actor, booking: str, language: str) -> str:
    told = sales.booking(booking, actor=anna, now=given.NOW)
    pages = PdfReader(BytesIO(documents.booking(told, language=language))).pages
    return squeezed(" ".join(sheet.extract_text() for sheet in pages))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", WISHES)
def test_page_letter_and_paper_say_a_price_in_the_same_words(kind: str, language: str):
    anna = given.a_booker(language=language)
    quote = given.a_quote(anna, **WISHES[kind])
    booking = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    expected = words_of(statement.of(sales.quote(quote, actor=anna, now=given.NOW).price, language))

    for told in (page(anna, booking), letter(booking), paper(anna, booking, language)):
        assert [word for word in expected if word not in told] == []


def test_every_ready_made_policy_has_a_name_to_translate():
    assert {policy.name for terms in (*DUTCH, *SINGAPOREAN) for policy in terms} == set(labels.POLICIES)


def test_a_season_of_the_hotel_s_own_is_shown_as_it_wrote_it():
    assert (labels.season("tulip-weeks"), labels.policy("House rules"), labels.tax("IVA")) == (
        "tulip weeks",
        "House rules",
        "IVA",
    )
