"""What a customer tells for the event order: a contact, diets as numbers, times by room and day, remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaal.domain.event_orders import (
    LONGEST_CONTACT,
    LONGEST_PHONE,
    LONGEST_REMARK,
    Diet,
    Moment,
    MomentKind,
    Told,
)
from zaal.domain.wishes import MOST_DELEGATES
from zaal.interfaces import order_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

    from django.forms import BoundField

    from zaal.domain.event_orders import Order, Sitting
    from zaal.domain.refusals import Refusal

# How the names of fields that there are several of begin.
DIET, AT = "diet_", "at_"


@dataclass(frozen=True, slots=True)
class SittingFields:
    """The fields of one time of one room."""

    space: str
    sitting: Sitting
    fields: list[BoundField]


class OrderForm(forms.Form):
    """All of an order that the customer tells; every field may stay empty in a draft."""

    contact_name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=LONGEST_CONTACT, required=False
    )
    contact_phone = forms.CharField(label=_("Telephone"), max_length=LONGEST_PHONE, required=False)
    diet_remark = forms.CharField(
        label=_("What else the kitchen must know about diets"),
        help_text=_("No names, please: “one severe nut allergy” is enough."),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_setup = forms.CharField(
        label=_("For the set-up crew"),
        help_text=_("A lectern, signs, a table for badges, deliveries that arrive before."),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to_kitchen = forms.CharField(
        label=_("For the kitchen"),
        help_text=_("Where you would like to have lunch, a birthday, coffee that stays in the room."),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, order: Order, told: Told, data: Any = None) -> None:
        super().__init__(data, initial=_typed(told))
        self.order = order
        for diet in Diet:
            self.fields[DIET + diet.value] = forms.IntegerField(
                label=order_words.DIETS[diet],
                min_value=0,
                max_value=MOST_DELEGATES,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        for room, number, kind in self._moments():
            self.fields[_at(room, number, kind)] = forms.TimeField(
                label=order_words.MOMENTS[kind], required=False, widget=forms.TimeInput(format="%H:%M")
            )

    def diets(self) -> list[BoundField]:
        """Return the numbers of people by diet."""
        return [self[DIET + diet.value] for diet in Diet]

    def sittings(self) -> list[SittingFields]:
        """Return the timetable's fields, room by room and day by day."""
        return [
            SittingFields(one.space, sitting, [self[_at(room, number, kind)] for kind in MomentKind])
            for room, one in enumerate(self.order.rooms)
            for number, sitting in enumerate(one.sittings)
        ]

    def told(self) -> Told:
        """Return what a valid form tells."""
        said: Mapping[str, Any] = self.cleaned_data
        return Told(
            contact_name=said["contact_name"],
            contact_phone=said["contact_phone"],
            diets=tuple((diet, said[DIET + diet.value]) for diet in Diet if said[DIET + diet.value]),
            diet_remark=_lines(said["diet_remark"]),
            moments=tuple(
                Moment(room, number, kind, said[_at(room, number, kind)])
                for room, number, kind in self._moments()
                if said[_at(room, number, kind)] is not None
            ),
            to_setup=_lines(said["to_setup"]),
            to_kitchen=_lines(said["to_kitchen"]),
        )

    def refuse(self, refusal: Refusal, sentence: str) -> None:
        """Say a refusal at the field it is about."""
        self.add_error(self._field_of(refusal), sentence)

    def _field_of(self, refusal: Refusal) -> str | None:
        facts = refusal.facts
        if refusal.code == "contact_missing":
            return "contact_phone" if self.cleaned_data.get("contact_name") else "contact_name"
        if "diet" in facts:
            return f"{DIET}{facts['diet']}"
        if "moment" in facts:
            typed = (
                _at(room, number, kind)
                for room, number, kind in self._moments()
                if kind.value == facts["moment"] and self.order.rooms[room].space == facts.get("space")
            )
            return next((name for name in typed if _clock(self.cleaned_data.get(name)) == facts["at"]), None)
        return None

    def _moments(self) -> list[tuple[int, int, MomentKind]]:
        return [
            (room, number, kind)
            for room, one in enumerate(self.order.rooms)
            for number in range(len(one.sittings))
            for kind in MomentKind
        ]


class NumberForm(forms.Form):
    """The number of people that is final."""

    delegates = forms.IntegerField(
        label=_("Final number of people"),
        min_value=1,
        max_value=MOST_DELEGATES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _typed(told: Told) -> dict[str, object]:
    """Fill the form in with what was told before."""
    return {
        "contact_name": told.contact_name,
        "contact_phone": told.contact_phone,
        "diet_remark": told.diet_remark,
        "to_setup": told.to_setup,
        "to_kitchen": told.to_kitchen,
        **{DIET + diet.value: count for diet, count in told.diets},
        **{_at(moment.room, moment.sitting, moment.kind): moment.at for moment in told.moments},
    }


def _at(room: int, number: int, kind: MomentKind) -> str:
    return f"{AT}{room}_{number}_{kind.value}"


def _clock(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


def _lines(text: str) -> str:
    """Browsers send line ends of two signs."""
    return text.replace("\r\n", "\n")
