"""A kept wish as JSON, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zaal.domain.layouts import Layout
from zaal.domain.places import Point
from zaal.domain.pricing import Basis
from zaal.domain.shortlists import KeptWish
from zaal.domain.wishes import LocalSpan


def written(wish: KeptWish) -> dict[str, Any]:
    """Write a wish; times stay those of the wall clock."""
    return {
        "place": wish.place,
        "point": [wish.point.lat, wish.point.lon] if wish.point else None,
        "spans": [
            [span.starts.isoformat(), span.ends.isoformat(), span.starts_fold, span.ends_fold] for span in wish.spans
        ],
        "delegates": wish.delegates,
        "layout": wish.layout.value if wish.layout else None,
        "basis": wish.basis.value,
    }


def read(kept: dict[str, Any]) -> KeptWish:
    """Read a wish as it was written."""
    return KeptWish(
        place=kept["place"],
        point=Point(*kept["point"]) if kept["point"] else None,
        spans=tuple(
            LocalSpan(datetime.fromisoformat(starts), datetime.fromisoformat(ends), *folds)
            for starts, ends, *folds in kept["spans"]
        ),
        delegates=kept["delegates"],
        layout=Layout(kept["layout"]) if kept["layout"] else None,
        basis=Basis(kept["basis"]),
    )
