"""Capacity charts of hotels (XLSX, ODS, text, HTML, JSON) read into rooms and findings; nothing is stored here.

Findings of the reader itself: ``column_not_understood``, ``column_two_layouts``, ``table_turned``,
``area_column_contradicts``, ``area_row_contradicts``, ``measure_zero``, ``zero_not_offered``,
``capacity_open_ended``, ``value_not_understood``, ``two_prices``, ``price_with_condition``, ``price_unit_unknown``,
``row_not_a_room``, ``rows_before_header``, ``options_not_understood``.
Findings about combined rooms are listed at ``zaal.domain.combinations.resolve``, those about what does not add up
at ``zaal.domain.charts.oddities``.
"""

from __future__ import annotations

from zaal.domain.charts import ChartPrice, ChartRoom
from zaal.gateways.charts.columns import MEASURED, Meaning
from zaal.gateways.charts.reading import Chart, ColumnGuess, Guess, SheetNotFound, guess, read, read_as
from zaal.gateways.charts.tables import ColumnChoice

__all__ = [
    "MEASURED",
    "Chart",
    "ChartPrice",
    "ChartRoom",
    "ColumnChoice",
    "ColumnGuess",
    "Guess",
    "Meaning",
    "SheetNotFound",
    "guess",
    "read",
    "read_as",
]
