"""The words of the field that a visitor may not know, each explained in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Term(NamedTuple):
    """A word as it is written, and what it means."""

    word: _StrPromise
    meaning: _StrPromise


TERMS = {
    "option": Term(
        _("Option"),
        _("The room is held for you at this price until a set moment, free of charge. It ends by itself: book before."),
    ),
    "second_option": Term(
        _("Second option"),
        _("Somebody else holds the room first. If they let it go, your option moves up and we write to you at once."),
    ),
    "quote": Term(
        _("Quote"),
        _("The price with every line, tax and term, unchanged until the day it names. It does not hold the room."),
    ),
    "daypart": Term(
        _("Part of the day"),
        _("Morning, afternoon or evening, as the hotel cuts its day. Often four hours, with a price of its own."),
    ),
    "package": Term(
        _("Package per delegate"),
        _("One price per person for the room and what goes with it, such as coffee, lunch and a screen."),
    ),
    "all_in": Term(
        _("All-in price"),
        _("What you will pay: the taxes and the service charge are inside. Elsewhere “++” says that both come on top."),
    ),
    "service_charge": Term(
        _("Service charge"),
        _("A share the hotel adds to its prices for its staff. Tax is due on it too. Zaal shows it inside the price."),
    ),
    "delegates": Term(
        _("Delegates"),
        _("The people at the meeting, speakers included. The room and the package are reckoned by this number."),
    ),
    "layout": Term(
        _("Layout"),
        _("How tables and chairs stand. The same room takes many in rows of chairs, fewer around one table."),
    ),
    "airwall": Term(
        _("Airwall"),
        _("A wall that folds away, so that two or more rooms become one."),
    ),
    "deposit": Term(
        _("Deposit"),
        _("A part of the price paid ahead. What is left of it when you cancel follows from the hotel's terms."),
    ),
    "attrition": Term(
        _("Fewer delegates"),
        _("By how many people the meeting may shrink, and until when, without paying for those who stay away."),
    ),
    "turnaround": Term(
        _("Set-up and clearing"),
        _("The time the house needs before and after your meeting. Nobody else can have the room then."),
    ),
}
