"""Taking in what others published: lists of hotels, capacity charts, calendars. Odd facts are told, never repaired.

Importing the same file again doubles nothing. Findings of the importers themselves, beside those of the readers:
``place_unknown`` (a hotel far from any place), ``money_unknown``, ``joins_two_houses``, ``hotel_name_differs``,
``other_hotels_left_out``, ``room_again``, ``not_listed`` (a room of doubtful parts is kept, not
for sale), ``sections_differ``, ``measure_too_large``, ``amenities_not_understood``, ``prices_not_kept``,
``room_created``, ``event_within_another``, ``events_overlap``, ``event_clashes``, ``event_moved``, ``event_vanished``.
"""

from __future__ import annotations

from zaal.domain.chart_plans import ChartOfOtherHotels
from zaal.usecases.imports.calendars import calendar
from zaal.usecases.imports.capacity_charts import chart
from zaal.usecases.imports.hotel_lists import hotels
from zaal.usecases.imports.report import ImportReport

__all__ = ["ChartOfOtherHotels", "ImportReport", "calendar", "chart", "hotels"]
