"""What a house or room offers, as fixed codes with a bit each so that search can ask for many at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Amenity(StrEnum):
    """Codes in a fixed order: the position is the bit, so append only."""

    WIFI = "wifi"
    SCREEN = "screen"
    VIDEO_CONFERENCE = "video_conference"
    SOUND_SYSTEM = "sound_system"
    MICROPHONES = "microphones"
    STAGE = "stage"
    FLIPCHART = "flipchart"
    WHITEBOARD = "whiteboard"
    AIR_CONDITIONING = "air_conditioning"
    DAYLIGHT = "daylight"
    BLACKOUT = "blackout"
    STEP_FREE = "step_free"
    HEARING_LOOP = "hearing_loop"
    ACCESSIBLE_TOILET = "accessible_toilet"
    LIFT = "lift"
    PARKING = "parking"
    EV_CHARGING = "ev_charging"
    RESTAURANT = "restaurant"
    BEDROOMS = "bedrooms"
    TERRACE = "terrace"
    PRAYER_ROOM = "prayer_room"
    HALAL_KITCHEN = "halal_kitchen"
    INTERPRETER_BOOTHS = "interpreter_booths"
    NEAR_STATION = "near_station"


BIT = {amenity: 1 << position for position, amenity in enumerate(Amenity)}


def mask(amenities: Iterable[str]) -> int:
    """Pack amenity codes into one integer; codes Zaal does not know are left out."""
    known = {amenity.value for amenity in Amenity}
    return sum(BIT[Amenity(code)] for code in set(amenities) if code in known)


def unmask(bits: int) -> tuple[Amenity, ...]:
    """Unpack the integer into codes, in their fixed order."""
    return tuple(amenity for amenity, bit in BIT.items() if bits & bit)
