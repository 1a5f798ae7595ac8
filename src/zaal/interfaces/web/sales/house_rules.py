"""What a house charges besides its list, and how late it takes bookings, in sentences for its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.money import Money
from zaal.domain.rates import LayoutFee, Levy, MinimumSpend, Overtime, SpendBase, SpendPer, Surcharge
from zaal.domain.tariff import most_specific
from zaal.interfaces import wording
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from zaal.domain.rates import RateCard

Rule = TypeVar("Rule", Overtime, LayoutFee, Surcharge, Levy, MinimumSpend)


def told(card: RateCard | None, day: date) -> tuple[str, ...]:
    """Tell the rules that hold on this day (venue-local), amounts as the house writes its prices."""
    return () if card is None else tuple(_told(card, day))


def _told(card: RateCard, day: date) -> Iterator[str]:
    lead = most_specific(card.rules.lead_times, day)
    if lead is not None:
        text = ngettext(
            "Book at least %(count)s working day ahead.",
            "Book at least %(count)s working days ahead.",
            lead.working_days,
        )
        yield text % {"count": lead.working_days}
    yield from (_spend(rule, card) for rule in _holding(card.rules.minimum_spends, day))
    yield from (_overtime(rule, card) for rule in _holding(card.rules.overtime, day))
    yield from (_late_end(rule, card) for rule in _holding(card.rules.surcharges, day))
    yield from (_layout(rule, card) for rule in _holding(card.rules.layout_fees, day) if rule.space_id is None)
    yield from (_levy(rule, card) for rule in _holding(card.rules.levies, day))
    guarantee = most_specific(card.rules.guarantees, day)
    if guarantee is not None:
        yield _("The kitchen prepares for %(percent)s more people than you book for.") % {
            "percent": wording.percent(guarantee.over_percent, words.language())
        }


def _holding(rules: Iterable[Rule], day: date) -> Iterator[Rule]:
    return (rule for rule in rules if rule.validity.holds_on(day))


def _overtime(rule: Overtime, card: RateCard) -> str:
    return _("Extra time: %(grace)s minutes are free, then %(amount)s for every started %(minutes)s minutes.") % {
        "grace": rule.grace_minutes,
        "amount": _amount(rule.amount, card),
        "minutes": rule.unit_minutes,
    }


def _late_end(rule: Surcharge, card: RateCard) -> str:
    return _("%(name)s: %(amount)s for a meeting that ends at %(time)s or later.") % {
        "name": words.named(rule.names),
        "amount": _amount(rule.amount, card),
        "time": f"{rule.ends_from:%H:%M}",
    }


def _levy(rule: Levy, card: RateCard) -> str:
    if rule.percent is not None:
        percent = wording.percent(rule.percent, words.language())
        cost = _("%(percent)s of the price of the night without tax") % {"percent": percent}
    else:
        cost = _("%(amount)s a person and night") % {"amount": _amount(rule.per_person_night, card)}
    return _("%(name)s: %(cost)s.") % {"name": words.named(rule.names), "cost": cost}


def _spend(rule: MinimumSpend, card: RateCard) -> str:
    sentence = {
        (SpendBase.ALL, SpendPer.DAY): _("At least %(amount)s is charged a day."),
        (SpendBase.ALL, SpendPer.MEETING): _("At least %(amount)s is charged in all."),
        (SpendBase.FOOD_AND_DRINK, SpendPer.DAY): _(
            "At least %(amount)s a day goes to food and drink; what is short of it is charged as room hire."
        ),
        (SpendBase.FOOD_AND_DRINK, SpendPer.MEETING): _(
            "At least %(amount)s goes to food and drink; what is short of it is charged as room hire."
        ),
    }[rule.base, rule.per]
    return sentence % {"amount": _amount(rule.amount, card)}


def _layout(fee: LayoutFee, card: RateCard) -> str:
    cost = (
        _("%(percent)s of the room hire") % {"percent": wording.percent(fee.hire_percent, words.language())}
        if fee.hire_percent is not None
        else _amount(fee.amount, card)
    )
    if fee.on_the_day:
        return _("Changing the layout on the day itself: %(cost)s.") % {"cost": cost}
    if fee.layout is None:
        return _("Setting up, in any layout: %(cost)s.") % {"cost": cost}
    return _("Setting up as %(layout)s: %(cost)s.") % {"layout": wording.layout_name(fee.layout), "cost": cost}


def _amount(amount: Decimal | None, card: RateCard) -> str:
    return "" if amount is None else wording.money(Money(amount, card.currency), words.language())
