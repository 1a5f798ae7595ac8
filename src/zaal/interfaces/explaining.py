"""How one line of a price came about, in words: list price, what moved it, until when it holds, how it is taxed.

Every door shows these words (see ``statement``), in full to unfold or briefly on paper; amounts can be added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.lines import LineKind
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from zaal.domain.lines import Line, LinePart

Row = tuple[str, str]
LEAST_DELEGATES, LEAST_QUANTITY = "min_delegates", "min_quantity"


def steps(line: Line, language: str) -> Iterator[Row]:
    """Tell a line step by step, in the language that is active: unit price, moves, quantity, taxes."""
    yield from _unit_price(line, language)
    count = f"{quantity(line, language)} × {wording.money(line.unit_amount, language)}"  # noqa: RUF001 - a multiplication sign
    least = "".join(f", {text}" for text in _least_billed(line, language))
    yield count + least, wording.money(line.amount, language)
    for part in line.parts:
        yield _taxed(line, part, language), wording.money(part.amount, language)


def brief(line: Line, language: str) -> Iterator[str]:
    """Tell the same where room is short; what ``reasons`` say is not repeated."""
    if line.applied and line.base is not None:
        yield _("listed at %(amount)s") % {"amount": wording.money(line.base, language)}
    if line.valid_from is not None:
        yield _holds(line, language)
    if len(line.parts) > 1:
        for part in line.parts:
            yield f"{wording.money(part.amount, language)} {labels.taxed_as(part.tax_class)}: {_tax(part, language)}"
    else:
        yield from (_tax(part, language) for part in line.parts if part.tax)


def reasons(line: Line, language: str) -> Iterator[str]:
    """Say what moved the price: seasons, weekdays, early or late birds, agreed rates, what is billed at least."""
    moved = {one.code: one.percent for one in line.applied}
    for code in line.rule.split("+")[1:]:
        if code not in {LEAST_DELEGATES, LEAST_QUANTITY}:
            text = _("the hotel's rate “%(name)s”") % {"name": labels.season(code)}
            yield f"{text}, {_signed(moved[code], language)}" if code in moved else text
    yield from _least_billed(line, language)


def quantity(line: Line, language: str) -> str:
    """Write how many units a line is for."""
    count = int(line.quantity)
    if line.unit == "piece" and line.kind is not LineKind.EXTRA:
        text = ngettext("%(count)s time", "%(count)s times", count)
    else:
        text = {
            "delegate": ngettext("%(count)s delegate", "%(count)s delegates", count),
            "piece": ngettext("%(count)s piece", "%(count)s pieces", count),
            "hour": ngettext("%(count)s hour", "%(count)s hours", count),
            "daypart": ngettext("%(count)s daypart", "%(count)s dayparts", count),
            "day": ngettext("%(count)s day", "%(count)s days", count),
            "minutes": _("%(count)s times %(minutes)s minutes"),
            "night": ngettext("%(count)s overnight stay", "%(count)s overnight stays", count),
        }[line.unit]
    return text % {"count": wording.number(line.quantity, language), "minutes": line.code}


def _unit_price(line: Line, language: str) -> Iterator[Row]:
    unit, codes = _per_unit(line), line.rule.split("+")[1:]
    moved = {one.code for one in line.applied}
    deals = [code for code in codes if code not in {*moved, LEAST_DELEGATES, LEAST_QUANTITY}]
    if line.base is not None and deals:
        label = _("Price of “%(name)s”, %(unit)s") % {"name": labels.season(deals[0]), "unit": unit}
    else:
        label = _("The hotel's list price, %(unit)s") % {"unit": unit}
    if line.kind is not LineKind.MINIMUM_SPEND_GAP and (line.base is not None or line.valid_from is not None):
        holds = "" if line.valid_from is None else f" ({_holds(line, language)})"
        yield label + holds, wording.money(line.base or line.unit_amount, language)
    elif line.valid_from is not None:
        yield _("The hotel's minimum spend") + f" ({_holds(line, language)})", ""
    for one in line.applied:
        yield labels.season(one.code), _signed(one.percent, language)
    if line.applied:
        yield _("Price then, %(unit)s") % {"unit": unit}, wording.money(line.unit_amount, language)


def _per_unit(line: Line) -> str:
    if line.unit == "piece" and line.kind is not LineKind.EXTRA:
        return _("each time")
    return {
        "delegate": _("per delegate"),
        "piece": _("each"),
        "hour": _("per hour"),
        "daypart": _("per daypart"),
        "day": _("per day"),
        "minutes": _("per started %(minutes)s minutes") % {"minutes": line.code},
        "night": _("per overnight stay"),
    }[line.unit]


def _holds(line: Line, language: str) -> str:
    """Say on which days the listed price holds."""
    assert line.valid_from is not None  # noqa: S101 - asked by every caller
    days = {"first": wording.short_date(line.valid_from, language)}
    if line.valid_until is None:
        return _("holds from %(first)s") % days
    return _("holds from %(first)s to %(last)s") % {**days, "last": wording.short_date(line.valid_until, language)}


def _least_billed(line: Line, language: str) -> Iterator[str]:
    codes = line.rule.split("+")[1:]
    if LEAST_DELEGATES in codes:
        count = int(line.quantity)
        text = ngettext("at least %(count)s delegate is billed", "at least %(count)s delegates are billed", count)
        yield text % {"count": wording.number(line.quantity, language)}
    if LEAST_QUANTITY in codes:
        yield _("billed for at least %(quantity)s") % {"quantity": quantity(line, language)}


def _taxed(line: Line, part: LinePart, language: str) -> str:
    what = labels.taxed_as(part.tax_class)
    text = _("of which %(what)s, by market value") if len(line.parts) > 1 else _("taxed as %(what)s")
    tax = f": {_tax(part, language)}" if part.tax else ""
    return text % {"what": what} + tax


def _tax(part: LinePart, language: str) -> str:
    """Name a part's tax and its rate; what no tax falls on by that alone."""
    name = labels.tax(part.tax)
    return f"{name} {wording.percent(part.percent, language)}" if part.percent else name


def _signed(percent: Decimal, language: str) -> str:
    return f"{'+' if percent > 0 else ''}{wording.percent(percent, language)}"
