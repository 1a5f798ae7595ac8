"""Asking for a price: what is kept of it, which meetings are refused, and what nobody can ask for at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from tests import given

from zaal.domain.actors import GUEST, Actor, Role, Scope
from zaal.domain.bookings import StartsInPast
from zaal.domain.diary import SpaceTaken
from zaal.domain.houses import HirePrice, Opening, TariffPlan
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.occupancy import ClosedAtThatTime
from zaal.domain.packages import PackageUnknown
from zaal.domain.period import EmptyPeriod, LocalTimeAmbiguous, LocalTimeMissing, Period, YearOutOfRange
from zaal.domain.permissions import ScopeMissing, SignInNeeded
from zaal.domain.pricing import Basis, ExtraUnknown, PriceTooHigh
from zaal.domain.rates import Entry, HireUnit, Validity
from zaal.domain.sales import ReplayMismatch
from zaal.domain.tariff import TariffChanges, TariffMissing
from zaal.domain.wishes import (
    DaysOverlap,
    DelegatesOutOfRange,
    DoesNotFit,
    ExtraOutOfRange,
    LayoutNotOffered,
    LocalSpan,
    TitleTooLong,
    TooManyDays,
)
from zaal.queries import agenda, sales
from zaal.records.logbook.models import Fact
from zaal.records.rates.models import Extra
from zaal.records.sales.line import QuoteUnknown
from zaal.records.sales.models import Quote, QuoteSlot
from zaal.records.venues.models import Space, Venue
from zaal.usecases import bookings, options, quotes, venues

pytestmark = pytest.mark.django_db

AUTUMN_NIGHT = date(2027, 10, 31)  # Amsterdam's clock goes back at 03:00
SPRING_NIGHT = date(2027, 3, 28)  # and forward at 02:00


def test_a_guest_gets_a_price_that_is_kept_for_fourteen_days():
    reference = given.a_quote(GUEST)

    kept = sales.quote(reference, actor=GUEST, now=given.NOW)
    assert kept.price.gross == Money(Decimal("700.00"), "EUR")
    assert kept.valid_until == given.NOW + timedelta(days=14)
    assert kept.periods == (Period(_utc(4, 15, 7), _utc(4, 15, 15)),)
    assert [fact.kind for fact in Fact.objects.filter(subject=reference)] == ["QuoteMade"]


def test_a_price_is_never_kept_beyond_the_start_of_the_meeting():
    reference = given.a_quote(spans=(given.a_span(date(2027, 3, 4)),))

    assert sales.quote(reference, actor=given.a_booker(), now=given.NOW).valid_until == _utc(3, 4, 8)


def test_a_dutch_price_holds_the_tax_that_is_in_it():
    reference = given.a_quote(basis=Basis.PACKAGE)

    price = sales.quote(reference, actor=given.a_booker(), now=given.NOW).price
    assert (price.gross.amount, price.net.amount + price.tax.amount) == (Decimal("1650.00"), Decimal("1650.00"))
    assert {group.percent for group in price.taxes} == {Decimal(21), Decimal(9)}
    assert price.service_charge.amount == 0


def test_a_singapore_price_puts_service_charge_and_then_tax_on_top():
    reference = given.a_quote(venue=given.MARINA, space="straits-room")

    price = sales.quote(reference, actor=given.a_booker(), now=given.NOW).price
    assert price.service_charge == Money(Decimal("100.00"), "SGD")
    assert [(group.percent, group.net.amount, group.tax.amount) for group in price.taxes] == [
        (Decimal(9), Decimal("1100.00"), Decimal("99.00"))
    ]
    assert price.gross == Money(Decimal("1199.00"), "SGD")


def test_a_price_does_not_move_with_the_hotels_rates():
    reference = given.a_quote()

    Space.objects.get(slug="beurszaal").hire_rates.update(amount=9000)

    assert sales.quote(reference, actor=given.a_booker(), now=given.NOW).price.gross.amount == Decimal("700.00")


def test_the_tariff_of_the_day_counts_in_whatever_order_they_are_entered():
    plan = given.marina()
    old, new = (
        TariffPlan(Entry.PLUS_PLUS, Decimal(percent), Validity(start, until))
        for percent, start, until in ((10, given.LONG_AGO, date(2026, 12, 31)), (20, date(2027, 1, 1), None))
    )

    for slug, tariffs in (("old-first", (old, new)), ("new-first", (new, old))):
        facts, rates = replace(plan.facts, slug=slug, name=slug), replace(plan.rates, tariffs=tariffs)
        house = replace(plan, facts=facts, rates=rates)
        venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)
        reference = given.a_quote(venue=slug, space="straits-room")
        assert sales.quote(reference, actor=given.a_booker(), now=given.NOW).price.service_percent == 20


def test_no_total_spans_two_price_lists_and_each_side_has_its_own():
    _two_price_lists(other_from=date(2027, 4, 16))
    days = tuple(given.a_span(date(2027, 4, number)) for number in (14, 15, 16, 17))

    with pytest.raises(TariffChanges) as refused:
        given.a_quote(venue="the-annex", spans=days)
    before, after = (given.a_quote(venue="the-annex", spans=spans) for spans in (days[:2], days[2:]))

    assert refused.value.facts == {"from_date": date(2027, 4, 16)}
    prices = [sales.quote(one, actor=given.a_booker(), now=given.NOW).price for one in (before, after)]
    assert [price.gross.amount for price in prices] == [Decimal("1400.00"), Decimal("1694.00")]


def test_a_stay_over_the_change_of_price_lists_is_refused_when_hired_and_priced_on_its_first_day_as_a_package():
    _two_price_lists(other_from=date(2027, 4, 16))
    night = LocalSpan(_local(given.MEETING_DAY, 9), _local(date(2027, 4, 16), 10))
    evening = given.a_span(starts="17:00", ends="01:00")

    with pytest.raises(TariffChanges):
        given.a_quote(venue="the-annex", spans=(night,))

    assert given.a_quote(venue="the-annex", spans=(evening,), basis=Basis.PACKAGE)


def test_a_price_list_renewed_as_it_was_is_no_change():
    _two_price_lists(other_from=date(2027, 4, 16), entry=Entry.GROSS)

    reference = given.a_quote(venue="the-annex", spans=(given.a_span(), given.a_span(date(2027, 4, 16))))

    assert sales.quote(reference, actor=given.a_booker(), now=given.NOW).price.gross.amount == Decimal("1400.00")


def test_a_day_without_a_price_list_has_no_price():
    plan = given.damrak()
    ending = TariffPlan(Entry.GROSS, Decimal(0), Validity(given.LONG_AGO, given.MEETING_DAY))
    house = replace(plan, rates=replace(plan.rates, tariffs=(ending,)))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)

    with pytest.raises(TariffMissing) as refused:
        given.a_quote(spans=(given.a_span(), given.a_span(date(2027, 4, 16))))

    assert refused.value.facts == {"day": date(2027, 4, 16)}


def test_a_token_that_may_only_read_asks_no_price():
    given.a_venue()
    reader = Actor(Role.BOOKER, "reader", given.a_booker().person_id, scopes=frozenset({Scope.READ}))

    with pytest.raises(ScopeMissing):
        quotes.make(actor=reader, wish=given.a_wish(), now=given.NOW)

    assert not Quote.objects.exists()


def test_a_room_or_house_that_is_not_on_offer_has_no_price():
    given.a_venue()
    Space.objects.filter(slug="kleine-zaal").update(listed=False)

    for unknown in ({"venue": "hotel-nowhere"}, {"space": "no-such"}, {"space": "kleine-zaal", "delegates": 8}):
        with pytest.raises(quotes.SpaceUnknown):
            quotes.make(actor=GUEST, wish=given.a_wish(**unknown), now=given.NOW)

    Venue.objects.update(listed=False)
    with pytest.raises(quotes.SpaceUnknown):
        quotes.make(actor=GUEST, wish=given.a_wish(), now=given.NOW)


def test_the_operator_sees_everybodys_quotes():
    hers, guests = given.a_quote(), given.a_quote(GUEST)

    for reference in (hers, guests):
        assert sales.quote(reference, actor=given.an_operator(), now=given.NOW).reference == reference


def test_more_people_than_the_layout_seats_are_refused_with_its_figures():
    given.a_venue()

    with pytest.raises(DoesNotFit) as refused:
        quotes.make(actor=GUEST, wish=given.a_wish(delegates=81), now=given.NOW)

    assert (refused.value.facts["least"], refused.value.facts["most"]) == (1, 80)


def test_a_layout_that_is_not_set_up_is_refused_with_those_that_are():
    given.a_venue()

    with pytest.raises(LayoutNotOffered) as refused:
        quotes.make(actor=GUEST, wish=given.a_wish(layout=Layout.BANQUET), now=given.NOW)

    assert refused.value.facts["offered"] == ["classroom", "theatre", "u_shape"]


def test_a_meeting_that_begins_this_moment_is_too_late():
    span = given.a_span(given.NOW.date(), "10:00", "12:00")
    given.a_venue()

    with pytest.raises(StartsInPast):
        quotes.make(actor=GUEST, wish=given.a_wish(spans=(span,)), now=given.NOW)

    assert given.a_quote(spans=(span,), now=given.NOW - timedelta(seconds=1))


def test_outside_opening_hours_is_refused_with_the_hours():
    given.a_venue()

    with pytest.raises(ClosedAtThatTime) as refused:
        given.a_quote(spans=(given.a_span(starts="06:59"),))

    assert (refused.value.facts["opens"], refused.value.facts["closes"]) == ("07:00", "23:00")


def test_a_meeting_past_midnight_is_its_start_days_where_the_house_is_open():
    _house(opening=tuple(Opening(weekday, 7 * 60, 26 * 60) for weekday in range(7)))

    reference = given.a_quote(venue="the-annex", spans=(given.a_span(starts="20:00", ends="01:30"),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods == (Period(_utc(4, 15, 18), _utc(4, 15, 23, 30)),)
    assert {line.day for line in kept.price.lines} == {given.MEETING_DAY}


def test_what_is_booked_or_closed_has_no_price_and_says_when():
    given.a_confirmed_booking(given.a_booker(given.BRAM))
    day_after = given.MEETING_DAY + timedelta(days=1)
    venues.close(
        actor=given.a_hotel_member(),
        venue_slug=given.DAMRAK,
        space_slug="kleine-zaal",
        period=Period(_utc(4, 16, 0), _utc(4, 17, 0)),
        reason="painting",
        now=given.NOW,
    )

    for taken, spans in (("beurszaal", (given.a_span(),)), ("kleine-zaal", (given.a_span(day_after),))):
        with pytest.raises(SpaceTaken) as refused:
            given.a_quote(space=taken, delegates=10, spans=spans)
        assert refused.value.facts["may_wait"] is False
        assert all("bram" not in str(clash).lower() for clash in refused.value.facts["taken"])  # type: ignore[attr-defined] # a list


def test_what_somebody_holds_under_option_can_be_priced_by_others():
    given.an_option(given.a_booker(given.BRAM))

    assert given.a_quote(GUEST)


def test_a_booked_half_takes_the_whole_but_not_the_other_half():
    given.a_confirmed_booking(space="beurszaal-noord")

    assert given.a_quote(space="beurszaal-zuid")
    with pytest.raises(SpaceTaken):
        given.a_quote(space="beurszaal")


def test_days_one_after_the_other_share_their_set_up_and_never_clash_with_themselves():
    _house(setup_minutes=60, breakdown_minutes=90)
    spans = tuple(
        given.a_span(given.MEETING_DAY, starts, ends)
        for starts, ends in (("09:00", "12:00"), ("12:00", "13:00"), ("14:00", "17:00"))
    )

    reference = given.a_quote(venue="the-annex", spans=spans[::-1])

    blocked = list(QuoteSlot.objects.order_by("starts_at").values_list("blocks_from", "blocks_until"))
    assert blocked[0][0] == _utc(4, 15, 6)
    assert blocked[-1][1] == _utc(4, 15, 16, 30)
    assert all(earlier[1] == later[0] for earlier, later in pairwise(blocked))
    assert bookings.confirm(actor=given.a_booker(), quote=reference, now=given.NOW)


@pytest.mark.parametrize(
    ("space", "starts", "possible"),
    [
        ("beurszaal-noord", "13:30", True),
        ("beurszaal-zuid", "13:29", False),
        ("beurszaal", "12:00", False),
        ("kleine-zaal", "10:00", True),
    ],
)
def test_t39_the_parts_of_a_divided_room_are_taken_until_it_is_cleared(space: str, starts: str, *, possible: bool):
    _house(breakdown_minutes=30)
    morning = given.a_span(starts="09:00", ends="13:00")
    given.a_confirmed_booking(given.a_booker(given.BRAM), venue="the-annex", spans=(morning,))
    asked = given.a_wish(venue="the-annex", space=space, delegates=8, spans=(given.a_span(starts=starts),))

    if possible:
        assert quotes.make(actor=GUEST, wish=asked, now=given.NOW)
    else:
        with pytest.raises(SpaceTaken):
            quotes.make(actor=GUEST, wish=asked, now=given.NOW)


def test_set_up_inside_the_booked_time_takes_nothing_more():
    _house(setup_minutes=60, breakdown_minutes=60, buffers_inside=True)

    given.a_quote(venue="the-annex")

    slot = QuoteSlot.objects.get()
    assert (slot.blocks_from, slot.blocks_until) == (slot.starts_at, slot.ends_at)


def test_t33_the_autumn_night_counts_its_hour_twice():
    _open_all_night()
    night = (_local(AUTUMN_NIGHT, 1), _local(AUTUMN_NIGHT, 4))

    reference = given.a_quote(venue="the-annex", spans=(LocalSpan(*night),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods == (Period(_utc(10, 30, 23), _utc(10, 31, 3)),)
    assert kept.price.gross.amount == Decimal("200.00")


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_t33_half_past_two_of_the_autumn_night_is_asked_back_until_said(fold: int, hour: int):
    _open_all_night()
    asked = LocalSpan(_local(AUTUMN_NIGHT, 2, 30), _local(AUTUMN_NIGHT, 4))

    with pytest.raises(LocalTimeAmbiguous):
        given.a_quote(venue="the-annex", spans=(asked,))
    reference = given.a_quote(venue="the-annex", spans=(replace(asked, starts_fold=fold),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods[0].starts_at == _utc(10, 31, hour, 30)


def test_t34_the_spring_night_is_an_hour_shorter_and_lacks_half_past_two():
    _open_all_night()

    reference = given.a_quote(venue="the-annex", spans=(LocalSpan(_local(SPRING_NIGHT, 1), _local(SPRING_NIGHT, 4)),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods == (Period(_utc(3, 28, 0), _utc(3, 28, 2)),)
    assert kept.price.gross.amount == Decimal("100.00")
    with pytest.raises(LocalTimeMissing) as refused:
        given.a_quote(venue="the-annex", spans=(LocalSpan(_local(SPRING_NIGHT, 2, 30), _local(SPRING_NIGHT, 4)),))
    assert refused.value.facts["next_valid"] == _local(SPRING_NIGHT, 3, 30)


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN_NIGHT, 25), (SPRING_NIGHT, 23)])
def test_t35_a_whole_day_is_as_long_as_the_clock_makes_it(day: date, hours: int):
    _open_all_night()

    reference = given.a_quote(venue="the-annex", spans=(given.a_span(day, "00:00", "00:00"),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods[0].minutes == hours * 60


def test_t36_a_wish_from_singapore_means_the_amsterdam_clock():
    given.a_venue()

    reference = given.a_quote(now=datetime(2026, 11, 1, tzinfo=UTC), spans=(given.a_span(date(2026, 11, 30)),))

    kept = sales.quote(reference, actor=given.a_booker(), now=given.NOW)
    assert kept.periods[0].starts_at == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert kept.periods[0].ends_at == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_a_meeting_of_years_is_no_single_day():
    given.a_venue()
    years = LocalSpan(_local(given.MEETING_DAY, 9), _local(date(2099, 4, 15), 17))
    month = LocalSpan(_local(given.MEETING_DAY, 9), _local(given.MEETING_DAY + timedelta(days=31), 10))

    for span in (years, month):
        with pytest.raises(TooManyDays):
            quotes.make(actor=GUEST, wish=given.a_wish(spans=(span,)), now=given.NOW)


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2101, 1, 1), date(9999, 12, 30)])
def test_the_ends_of_the_calendar_are_refused(day: date):
    given.a_venue()

    with pytest.raises(YearOutOfRange):
        quotes.make(actor=GUEST, wish=given.a_wish(spans=(given.a_span(day),)), now=given.NOW)


@pytest.mark.parametrize("count", [-3, 0, 20_001, 10**12])
def test_an_extra_is_taken_at_least_once_and_not_without_end(count: int):
    given.a_venue()

    with pytest.raises(ExtraOutOfRange):
        quotes.make(actor=GUEST, wish=given.a_wish(extras=(("flipchart", count),)), now=given.NOW)


def test_a_thousand_extras_are_refused():
    given.a_venue()

    with pytest.raises(ExtraOutOfRange):
        quotes.make(actor=GUEST, wish=given.a_wish(extras=(("flipchart", 1),) * 1000), now=given.NOW)


def test_a_price_that_no_record_can_hold_is_refused():
    given.a_venue()
    Extra.objects.update(amount=Decimal(999_999_999))

    with pytest.raises(PriceTooHigh):
        quotes.make(actor=GUEST, wish=given.a_wish(extras=(("flipchart", 20_000),)), now=given.NOW)


@pytest.mark.parametrize("title", ["a" * 201, "a" * 10_000_000, "Raad\x00"])
def test_a_name_that_cannot_be_kept_is_refused(title: str):
    given.a_venue()

    with pytest.raises(TitleTooLong):
        quotes.make(actor=GUEST, wish=given.a_wish(title=title), now=given.NOW)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"delegates": 0}, DelegatesOutOfRange),
        ({"delegates": 10**9}, DelegatesOutOfRange),
        ({"spans": ()}, EmptyPeriod),
        ({"spans": (given.a_span(), given.a_span(starts="16:59", ends="18:00"))}, DaysOverlap),
        ({"extras": (("champagne", 1),)}, ExtraUnknown),
        ({"basis": Basis.PACKAGE, "package_code": "no-such"}, PackageUnknown),
    ],
)
def test_what_means_nothing_is_refused(changes: dict[str, Any], refusal: type[Exception]):
    given.a_venue()

    with pytest.raises(refusal):
        quotes.make(actor=GUEST, wish=given.a_wish(**changes), now=given.NOW)

    assert not Quote.objects.exists()


def test_somebody_with_a_long_name_and_a_token_of_a_long_name_gets_a_price():
    given.a_venue()
    long_winded = replace(given.a_booker(), label="A" * 200 + " (" + "t" * 100 + ")")

    reference = quotes.make(actor=long_winded, wish=given.a_wish(), now=given.NOW)

    assert Fact.objects.get(subject=reference).actor == "A" * 200


def test_the_same_key_makes_one_quote_and_another_wish_under_it_is_refused():
    given.a_venue()
    anna = given.a_booker()

    first = quotes.make(actor=anna, wish=given.a_wish(), now=given.NOW, key="one")
    again = quotes.make(actor=anna, wish=given.a_wish(), now=given.NOW, key="one")

    assert (first, Quote.objects.count()) == (again, 1)
    with pytest.raises(ReplayMismatch):
        quotes.make(actor=anna, wish=given.a_wish(delegates=31), now=given.NOW, key="one")


def test_two_people_with_the_same_key_each_get_their_own():
    given.a_venue()
    anna, bram = given.a_booker(), given.a_booker(given.BRAM)

    hers = quotes.make(actor=anna, wish=given.a_wish(), now=given.NOW, key="one")
    his = quotes.make(actor=bram, wish=given.a_wish(), now=given.NOW, key="one")

    assert hers != his
    with pytest.raises(QuoteUnknown):
        sales.quote(hers, actor=bram, now=given.NOW)


def test_a_guests_quote_is_open_to_whoever_knows_it_until_somebody_takes_it_up():
    reference = given.a_quote(GUEST)
    bram = given.a_booker(given.BRAM)
    assert sales.quote(reference, actor=bram, now=given.NOW).reference == reference

    options.place(actor=bram, quote=reference, now=given.NOW)

    for other in (GUEST, given.a_booker()):
        with pytest.raises(QuoteUnknown):
            sales.quote(reference, actor=other, now=given.NOW)


def _house(opening: tuple[Opening, ...] | None = None, **hall: Any) -> str:
    """Have a house like Hotel Damrak with other hours, or a hall with other set-up."""
    plan = given.damrak()
    first, *others = plan.rooms.spaces
    changed = replace(first, **hall)
    rooms = replace(plan.rooms, spaces=(changed, *others), opening=opening or plan.rooms.opening)
    facts = replace(plan.facts, slug="the-annex", name="The Annex")
    return venues.create(
        actor=given.an_operator(), plan=replace(plan, facts=facts, rooms=rooms), organisation_id=None, now=given.NOW
    )


def _two_price_lists(*, other_from: date, entry: Entry = Entry.NET) -> None:
    """Have a house open day and night whose prices are all-in to 15 April, and written as ``entry`` says later."""
    plan = given.damrak()
    tariffs = (
        TariffPlan(Entry.GROSS, Decimal(0), Validity(given.LONG_AGO, given.MEETING_DAY)),
        TariffPlan(entry, Decimal(0), Validity(other_from)),
    )
    rooms = replace(plan.rooms, opening=tuple(Opening(weekday, 0, 2880) for weekday in range(7)))
    facts = replace(plan.facts, slug="the-annex", name="The Annex")
    house = replace(plan, facts=facts, rooms=rooms, rates=replace(plan.rates, tariffs=tariffs))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)


def _open_all_night() -> str:
    return _house(
        opening=tuple(Opening(weekday, 0, 2880) for weekday in range(7)),
        hire=(HirePrice(HireUnit.HOUR, Decimal(50), given.ALWAYS),),
    )


def _local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


def _utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def test_a_guests_quote_is_taken_up_and_stands_among_the_customers_sales():
    anna = given.a_booker()
    reference = given.a_quote(GUEST)

    quotes.take_up(actor=anna, quote=reference, now=given.NOW)

    assert [one.sale.reference for one in agenda.overview(actor=anna, now=given.NOW).rows] == [reference]
    assert Fact.objects.filter(subject=reference).latest("pk").kind == "QuoteTakenUp"


def test_a_quote_that_has_a_customer_is_taken_up_by_nobody():
    anna, ben = given.a_booker(), given.a_booker("ben@example.org")
    reference = given.a_quote(GUEST)
    quotes.take_up(actor=anna, quote=reference, now=given.NOW)

    for actor in (anna, ben, given.a_hotel_member(), given.an_operator()):
        with pytest.raises(QuoteUnknown):
            quotes.take_up(actor=actor, quote=reference, now=given.NOW)

    assert Quote.objects.get(reference=reference).person_id == anna.person_id


def test_a_guest_takes_no_quote_up():
    reference = given.a_quote(GUEST)

    with pytest.raises(SignInNeeded):
        quotes.take_up(actor=GUEST, quote=reference, now=given.NOW)
