"""The form that changes a booking: the quote form as it was filled in, with its rooms, and another main room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaal.domain.changes import Wanted
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import moved_along
from zaal.interfaces import labels
from zaal.interfaces.web.sales import rooms, words
from zaal.interfaces.web.sales.forms import EXTRA, PACKAGE, QuoteForm
from zaal.interfaces.web.times import ENDS, STARTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zaal.domain.wishes import LocalSpan, QuoteWish, RoomWish
    from zaal.interfaces.web.sales.rooms import RoomForm
    from zaal.queries.venues import SpaceView, VenueView


class ChangeForm(QuoteForm):
    """Everything about a booking that its customer may change."""

    space_slug = forms.ChoiceField(label=_("Room"))

    def __init__(
        self, venue: VenueView, space: SpaceView, day: date, booked: QuoteWish, *args: Any, **kwargs: Any
    ) -> None:
        self.booked = booked
        super().__init__(venue, space, day, *args, **kwargs)
        del self.fields["title"], self.fields["codes"]
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
        spans = self._spans()
        counts = ((extra.code, told.get(EXTRA + extra.code)) for extra in self.venue.extras)
        return Wanted(
            space=told["space_slug"],
            layout=Layout(told["layout"]),
            delegates=told["delegates"],
            spans=spans,
            basis=Basis(basis),
            package_code=code or None,
            extras=tuple((name, count) for name, count in counts if count),
            rooms=tuple(room for room in self._rooms_wanted(spans) if room.spans),
        )

    def _rooms(self, offers: list[tuple[str, str]], asked: QueryDict | None) -> Iterator[RoomForm]:
        """Offer rooms also the cheapest package where one was booked so, though there be but one."""
        cheapest = Basis.PACKAGE.value
        if cheapest not in dict(offers) and any(basis_value(room) == cheapest for room in self.booked.rooms):
            offers = [*offers, (cheapest, gettext("The package that costs least"))]
        yield from super()._rooms(offers, asked)

    def _rooms_wanted(self, main: tuple[LocalSpan, ...]) -> Iterator[RoomWish]:
        """Return the further rooms; one whose times were left alone goes along with the main room."""
        booked = dict(enumerate(self.booked.rooms, start=1))
        for form in self.rooms:
            asked, before = form.wish(main), booked.get(form.number)
            if before is not None and form.own() == rooms.own_times(before, self.booked.spans):
                asked = replace(asked, spans=moved_along(before.spans, self.booked.spans, main))
            yield asked


def basis_value(asked: QuoteWish | RoomWish) -> str:
    """Write what is paid for as the form's choice."""
    return asked.basis.value if asked.package_code is None else PACKAGE + asked.package_code


def booked_values(booked: QuoteWish) -> dict[str, object]:
    """Fill the form in with what is booked."""
    first = booked.spans[0]
    return {
        "space_slug": booked.space,
        "date": [span.starts.date().isoformat() for span in booked.spans],
        "from": f"{first.starts:%H:%M}",
        "to": f"{first.ends:%H:%M}",
        "nights": str((first.ends.date() - first.starts.date()).days),
        "delegates": booked.delegates,
        "layout": booked.layout.value,
        "basis": basis_value(booked),
        STARTS: "" if first.starts_fold is None else str(first.starts_fold),
        ENDS: "" if first.ends_fold is None else str(first.ends_fold),
        **{EXTRA + code: count for code, count in booked.extras},
    }


def booked_rooms(booked: QuoteWish) -> QueryDict:
    """Write the further rooms that are booked as the fields of their forms."""
    found = QueryDict(mutable=True)
    for number, room in enumerate(booked.rooms, start=1):
        starts, ends, days = rooms.own_times(room, booked.spans)
        told = {
            "space": room.space,
            "layout": room.layout.value,
            "delegates": str(room.delegates),
            "basis": basis_value(room),
            "from": f"{starts:%H:%M}" if starts else "",
            "to": f"{ends:%H:%M}" if ends else "",
        }
        found.update({f"room-{number}-{name}": text for name, text in told.items()})
        found.setlist(f"room-{number}-date", [day.isoformat() for day in days])
    return found


def typed_values(sent: QueryDict) -> dict[str, object]:
    """Fill the form in with what was typed so far."""
    return {**sent.dict(), "date": [text for text in sent.getlist("date") if text]}
