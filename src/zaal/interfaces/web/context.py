"""What every page of the web door has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from zaal.interfaces.pricetag import CHOICES
from zaal.interfaces.web.visitor import CURRENCIES

if TYPE_CHECKING:
    from zaal.interfaces.web.visitor import PageRequest


def visitor(request: PageRequest) -> dict[str, Any]:
    """Give templates the demo mark, what to choose languages and prices from, the actor and the visitor."""
    return {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "price_choices": CHOICES,
        "currencies": CURRENCIES,
        "actor": getattr(request, "actor", None),
        "visitor": getattr(request, "visitor", None),
    }
