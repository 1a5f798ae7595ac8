"""Holding a room: until when, who waits behind whom, who moves up, and who learns of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor, Role, Scope
from zaal.domain.diary import SpaceTaken
from zaal.domain.options import MOST_HELD, OptionExpired, ReleaseInPast, ReleaseTooLate, TooManyOptions
from zaal.domain.permissions import ScopeMissing, SignInNeeded
from zaal.domain.refusals import NotAllowed
from zaal.domain.sales import OptionEnded, QuoteExpired, QuoteUsed
from zaal.queries import sales
from zaal.queries.sales import Stage
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import OptionUnknown, QuoteUnknown
from zaal.records.sales.models import Option, Quote
from zaal.records.venues.models import Section, Venue
from zaal.usecases import bookings, options, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.wishes import LocalSpan

pytestmark = pytest.mark.django_db

# The venue's usual seven days from NOW: calendar days, and summer time begins in between.
RELEASE_AT = given.NOW + timedelta(days=7)
STARTS_AT = datetime(2027, 4, 15, 7, tzinfo=UTC)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


@pytest.fixture
def carla() -> Actor:
    return given.a_booker("carla@example.org")


@pytest.fixture(autouse=True)
def the_listing_follows_the_diary() -> Iterator[None]:
    """Whatever a test does: what search reads equals the diary afterwards."""
    yield
    assert board.differences() == []


def test_an_option_holds_the_room_for_the_usual_days(anna: Actor):
    reference = given.an_option(anna)

    held = sales.option(reference, actor=anna, now=given.NOW)
    assert (held.stage, held.rank, held.release_at) == (Stage.HELD, 1, RELEASE_AT)
    assert set(Entry.objects.filter(reference=reference).values_list("kind", "blocking")) == {("option", True)}
    assert [happened.kind for happened in held.history] == ["QuoteMade", "OptionPlaced"]
    assert _told(reference) == ["OptionPlaced"]


def test_the_term_is_cut_short_by_the_start_of_the_meeting(anna: Actor):
    soon = given.a_span(date(2027, 3, 4))

    reference = given.an_option(anna, spans=(soon,))

    assert Option.objects.get(reference=reference).release_at == datetime(2027, 3, 4, 8, tzinfo=UTC)


def test_a_day_means_its_end_on_the_venues_clock(anna: Actor):
    quote = given.a_quote(anna)

    reference = options.place(actor=anna, quote=quote, now=given.NOW, until=date(2027, 4, 1))

    assert Option.objects.get(reference=reference).release_at == datetime(2027, 4, 1, 22, tzinfo=UTC)


def test_a_moment_may_be_the_start_of_the_meeting_itself_and_nothing_later(anna: Actor):
    quote = given.a_quote(anna)

    for late in (STARTS_AT + timedelta(microseconds=1), given.MEETING_DAY + timedelta(days=1), date.max):
        with pytest.raises(ReleaseTooLate):
            options.place(actor=anna, quote=quote, now=given.NOW, until=late)

    assert options.place(actor=anna, quote=quote, now=given.NOW, until=STARTS_AT)


def test_the_day_of_the_meeting_holds_until_it_starts(anna: Actor):
    reference = options.place(actor=anna, quote=given.a_quote(anna), now=given.NOW, until=given.MEETING_DAY)

    assert Option.objects.get(reference=reference).release_at == STARTS_AT


def test_a_release_that_has_passed_is_refused(anna: Actor):
    quote = given.a_quote(anna)

    for passed in (given.NOW, date(2027, 2, 28), date.min):
        with pytest.raises(ReleaseInPast):
            options.place(actor=anna, quote=quote, now=given.NOW, until=passed)

    assert not Entry.objects.exists()


def test_a_price_that_is_no_longer_kept_cannot_be_held(anna: Actor):
    quote = given.a_quote(anna)
    valid_until = given.NOW + timedelta(days=14)

    with pytest.raises(QuoteExpired):
        options.place(actor=anna, quote=quote, now=valid_until)

    assert options.place(actor=anna, quote=quote, now=valid_until - timedelta(microseconds=1))


def test_a_guest_is_asked_to_sign_in_and_keeps_the_quote():
    quote = given.a_quote(GUEST)

    with pytest.raises(SignInNeeded):
        options.place(actor=GUEST, quote=quote, now=given.NOW)

    assert Quote.objects.get(reference=quote).person_id is None


def test_a_guests_quote_becomes_the_sale_of_who_takes_it_up(anna: Actor):
    quote = given.a_quote(GUEST)

    reference = options.place(actor=anna, quote=quote, now=given.NOW)

    assert sales.option(reference, actor=anna, now=given.NOW).person_email == given.ANNA
    assert Quote.objects.get(reference=quote).person_id == anna.person_id


def test_a_token_that_may_only_read_holds_nothing(anna: Actor):
    quote = given.a_quote(anna)
    reader = Actor(Role.BOOKER, "reader", anna.person_id, scopes=frozenset({Scope.READ}))

    with pytest.raises(ScopeMissing):
        options.place(actor=reader, quote=quote, now=given.NOW)

    assert not Option.objects.exists()


def test_somebody_elses_quote_is_unknown_and_its_hotel_may_not_hold_it(anna: Actor, bram: Actor):
    quote = given.a_quote(anna)
    given.a_venue(given.MARINA)

    for stranger in (bram, given.a_hotel_member(given.MARINA)):
        with pytest.raises(QuoteUnknown):
            options.place(actor=stranger, quote=quote, now=given.NOW)
    with pytest.raises(NotAllowed):
        options.place(actor=given.a_hotel_member(), quote=quote, now=given.NOW)

    assert not Option.objects.exists()


def test_holding_twice_is_holding_once(anna: Actor):
    quote = given.a_quote(anna)

    first = options.place(actor=anna, quote=quote, now=given.NOW)
    again = options.place(actor=anna, quote=quote, now=given.NOW)

    assert (first, Option.objects.count()) == (again, 1)
    assert _told(first) == ["OptionPlaced"]


def test_what_is_no_longer_held_is_not_told_to_be(anna: Actor):
    quote = given.a_quote(anna)
    reference = options.place(actor=anna, quote=quote, now=given.NOW)

    with pytest.raises(OptionExpired):
        options.place(actor=anna, quote=quote, now=RELEASE_AT)
    options.let_go(actor=anna, option=reference, now=given.NOW)
    with pytest.raises(OptionEnded) as refused:
        options.place(actor=anna, quote=quote, now=given.NOW)

    assert refused.value.facts["ending"] == "released"


def test_a_booked_quote_cannot_be_held(anna: Actor):
    quote = given.a_quote(anna)
    booking = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    with pytest.raises(QuoteUsed) as refused:
        options.place(actor=anna, quote=quote, now=given.NOW)

    assert refused.value.facts["booking"] == booking


def test_what_another_holds_is_refused_with_the_offer_to_wait(anna: Actor, bram: Actor):
    given.an_option(anna)

    with pytest.raises(SpaceTaken) as refused:
        given.an_option(bram)

    assert refused.value.facts["may_wait"] is True
    assert "anna" not in str(refused.value).lower()


def test_nobody_waits_behind_a_booking(anna: Actor, bram: Actor):
    his = given.a_quote(bram)
    given.a_confirmed_booking(anna)

    with pytest.raises(SpaceTaken) as refused:
        options.place(actor=bram, quote=his, now=given.NOW, may_wait=True)

    assert refused.value.facts["may_wait"] is False
    assert not Option.objects.filter(person_id=bram.person_id).exists()


def test_a_second_option_waits_and_blocks_nobody(anna: Actor, bram: Actor):
    given.an_option(anna)

    his = given.an_option(bram, may_wait=True)

    waiting = sales.option(his, actor=bram, now=given.NOW)
    assert (waiting.stage, waiting.rank, waiting.can_book) == (Stage.WAITING, 2, False)
    assert set(Entry.objects.filter(reference=his).values_list("blocking", flat=True)) == {False}


def test_the_whole_waits_behind_a_half_and_the_other_half_is_free(anna: Actor, bram: Actor, carla: Actor):
    given.an_option(anna, space="beurszaal-noord")

    whole = given.an_option(bram, may_wait=True)
    other = given.an_option(carla, space="beurszaal-zuid", may_wait=True)

    assert (_rank(whole), _rank(other)) == (2, 1)


def test_one_person_holds_so_many_rooms_of_a_hotel_and_no_more(anna: Actor, bram: Actor):
    held = [given.an_option(anna, spans=(_on_day(number),)) for number in range(MOST_HELD)]
    one_more = given.a_quote(anna, spans=(_on_day(MOST_HELD),))

    with pytest.raises(TooManyOptions) as refused:
        options.place(actor=anna, quote=one_more, now=given.NOW)

    assert refused.value.facts == {"most": MOST_HELD}
    assert Option.objects.count() == len(held)
    assert given.an_option(anna, venue=given.MARINA, space="straits-room")
    assert given.an_option(bram, spans=(_on_day(MOST_HELD),))


def test_what_ended_or_lapsed_makes_room_for_another_option(anna: Actor):
    first, *_ = [given.an_option(anna, spans=(_on_day(number),)) for number in range(MOST_HELD)]
    lapsed = given.NOW + timedelta(days=7)

    options.let_go(actor=anna, option=first, now=given.NOW)

    assert given.an_option(anna)
    with pytest.raises(TooManyOptions):
        given.an_option(anna, spans=(_on_day(MOST_HELD),))
    assert given.an_option(anna, spans=(_on_day(MOST_HELD),), now=lapsed)


def test_letting_go_moves_the_line_up_in_order_and_tells_who_moved(anna: Actor, bram: Actor, carla: Actor):
    hers, his, third = _line(anna, bram, carla)

    options.let_go(actor=anna, option=hers, now=given.NOW)

    assert (_rank(his), _rank(third)) == (1, 2)
    assert set(Entry.objects.filter(blocking=True).values_list("reference", flat=True)) == {his}
    assert _told(his) == ["OptionPlaced", "OptionPromoted"]
    assert _told(third) == ["OptionPlaced"]


def test_who_moves_up_never_learns_who_was_before(anna: Actor, bram: Actor):
    hers, his = _line(anna, bram)

    options.let_go(actor=anna, option=hers, now=given.NOW)

    told = sales.option(his, actor=bram, now=given.NOW).history
    assert [(happened.kind, happened.actor) for happened in told][-1] == ("OptionPromoted", SYSTEM.label)
    assert all(anna.label not in str(happened) for happened in told)
    assert not Fact.objects.filter(subject=his, person_id=anna.person_id).exists()


def test_who_waits_and_walks_away_leaves_the_first_alone(anna: Actor, bram: Actor, carla: Actor):
    hers, his, third = _line(anna, bram, carla)

    options.let_go(actor=bram, option=his, now=given.NOW)

    assert (_rank(hers), _rank(third)) == (1, 2)
    assert sales.option(his, actor=bram, now=given.NOW).stage == Stage.RELEASED
    assert not Entry.objects.filter(reference=his).exists()


def test_two_halves_move_up_together_when_the_whole_is_let_go(anna: Actor, bram: Actor, carla: Actor):
    whole = given.an_option(anna)
    north = given.an_option(bram, space="beurszaal-noord", may_wait=True)
    south = given.an_option(carla, space="beurszaal-zuid", may_wait=True)

    options.let_go(actor=anna, option=whole, now=given.NOW)

    assert (_rank(north), _rank(south)) == (1, 1)


def test_the_whole_moves_up_only_when_both_halves_are_free(anna: Actor, bram: Actor, carla: Actor):
    north = given.an_option(anna, space="beurszaal-noord")
    south = given.an_option(bram, space="beurszaal-zuid")
    whole = given.an_option(carla, may_wait=True)

    options.let_go(actor=anna, option=north, now=given.NOW)
    assert _rank(whole) == 2
    options.let_go(actor=bram, option=south, now=given.NOW)

    assert _rank(whole) == 1


def test_an_option_on_several_days_moves_up_only_when_all_of_them_are_free(anna: Actor, bram: Actor, carla: Actor):
    one, other = given.a_span(), given.a_span(given.MEETING_DAY + timedelta(days=2))
    first = given.an_option(anna, spans=(one,))
    second = given.an_option(bram, spans=(other,))
    both = given.an_option(carla, spans=(one, other), may_wait=True)

    options.let_go(actor=anna, option=first, now=given.NOW)
    assert _rank(both) == 2
    assert not Entry.objects.filter(reference=both, blocking=True).exists()
    options.let_go(actor=bram, option=second, now=given.NOW)

    assert _rank(both) == 1


def test_letting_go_twice_is_the_same_as_once(anna: Actor):
    reference = given.an_option(anna)

    options.let_go(actor=anna, option=reference, now=given.NOW)
    options.let_go(actor=anna, option=reference, now=given.NOW)

    assert _told(reference) == ["OptionPlaced", "OptionReleased"]


def test_the_house_and_the_operator_may_release_and_nobody_else(anna: Actor, bram: Actor):
    reference = given.an_option(anna)
    given.a_venue(given.MARINA)

    for stranger in (bram, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(OptionUnknown):
            options.let_go(actor=stranger, option=reference, now=given.NOW)
    options.let_go(actor=given.a_hotel_member(), option=reference, now=given.NOW)
    other = given.an_option(anna)
    options.let_go(actor=given.an_operator(), option=other, now=given.NOW)

    assert not Entry.objects.exists()


def test_a_booked_or_lapsed_option_cannot_be_let_go(anna: Actor):
    booked = given.an_option(anna)
    bookings.confirm_option(actor=anna, option=booked, now=given.NOW)
    lapsed = given.an_option(anna, space="kleine-zaal", delegates=10)
    options.expire_due(actor=SYSTEM, now=RELEASE_AT)

    for reference, ending in ((booked, "confirmed"), (lapsed, "expired")):
        with pytest.raises(OptionEnded) as refused:
            options.let_go(actor=anna, option=reference, now=RELEASE_AT)
        assert refused.value.facts["ending"] == ending


def test_an_option_lapses_at_its_release_moment_and_not_before(anna: Actor, bram: Actor):
    hers, his = _line(anna, bram)
    Option.objects.filter(reference=his).update(release_at=STARTS_AT)

    assert options.expire_due(actor=SYSTEM, now=RELEASE_AT - timedelta(microseconds=1)) == 0
    assert options.expire_due(actor=SYSTEM, now=RELEASE_AT) == 1

    assert sales.option(hers, actor=anna, now=RELEASE_AT).stage == Stage.EXPIRED
    assert _rank(his) == 1
    assert _told(hers) == ["OptionPlaced", "OptionExpired"]
    assert options.expire_due(actor=SYSTEM, now=RELEASE_AT) == 0


def test_who_lapses_at_the_same_moment_does_not_move_up(anna: Actor, bram: Actor):
    _, his = _line(anna, bram)

    options.expire_due(actor=SYSTEM, now=RELEASE_AT)

    assert sales.option(his, actor=bram, now=RELEASE_AT).stage == Stage.EXPIRED
    assert not Entry.objects.exists()
    assert "OptionPromoted" not in _told(his)


def test_as_many_lapse_at_a_time_as_asked(anna: Actor):
    for day in range(3):
        given.an_option(anna, spans=(given.a_span(given.MEETING_DAY + timedelta(days=day)),))

    ended = [options.expire_due(actor=SYSTEM, now=RELEASE_AT, most=2) for _ in range(3)]

    assert ended == [2, 1, 0]


def test_the_holder_is_reminded_once_within_the_time_before(anna: Actor):
    reference = given.an_option(anna)
    ahead = timedelta(hours=48)

    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - ahead - timedelta(seconds=1), ahead=ahead) == 0
    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - ahead, ahead=ahead) == 1
    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - timedelta(hours=1), ahead=ahead) == 0

    assert _told(reference) == ["OptionPlaced", "OptionReminded"]


def test_nobody_is_reminded_of_what_was_placed_a_moment_ago_or_has_ended(anna: Actor):
    short = options.place(actor=anna, quote=given.a_quote(anna), now=given.NOW, until=given.NOW + timedelta(hours=20))
    gone = given.an_option(anna, space="kleine-zaal", delegates=10)
    options.let_go(actor=anna, option=gone, now=given.NOW)

    assert options.remind_due(actor=SYSTEM, now=given.NOW + timedelta(hours=1), ahead=timedelta(hours=24)) == 0
    assert options.remind_due(actor=SYSTEM, now=RELEASE_AT - timedelta(hours=1), ahead=timedelta(hours=24)) == 0

    assert Option.objects.get(reference=short).reminded_at is None


def test_the_workers_second_attempt_changes_nothing_when_there_is_nothing_to_do(anna: Actor, bram: Actor):
    hers, his = _line(anna, bram)
    sections = list(Section.objects.filter(venue__slug=given.DAMRAK).values_list("pk", flat=True))

    options.move_up(actor=SYSTEM, sections=sections, now=given.NOW)

    assert (_rank(hers), _rank(his)) == (1, 2)


def test_the_workers_second_attempt_lets_the_next_one_up(anna: Actor, bram: Actor):
    hers, his = _line(anna, bram)
    Entry.objects.filter(reference=hers).delete()  # what an act leaves that could not lock the line
    sections = list(Section.objects.filter(venue__slug=given.DAMRAK).values_list("pk", flat=True))
    board.recompute(sections)

    options.move_up(actor=SYSTEM, sections=sections, now=given.NOW)

    assert _rank(his) == 1


def test_one_that_moved_up_can_be_booked_at_the_price_it_was_quoted(anna: Actor, bram: Actor):
    hers, his = _line(anna, bram)
    options.let_go(actor=anna, option=hers, now=given.NOW)
    Venue.objects.get().spaces.get(slug="beurszaal").hire_rates.update(amount=9000)

    booking = bookings.confirm_option(actor=bram, option=his, now=given.NOW)

    assert str(sales.booking(booking, actor=bram, now=given.NOW).quote.price.gross) == "EUR 700.00"


def test_the_same_key_places_one_option(anna: Actor):
    quote = given.a_quote(anna)

    first = options.place(actor=anna, quote=quote, now=given.NOW, key="one")
    options.let_go(actor=anna, option=first, now=given.NOW)
    again = options.place(actor=anna, quote=quote, now=given.NOW, key="one")

    assert (first, Option.objects.count()) == (again, 1)


def test_an_option_is_found_however_its_reference_is_typed(anna: Actor):
    reference = given.an_option(anna)

    typed = reference.lower().replace("-", " ")

    assert sales.option(typed, actor=anna, now=given.NOW).reference == reference
    for nonsense in ("\x00", f"{reference}\x00\x00x", "O" * 10_000, ""):
        with pytest.raises(OptionUnknown):
            sales.option(nonsense, actor=anna, now=given.NOW)
        with pytest.raises(OptionUnknown):
            options.let_go(actor=anna, option=nonsense, now=given.NOW)


def test_a_quote_made_while_others_hold_the_room_may_wait_at_once(anna: Actor, bram: Actor):
    given.an_option(anna)

    quote = quotes.make(actor=bram, wish=given.a_wish(), now=given.NOW)

    assert _rank(options.place(actor=bram, quote=quote, now=given.NOW, may_wait=True)) == 2


def _line(*people: Actor) -> list[str]:
    return [given.an_option(person, may_wait=True) for person in people]


def _rank(reference: str) -> int:
    return Option.objects.get(reference=reference).rank


def _told(reference: str) -> list[str]:
    """Name the facts about this sale for which a letter is deferred, in order."""
    jobs = ProcrastinateJob.objects.filter(task_name="tell").values_list("args", flat=True)
    facts = Fact.objects.filter(pk__in=[args["fact_id"] for args in jobs], subject=reference).order_by("pk")
    return list(facts.values_list("kind", flat=True))


def _on_day(number: int) -> LocalSpan:
    return given.a_span(given.MEETING_DAY + timedelta(days=number))
