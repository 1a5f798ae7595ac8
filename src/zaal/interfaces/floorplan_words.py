"""A drawn room in words, for who cannot see it and for what no line can say; in the language that is active."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.floorplans import Assumed, Rows, Sides, Tables, Wall
from zaal.domain.layouts import Layout
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from zaal.domain.floorplans import FloorPlan


def title(plan: FloorPlan, room: str, language: str) -> str:
    """Name a drawing: ``Beurszaal, theatre, 48 places``."""
    places = ngettext("%(count)s place", "%(count)s places", plan.drawn) % {"count": plan.drawn}
    return f"{room}, {layout_name(plan, language)}, {places}"


def description(plan: FloorPlan, language: str) -> str:
    """Tell what one would see: the order of the seats, how many of those asked, the room, the front."""
    said = [in_short(plan)] if plan.drawn else [_("No furniture is drawn.")]
    said.append(
        _("The room is %(width)s wide and %(depth)s deep, seen from the front wall.")
        % {"width": length(plan, plan.width, language), "depth": length(plan, plan.depth, language)}
    )
    if plan.stage:
        said.append(_("A stage stands at the front."))
    if plan.screen:
        said.append(_("The screen hangs at the front."))
    said += _openings(plan)
    if plan.airwalls:
        said.append(
            ngettext("%(count)s airwall can part it.", "%(count)s airwalls can part it.", len(plan.airwalls))
            % {"count": len(plan.airwalls)}
        )
    return wording.sentences(said, language)


def verdict(plan: FloorPlan, language: str) -> str:
    """Say how many fit by the drawing, and beside it what the hotel states."""
    told = {"fits": plan.fits, "stated": plan.stated, "layout": layout_name(plan, language)}
    if plan.stated is None:
        return _("%(layout)s: fits %(fits)s by our drawing; the hotel does not offer it.") % told
    return _("%(layout)s: fits %(fits)s by our drawing; the hotel states %(stated)s.") % told


def in_short(plan: FloorPlan) -> str:
    """Say in one line how the places stand and how many of those asked there are."""
    if not plan.drawn:
        return ""
    said = _("%(order)s; %(seated)s.") % {"order": _order(plan), "seated": _seated(plan)}
    return said[:1].upper() + said[1:]


def reservations(plan: FloorPlan) -> tuple[str, ...]:
    """Say what was drawn without being known, and whose figure counts where two differ."""
    known = {
        Assumed.PROPORTION: _("Drawn from the area: the true proportions may differ."),
        Assumed.AIRWALLS: _("Where the airwalls run is taken from the sizes of the parts."),
    }
    said = [text for assumed, text in known.items() if assumed in plan.assumed]
    if {Assumed.DOOR, Assumed.WINDOWS} <= set(plan.assumed):
        said.append(_("The sides of the door and the windows are not known."))
    elif Assumed.DOOR in plan.assumed:
        said.append(_("The side of the door is not known."))
    elif Assumed.WINDOWS in plan.assumed:
        said.append(_("The side of the windows is not known."))
    if plan.stated is not None and plan.stated != plan.fits:
        said.append(_("Where the two figures differ, that of the hotel counts."))
    return tuple(said)


def layout_name(plan: FloorPlan, language: str) -> str:
    """Name the layout."""
    return labels.word(plan.layout, language)


def length(plan: FloorPlan, millimetres: int, language: str) -> str:
    """Write a side of the room in metres, to the centimetre; to the decimetre where its proportion is assumed."""
    if Assumed.PROPORTION in plan.assumed:
        return _("about %(length)s m") % {"length": wording.number(round(Decimal(millimetres) / 1000, 1), language)}
    return f"{wording.number(Decimal(millimetres // 10) / 100, language)} m"


def _openings(plan: FloorPlan) -> list[str]:
    """Tell where the door and the windows are, where that is known."""
    said = []
    if Assumed.DOOR not in plan.assumed:
        said.append(
            {
                Wall.FRONT: _("The door is in the front wall."),
                Wall.BACK: _("The door is in the back wall."),
                Wall.LEFT: _("The door is in the left wall."),
                Wall.RIGHT: _("The door is in the right wall."),
            }[plan.door.wall]
        )
    if plan.windows and Assumed.WINDOWS not in plan.assumed:
        in_wall = {
            Wall.FRONT: _("There are windows in the front wall."),
            Wall.BACK: _("There are windows in the back wall."),
            Wall.LEFT: _("There are windows in the left wall."),
            Wall.RIGHT: _("There are windows in the right wall."),
        }
        said += [in_wall[wall] for wall in plan.window_walls]
    return said


def _order(plan: FloorPlan) -> str:
    match plan.furniture.order:
        case Rows() as rows:
            return _rows(rows)
        case Sides() as sides:
            return _sides(sides, plan.layout)
        case Tables() as tables:
            return _tables(tables, plan.layout)
        case None:
            return ""


def _rows(order: Rows) -> str:
    told = {"rows": order.rows, "each": order.each, "last": order.last}
    said = [ngettext("%(rows)s row of %(each)s", "%(rows)s rows of %(each)s", order.rows) % told]
    if order.last != order.each:
        said.append(_("%(last)s in the last") % told)
    if order.middle_aisles == 1:
        said.append(_("one aisle in the middle"))
    elif order.middle_aisles:
        said.append(_("%(count)s aisles between the seats") % {"count": order.middle_aisles})
    else:
        said.append(_("aisles along both walls") if order.wall_aisles > 1 else _("an aisle along one wall"))
    return _clauses(said)


def _sides(order: Sides, layout: Layout) -> str:
    told = {"long": order.long, "back": order.back, "front": order.front}
    if layout is Layout.U_SHAPE:
        return _("tables in a U, %(back)s across and up to %(long)s along each arm") % told
    if layout is Layout.HOLLOW_SQUARE:
        return (
            _("a closed square of tables, up to %(long)s along each side, %(back)s behind, %(front)s in front") % told
        )
    said = [_("one table, up to %(long)s along each side") % told]
    if order.back:
        said.append(_("%(back)s at the far end") % told)
    if order.front:
        said.append(_("%(front)s at the front end") % told)
    return _clauses(said)


def _tables(order: Tables, layout: Layout) -> str:
    told = {"tables": order.tables, "most": order.most, "fewest": order.fewest}
    if layout is Layout.RECEPTION:
        said = ngettext("%(tables)s high table", "%(tables)s high tables", order.tables) % told
    else:
        said = ngettext("%(tables)s round table", "%(tables)s round tables", order.tables) % told
    if order.most != order.fewest:
        return said + " " + _("with %(fewest)s or %(most)s places") % told
    return said + " " + ngettext("with %(most)s place", "with %(most)s places", order.most) % told


def _seated(plan: FloorPlan) -> str:
    told = {"drawn": plan.drawn, "asked": plan.asked}
    if plan.drawn < plan.asked:
        return _("places for %(drawn)s of the %(asked)s asked") % told
    return ngettext("a place for the %(asked)s asked", "places for all %(asked)s asked", plan.asked) % told


def _clauses(said: list[str]) -> str:
    return _(", ").join(said)
