"""Prepared rate cards as domain values, kept in this process by version: a new version is a new key, none is stale."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from zaal.domain.layouts import Layout
from zaal.records.listing.cards import read, read_rules, read_terms
from zaal.records.listing.models import PreparedCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.bookings import InstantRule
    from zaal.domain.policies import DatedPolicy
    from zaal.domain.tariff import DatedCard

MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A venue's dated rate cards and policies, and its spaces' limits for instant confirmation.

    ``capacities`` (least and most per layout) are there only where the price hangs on the layout.
    """

    cards: tuple[DatedCard, ...]
    instant: dict[int, InstantRule]
    capacities: dict[int, dict[Layout, tuple[int, int]]]
    policies: tuple[DatedPolicy, ...]


_kept: OrderedDict[tuple[int, int], Prepared] = OrderedDict()
_lock = Lock()


def prepared_cards(wanted: Iterable[tuple[int, int]]) -> dict[int, Prepared]:
    """Return the cards of these (venue, version)s; one statement when any is not yet kept here."""
    keys = list(wanted)
    # Asked once each: another thread may forget a card between a look and a take.
    found = {venue: card for venue, version in keys if (card := _kept.get((venue, version))) is not None}
    missing = [venue for venue, _ in keys if venue not in found]
    if missing:
        for row in PreparedCard.objects.filter(venue_id__in=missing):
            card = row.card
            found[row.venue_id] = Prepared(
                cards=read(card["cards"]),
                instant=read_rules(card["instant"]),
                capacities=_seats(card["seats"]),
                policies=read_terms(card["terms"]),
            )
            _keep((row.venue_id, row.version), found[row.venue_id])
    return found


def _seats(rows: list[tuple[int, str, int, int]]) -> dict[int, dict[Layout, tuple[int, int]]]:
    found: dict[int, dict[Layout, tuple[int, int]]] = {}
    for space, layout, least, most in rows:
        found.setdefault(space, {})[Layout(layout)] = (least, most)
    return found


def _keep(key: tuple[int, int], card: Prepared) -> None:
    with _lock:
        _kept[key] = card
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
