"""Search: every venue near a place with its best-fitting free space and the exact all-in price of this request.

The way of a search: one statement over the listing finds, per venue, the smallest free space that fits; the venue's
prepared rate card (kept in memory by version) prices it through ``domain.pricing``; what is over budget or not
instant falls out; the rest is sorted and cut to a page; the page's details are read. The number of statements is
fixed, however many venues, spaces or days. Nothing here is older than the last committed booking.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.actors import GUEST, Actor
from zaal.domain.agreements import Occasion, agreement
from zaal.domain.amenities import Amenity, unmask
from zaal.domain.attrition import latest_booking
from zaal.domain.bookings import Obstacle, obstacle, require_future
from zaal.domain.bounds import Start
from zaal.domain.cancellation import Step, fee, next_step
from zaal.domain.deals import held
from zaal.domain.layouts import closest_layout
from zaal.domain.money import Money
from zaal.domain.payments import Due, called
from zaal.domain.payments import choose as choose_payment
from zaal.domain.period import LocalTimeAmbiguous, LocalTimeMissing, Period, local
from zaal.domain.policies import choose, in_force
from zaal.domain.pricing import Ask, Basis, price, priced_days
from zaal.domain.refusals import Invalid
from zaal.domain.search import Sort, WhyNot, Wish
from zaal.domain.tariff import card_for, most_specific
from zaal.domain.wishes import check_codes, check_delegates, check_spans
from zaal.gateways.calendars import public_holidays
from zaal.gateways.currency import EURO, Conversion, CurrencyEnded, CurrencyUnknown, convert, in_euros
from zaal.queries.search_details import Detail, details
from zaal.queries.search_sql import Candidate, candidates, every_candidate, reasons, zones
from zaal.records.listing.prepared import prepared_cards
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.payments import payments_on
from zaal.records.venues.house import share_of_house

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from zaal.domain.bookings import InstantRule
    from zaal.domain.layouts import Layout
    from zaal.domain.policies import Policy
    from zaal.domain.pricing import Price
    from zaal.domain.rates import RateCard
    from zaal.domain.wishes import LocalSpan
    from zaal.records.listing.prepared import Prepared

PAGE = 20
LONGEST_CURSOR = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """One venue's best-fitting free space for this request, at its all-in price and on its terms.

    ``includes`` are the codes of what the package holds; ``indicative`` is the total in the asker's currency,
    never used to charge. Times are instants; ``time_zone`` is the venue's.
    """

    venue: str
    venue_name: str
    city: str
    district: str
    country: str
    stars: int
    lat: float
    lon: float
    distance_km: float
    time_zone: str
    space: str
    space_name: str
    area_sqm: float | None
    layout: Layout
    seats: int
    periods: tuple[Period, ...]
    basis: Basis
    package_code: str | None
    package_names: dict[str, str]
    includes: tuple[str, ...]
    price: Price
    indicative: Conversion | None
    amenities: tuple[Amenity, ...]
    instant: bool
    obstacle: Obstacle | None
    fee_now: Step
    next_fee: Step | None
    dues: tuple[Due, ...]
    invented: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """How many venues of the whole answer have what, for the filters."""

    amenities: dict[Amenity, int]
    stars: dict[int, int]
    instant: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of offers; ``why_not`` counts spaces by reason and is filled only when nothing was found."""

    offers: tuple[Offer, ...]
    total: int
    facets: Facets
    next: str | None
    why_not: dict[WhyNot, int]


@dataclass(frozen=True, slots=True)
class _Times:
    """The wish on one zone's clock, the days there whose rates it is priced by, and the day it is asked on."""

    periods: tuple[Period, ...]
    days: tuple[date, ...]
    today: date


class Asking(NamedTuple):
    """The wish, the organisations at whose prices it is asked, and when."""

    wish: Wish
    organisations: frozenset[int]
    now: datetime


@dataclass(frozen=True, slots=True)
class Priced:
    """A free space that fits, with its price; ``order`` is by what it stands where in the answer."""

    candidate: Candidate
    card: RateCard
    periods: tuple[Period, ...]
    price: Price
    order: tuple[float | int, ...]
    obstacle: Obstacle | None
    policy: Policy


def spaces(
    wish: Wish,
    *,
    now: datetime,
    after: str | None = None,
    most: int = PAGE,
    actor: Actor = GUEST,
) -> Answer:
    """Find, per venue, the best-fitting free space with its exact price; ``after`` is the ``next`` of a page before.

    Prices and terms are those of the ``actor``: what hotels agreed with their organisations holds for them only.
    Refuses: StartsInPast, CurrencyUnknown, CurrencyEnded, LocalTimeMissing or LocalTimeAmbiguous (when no venue's clock
    has these times), and what the shape of the wish refuses (EmptyPeriod, TooManyDays, DaysOverlap,
    DelegatesOutOfRange, TooManyCodes).
    """
    spans, in_zone, organisations = _asked(wish, now=now, actor=actor)
    priced, dropped = price_all(candidates(wish, spans, in_zone), Asking(wish, organisations, now), in_zone)
    priced.sort(key=lambda one: one.order)
    start = int(after) if after and len(after) <= LONGEST_CURSOR and after.isdecimal() else 0
    page = priced[start : start + most]
    return Answer(
        offers=_offers(wish, page, now=now, organisations=organisations),
        total=len(priced),
        facets=_facets(priced),
        next=str(start + most) if len(priced) > start + most else None,
        why_not={} if priced else {**reasons(wish, spans, in_zone), **dropped},
    )


def rooms(wish: Wish, *, now: datetime, actor: Actor = GUEST) -> Answer:
    """Find every free space of one house (``wish.venue``) with its exact price, the smallest first, on one page.

    Refuses: as ``spaces``.
    """
    spans, in_zone, organisations = _asked(wish, now=now, actor=actor)
    priced, dropped = price_all(every_candidate(wish, spans, in_zone), Asking(wish, organisations, now), in_zone)
    return Answer(
        offers=_offers(wish, priced, now=now, organisations=organisations),
        total=len(priced),
        facets=_facets(priced),
        next=None,
        why_not={} if priced else {**reasons(wish, spans, in_zone), **dropped},
    )


def count(wish: Wish, *, now: datetime) -> int:
    """Tell how many venues would be found, without prices: one statement (budget and instant are not looked at)."""
    return len(candidates(wish, check_spans(wish.spans), periods_by_zone(wish, now=now)))


def periods_by_zone(wish: Wish, *, now: datetime) -> dict[str, tuple[Period, ...]]:
    """Turn the wall-clock wish into instants for every zone that has venues; zones whose clock lacks it drop out."""
    found, refused = periods_in(zones(wish.circle), check_spans(wish.spans), now=now)
    if refused is not None and not found:
        raise refused
    return found


def periods_in(
    names: Iterable[str], spans: tuple[LocalSpan, ...], *, now: datetime
) -> tuple[dict[str, tuple[Period, ...]], Invalid | None]:
    """Turn spans into instants for each of these zones; return too why the last of those that dropped out did."""
    found: dict[str, tuple[Period, ...]] = {}
    refused: Invalid | None = None
    for zone in names:
        try:
            periods = tuple(span.in_zone(zone) for span in spans)
            require_future(periods[0].starts_at, now=now)
        except (LocalTimeMissing, LocalTimeAmbiguous, Invalid) as refusal:
            refused = refusal
        else:
            found[zone] = periods
    return found, refused


def _asked(
    wish: Wish, *, now: datetime, actor: Actor
) -> tuple[tuple[LocalSpan, ...], dict[str, tuple[Period, ...]], frozenset[int]]:
    """Check a wish; return its spans, their instants per zone, and the organisations whose prices it is asked at."""
    asking = asked(wish, now=now, actor=actor)
    return check_spans(wish.spans), periods_by_zone(wish, now=now), asking.organisations


def asked(wish: Wish, *, now: datetime, actor: Actor) -> Asking:
    """Check all of a wish but its times, and find out at whose prices it is asked. Refuses: as ``spaces``."""
    check_delegates(wish.delegates)
    check_codes(wish.codes)
    if wish.currency is not None:
        convert(Money.zero(EURO), wish.currency, now)
    return Asking(wish, organisations_of(actor.person_id), now)


def price_all(
    found: Sequence[Candidate], asked: Asking, in_zone: dict[str, tuple[Period, ...]]
) -> tuple[list[Priced], Counter[WhyNot]]:
    """Price what was found, in its order; count what drops out by why. One statement at most."""
    times = {
        zone: _Times(periods, priced_days(periods, asked.wish.basis, zone), local(asked.now, zone).date())
        for zone, periods in in_zone.items()
    }
    cards = prepared_cards((row.venue_id, row.card_version) for row in found)
    dropped: Counter[WhyNot] = Counter()
    priced = []
    for row in found:
        prepared = cards.get(row.venue_id)
        rule = prepared.instant.get(row.space_id) if prepared else None
        if prepared is None or rule is None:
            continue  # taken off the market since the statement before
        one = _priced(asked, row, prepared, rule, times[row.time_zone])
        if isinstance(one, WhyNot):
            dropped[one] += 1
        else:
            priced.append(one)
    return priced, dropped


def _priced(asked: Asking, row: Candidate, prepared: Prepared, rule: InstantRule, times: _Times) -> Priced | WhyNot:
    wish, now = asked.wish, asked.now
    periods = times.periods
    try:
        card = card_for(prepared.cards, times.days)
        if _too_late(card, row, times, now=now):
            return WhyNot.LEAD_TOO_SHORT
        cost = price(card, _ask(asked, row, prepared, card, times))
    except Invalid:
        return WhyNot.NO_RATE
    policies = in_force(prepared.policies, times.today)
    policy = choose(policies, delegates=wish.delegates, value=cost.gross, organisations=asked.organisations)
    if policy is None:
        return WhyNot.NO_TERMS
    block = obstacle(rule, starts_at=periods[0].starts_at, delegates=wish.delegates, value=cost.gross, now=now)
    if wish.instant_only and block is not None:
        return WhyNot.NOT_INSTANT
    comparable = _indicative(cost.gross, wish.currency, now)
    gross = comparable.amount if comparable else cost.gross
    comparable_budget = wish.budget if wish.currency in {None, gross.currency} else None
    if comparable_budget is not None and gross.amount > comparable_budget:
        return WhyNot.OVER_BUDGET
    amount = _sortable(gross, now)
    return Priced(row, card, periods, cost, _order(wish, row, amount), block, policy)


def _indicative(gross: Money, currency: str | None, now: datetime) -> Conversion | None:
    """Convert to the asker's currency; a house in a currency without rates has no such amount."""
    if currency is None:
        return None
    try:
        return convert(gross, currency, now)
    except (CurrencyUnknown, CurrencyEnded):
        return None


def _sortable(gross: Money, now: datetime) -> float:
    """Return by what amounts are put in order; those without any rate come last."""
    try:
        return float(in_euros(gross, now))
    except CurrencyUnknown:
        return inf


def _too_late(card: RateCard, row: Candidate, times: _Times, *, now: datetime) -> bool:
    """Tell whether the house takes bookings for this day no more (so many working days before)."""
    if not card.rules.lead_times:
        return False
    starts_at = times.periods[0].starts_at
    rule = most_specific(card.rules.lead_times, local(starts_at, row.time_zone).date())
    if rule is None:
        return False
    holidays = public_holidays(rule.holiday_calendar, now.year, starts_at.year)
    return now >= latest_booking(rule.working_days, Start(starts_at, row.time_zone, holidays))


def _ask(asked: Asking, row: Candidate, prepared: Prepared, card: RateCard, times: _Times) -> Ask:
    """Ask as a quote of this offer will ask: by this day, with this asker's deals, in the layout that is offered."""
    wish, rules = asked.wish, card.rules
    layout = wish.layout
    if layout is None and rules.layout_fees:
        layout = closest_layout(prepared.capacities[row.space_id], wish.delegates)
    deals = held(rules.deals, organisations=asked.organisations, words=wish.codes, day=times.today)
    return Ask(
        row.space_id,
        times.periods,
        wish.delegates,
        wish.basis,
        layout=layout,
        asked_on=times.today,
        deals=deals,
    )


def _order(wish: Wish, row: Candidate, amount: float) -> tuple[float | int, ...]:
    """Return by what an offer is sorted; the space comes last, so that the order never hangs on chance."""
    match wish.sort:
        case Sort.PRICE:
            return amount, row.distance_km, row.space_id
        case Sort.DISTANCE:
            return row.distance_km, amount, row.space_id
        case Sort.FIT:
            return row.seats - wish.delegates, amount, row.space_id


def _offers(wish: Wish, page: Sequence[Priced], *, now: datetime, organisations: frozenset[int]) -> tuple[Offer, ...]:
    told = details(one.candidate.space_id for one in page)
    days = {one.candidate.venue_id: local(now, one.candidate.time_zone).date() for one in page}
    payments = payments_on(days)
    made = []
    for one in page:
        payment = choose_payment(
            payments.get(one.candidate.venue_id, ()),
            delegates=wish.delegates,
            value=one.price.gross,
            organisations=organisations,
        )
        agreed = agreement(one.policy, payment, one.price, one.card, _occasion(wish, one, now=now))
        due = called(agreed.instalments, confirmed_at=now, now=now, zone=one.candidate.time_zone)
        made.append(_offer(wish, one, told[one.candidate.space_id], agreed.steps, due, now=now))
    return tuple(made)


def _occasion(wish: Wish, one: Priced, *, now: datetime) -> Occasion:
    row, last = one.candidate, one.periods[-1].ends_at
    return Occasion(
        periods=one.periods,
        delegates=wish.delegates,
        zone=row.time_zone,
        house_percent=share_of_house(row.venue_id, [row.space_id]) if one.policy.extension else None,
        holidays=lambda calendar: public_holidays(calendar, now.year, last.year),
    )


def _offer(  # noqa: PLR0913 - what was asked, found, and what it comes to
    wish: Wish, one: Priced, told: Detail, terms: tuple[Step, ...], due: tuple[Due, ...], *, now: datetime
) -> Offer:
    package = one.price.lines[0] if wish.basis is Basis.PACKAGE else None
    return Offer(
        venue=told.venue,
        venue_name=told.venue_name,
        city=told.city,
        district=told.district,
        country=told.country,
        stars=one.candidate.stars,
        lat=told.lat,
        lon=told.lon,
        distance_km=round(one.candidate.distance_km, 1),
        time_zone=one.candidate.time_zone,
        space=told.space,
        space_name=told.space_name,
        area_sqm=told.area_sqm,
        layout=wish.layout or told.layout_for(wish.delegates),
        seats=one.candidate.seats,
        periods=one.periods,
        basis=wish.basis,
        package_code=one.price.package_code,
        package_names=package.names if package else {},
        includes=_includes(one, wish),
        price=one.price,
        indicative=_indicative(one.price.gross, wish.currency, now),
        amenities=unmask(one.candidate.amenities),
        instant=one.obstacle is None,
        obstacle=one.obstacle,
        fee_now=fee(terms, now),
        next_fee=next_step(terms, now),
        dues=due,
        invented=told.invented,
    )


def _includes(one: Priced, wish: Wish) -> tuple[str, ...]:
    if wish.basis is Basis.HIRE:
        return ()
    packages = one.card.packages
    return next((tuple(p.item for p in row.parts) for row in packages if row.code == one.price.package_code), ())


def _facets(priced: Sequence[Priced]) -> Facets:
    amenities: Counter[Amenity] = Counter()
    for bits, venues in Counter(one.candidate.amenities for one in priced).items():
        amenities.update(dict.fromkeys(unmask(bits), venues))
    stars = Counter(one.candidate.stars for one in priced if one.candidate.stars)
    return Facets(
        amenities={amenity: amenities[amenity] for amenity in Amenity if amenities[amenity]},
        stars=dict(sorted(stars.items(), reverse=True)),
        instant=sum(one.obstacle is None for one in priced),
    )
