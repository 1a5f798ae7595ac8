"""What is typed at the desk: a wish heard on the phone, and a period in which a room is closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaal.domain.closures import LONGEST_REASON
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import MOST_DELEGATES, LocalSpan
from zaal.interfaces import labels
from zaal.interfaces.web.times import TimesForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zaal.queries.desk import HouseDiary

USUAL_FROM, USUAL_TO, USUAL_DELEGATES = time(9), time(17), 12
MIDNIGHT = time()


def _day_field(label: StrOrPromise) -> forms.DateField:
    """Make a field for a day; whatever the page's language, a browser's date input is filled in as 2027-03-18."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d"))


def _clock_field(label: StrOrPromise, initial: time) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M"), initial=initial)


class PhoneForm(TimesForm):
    """Which room is free for whoever is on the phone."""

    house = forms.CharField(widget=forms.HiddenInput)
    date = _day_field(_("Date"))
    delegates = forms.IntegerField(label=_("Delegates"), min_value=1, max_value=MOST_DELEGATES, initial=USUAL_DELEGATES)
    layout = forms.ChoiceField(label=_("Layout"), choices=[("", _("Any")), *labels.LAYOUTS.items()], required=False)
    basis = forms.ChoiceField(
        label=_("Price"), choices=list(labels.BASES.items()), initial=Basis.HIRE.value, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = _clock_field(_("From"), USUAL_FROM)
        self.fields["to"] = _clock_field(_("Until"), USUAL_TO)

    def asked_fields(self) -> list[forms.BoundField]:
        """Return the fields that are seen, in the order in which they are asked."""
        return [self[name] for name in ("date", "from", "to", "delegates", "layout", "basis")]

    def span(self) -> LocalSpan:
        """Return the times of a valid form; an end at or before the start is the next day's. Refuses: EmptyPeriod."""
        told = self.cleaned_data
        nights = timedelta(days=int(told["to"] <= told["from"]))
        return LocalSpan(
            datetime.combine(told["date"], told["from"]),
            datetime.combine(told["date"] + nights, told["to"]),
            *self.said_folds(),
        )

    def layout_asked(self) -> Layout | None:
        """Return the layout of a valid form; None is any."""
        return Layout(self.cleaned_data["layout"]) if self.cleaned_data["layout"] else None

    def basis_asked(self) -> Basis:
        """Return what is priced, of a valid form: the room alone where nothing was said."""
        return Basis(self.cleaned_data["basis"] or Basis.HIRE)


class ClosureForm(forms.Form):
    """Which room is closed, or the whole house, from when to when, and why."""

    house = forms.CharField(widget=forms.HiddenInput)
    space = forms.ChoiceField(label=_("Room"), required=False)
    from_date = _day_field(_("From"))
    from_time = _clock_field(_("at"), MIDNIGHT)
    to_date = _day_field(_("Until"))
    to_time = _clock_field(_("at"), MIDNIGHT)
    reason = forms.CharField(label=_("Reason, for your own people"), max_length=LONGEST_REASON, required=False)

    def __init__(self, diary: HouseDiary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = self.fields["space"]
        assert isinstance(rooms, forms.ChoiceField)  # noqa: S101 - declared as one above
        rooms.choices = [*diary.spaces, ("", _("The whole house"))]

    def shown_fields(self) -> list[forms.BoundField]:
        """Return the fields that are seen, in order."""
        return [self[name] for name in ("space", "from_date", "from_time", "to_date", "to_time", "reason")]

    def times(self) -> tuple[datetime, datetime]:
        """Return start and end of a valid form, on the house's clock."""
        told = self.cleaned_data
        return (
            datetime.combine(told["from_date"], told["from_time"]),
            datetime.combine(told["to_date"], told["to_time"]),
        )
