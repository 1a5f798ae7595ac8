from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from django.core import mail
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.interfaces.worker import jobs
from zaal.records.identity.models import Person
from zaal.records.logbook.models import Fact, Letter
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

HOUSE = "zalen@damrak.example.org"
LATER = given.NOW + timedelta(hours=1)


def tell(kind: str, subject: str) -> dict[str, Letter]:
    """Do the job of the newest fact of this kind; return the letters by recipient."""
    fact = Fact.objects.filter(kind=kind, subject=subject).latest("pk")
    jobs.tell(fact_id=fact.pk)
    return {letter.recipient: letter for letter in Letter.objects.filter(fact=fact)}


def event_of(letter: Letter) -> icalendar.Event:
    return icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")[0]


def test_a_confirmation_goes_to_the_booker_and_the_house_each_in_their_language():
    anna = given.a_booker(language="en")
    booking = given.a_confirmed_booking(anna, title="Spring meeting")

    letters = tell("BookingConfirmed", booking)

    assert set(letters) == {given.ANNA, HOUSE}
    assert letters[given.ANNA].subject == (
        f"Confirmed: Beurszaal, Hotel Damrak, Thursday 15 April 2027, 09:00 CEST (booking {booking})"
    )
    assert letters[HOUSE].language == "nl"
    assert letters[HOUSE].subject == (
        f"Nieuwe boeking: Beurszaal, donderdag 15 april 2027, 09:00 CEST, door Anna ({booking})"
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Dear Anna,",
                "Spring meeting",
                "Thursday 15 April 2027, 09:00–17:00 CEST",  # noqa: RUF001 - as printed
                "Theatre",
                "€700.00",
                "of which VAT (BTW), 21% over €578.51",
                "€121.49",
                "free of charge",
                "/bookings/",
            ],
        ),
        (
            "nl",
            [
                "Beste Anna,",
                "Spring meeting",
                "donderdag 15 april 2027, 09:00–17:00 CEST",  # noqa: RUF001 - as printed
                "Theater",
                "€\xa0700,00",
                "€\xa0121,49",
                "kosteloos",
                "/bookings/",
            ],
        ),
    ],
)
def test_a_confirmation_tells_all_there_is_to_know(language: str, told: list[str]):
    booking = given.a_confirmed_booking(given.a_booker(language=language), title="Spring meeting")

    letter = tell("BookingConfirmed", booking)[given.ANNA]

    assert [words for words in told if words not in letter.text] == []
    assert [words for words in told if words not in letter.html] == []


def test_the_readers_own_time_stands_beside_the_venues():
    anna = given.a_booker()
    Person.objects.filter(pk=anna.person_id).update(time_zone="Asia/Singapore")
    booking = given.a_confirmed_booking(anna)

    letters = tell("BookingConfirmed", booking)

    assert "09:00–17:00 CEST (15:00–23:00 SGT)" in letters[given.ANNA].text  # noqa: RUF001 - as printed
    assert "SGT" not in letters[HOUSE].text


def test_only_the_house_reads_how_to_reach_the_booker():
    anna = given.a_booker()
    Person.objects.filter(pk=anna.person_id).update(phone="+31612345678")

    letters = tell("BookingConfirmed", given.a_confirmed_booking(anna))

    assert "+31612345678" in letters[HOUSE].text
    assert "+31612345678" not in letters[given.ANNA].text
    assert "+31201234567" in letters[given.ANNA].text


def test_a_singapore_letter_shows_service_charge_and_tax():
    booking = given.a_confirmed_booking(venue=given.MARINA, space="straits-room")

    text = tell("BookingConfirmed", booking)[given.ANNA].text

    assert "Service charge, 10% of S$1,000.00: S$100.00" in text
    assert "GST, 9% of S$1,100.00: S$99.00" in text
    assert "Total, all in: S$1,199.00" in text


def test_a_job_that_runs_twice_writes_and_sends_once(settings: SettingsWrapper):
    settings.EMAIL_HOST = "smtp.example.org"
    booking = given.a_confirmed_booking()

    tell("BookingConfirmed", booking)
    tell("BookingConfirmed", booking)

    assert sorted(message.to[0] for message in mail.outbox) == [given.ANNA, HOUSE]
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_without_a_mail_server_letters_are_kept_and_nothing_is_sent():
    tell("BookingConfirmed", given.a_confirmed_booking())

    assert mail.outbox == []
    assert Letter.objects.filter(sent_at=None).count() == 2


def test_a_letter_that_did_not_get_out_is_sent_by_the_next_attempt(settings: SettingsWrapper):
    in_memory = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    booking = given.a_confirmed_booking()
    with pytest.raises(ConnectionRefusedError):
        tell("BookingConfirmed", booking)

    settings.EMAIL_BACKEND = in_memory
    tell("BookingConfirmed", booking)

    assert sorted(message.to[0] for message in mail.outbox) == [given.ANNA, HOUSE]
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_a_sent_letter_carries_text_html_and_calendar(settings: SettingsWrapper):
    settings.EMAIL_HOST = "smtp.example.org"
    booking = given.a_confirmed_booking()

    letters = tell("BookingConfirmed", booking)

    message = mail.outbox[0].message()
    kinds = [(part.get_content_type(), part.get_param("method")) for part in message.walk() if not part.is_multipart()]
    assert kinds == [
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", "REQUEST"),
        ("application/ics", None),
    ]
    attached = next(part for part in message.walk() if part.get_content_type() == "application/ics")
    assert attached.get_payload(decode=True).decode() == letters[given.ANNA].calendar
    assert message["Message-ID"].startswith("<letter-")


def test_the_calendar_follows_a_sale_from_option_to_cancellation():
    anna = given.a_booker()
    option = given.an_option(anna)
    booking = bookings.confirm_option(actor=anna, option=option, now=LATER)
    bookings.cancel(actor=anna, booking=booking, now=LATER)

    told = [
        tell("OptionPlaced", option)[given.ANNA],
        tell("BookingConfirmed", booking)[given.ANNA],
        tell("BookingCancelled", booking)[given.ANNA],
    ]

    happened = [event_of(letter) for letter in told]
    assert len({str(event["uid"]) for event in happened}) == 1
    assert [event["sequence"] for event in happened] == [0, 1, 2]
    assert [str(event["status"]) for event in happened] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert [letter.calendar_method for letter in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert happened[0]["dtstart"].params["TZID"] == "Europe/Amsterdam"


def test_both_sides_get_the_same_entry():
    letters = tell("BookingConfirmed", given.a_confirmed_booking())

    uids = {str(event_of(letter)["uid"]) for letter in letters.values()}
    assert len(uids) == 1


def test_a_released_option_leaves_the_calendar():
    anna = given.a_booker()
    option = given.an_option(anna)
    options.let_go(actor=anna, option=option, now=LATER)

    letter = tell("OptionReleased", option)[given.ANNA]

    assert letter.calendar_method == "CANCEL"
    assert event_of(letter)["sequence"] == 2


def test_a_waiting_option_stands_in_no_calendar_until_it_moves_up():
    first = given.an_option(given.a_booker())
    waiting = given.an_option(given.a_booker(given.BRAM), may_wait=True)
    placed = tell("OptionPlaced", waiting)[given.BRAM]
    options.let_go(actor=given.a_booker(), option=first, now=LATER)

    promoted = tell("OptionPromoted", waiting)[given.BRAM]

    assert placed.calendar == ""
    assert "waits behind 1 other" in placed.text
    assert promoted.calendar_method == "REQUEST"
    assert "is now held for you" in promoted.subject


def test_an_option_letter_says_until_when_it_is_held():
    option = given.an_option()

    letter = tell("OptionPlaced", option)[given.ANNA]

    assert "is held for you, free of charge, until Monday 8 March 2027, 10:00 CET." in letter.text
    assert f"/options/{option}" in letter.text


def test_the_hotel_is_asked_and_the_booker_told_so_each_in_their_language():
    given.a_venue(instant=False)
    anna = given.a_booker()
    option = given.an_option(anna)
    bookings.ask(actor=anna, option=option, now=LATER)

    letters = tell("BookingAsked", option)

    assert (
        letters[given.ANNA].subject == f"Asked: Hotel Damrak is to confirm your booking of Beurszaal (option {option})"
    )
    assert "The room stays held for you until Monday 8 March 2027, 10:00 CET." in letters[given.ANNA].text
    assert "You owe nothing until the hotel confirms." in letters[given.ANNA].text
    assert letters[HOUSE].subject == (
        f"Graag bevestigen: Beurszaal, donderdag 15 april 2027, 09:00 CEST, voor Anna (optie {option})"
    )
    assert f"/options/{option}" in letters[HOUSE].text
    assert {letter.calendar for letter in letters.values()} == {""}


def test_who_waits_behind_a_booking_is_shown_the_way_to_other_rooms_and_no_name():
    anna = given.a_booker()
    first, waiting = given.an_option(anna), given.an_option(given.a_booker(given.BRAM, language="nl"), may_wait=True)
    bookings.confirm_option(actor=anna, option=first, now=LATER)

    letters = tell("FirstBooked", waiting)

    his = letters[given.BRAM]
    assert his.subject == f"Door anderen geboekt: Beurszaal, Hotel Damrak (optie {waiting})"
    assert "/search?place=Amsterdam&date=2027-04-15&from=09%3A00&to=17%3A00&delegates=30&layout=theatre" in his.text
    assert "/search?place=Amsterdam&amp;date=2027-04-15" in his.html
    assert "/search?" not in letters[HOUSE].text
    assert [letter.recipient for letter in letters.values() if "Anna" in letter.text] == []
    assert his.calendar == ""


def test_a_cancellation_letter_tells_the_fee_to_both():
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna)
    late = given.NOW + timedelta(days=25)
    bookings.cancel(actor=anna, booking=booking, now=late)

    letters = tell("BookingCancelled", booking)

    assert "The cancellation fee is €280.00." in letters[given.ANNA].text
    assert "€\xa0280,00" in letters[HOUSE].text


def test_a_house_without_an_address_gets_no_letter():
    given.a_venue(email="")

    letters = tell("BookingConfirmed", given.a_confirmed_booking())

    assert set(letters) == {given.ANNA}
    assert str(event_of(letters[given.ANNA])["organizer"]) == "mailto:noreply@localhost"


def test_what_people_typed_is_text_in_the_page():
    booking = given.a_confirmed_booking(title="<b>Q&A</b> 100% ready")

    letter = tell("BookingConfirmed", booking)[given.ANNA]

    assert "<b>Q&A</b> 100% ready" in letter.text
    assert "<b>Q&A" not in letter.html
    assert "&lt;b&gt;Q&amp;A&lt;/b&gt; 100% ready" in letter.html


def test_an_option_about_to_lapse_is_reminded_once():
    option = given.an_option()
    nearly = given.NOW + timedelta(days=6, hours=12)

    options.remind_due(actor=SYSTEM, now=nearly, ahead=jobs.REMINDED_AHEAD)
    options.remind_due(actor=SYSTEM, now=nearly, ahead=jobs.REMINDED_AHEAD)

    assert Fact.objects.filter(kind="OptionReminded", subject=option).count() == 1
    letter = tell("OptionReminded", option)[given.ANNA]
    assert letter.subject == f"Lapses on Monday 8 March 2027, 10:00 CET: Beurszaal, Hotel Damrak (option {option})"
    assert letter.calendar == ""


def test_several_days_stand_in_the_letter_one_by_one():
    days = (given.a_span(), given.a_span(given.MEETING_DAY + timedelta(days=2)))

    letter = tell("BookingConfirmed", given.a_confirmed_booking(spans=days))[given.ANNA]

    assert "Thursday 15 April 2027, 09:00" in letter.text
    assert "Saturday 17 April 2027, 09:00" in letter.text
    assert letter.calendar.count("BEGIN:VEVENT") == 2
