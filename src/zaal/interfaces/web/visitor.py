"""What the web door knows of whoever looks at a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from zaal.domain.actors import Actor
    from zaal.interfaces.pricetag import Shown
    from zaal.interfaces.web.addresses import Address

# In which amounts can be shown beside the hotel's own, to compare.
CURRENCIES = ("EUR", "SGD", "USD", "GBP", "CHF", "AUD", "CNY", "JPY", "MYR")
TIME_ZONE_COOKIE, CURRENCY_COOKIE, PRICES_COOKIE = "tz", "currency", "prices"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The language of the page, how prices are shown, and the visitor's own time zone and currency when known."""

    language: str
    time_zone: str | None
    currency: str | None
    shown: Shown


class PageRequest(HttpRequest):
    """A request as views see it, once LanguageAddressMiddleware and VisitorMiddleware have put theirs there."""

    address: Address
    actor: Actor
    visitor: Visitor
    htmx: HtmxDetails
    LANGUAGE_CODE: str
