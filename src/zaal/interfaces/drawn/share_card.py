"""What stands for a house where its page is shared: name, place and its largest room to scale, 1200 by 630."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaal.gateways import pdf
from zaal.interfaces import floorplan_svg
from zaal.interfaces.drawn import arranged

if TYPE_CHECKING:
    from zaal.queries.drawings import HouseShown, RoomShown

# The field for the plan, in pixels, and sizes of the name by how long it is.
FIELD: Final = (488, 534)
NAME_SIZES: Final = ((16, 84), (26, 72), (44, 58), (70, 46))
SMALLEST_NAME: Final = 34
LONGEST_NAME: Final = 110
VIEW_BOX: Final = re.compile(r'viewBox="\S+ \S+ (?P<width>\S+) (?P<height>\S+)"')
EMPTY: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def png(told: HouseShown, language: str) -> bytes:
    """Draw the picture with its words in a language."""
    with override(language):
        drawing = _plan(told.largest, language) if told.largest else EMPTY
        where = (told.house.district, told.house.city)
        return pdf.picture(
            "share",
            {
                "name": _shortened(told.house.name),
                "name-size": next((size for most, size in NAME_SIZES if len(told.house.name) <= most), SMALLEST_NAME),
                "place": ", ".join(dict.fromkeys(part for part in where if part)),
                "told": _told(told),
                "drawing": drawing,
                **_size(drawing),
            },
        )


def _plan(room: RoomShown, language: str) -> str:
    shown = arranged.arrange(room, None, None)
    plan = arranged.plan_of(room, shown.layout, shown.delegates)
    return str(floorplan_svg.svg(plan, room=room.name, language=language))


def _told(told: HouseShown) -> str:
    rooms = ngettext("%(count)s room", "%(count)s rooms", len(told.spaces)) % {"count": len(told.spaces)}
    if not told.most_people:
        return rooms
    return _("%(rooms)s, up to %(people)s people") % {"rooms": rooms, "people": told.most_people}


def _size(drawing: str) -> dict[str, float]:
    """Fit a drawing into its field."""
    found = VIEW_BOX.search(drawing)
    width, height = (float(found["width"]), float(found["height"])) if found else (1.0, 1.0)
    scale = min(FIELD[0] / width, FIELD[1] / height)
    return {"width": width * scale, "height": height * scale}


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
