"""What is typed of calendars: which one goes out and what it tells, which one comes in and which rooms it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.feeds import LONGEST_NAME, Landing, Shows, Target

if TYPE_CHECKING:
    from zaal.queries.calendar_sources import HouseCalendars

# At which field a refusal is said; what is not here is said above all of them.
FIELD_OF: Final = {
    "calendar_name_wrong": "name",
    "calendar_address_wrong": "address",
    "file_not_readable": "file",
    "file_too_large": "file",
    "too_many_rows": "file",
    "space_unknown": "rooms",
}


class RefusableForm(forms.Form):
    """A form at whose fields refusals are said."""

    def refuse(self, code: str, sentence: str) -> None:
        """Say a refusal at its field, or above them all."""
        name = FIELD_OF.get(code)
        self.add_error(name if name in self.fields else None, sentence)


class FeedForm(RefusableForm):
    """Which rooms a calendar that goes out tells of, and how much."""

    rooms = forms.ChoiceField(label=lazy("Of which rooms"), required=False)
    shows = forms.ChoiceField(
        label=lazy("What it tells"),
        choices=[
            (Shows.BUSY.value, lazy("Only that a room is taken")),
            (Shows.REFERENCE.value, lazy("The reference of the booking and how many people come")),
        ],
        initial=Shows.BUSY.value,
    )

    def __init__(self, house: HouseCalendars, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "out_%s", **kwargs})
        _offer(self.fields["rooms"], [("", _("The whole house")), *house.rooms])

    def space(self) -> str | None:
        """Return the room of a valid form; None is the whole house."""
        return self.cleaned_data["rooms"] or None


class InForm(RefusableForm):
    """What all calendars that come in are called, and which rooms they take."""

    name = forms.CharField(label=lazy("What you call it"), max_length=LONGEST_NAME)
    rooms = forms.ChoiceField(label=lazy("Which rooms it takes"))

    def __init__(self, house: HouseCalendars, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wide = [(Target.NAMED.value, _("The room that each event names")), (Target.HOUSE.value, _("The whole house"))]
        _offer(self.fields["rooms"], [*wide, *((f"{Target.SPACE}:{slug}", name) for slug, name in house.rooms)])

    def landing(self) -> Landing:
        """Return where the events of a valid form go."""
        target, _colon, space = self.cleaned_data["rooms"].partition(":")
        return Landing(Target(target), space or None)


class AddressForm(InForm):
    """A calendar that is read from its address."""

    address = forms.CharField(
        label=lazy("Address of the calendar"),
        help_text=lazy("Begins with https:// or webcal:// and often ends in .ics. It is asked about every half hour."),
    )
    field_order = ("name", "address", "rooms")

    def __init__(self, house: HouseCalendars, *args: Any, **kwargs: Any) -> None:
        super().__init__(house, *args, **{"auto_id": "address_%s", **kwargs})


class FileForm(InForm):
    """A calendar that comes as a file."""

    file = forms.FileField(
        label=lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=lazy("An iCalendar file (.ics) of at most 5 MB."),
    )
    field_order = ("name", "file", "rooms")

    def __init__(self, house: HouseCalendars, *args: Any, **kwargs: Any) -> None:
        super().__init__(house, *args, **{"auto_id": "file_%s", **kwargs})


class NewerForm(RefusableForm):
    """A newer file of a calendar that came as one."""

    file = forms.FileField(label=lazy("Newer file"), widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}))


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one above
    field.choices = choices
