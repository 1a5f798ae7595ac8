"""Makes listing rows from the records: whole venues at a time, in a fixed number of statements per batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from zaal.domain.amenities import Amenity, mask
from zaal.domain.layouts import Layout
from zaal.records.listing.cards import FORM, written, written_rule, written_terms
from zaal.records.listing.models import LAYOUT_POSITION, Listing, PreparedCard
from zaal.records.rates.card import cards
from zaal.records.rates.policies import dated_policies
from zaal.records.venues.instant import rule_of
from zaal.records.venues.models import Section, Space

if TYPE_CHECKING:
    from collections.abc import Iterable

BATCH = 500
# So many houses at once come with rows the planner knows nothing of yet: it then joins them one by one, for minutes.
MANY = 50
ANALYZE = "ANALYZE listing_listing, venues_space_sections, diary_entry"
CLOSED = -1
# All rows in one join: a sub-select per row takes minutes for a country when the tables have just been filled.
FILL = """
    UPDATE listing_listing listing SET busy = COALESCE(truth.busy, '{}')
    FROM (
        SELECT own.space_id, range_agg(entry.during) FILTER (WHERE entry.blocking) AS busy
        FROM listing_listing own
        JOIN venues_space_sections part ON part.space_id = own.space_id
        LEFT JOIN diary_entry entry ON entry.section_id = part.section_id
        WHERE own.venue_id = ANY(%s) GROUP BY own.space_id) truth
    WHERE listing.space_id = truth.space_id
"""

UPDATED = [
    "venue",
    "country",
    "lat",
    "lon",
    "time_zone",
    "stars",
    "amenities",
    "max_delegates",
    "min_delegates",
    "setup_minutes",
    "breakdown_minutes",
    "opens",
    "closes",
    "card_version",
]


def relist(venue_ids: Iterable[int]) -> None:
    """Make the listing of these venues anew from the records: rows, prepared cards, busy times. Needs a transaction.

    Only listed spaces of listed venues that have a tariff are sellable; other listing rows are removed.
    """
    wanted = sorted(venue_ids)
    for start in range(0, len(wanted), BATCH):
        _relist(wanted[start : start + BATCH])


def outdated() -> list[int]:
    """Return the venues whose prepared cards an earlier release wrote in another form."""
    return list(PreparedCard.objects.exclude(card__contains={"form": FORM}).values_list("venue_id", flat=True))


def listing_of(space: Space, version: int) -> Listing:
    """Build one space's row (busy times apart); the venue and its capacities and hours must be prefetched."""
    venue = space.venue
    arrays: dict[str, list[int]] = {
        name: [0] * len(LAYOUT_POSITION)
        for name in ("max_delegates", "min_delegates", "setup_minutes", "breakdown_minutes")
    }
    for capacity in space.capacities.all():
        at = LAYOUT_POSITION[Layout(capacity.layout)] - 1
        arrays["max_delegates"][at] = capacity.max_delegates
        arrays["min_delegates"][at] = capacity.min_delegates
        arrays["setup_minutes"][at], arrays["breakdown_minutes"][at] = buffers(space, capacity.layout)
    _fill_any_layout(arrays)
    opens, closes = [CLOSED] * 7, [CLOSED] * 7
    for hours in venue.opening_hours.all():
        opens[hours.weekday], closes[hours.weekday] = hours.opens_minute, hours.closes_minute
    return Listing(
        space=space,
        venue=venue,
        country=venue.country,
        lat=venue.lat,
        lon=venue.lon,
        time_zone=venue.time_zone,
        stars=venue.stars or 0,
        amenities=mask([*venue.amenities, *space.amenities, *_facts(space)]),
        opens=opens,
        closes=closes,
        card_version=version,
        **arrays,
    )


def buffers(space: Space, layout: str) -> tuple[int, int]:
    """Return the minutes blocked before and after a booking of this space in this layout."""
    if space.buffers_inside:
        return 0, 0
    for capacity in space.capacities.all():
        if capacity.layout == layout:
            before, after = capacity.setup_minutes, capacity.breakdown_minutes
            return (
                space.setup_minutes if before is None else before,
                space.breakdown_minutes if after is None else after,
            )
    return space.setup_minutes, space.breakdown_minutes


def _relist(venue_ids: list[int]) -> None:
    # Sections are locked first: whoever claims one meanwhile waits, or is seen by the statement after.
    list(Section.objects.filter(venue_id__in=venue_ids).order_by("pk").select_for_update().values_list("pk", flat=True))
    terms = dated_policies(venue_ids)
    prepared = {venue: found for venue, found in cards(venue_ids).items() if found}
    sellable = list(
        Space.objects.filter(venue_id__in=list(prepared), listed=True, venue__listed=True)
        .select_related("venue")
        .prefetch_related("capacities", "venue__opening_hours")
        .order_by("venue__lat", "venue__lon", "pk")
    )
    rules: dict[int, list[list[Any]]] = {}
    seats: dict[int, list[list[Any]]] = {}
    for space in sellable:
        rules.setdefault(space.venue_id, []).append(written_rule(space.pk, rule_of(space)))
        if any(card.rules.layout_fees for _, _, card in prepared[space.venue_id]):
            seats.setdefault(space.venue_id, []).extend(
                [space.pk, row.layout, row.min_delegates, row.max_delegates] for row in space.capacities.all()
            )
    version = _next_version()
    PreparedCard.objects.bulk_create(
        (
            PreparedCard(
                venue_id=venue,
                version=version,
                card={
                    "form": FORM,
                    "cards": written(found),
                    "instant": rules.get(venue, []),
                    "seats": seats.get(venue, []),
                    "terms": written_terms(terms.get(venue, ())),
                },
            )
            for venue, found in prepared.items()
        ),
        update_conflicts=True,
        unique_fields=["venue"],
        update_fields=["version", "card"],
    )
    rows = [listing_of(space, version) for space in sellable]
    Listing.objects.filter(venue_id__in=venue_ids).exclude(pk__in=[row.pk for row in rows]).delete()
    Listing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["space"], update_fields=UPDATED)
    with connection.cursor() as cursor:
        if len(venue_ids) >= MANY:
            cursor.execute(ANALYZE)
        cursor.execute(FILL, [venue_ids])


def _fill_any_layout(arrays: dict[str, list[int]]) -> None:
    offered = [at for at, most in enumerate(arrays["max_delegates"]) if most]
    arrays["max_delegates"][0] = max((arrays["max_delegates"][at] for at in offered), default=0)
    arrays["min_delegates"][0] = min((arrays["min_delegates"][at] for at in offered), default=0)
    # With no layout chosen the longest set-up counts, so that whatever is chosen next still fits.
    arrays["setup_minutes"][0] = max((arrays["setup_minutes"][at] for at in offered), default=0)
    arrays["breakdown_minutes"][0] = max((arrays["breakdown_minutes"][at] for at in offered), default=0)


def _facts(space: Space) -> list[Amenity]:
    known = {
        Amenity.DAYLIGHT: space.daylight,
        Amenity.STEP_FREE: space.step_free,
        Amenity.HEARING_LOOP: space.hearing_loop,
    }
    return [amenity for amenity, there in known.items() if there]


def _next_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('listing_card_version')")
        return int(cursor.fetchone()[0])
