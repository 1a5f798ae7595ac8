"""The same figures on paper as everywhere: each amount of the read model is read back from the PDF."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from tests import given

from zaal.domain.changes import Wanted
from zaal.domain.money import Money, total
from zaal.domain.pricing import Basis
from zaal.interfaces import documents, labels, wording
from zaal.queries import sales
from zaal.records.venues.models import Space
from zaal.usecases import bookings, changes, options

if TYPE_CHECKING:
    from zaal.domain.lines import Line
    from zaal.queries.sales import BookingView, QuoteView

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "nl", "zh-hans")
LATER = given.NOW + timedelta(hours=1)
NEXT_WEEK = given.MEETING_DAY + timedelta(days=7)
THIRTY_PERCENT = datetime(2027, 3, 20, 9, tzinfo=UTC)
WISHES = {
    "gross": {"extras": (("flipchart", 2),)},
    "package": {"basis": Basis.PACKAGE, "spans": (given.a_span(), given.a_span(given.MEETING_DAY + timedelta(days=1)))},
    "plus_plus": {"venue": given.MARINA, "space": "straits-room"},
}


def a_quote_view(**wish: object) -> QuoteView:
    anna = given.a_booker()
    return sales.quote(given.a_quote(anna, **wish), actor=anna, now=LATER)


def a_booking_view(**wish: object) -> BookingView:
    anna = given.a_booker()
    return sales.booking(given.a_confirmed_booking(anna, **wish), actor=anna, now=LATER)


def read(document: bytes) -> str:
    """Return the text as one line with plain spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def amounts_of(told: QuoteView) -> list[Money]:
    """List every amount of a quote, in the order a document gives them."""
    price = told.price
    lines = [money for line in price.lines for money in (*explained_of(line), line.unit_amount, line.amount)]
    lines_total = total((line.amount for line in price.lines), price.gross.currency)
    service = [price.service_charge] if price.service_charge else []
    taxes = [money for group in price.taxes for money in (group.net, group.tax)]
    end = [price.net, price.per_delegate]
    fees = [step.fee for step in told.steps if step.fee]
    if lines_total == price.gross:
        body = [*lines, price.gross, *service, *taxes, *end]
    else:
        body = [*lines, *([lines_total] if service else []), *service, *taxes, price.gross, *end]
    return [price.gross, price.per_delegate, *body, *fees]


def explained_of(line: Line) -> list[Money]:
    """List the amounts that stand in a line's own explanation: the list price it was moved from, and its shares."""
    listed = [line.base] if line.applied and line.base else []
    return [*listed, *(part.amount for part in line.parts if len(line.parts) > 1)]


def amounts_in(text: str, currency: str) -> list[str]:
    symbol = {"EUR": "€", "SGD": r"S\$"}[currency]
    return re.findall(rf"{symbol} ?\d[\d.,]*\d", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", WISHES)
def test_a_quote_has_every_figure_of_the_read_model_and_no_other(kind: str, language: str):
    told = a_quote_view(**WISHES[kind])

    text = read(documents.quote(told, language=language))

    expected = [plain(wording.money(money, language)) for money in amounts_of(told)]
    assert amounts_in(text, told.price.gross.currency) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_confirmation_has_the_figures_of_its_quote(language: str):
    told = a_booking_view()

    text = read(documents.booking(told, language=language))

    expected = [plain(wording.money(money, language)) for money in amounts_of(told.quote)]
    assert amounts_in(text, "EUR") == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_says_what_where_when_and_on_which_terms(language: str):
    told = a_quote_view(title="Spring meeting")

    text = read(documents.quote(told, language=language))

    zone = told.house.time_zone
    with override(language):
        terms_name = labels.policy(told.terms_name)
    words = [
        told.reference,
        "Spring meeting",
        "Beurszaal",
        "Hotel Damrak",
        "Damrak 1, 1012 LG Amsterdam",
        "+31201234567",
        "zalen@damrak.example.org",
        *(wording.period(span, zone, language) for span in told.periods),
        *(wording.moment(step.until, zone, language) for step in told.steps if step.until),
        wording.moment(told.valid_until, zone, language),
        terms_name,
    ]
    assert [word for word in words if plain(word) not in text] == []


def test_a_document_is_in_the_language_asked_for():
    told = a_booking_view()

    made = [PdfReader(BytesIO(documents.booking(told, language=code))) for code in LANGUAGES]
    english, dutch, chinese = made

    assert [document.root_object["/Lang"] for document in made] == ["en-GB", "nl-NL", "zh-CN"]
    assert english.metadata is not None
    assert dutch.metadata is not None
    assert chinese.metadata is not None
    assert chinese.metadata.title == f"确认单 {told.reference}, Hotel Damrak"
    assert "含税总价" in chinese.pages[0].extract_text()
    assert english.metadata.title == f"Confirmation {told.reference}, Hotel Damrak"
    assert dutch.metadata.title == f"Boekingsbevestiging {told.reference}, Hotel Damrak"
    assert "1 dag" in dutch.pages[0].extract_text()
    assert "Theater" in dutch.pages[0].extract_text()


def test_a_singapore_price_shows_service_charge_before_tax_in_hotel_time():
    told = a_quote_view(venue=given.MARINA, space="straits-room")

    text = read(documents.quote(told, language="en"))

    sums = (
        "S$1,000.00 Service charge, 10% of S$1,000.00 S$100.00"
        " GST, 9% of S$1,100.00 S$99.00 Total, all in S$1,199.00 Excluding tax S$1,100.00"
    )
    assert sums in text
    assert "09:00–17:00 SGT" in text  # noqa: RUF001 - as printed
    assert "writes its prices “++”: 10% service charge" in text


def test_a_held_quote_names_its_option_and_when_it_lapses():
    anna = given.a_booker()
    option = sales.option(given.an_option(anna), actor=anna, now=LATER)

    text = read(documents.quote(option.quote, language="en"))

    release = wording.moment(option.release_at, "Europe/Amsterdam", "en")
    assert f"Held until {release}" in text
    assert f"Option {option.reference}" in text


def test_a_waiting_quote_does_not_say_it_is_held():
    given.an_option()
    bram = given.a_booker(given.BRAM)
    waiting = sales.option(given.an_option(bram, may_wait=True), actor=bram, now=LATER)

    text = read(documents.quote(waiting.quote, language="en"))

    assert "In line until" in text
    assert "Held until" not in text


def test_a_released_option_holds_nothing_on_paper():
    anna = given.a_booker()
    option = given.an_option(anna)
    options.let_go(actor=anna, option=option, now=LATER)

    told = sales.option(option, actor=anna, now=LATER)

    assert "Held until" not in read(documents.quote(told.quote, language="en"))


def test_a_confirmation_names_who_booked_and_when():
    told = a_booking_view()

    text = read(documents.booking(told, language="en"))

    assert "Booked by Anna, anna@example.org" in text
    assert "Confirmed on Monday 1 March 2027, 10:00 CET" in text
    assert f"Quote {told.quote.reference}" in text


def test_a_cancelled_booking_says_so_and_what_it_cost():
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna)
    close = given.NOW + timedelta(days=40)
    bookings.cancel(actor=anna, booking=booking, now=close)

    told = sales.booking(booking, actor=anna, now=close)
    text = read(documents.booking(told, language="en"))

    assert "Cancelled booking" in text
    assert (told.cancelled_fee, told.cancelled_percent) == (Money(Decimal(350), "EUR"), "50")
    assert "Cancellation fee €350.00 Share 50% Cancelled on Saturday 10 April 2027, 11:00 CEST" in text
    assert "If you cancel" not in text
    assert "Confirmation" not in text


FEES = {
    "en": ("Version 2, changed on Saturday 20 March 2027, 10:00", "Fees for changes, due besides the price: €120.00."),
    "nl": ("Versie 2, gewijzigd op zaterdag 20 maart 2027", "Kosten van wijzigingen, naast de prijs: € 120,00."),
    "zh-hans": ("第 2 版，更改于 2027年3月20日星期六 10:00 CET", "更改费用（价格之外另付）：€120.00。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_booking_says_its_version_and_what_changing_cost(language: str):
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna)
    wanted = Wanted(space="kleine-zaal", delegates=12)
    changes.change(actor=anna, booking=booking, wanted=wanted, now=THIRTY_PERCENT)

    told = sales.booking(booking, actor=anna, now=THIRTY_PERCENT)
    text = read(documents.booking(told, language=language))

    for said in FEES[language]:
        assert said in text


def test_a_change_without_a_fee_says_nothing_of_fees():
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna)
    changes.change(actor=anna, booking=booking, wanted=Wanted(delegates=31), now=given.NOW)

    text = read(documents.booking(sales.booking(booking, actor=anna, now=LATER), language="en"))

    assert "Version 2" in text
    assert "Fees for changes" not in text
    assert "Version" not in read(documents.booking(a_booking_view(spans=(given.a_span(NEXT_WEEK),)), language="en"))


def test_typesetting_language_in_a_title_is_printed_as_it_was_typed():
    title = '#panic("x") *bold* $x^2$ @ref <label> = `raw` // \\ 董事会'

    text = read(documents.quote(a_quote_view(title=title), language="en"))

    assert title in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_are_drawn_from_the_day_the_sale_was_made(language: str):
    told = a_booking_view()

    sheet = documents.booking_sheet(told, language=language)

    drawn = sheet["terms"]["timeline"]
    made, start = drawn["above"]
    assert made["text"] == {"en": "1 Mar: 0%", "nl": "1 mrt: 0%", "zh-hans": "3月1日: 0%"}[language]
    assert start["text"] == {"en": "start 15 Apr", "nl": "begin 15 apr", "zh-hans": "4月15日开始"}[language]
    assert [bar["share"] for bar in drawn["bars"]] == [0.0, 0.3, 0.4, 0.5, 1.0]
    assert sum(bar["width"] for bar in drawn["bars"]) == pytest.approx(1)


def test_a_confirmation_draws_the_room_as_it_was_booked_and_tells_it_in_words():
    given.a_venue()
    Space.objects.update(length_m=Decimal(12), width_m=Decimal(8))
    told = a_booking_view(delegates=40)

    [plan] = documents.booking_sheet(told, language="en")["plans"]
    text = read(documents.booking(told, language="en"))

    assert plan["alt"].startswith("Beurszaal, Theatre, 40 places. 5 rows of 8, aisles along both walls")
    assert "The room drawn to scale" in text
    assert "places for all 40 asked." in text


def test_a_room_without_measures_is_left_out_of_the_confirmation():
    given.a_venue()
    Space.objects.update(length_m=None, width_m=None, area_sqm=None)

    assert documents.booking_sheet(a_booking_view(), language="en")["plans"] == []
