"""The forms of one's own account: name, language and time zone, and a new API token."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaal.domain.actors import Scope

# Zones by place; the rest of the list are old names, offsets and abbreviations.
AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
SCOPE_LABELS = {
    Scope.READ: _("Read: search, and see your quotes, options and bookings"),
    Scope.WRITE: _("Write: make quotes, hold, book and cancel in your name"),
}
SCOPE_WORDS = {Scope.READ: _("read"), Scope.WRITE: _("write")}


class ProfileForm(forms.Form):
    """How a person is called and written to."""

    full_name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101 - declared as one above
        zone.choices = zone_choices()


class TokenForm(forms.Form):
    """What a new token is for and what it may do."""

    name = forms.CharField(label=_("What is it for?"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope.value, label) for scope, label in SCOPE_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
    )


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Offer the world's time zones by continent, cities written with spaces."""
    zones = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in AREAS)
    return [
        (area, [(zone, zone.partition("/")[2].replace("_", " ")) for zone in members])
        for area, members in groupby(zones, key=lambda zone: zone.partition("/")[0])
    ]
