"""House files: all that a venue is made of, or its rates alone: JSON that people and programs write, or a workbook."""

from __future__ import annotations

from zaal.gateways.houses.reading import HouseVersionUnknown, named_organisations, read, read_rates
from zaal.gateways.houses.writing import write, write_rates, write_workbook

__all__ = ["HouseVersionUnknown", "named_organisations", "read", "read_rates", "write", "write_rates", "write_workbook"]
