"""Published lists of hotels (KML, CSV, GeoJSON, GeoNames) read into rows and findings; nothing is stored here.

What a list says is kept; what is odd about it is told as a finding. Codes a reader may give:
``column_name_misleading``, ``column_without_name``, ``file_damaged``, ``postcode_zero_restored``,
``name_tidied``, ``no_stars``, ``stars_notation``, ``bedrooms_doubtful``, ``shared_point``,
``coordinates_coarse``, ``time_zone_missing``, ``country_missing``, ``unnamed_skipped``,
``row_without_point``, ``row_repeated``, ``other_kinds_skipped``.
"""

from __future__ import annotations

from zaal.domain.matching import HotelRow
from zaal.gateways.hotel_lists.reading import HotelList, read

__all__ = ["HotelList", "HotelRow", "read"]
