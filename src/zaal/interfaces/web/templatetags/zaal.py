"""Template tags of the web door: icons, and formats in the language and zone of whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaal.interfaces import clock, labels, paying, pricetag, wording
from zaal.interfaces.web import formats

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, timedelta
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.period import Period
    from zaal.domain.pricing import Price
    from zaal.gateways.currency import Conversion
    from zaal.interfaces.pricetag import PriceTag, Taxed

register = template.Library()


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Draw an icon of our own set; ``kind`` is "plan" for a layout's floor plan, "small" beside small text."""
    more = f" icon-{kind}" if kind else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        more,
        static("img/icons.svg"),
        name,
    )


@register.filter
def money(amount: Money) -> str:
    """Write an amount with its currency; spaces in it do not break."""
    return formats.money(amount, _language())


@register.filter
def whole_money(amount: Money) -> str:
    """Write an amount rounded up to whole units, where room is short."""
    return formats.whole_money(amount, _language())


@register.simple_tag(takes_context=True)
def price_tag(context: template.Context, price: Price) -> PriceTag:
    """Choose the figures of a whole price as the visitor wants them shown."""
    return pricetag.of(price, context["visitor"].shown)


@register.simple_tag
def tax_within(tax: Money | None, price: Price) -> str:
    """Say how much tax is in an amount of a sale with this price."""
    return paying.tax_told(tax, price, _language())


@register.simple_tag(takes_context=True)
def unit_tag(context: template.Context, priced: Taxed) -> PriceTag:
    """Choose the figures of a unit's price as the visitor wants them shown."""
    return pricetag.of_unit(priced, context["visitor"].shown)


@register.simple_tag(takes_context=True)
def indicative(context: template.Context, amount: Money) -> Conversion | None:
    """Convert an amount to the visitor's currency at the last published rate; None where nothing need be said."""
    return pricetag.indicative(amount, context["visitor"].currency, clock.now())


@register.filter
def rate(value: Decimal) -> str:
    """Write an exchange rate with all its digits."""
    return wording.rate(value, _language())


@register.filter
def number(value: Decimal | int) -> str:
    """Write a number with the locale's separators."""
    return formats.number(value, _language())


@register.filter
def percent(value: float | Decimal) -> str:
    """Write a percentage given as 35 or 8.5."""
    return formats.percent(value, _language())


@register.filter
def kilometres(value: float) -> str:
    """Write a distance."""
    return formats.kilometres(value, _language())


@register.filter
def square_metres(value: float | Decimal) -> str:
    """Write an area."""
    return formats.square_metres(value, _language())


@register.filter
def day(value: date) -> str:
    """Write a day with its weekday and year."""
    return formats.day(value, _language())


@register.filter
def short_date(value: date) -> str:
    """Write a day without its weekday."""
    return formats.short_date(value, _language())


@register.filter
def at(moment: datetime, zone: str) -> str:
    """Write an instant on a zone's calendar and clock, as plain text."""
    return formats.moment(moment, zone, _language())


@register.filter
def duration(minutes: int) -> str:
    """Write a number of minutes in words."""
    return formats.duration(minutes, _language())


@register.filter
def about(length: timedelta) -> str:
    """Write roughly how long something lasts."""
    return formats.about(length, _language())


@register.filter
def named(names: dict[str, str]) -> str:
    """Choose the name in the page's language, else the English one, else any."""
    return names.get(_language()) or names.get("en") or next(iter(names.values()), "")


@register.filter
def language_mark(code: str) -> str:
    """Write a language as briefly as its readers know it."""
    return wording.language_mark(code)


@register.filter
def word(code: Any) -> str:
    """Say one of the domain's codes (layout, amenity, item, country ...) in the page's language."""
    return labels.word(code, _language())


@register.filter
def words(codes: Iterable[Any]) -> str:
    """Say several codes, joined as the language does."""
    return formats.listed([labels.word(code, _language()) for code in codes], _language())


@register.filter
def policy(name: str) -> str:
    """Name cancellation terms in the page's language where they are ready-made ones."""
    return labels.policy(name)


@register.filter
def times(number: int) -> range:
    """Repeat something this many times."""
    return range(number)


@register.filter
def size(number: int) -> int:
    """Drop the sign of a number."""
    return abs(number)


@register.simple_tag(takes_context=True)
def moment(context: template.Context, at: datetime, zone: str) -> SafeString:
    """Write an instant in the venue's zone, with the visitor's own time beside it when that differs."""
    return _time(at, formats.moment(at, zone, _language())) + _own_moment(context, at, zone)


@register.simple_tag(takes_context=True)
def deadline(context: template.Context, at: datetime, zone: str) -> SafeString:
    """Write an instant as ``moment`` does, but shorter, for inside a sentence."""
    return _time(at, formats.deadline(at, zone, _language())) + _own_moment(context, at, zone)


@register.simple_tag(takes_context=True)
def on_both_clocks(context: template.Context, at: datetime, zone: str, place: str) -> SafeString:
    """Write an instant in the venue's zone and, where that differs, in the visitor's, both by the name of a city."""
    told = _time(at, _("%(moment)s in %(place)s") % {"moment": formats.moment(at, zone, _language()), "place": place})
    own = _own_zone(context, at, zone)
    if own is None:
        return told
    words = {
        "time": formats.own_moment(at, zone, own, _language()),
        "place": wording.zone_city(own, _language()),
    }
    beside = wording.bracketed(_("%(time)s your time, %(place)s") % words, _language())
    return told + format_html('<span class="own-time">{}</span>', beside)


@register.simple_tag(takes_context=True)
def span(context: template.Context, period: Period, zone: str) -> SafeString:
    """Write a period in the venue's zone, with the visitor's own times beside it when they differ."""
    told = _time(period.starts_at, formats.span(period, zone, _language()))
    own = _own_zone(context, period.starts_at, zone)
    return told + (_beside(formats.own_span(period, zone, own, _language())) if own else SafeString(""))


def _language() -> str:
    return get_language() or "en"


def _time(at: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), text)


def _own_moment(context: template.Context, at: datetime, zone: str) -> SafeString:
    own = _own_zone(context, at, zone)
    return _beside(formats.own_moment(at, zone, own, _language())) if own else SafeString("")


def _own_zone(context: template.Context, at: datetime, zone: str) -> str | None:
    """Return the visitor's zone when its clock differs from the venue's at this instant."""
    visitor = context.get("visitor")
    own = visitor.time_zone if visitor else None
    return own if formats.differs(at, zone, own) else None


def _beside(own_time: str) -> SafeString:
    told = wording.bracketed(_("your time: %(time)s") % {"time": own_time}, _language())
    return format_html('<small class="own-time">{}</small>', told)
