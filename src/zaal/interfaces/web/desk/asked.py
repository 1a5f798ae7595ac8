"""Which diary is asked for: the house, how much of it, and around which day; read from the address and written back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from zaal.domain.planning import Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

# What stands in the address for all houses of a group together.
ALL_HOUSES = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """One diary as its address names it; without a house the first one, without a day today."""

    house: str = ""
    stretch: Stretch = Stretch.WEEK
    on: date | None = None

    @property
    def address(self) -> str:
        """Return the address of this diary."""
        told = {"house": self.house, "view": self.stretch.value, "on": self.on.isoformat() if self.on else ""}
        return f"{reverse('desk')}?{urlencode({name: value for name, value in told.items() if value})}"

    def but(self, **changes: Any) -> str:
        """Return the address of the diary that differs in this from the one asked for."""
        return replace(self, **changes).address


def read(query: Mapping[str, str]) -> Asked:
    """Read the query of an address; what cannot be read is as if it had not been said."""
    try:
        on = date.fromisoformat(query.get("on", ""))
    except ValueError:
        on = None
    view = query.get("view", "")
    stretch = Stretch(view) if view in set(Stretch) else Stretch.WEEK
    return Asked(query.get("house", "").replace("\x00", ""), stretch, on)
