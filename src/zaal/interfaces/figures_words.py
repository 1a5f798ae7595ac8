"""The words of a house's figures: dayparts, what is sold, how options end, why something was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.figures import DaypartCode
from zaal.domain.sales import OptionEnding
from zaal.domain.turnover import Sold
from zaal.interfaces import wording
from zaal.queries.figures.options import LAST_RANK, OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zaal.domain.figures import Group
    from zaal.domain.turnover import Kind

DAYPARTS = {
    DaypartCode.MORNING: lazy("Morning"),
    DaypartCode.AFTERNOON: lazy("Afternoon"),
    DaypartCode.EVENING: lazy("Evening"),
}
SOLD = {
    Sold.PACKAGE: lazy("Package"),
    Sold.HIRE: lazy("Room hire"),
    Sold.EXTRAS: lazy("Extras"),
    Sold.OTHER: lazy("Extra time and surcharges"),
}
# In the order in which a bar is drawn; an ending that is not here is told as lapsed.
OUTCOMES = {
    OptionEnding.CONFIRMED.value: lazy("Won"),
    OptionEnding.RELEASED.value: lazy("Let go"),
    OptionEnding.REFUSED.value: lazy("Refused"),
    OptionEnding.EXPIRED.value: lazy("Lapsed"),
    OPEN: lazy("Still open"),
}
REFUSALS = {
    "space_taken": lazy("Already taken"),
    "closed_at_that_time": lazy("Outside the opening hours"),
    "does_not_fit": lazy("Too many or too few people"),
    "layout_not_offered": lazy("Layout not offered"),
    "not_instant": lazy("Not without asking first"),
    "starts_in_past": lazy("In the past"),
    "rate_missing": lazy("No price for that day"),
    "tariff_missing": lazy("No prices for that day"),
    "tariff_changes": lazy("Over two price lists"),
    "terms_missing": lazy("No cancellation terms"),
    "package_does_not_fit": lazy("No package that fits"),
    "package_unknown": lazy("Package not offered"),
    "extra_unknown": lazy("Extra not offered"),
    "promotion_code_unknown": lazy("Unknown promotion code"),
    "rooms_overlap": lazy("Rooms that share a part"),
    "days_overlap": lazy("Times that overlap"),
    "quote_expired": lazy("Quote no longer valid"),
    "quote_used": lazy("Quote used before"),
    "option_expired": lazy("Option had lapsed"),
    "option_ended": lazy("Option had ended"),
    "option_waits": lazy("Option was waiting in line"),
    "too_many_options": lazy("Too many options at once"),
    "release_too_late": lazy("Held beyond the meeting"),
    "release_in_past": lazy("Held until the past"),
}


def kind(of: Kind, names: Mapping[str, dict[str, str]], language: str) -> str:
    """Name what was sold: a package by the hotel's own name."""
    return wording.named(names.get(of.code, {}), of.code, language) if of.code else str(SOLD[of.sold])


def rank(number: int) -> str:
    """Say which place in line options began at."""
    if number >= LAST_RANK:
        return _("Third or later")
    return _("First in line") if number == 1 else _("Second in line")


def lead(group: Group) -> str:
    """Write a group of lead times in days, as briefly as under a column: ``7-13``, ``365+``."""
    if group.most is None:
        return f"{group.least}+"
    return str(group.least) if group.least == group.most else f"{group.least}–{group.most}"  # noqa: RUF001 - a range


def refusal(code: str) -> str:
    """Say briefly why something was refused; a reason without words of its own is told by its code."""
    return str(REFUSALS.get(code) or code.replace("_", " ").capitalize())
