"""Compare, shortlists and the month, as pages answer without script, and what the page's script is answered."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests import given

from zaal.queries import cheapest
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse

DAY = given.MEETING_DAY.isoformat()
STATE = f"place=52.3745%2C+4.8950&date={DAY}&part=day&from=09%3A00&to=17%3A00&delegates=30&layout=theatre&basis=hire"
BEURSZAAL, NOORD, ZUID = (f"{given.DAMRAK}/{name}" for name in ("beurszaal", "beurszaal-noord", "beurszaal-zuid"))
KLEINE_ZAAL, STRAITS = f"{given.DAMRAK}/kleine-zaal", f"{given.MARINA}/straits-room"
SCRIPT = {"HX-Request": "true"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def visitor() -> Client:
    given.a_venue()
    return Client()


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees: no tags, single spaces."""
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split()))


def compare(visitor: Client, *rooms: str, state: str = STATE) -> HttpResponse:
    return visitor.get(f"/compare?{'&'.join(f'room={room}' for room in rooms)}&{state}")


def choose(visitor: Client, room: str, act: str = "add", **headers: Any) -> HttpResponse:
    return visitor.post(
        "/compare/rooms", {"room": room, "act": act, "state": STATE, "back": f"/search?{STATE}"}, **headers
    )


def keep(visitor: Client, room: str = BEURSZAAL, act: str = "add", state: str = STATE) -> HttpResponse:
    return visitor.post("/lists/rooms", {"room": room, "act": act, "state": state, "back": f"/search?{STATE}#there"})


def own_list(visitor: Client) -> str:
    return str(visitor.get("/lists").headers["Location"])


# Side by side


def test_rooms_stand_side_by_side_with_their_lines_plan_and_terms(visitor: Client):
    page = compare(visitor, BEURSZAAL, NOORD)

    told = text_of(page)
    assert page.status_code == 200
    assert "Beurszaal Hotel Damrak" in told
    assert "€700.00 all in" in told
    assert "€400.00 all in" in told
    assert told.count("lowest price") == 1
    assert "of which VAT (BTW), 21% over €330.58 €69.42" in told
    assert "Free to cancel until 18 Mar 2027, 09:00" in told
    assert "Confirms at once" in told
    assert page.content.decode().count("<svg") > 2
    assert "160 m²" in told


def test_the_price_is_the_one_of_the_quote_that_can_be_asked_there(visitor: Client):
    page = compare(visitor, BEURSZAAL, NOORD).content.decode()
    form = re.search(r'<form method="post" action="/quotes">(.*?)</form>', page, re.DOTALL)
    assert form
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[1]):
        sent.setdefault(name, []).append(value)

    quote = visitor.get(visitor.post("/quotes", sent).headers["Location"])

    assert "€700.00" in text_of(quote)


def test_a_room_that_is_taken_or_too_small_says_so_instead_of_a_price(visitor: Client):
    given.a_confirmed_booking(space="beurszaal-noord")

    told = text_of(compare(visitor, NOORD, KLEINE_ZAAL, ZUID))

    assert "Beurszaal Noord is taken" in told
    assert "Kleine Zaal seats 1 to 20 in theatre" in told
    assert told.count("€400.00 all in") == 1


def test_a_room_under_option_can_be_waited_for(visitor: Client):
    given.an_option()

    page = compare(visitor, BEURSZAAL, KLEINE_ZAAL)

    assert "Somebody has an option on it at that time. Ask for a quote to wait in line." in text_of(page)
    assert page.content.decode().count('action="/quotes"') == 1


def test_more_than_four_and_unknown_rooms_are_told_in_a_sentence(visitor: Client):
    given.a_venue(given.MARINA)

    five = text_of(compare(visitor, BEURSZAAL, NOORD, ZUID, KLEINE_ZAAL, STRAITS))
    unknown = text_of(compare(visitor, BEURSZAAL, "no-such/room", "nonsense", "%00/%00"))

    assert "these are the first four" in five
    assert "Straits Room" not in five
    assert "1 room is not on offer" in unknown
    assert "€700.00" in unknown


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (STATE.replace(DAY, "2027-02-30"), "Write the date as"),
        (STATE.replace(DAY, "2020-01-06"), "has passed"),
        (STATE.replace("delegates=30", "delegates=lots"), "number"),
        ("place=Xyzzyville&delegates=10", "Xyzzyville"),
    ],
)
def test_a_search_that_cannot_be_read_is_told_and_never_breaks(visitor: Client, state: str, sentence: str):
    page = compare(visitor, BEURSZAAL, NOORD, state=state)

    assert page.status_code == 200
    assert sentence in text_of(page)


def test_without_a_search_rooms_are_compared_for_a_usual_day_and_without_distance(visitor: Client):
    told = text_of(compare(visitor, KLEINE_ZAAL, NOORD, state=""))

    assert "12 delegates" in told
    assert "€300.00 all in" in told
    assert "Distance" not in told


def test_nothing_chosen_says_how_to_choose(visitor: Client):
    assert "Choose “Compare”" in text_of(visitor.get("/compare"))


def test_the_page_is_not_for_search_engines(visitor: Client):
    assert 'name="robots" content="noindex"' in compare(visitor, BEURSZAAL).content.decode()


# The tray


def test_choosing_without_script_leads_back_and_stays_chosen(visitor: Client):
    sent = choose(visitor, NOORD)
    choose(visitor, BEURSZAAL)

    results = visitor.get(sent.headers["Location"])

    assert sent.headers["Location"] == f"/search?{STATE}"
    assert 'aria-pressed="true"' in results.content.decode()
    assert "2 of 4 to compare" in text_of(results)
    assert "Beurszaal" in text_of(visitor.get("/compare"))


def test_a_fifth_room_is_refused_with_a_sentence_and_the_four_stay(visitor: Client):
    given.a_venue(given.MARINA)
    for room in (BEURSZAAL, NOORD, ZUID, KLEINE_ZAAL):
        choose(visitor, room)

    without_script = visitor.get(choose(visitor, STRAITS).headers["Location"])
    scripted = choose(visitor, STRAITS, headers=SCRIPT)

    sentence = "Four rooms can be compared at once. Take one away first."
    assert sentence in text_of(without_script)
    assert f'data-said="{sentence}"' in scripted.content.decode()
    assert "4 of 4 to compare" in text_of(scripted)
    assert "Straits Room" not in text_of(scripted)


def test_the_script_gets_the_tray_with_what_is_chosen(visitor: Client):
    choose(visitor, NOORD, headers=SCRIPT)

    added = choose(visitor, BEURSZAAL, headers=SCRIPT).content.decode()
    dropped = choose(visitor, NOORD, "drop", headers=SCRIPT).content.decode()
    asked_again = visitor.get(f"/compare/rooms?{STATE}", headers=SCRIPT).content.decode()

    assert f'data-compared="{NOORD} {BEURSZAAL} "' in added
    assert "2 of 4 rooms to compare" in added
    assert f'data-compared="{BEURSZAAL} "' in dropped
    assert f'data-compared="{BEURSZAAL} "' in asked_again
    assert visitor.get("/compare/rooms").headers["Location"] == "/compare"


def test_a_broken_cookie_and_rooms_that_do_not_exist_choose_nothing(visitor: Client):
    visitor.cookies["compare"] = "..;%00/x.no-such/room.<b>/x"

    assert "Choose “Compare”" in text_of(visitor.get("/compare")) or "not on offer" in text_of(visitor.get("/compare"))
    assert "not on offer" in text_of(visitor.get(choose(visitor, "no-such/room").headers["Location"]))


def test_a_form_leads_back_to_this_site_only(visitor: Client):
    for away in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        sent = visitor.post("/compare/rooms", {"room": NOORD, "act": "add", "back": away})

        assert sent.headers["Location"] == "/compare"


# Shortlists


def test_a_kept_room_is_on_the_list_with_what_was_asked_at_the_price_of_now(visitor: Client):
    sent = keep(visitor)

    page = visitor.get(own_list(visitor))

    told = text_of(page)
    assert sent.headers["Location"] == f"/search?{STATE}#there"
    assert "Beurszaal" in told
    assert "Thu 15 Apr 2027, 09:00–17:00, 30 delegates, Theatre, Room only" in told  # noqa: RUF001 - a range is written with an en dash
    assert "€700.00" in told
    assert "1 room of at most 40" in told
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_whoever_has_the_link_sees_it_live_but_changes_nothing(visitor: Client):
    keep(visitor)
    link = own_list(visitor)
    given.a_confirmed_booking()
    boss = Client()

    page = boss.get(link)

    assert "Beurszaal is taken" in text_of(page)
    assert f"{link}/removal" not in page.content.decode()
    for act, sent in (("removal", {}), ("note", {"note": "no"}), ("title", {"title": "no"}), ("return", {})):
        assert boss.post(f"{link}/{act}", {"room": BEURSZAAL, **sent}).status_code == 403
    assert "Beurszaal" in text_of(visitor.get(link))


def test_a_wrong_link_is_not_found(visitor: Client):
    keep(visitor)

    assert visitor.get("/lists/wrong").status_code == 404
    assert visitor.post("/lists/wrong/title", {"title": "x"}).status_code == 404


def test_a_removed_room_is_put_back_by_undo(visitor: Client):
    keep(visitor)
    link = own_list(visitor)

    removed = visitor.post(f"{link}/removal", {"room": BEURSZAAL}, follow=True)
    back = visitor.post(f"{link}/return", {"room": BEURSZAAL}, follow=True)

    assert "Beurszaal, Hotel Damrak was taken off the list. Undo" in text_of(removed)
    assert "€700.00" not in text_of(removed)
    assert "€700.00" in text_of(back)
    assert "Undo" not in text_of(back)


def test_the_owner_names_the_list_and_notes_what_the_boss_likes(visitor: Client):
    keep(visitor)
    link = own_list(visitor)

    visitor.post(f"{link}/title", {"title": "Board days <b>"})
    visitor.post(f"{link}/note", {"room": BEURSZAAL, "note": "boss likes this one"})
    too_long = visitor.post(f"{link}/note", {"room": BEURSZAAL, "note": "x" * 301}, follow=True)

    told = Client().get(link)
    assert "Board days &lt;b&gt;" in told.content.decode()
    assert "boss likes this one" in text_of(told)
    assert "at most 300 characters" in text_of(too_long)


def test_pressing_keep_again_takes_it_off(visitor: Client):
    keep(visitor)

    keep(visitor, act="drop")

    assert "Nothing is on this list" in text_of(visitor.get(own_list(visitor)))


def test_signing_in_brings_the_list_along(visitor: Client, django_capture_on_commit_callbacks: Any):
    keep(visitor)
    link = own_list(visitor)
    given.a_booker()
    person = Person.objects.get(email=given.ANNA)
    person.set_password(given.PASSWORD)
    person.save()

    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/account/login/", {"login": given.ANNA, "password": given.PASSWORD})

    assert own_list(visitor) == link
    assert f"{link}/title" in visitor.get(link).content.decode()


def test_somebody_else_is_led_to_no_list(visitor: Client):
    keep(visitor)

    assert "Press “Keep”" in text_of(Client().get("/lists"))


def test_rooms_that_do_not_exist_and_searches_without_sense_are_not_kept(visitor: Client):
    unknown = visitor.get(keep(visitor, "no-such/room").headers["Location"])
    nonsense = visitor.get(keep(visitor, state="delegates=lots&place=Amsterdam").headers["Location"])

    assert unknown.status_code == nonsense.status_code == 200
    assert visitor.get("/lists").status_code == 200


def test_a_promotion_code_is_not_shared_with_the_list(visitor: Client):
    keep(visitor, state=f"{STATE}&codes=SECRET")

    assert "SECRET" not in visitor.get(own_list(visitor)).content.decode()


# The month


def test_the_month_marks_the_cheapest_days_in_words_and_links_each_day(visitor: Client):
    given.a_confirmed_booking(space="kleine-zaal", delegates=12)

    page = visitor.get(f"/search/month?{STATE.replace('delegates=30', 'delegates=12')}")

    told = text_of(page)
    assert "April 2027" in told
    assert "Cheapest: €300.00, on 29 days; €100.00 less than on your day" in told
    assert "Thu 15 Apr 2027: €400.00, your day" in told
    assert "date=2027-04-20" in page.content.decode()
    assert "Lowest total for 12 delegates, all in, EUR" in told


def test_the_script_gets_the_strip_alone(visitor: Client):
    strip = visitor.get(f"/search/month?{STATE}", headers=SCRIPT).content.decode()

    assert strip.lstrip().startswith("<section")
    assert "<html" not in strip


def test_there_is_no_way_into_months_that_have_passed(visitor: Client):
    now = visitor.get(f"/search/month?{STATE}&month=2027-03").content.decode()
    later = visitor.get(f"/search/month?{STATE}&month=2027-05").content.decode()

    assert "month=2027-02" not in now
    assert "month=2027-04" in now
    assert "month=2027-04" in later
    assert "month=2027-06" in later


def test_a_month_without_a_free_day_says_so(visitor: Client):
    assert "Nothing is free on any day" in text_of(visitor.get(f"/search/month?{STATE.replace('=30', '=300')}"))


@pytest.mark.parametrize("state", ["", "month=9999-99", f"{STATE}&month=2027-13", f"{STATE}&month=0001-01"])
def test_a_month_without_sense_is_answered_with_a_page(visitor: Client, state: str):
    assert visitor.get(f"/search/month?{state}").status_code == 200


def test_the_last_month_of_all_is_answered_with_a_page(visitor: Client):
    assert visitor.get(f"/search/month?{STATE}&month=9999-12").status_code == 200


def test_it_says_when_only_the_nearest_hotels_were_looked_at(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    given.a_venue("far-away", lat=52.33, lon=4.90)
    monkeypatch.setattr(cheapest, "MOST_VENUES", 1)

    assert "Only the nearest hotels were looked at" in text_of(visitor.get(f"/search/month?{STATE}&radius=20"))
