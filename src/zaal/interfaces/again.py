"""The same meeting asked for once more: the address of a search that starts from a sale."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from zaal.domain.period import local

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.queries.sales import QuoteView


def search(quote: QuoteView, now: datetime) -> str:
    """Write the search for the same meeting in the same town, as the search page reads it; of days past the rest."""
    house = quote.house
    spans = [(local(span.starts_at, house.time_zone), local(span.ends_at, house.time_zone)) for span in quote.periods]
    starts, ends = spans[0]
    asked = {
        "place": house.city,
        "date": [f"{starts:%Y-%m-%d}" for starts, _ends in spans if starts > now],
        "from": f"{starts:%H:%M}",
        "to": f"{ends:%H:%M}",
        "delegates": quote.delegates,
        "layout": quote.layout.value,
        "basis": quote.basis.value,
    }
    return urlencode(asked, doseq=True)
