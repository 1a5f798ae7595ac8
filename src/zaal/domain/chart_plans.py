"""The rooms of a capacity chart as plans of a house's rooms. The hotel's own figures stay as they are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.amenities import Amenity
from zaal.domain.findings import Finding
from zaal.domain.houses import Seating, SpacePlan
from zaal.domain.matching import likeness
from zaal.domain.places import fold
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from zaal.domain.charts import ChartRoom
    from zaal.domain.layouts import Layout

SAME_HOTEL: Final = 0.85
LONGEST_NAME: Final = 120
# The largest measures a record holds, in (square) metres.
MOST: Final = {
    "area_sqm": Decimal(999_999), "length_m": Decimal(9_999), "width_m": Decimal(9_999), "height_m": Decimal(999)
}  # fmt: skip
CENT: Final = Decimal("0.01")


class ChartOfOtherHotels(Invalid):
    """The file is of several hotels, none of them this one; ``hotels`` names them."""

    code = "chart_of_other_hotels"


class Kept(NamedTuple):
    """The rooms of a chart as plans by folded name; ``unlisted`` are the names that stay closed for sale.

    ``not_offered`` are, by folded name, the layouts that the chart says are not offered.
    """

    plans: dict[str, SpacePlan]
    unlisted: frozenset[str]
    findings: tuple[Finding, ...]
    not_offered: Mapping[str, tuple[Layout, ...]]


def of_hotel(name: str, rooms: Sequence[ChartRoom]) -> tuple[list[ChartRoom], list[Finding]]:
    """Keep the rooms of this hotel when the file tells of several. Refuses: ChartOfOtherHotels."""
    names = list(dict.fromkeys(room.hotel for room in rooms if room.hotel))
    own = [one for one in names if _same_name(one, name)]
    if not names or (len(names) == 1 and own):
        return list(rooms), []
    if len(names) == 1:
        return list(rooms), [Finding("hotel_name_differs", {"chart": names[0], "venue": name})]
    if not own:
        raise ChartOfOtherHotels(venue=name, hotels=names)
    others = [one for one in names if one not in own]
    left = [room for room in rooms if room.hotel in own]
    return left, [Finding("other_hotels_left_out", {"hotels": tuple(others), "rooms": len(rooms) - len(left)})]


def planned(rooms: Sequence[ChartRoom], *, unlisted: Collection[str]) -> Kept:
    """Turn chart rooms into plans, of two rows of one name the first; ``unlisted`` names those not for sale."""
    findings: list[Finding] = []
    plans: dict[str, SpacePlan] = {}
    not_offered: dict[str, tuple[Layout, ...]] = {}
    for room in rooms:
        if fold(room.name) in plans:
            findings.append(Finding("room_again", {"room": room.name}, room.row))
            continue
        plans[fold(room.name)] = _space(room, findings)
        not_offered[fold(room.name)] = room.not_offered
    findings += [Finding("not_listed", {"room": name}) for name in sorted(unlisted)]
    priced = sum(1 for room in rooms if room.prices)
    if priced:
        findings.append(Finding("prices_not_kept", {"count": priced}))
    return Kept(plans, frozenset(map(fold, unlisted)), tuple(findings), not_offered)


def _same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) or likeness(one, other) >= SAME_HOTEL


def _space(room: ChartRoom, findings: list[Finding]) -> SpacePlan:
    words = {word: fold(word).replace(" ", "_") for word in room.amenities}
    codes = {amenity.value for amenity in Amenity}
    strange = tuple(word for word, code in words.items() if code not in codes)
    if strange:
        findings.append(Finding("amenities_not_understood", {"room": room.name, "words": strange}, room.row))
    return SpacePlan(
        name=room.name[:LONGEST_NAME],
        sections=tuple(dict.fromkeys(part[:LONGEST_NAME] for part in room.parts)) or (room.name[:LONGEST_NAME],),
        seatings=tuple(Seating(layout, 1, seats) for layout, seats in room.capacities.items() if seats >= 1),
        daylight=room.daylight,
        floor=room.floor,
        amenities=tuple(dict.fromkeys(code for code in words.values() if code in codes)),
        area_sqm=_measure(room, "area_sqm", findings),
        length_m=_measure(room, "length_m", findings),
        width_m=_measure(room, "width_m", findings),
        height_m=_measure(room, "height_m", findings),
    )


def _measure(room: ChartRoom, name: str, findings: list[Finding]) -> Decimal | None:
    value: Decimal | None = getattr(room, name)
    if value is not None and value > MOST[name]:
        findings.append(Finding("measure_too_large", {"room": room.name, "measure": name, "value": value}, room.row))
        return None
    return None if value is None else value.quantize(CENT)
