"""The words for charts: what columns mean, what is odd about a figure, and what can be done about it."""
# ruff: noqa: E501 - a sentence stays whole on its line, where its translator looks for it

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.chart_decisions import Choice
from zaal.domain.chart_updates import Standing
from zaal.domain.floorplans import Wall
from zaal.domain.layouts import Layout
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from zaal.domain.chart_decisions import Oddity
    from zaal.domain.findings import Finding

# What stands where nothing is known: a dash.
NOTHING = "\u2013"
WALLS = {
    Wall.FRONT: lazy("Front wall"),
    Wall.BACK: lazy("Back wall"),
    Wall.LEFT: lazy("Left wall"),
    Wall.RIGHT: lazy("Right wall"),
}
MEANINGS = {
    "": lazy("Leave out"),
    "room": lazy("Name of the room"),
    "area": lazy("Area"),
    "sides": lazy("Length and width"),
    "length": lazy("Length"),
    "width": lazy("Width"),
    "height": lazy("Height"),
    "floor": lazy("Floor"),
    "daylight": lazy("Daylight"),
    "amenities": lazy("Facilities"),
    "hotel": lazy("Name of the hotel"),
}
UNITS = {
    "": lazy("as the chart says"),
    "m": lazy("metres or m²"),
    "ft": lazy("feet or square feet"),
    "yd": lazy("yards or square yards"),
}
FACTS = {
    "area_sqm": lazy("Area"),
    "length_m": lazy("Length"),
    "width_m": lazy("Width"),
    "height_m": lazy("Height"),
    "floor": lazy("Floor"),
    "daylight": lazy("Daylight"),
    "amenities": lazy("Facilities"),
}
MEASURES = {"area": FACTS["area_sqm"], **{name.removesuffix("_m"): words for name, words in FACTS.items()}}
STANDINGS = {
    Standing.NEW: lazy("New"),
    Standing.CHANGED: lazy("Changed"),
    Standing.MATCHED: lazy("As it is"),
    Standing.GONE: lazy("Not in the chart"),
}
CHOICES = {
    Choice.TAKE: lazy("Take as stated"),
    Choice.CORRECT: lazy("Correct it to"),
    Choice.LEAVE: lazy("Leave it out"),
}
# What a choice is called where the oddity is about more than a figure.
CHOICES_OF = {
    "zero_not_offered": {
        Choice.TAKE: lazy("0 means: not offered"),
        Choice.LEAVE: lazy("0 means: not told; keep what is known"),
    },
    "name_repeated": {
        Choice.TAKE: lazy("Take this row"),
        Choice.CORRECT: lazy("Call it"),
        Choice.LEAVE: lazy("Leave this row out"),
    },
    "no_figures": {Choice.TAKE: lazy("Take the room"), Choice.LEAVE: lazy("Leave the room out")},
    "combination_without_parts": {
        Choice.TAKE: lazy("Take it, but not for sale yet"),
        Choice.CORRECT: lazy("It is made of"),
        Choice.LEAVE: lazy("Leave the room out"),
    },
    "probably_combination": {
        Choice.TAKE: lazy("It is a room of its own"),
        Choice.CORRECT: lazy("It is made of"),
        Choice.LEAVE: lazy("Leave the room out"),
    },
    "part_not_listed": {
        Choice.TAKE: lazy("Take it as a part that is not sold alone"),
        Choice.CORRECT: lazy("The part is"),
        Choice.LEAVE: lazy("Leave the room out"),
    },
}
SENTENCES = {
    # to be decided
    "capacity_overstated": lazy("%(delegates)s people in %(layout)s on %(area_sqm)s m² is tighter than any rule of thumb allows."),
    "u_shape_above_boardroom": lazy("%(u_shape)s in a U-shape, but only %(boardroom)s in a boardroom: a U-shape usually takes more room."),
    "area_differs_from_sides": lazy("The area says %(area_sqm)s m², length times width makes %(sides_sqm)s m²."),
    "combination_area_differs": lazy("The area says %(area_sqm)s m², its parts %(parts)s make %(parts_sqm)s m² together."),
    "area_row_contradicts": lazy("The area says %(area_sqm)s m², the square feet make %(from_feet_sqm)s m²."),
    "capacity_open_ended": lazy("%(column)s says “%(given)s”; that would be read as %(read_as)s."),
    "measure_zero": lazy("%(measure)s is 0: open air, or not measured?"),
    "value_not_understood": lazy("“%(given)s” in %(measure)s is not understood."),
    "name_repeated": lazy("This name stands in %(times)s rows."),
    "part_not_listed": lazy("Its part “%(part)s” is no room of this chart."),
    "part_of_several": lazy("Its part “%(part)s” may be %(candidates)s."),
    "combination_without_parts": lazy("It is a combination, but of which rooms is not told."),
    "probably_combination": lazy("It is as large as %(parts)s together: it is probably made of them."),
    "no_figures": lazy("Nothing is told of this room but its name."),
    "zero_not_offered": lazy("%(column)s is 0 in %(count)s rows: not offered, or not told?"),
    # to be known
    "column_not_understood": lazy("The column %(column)s is not understood and left out."),
    "column_two_layouts": lazy("The column %(column)s is for several layouts: %(layouts)s. Its numbers count for each."),
    "table_turned": lazy("The table stands on its side; it was turned."),
    "rows_before_header": lazy("Rows above the head were left out: %(count)s."),
    "area_column_contradicts": lazy("%(column)s and %(used)s contradict each other in %(rows)s of %(of)s rows; %(used)s is used. One unit of %(column)s holds %(square_feet_a_unit)s square feet, so it may be square yards (9)."),
    "alternatives_split": lazy("“%(given)s” is several rooms: %(rooms)s."),
    "row_not_a_room": lazy("Row without the name of a room, left out: “%(room)s”."),
    "price_unit_unknown": lazy("%(column)s has prices, but not for how long."),
    "two_prices": lazy("%(room)s: two prices in one cell of %(column)s (“%(given)s”)."),
    "price_with_condition": lazy("%(room)s: a price in %(column)s with a condition: %(condition)s."),
    "options_not_understood": lazy("Not understood and left out: %(options)s."),
    "hotel_name_differs": lazy("The chart calls the hotel %(chart)s, here it is %(venue)s."),
    "other_hotels_left_out": lazy("Rooms of other hotels left out: %(rooms)s (%(hotels)s)."),
    "room_again": lazy("%(room)s stands there once more; the first row counts."),
    "not_listed": lazy("%(room)s is kept, but not for sale until its parts are known."),
    "prices_not_kept": lazy("Prices are not taken in, as a chart does not say which taxes they hold. Rooms with prices: %(count)s."),
    "measure_too_large": lazy("%(room)s: %(measure)s of %(value)s is too large and left out."),
    "amenities_not_understood": lazy("%(room)s: facilities not understood and left out: %(words)s."),
    "sections_differ": lazy("%(room)s is made of other parts here than in the chart (%(parts)s). Change its sections by hand."),
}  # fmt: skip


def meaning(means: str) -> str:
    """Say what a column means; a capacity by its layouts."""
    kind, _colon, layouts = means.partition(":")
    if kind == "capacity":
        return _("Capacity: %(layouts)s") % {
            "layouts": " / ".join(wording.layout_name(Layout(one)) for one in layouts.split("+"))
        }
    return _("Price (is not taken in)") if kind == "price" else str(MEANINGS[kind])


def sentence(finding: Finding, language: str) -> str:
    """Say what is odd, with its facts as the reader writes them; an unknown code as it is."""
    told = {name: _told(name, value, language) for name, value in finding.message_facts.items()}
    code = "part_of_several" if finding.message_facts.get("candidates") else finding.code
    return str(SENTENCES.get(code, code)) % told


def subject(oddity: Oddity) -> str:
    """Say of which room an oddity is, and where it stands in the chart."""
    facts, row = oddity.finding.message_facts, oddity.finding.row
    name = str(facts.get("room", "")) or _("The whole chart")
    return name if row is None else _("%(room)s (row %(row)s)") % {"room": name, "row": row}


def choice(oddity: Oddity, one: Choice) -> str:
    """Say what can be done about an oddity."""
    return str(CHOICES_OF.get(oddity.finding.code, CHOICES).get(one, CHOICES[one]))


def fact(name: str, value: object, language: str) -> str:
    """Write one fact of a room with its unit; a dash where it is not known."""
    if value is None or value == ():
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return wording.listed([labels.word(one, language) for one in value], language)
    if isinstance(value, Decimal | int):
        unit = {"area_sqm": "\u00a0m²"}.get(name, "\u00a0m" if name.endswith("_m") else "")
        return wording.number(value, language) + unit
    return str(value)


def _told(name: str, value: Any, language: str) -> str:
    if name == "measure":
        return str(MEASURES.get(str(value), value))
    if name in {"layout", "layouts"}:
        return wording.listed([labels.word(one, language) for one in _several(value)], language)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal | int):
        return wording.number(value, language)
    if isinstance(value, tuple | list):
        return format_list(
            [str(one) for one in value], "or" if name == "candidates" else "standard", wording.locale_of(language)
        )
    return str(value.value if isinstance(value, Enum) else value)


def _several(value: Any) -> Any:
    return value if isinstance(value, tuple | list) else (value,)
