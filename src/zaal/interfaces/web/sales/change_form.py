"""The form that changes a booking: the quote form as it was filled in, and another room of the same hotel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaal.domain.changes import Wanted
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.interfaces import labels
from zaal.interfaces.web.sales import words
from zaal.interfaces.web.sales.forms import EXTRA, PACKAGE, QuoteForm
from zaal.interfaces.web.times import ENDS, STARTS

if TYPE_CHECKING:
    from datetime import date

    from zaal.domain.wishes import QuoteWish
    from zaal.queries.venues import SpaceView, VenueView


class ChangeForm(QuoteForm):
    """Everything about a booking that its customer may change."""

    space_slug = forms.ChoiceField(label=_("Room"))

    def __init__(self, venue: VenueView, space: SpaceView, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(venue, space, day, *args, **kwargs)
        del self.fields["title"]
        self._choice("space_slug").choices = [(room.slug, room.name) for room in venue.spaces]
        # Another room may be set up in other layouts; whether it fits is said when it is priced.
        offered = {layout for room in venue.spaces for layout in room.capacities}
        self._choice("layout").choices = [
            (layout.value, labels.word(layout, words.language())) for layout in Layout if layout in offered
        ]

    def wanted(self) -> Wanted:
        """Return what is to be different, of a valid form. Refuses: EmptyPeriod."""
        told = self.cleaned_data
        basis, _, code = told["basis"].partition(":")
        counts = ((extra.code, told.get(EXTRA + extra.code)) for extra in self.venue.extras)
        return Wanted(
            space=told["space_slug"],
            layout=Layout(told["layout"]),
            delegates=told["delegates"],
            spans=self._spans(),
            basis=Basis(basis),
            package_code=code or None,
            extras=tuple((name, count) for name, count in counts if count),
        )


def booked_values(booked: QuoteWish) -> dict[str, object]:
    """Fill the form in with what is booked."""
    first = booked.spans[0]
    basis = booked.basis.value if booked.package_code is None else PACKAGE + booked.package_code
    return {
        "space_slug": booked.space,
        "date": [span.starts.date().isoformat() for span in booked.spans],
        "from": f"{first.starts:%H:%M}",
        "to": f"{first.ends:%H:%M}",
        "nights": str((first.ends.date() - first.starts.date()).days),
        "delegates": booked.delegates,
        "layout": booked.layout.value,
        "basis": basis,
        STARTS: "" if first.starts_fold is None else str(first.starts_fold),
        ENDS: "" if first.ends_fold is None else str(first.ends_fold),
        **{EXTRA + code: count for code, count in booked.extras},
    }
