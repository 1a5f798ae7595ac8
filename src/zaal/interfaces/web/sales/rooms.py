"""Further rooms in the quote form: one small form each, added and removed by buttons that need no script."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import MOST_DELEGATES, MOST_ROOMS, LocalSpan, RoomWish
from zaal.interfaces import labels
from zaal.interfaces.web.marketplace.forms import DatesField
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.forms import BoundField
    from django.http import QueryDict

    from zaal.queries.venues import VenueView

Day = date  # inside the form, "date" is the name of a field
FIELD = re.compile(r"room-([0-9]{1,2})-(?:space|layout|delegates|from|to|date|basis)")
ADD, REMOVE = "add_room", "remove_room"


class OwnDaysField(DatesField):
    """Days as in ``DatesField``, or none."""

    def clean(self, value: list[str]) -> tuple[Day, ...]:
        return super().clean(value) if value else ()


class RoomForm(forms.Form):
    """A further room of the same venue; times and days that are left empty are those of the main room."""

    space = forms.ChoiceField(label=_("Room"))
    layout = forms.ChoiceField(label=_("Layout"))
    delegates = forms.IntegerField(
        label=_("Delegates"),
        min_value=1,
        max_value=MOST_DELEGATES,
        error_messages={"required": _("Say how many delegates come.")},
    )
    date = OwnDaysField(label=_("Only on"), required=False)
    basis = forms.ChoiceField(label=_("Price"))

    def __init__(
        self,
        venue: VenueView,
        number: int,
        offers: Sequence[tuple[str, str]],
        *,
        data: Mapping[str, Any] | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        initial = usual_values(number, asked, venue) if asked is not None else None
        super().__init__(data, prefix=f"room-{number}", initial=initial)
        self.number = number
        self.names = {space.slug: space.name for space in venue.spaces}
        self.fields["from"] = forms.TimeField(label=gettext("From"), required=False)
        self.fields["to"] = forms.TimeField(label=gettext("To"), required=False)
        layouts = [layout for layout in Layout if any(layout in space.capacities for space in venue.spaces)]
        self._choice("space").choices = [
            (space.slug, f"{space.name} ({space.most_delegates})") for space in venue.spaces
        ]
        self._choice("layout").choices = [(layout.value, labels.word(layout, words.language())) for layout in layouts]
        self._choice("basis").choices = offers
        if not self.is_bound and f"room-{number}-space" not in (asked or {}):
            self.fields["space"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "from" in told and "to" in told and (told["from"] is None) != (told["to"] is None):
            self.add_error("to" if told["to"] is None else "from", _("Give both times, or neither."))
        return told

    def date_values(self) -> list[str]:
        """Return what stands in the date fields, with an empty one after it."""
        given = self["date"].value() or []
        return [*(day.isoformat() if isinstance(day, Day) else str(day) for day in given), ""]

    def times(self) -> tuple[BoundField, BoundField]:
        return self["from"], self["to"]

    def own_times(self) -> bool:
        """Tell whether anything is said about times, or is wrong with them."""
        return any(self[name].value() or self[name].errors for name in ("from", "to", "date"))

    def wish(self, main: tuple[LocalSpan, ...]) -> RoomWish:
        """Return what was asked, of a valid form. Refuses: EmptyPeriod."""
        told = self.cleaned_data
        basis, _colon, code = told["basis"].partition(":")
        return RoomWish(
            space=told["space"],
            layout=Layout(told["layout"]),
            delegates=told["delegates"],
            spans=self._spans(main),
            basis=Basis(basis),
            package_code=code or None,
        )

    def own(self) -> tuple[time | None, time | None, tuple[Day, ...]]:
        """Return the times and days of its own, of a valid form; nothing where they are the main room's."""
        told = self.cleaned_data
        return told["from"], told["to"], told["date"]

    def _spans(self, main: tuple[LocalSpan, ...]) -> tuple[LocalSpan, ...]:
        """Put own times on own days; what is not said is as the main room has it, also which of two equal times."""
        starts, ends, own_days = self.own()
        by_day = {span.starts.date(): span for span in main}
        days, first = own_days or tuple(by_day), main[0]
        if starts is None or ends is None:
            return tuple(by_day.get(day) or _moved(first, day - first.starts.date()) for day in days)
        nights = timedelta(days=int(ends <= starts))
        said = first.ends_fold if first.starts_fold is None else first.starts_fold
        return tuple(
            LocalSpan(datetime.combine(day, starts), datetime.combine(day + nights, ends), said, said) for day in days
        )

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one above
        return field


def numbers(asked: Mapping[str, Any]) -> list[int]:
    """List the rooms a form was sent with, by their numbers, with one added or removed if that is what was asked."""
    found = sorted({int(match[1]) for name in asked if (match := FIELD.fullmatch(name))})
    removed = str(asked.get(REMOVE, ""))
    if ADD in asked:
        found.append(max(found, default=0) + 1)
    return [number for number in found if str(number) != removed][: MOST_ROOMS - 1]


def changes(asked: Mapping[str, Any]) -> bool:
    """Tell whether a form was sent only to add or remove a room."""
    return ADD in asked or REMOVE in asked


def usual_values(number: int, asked: QueryDict, venue: VenueView) -> dict[str, object]:
    """Prefill a room's form from what was typed; a new one with what is likely."""
    prefix = f"room-{number}-"
    found: dict[str, object] = {
        name.removeprefix(prefix): value for name, value in asked.items() if name.startswith(prefix)
    }
    found["date"] = [text for text in asked.getlist(f"{prefix}date") if text]
    if "space" not in found and venue.spaces:
        found |= _new_room(asked, venue)
    return found


def own_times(room: RoomWish, main: tuple[LocalSpan, ...]) -> tuple[time | None, time | None, tuple[Day, ...]]:
    """Tell a room's times beside the main ones as its form has them: only what is not the main room's."""
    if room.spans == main:
        return None, None, ()
    by_day = {span.starts.date(): span for span in main}
    days = tuple(sorted({span.starts.date() for span in room.spans}))
    first = room.spans[0]
    alike = all(span == by_day.get(span.starts.date()) for span in room.spans)
    hours = (None, None) if alike else (first.starts.time(), first.ends.time())
    return *hours, () if days == tuple(sorted(by_day)) else days


def told(forms_: Iterable[RoomForm]) -> dict[str, str]:
    """Say what is wrong with the rooms, each with its number and field, and the id of that field."""
    return {
        gettext("Further room %(number)s, %(field)s: %(error)s")
        % {"number": position, "field": form[name].label if name != "__all__" else gettext("Room"), "error": error}: (
            form[name if name != "__all__" else "space"].auto_id
        )
        for position, form in enumerate(forms_, start=1)
        for name, errors in form.errors.items()
        for error in errors
    }


def _moved(span: LocalSpan, by: timedelta) -> LocalSpan:
    return LocalSpan(span.starts + by, span.ends + by, span.starts_fold, span.ends_fold)


def _new_room(asked: QueryDict, venue: VenueView) -> dict[str, object]:
    """Suggest the smallest room that is not asked for yet, set up as the main one where it can be.

    It is hired alone where that can be: whoever pays a package for the day needs no second one for a breakout.
    """
    taken = {value for name, value in asked.items() if name in {"space", "space_slug"} or name.endswith("-space")}
    smallest = min(venue.spaces, key=lambda space: (space.slug in taken, space.most_delegates, space.slug))
    layouts = [layout.value for layout in smallest.capacities]
    layout = asked.get("layout", "")
    chosen = layout if layout in layouts else next(iter(layouts), "")
    basis = Basis.HIRE.value if smallest.hire else asked.get("basis", "")
    return {"space": smallest.slug, "layout": chosen, "basis": basis}
