"""The forms of the sale: what a quote is asked for, until when an option is held, which reference is looked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import LONGEST_CODE, MOST_CODES, MOST_DELEGATES, MOST_ROOMS, LocalSpan, QuoteWish, RoomsOverlap
from zaal.interfaces import labels
from zaal.interfaces.web import formats
from zaal.interfaces.web.marketplace.forms import DAYPARTS, DatesField
from zaal.interfaces.web.sales import prices, rooms, words
from zaal.interfaces.web.sales.rooms import RoomForm
from zaal.interfaces.web.times import TimesForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.forms import BoundField
    from django.http import QueryDict

    from zaal.domain.money import Money
    from zaal.domain.refusals import Refusal
    from zaal.interfaces.web.sales.prices import ExtraPrice
    from zaal.queries.venues import SpaceView, VenueView

Day = date  # inside the form, "date" is the name of a field
EXTRA = "extra-"
PACKAGE = "package:"
MOST_OF_AN_EXTRA = 999
SPARE_DATES = 3
USUAL_FROM, USUAL_TO = time(9), time(17)
# To which field a refusal belongs; what is not here is about the whole.
FIELD_OF = {
    "does_not_fit": "delegates",
    "layout_not_offered": "layout",
    "rooms_overlap": "space",
    "promotion_code_unknown": "codes",
    "too_many_codes": "codes",
    "starts_in_past": "date",
    "too_many_days": "date",
    "days_overlap": "date",
    "local_time_missing": "from",
    "package_does_not_fit": "basis",
    "package_unknown": "basis",
}
# Refusals that can only be about the main room where no further one is meant.
OF_ONE_ROOM = frozenset({"does_not_fit", "layout_not_offered", "promotion_code_unknown", "too_many_codes"})
NIGHTS = (("0", _("the same day")), ("1", _("the next day")), ("2", _("two days later")))


class QuoteForm(TimesForm):
    """One space for one or several days at the same hours; field names are those of the search in the URL."""

    date = DatesField(label=_("Date"))
    delegates = forms.IntegerField(
        label=_("Delegates"),
        min_value=1,
        max_value=MOST_DELEGATES,
        error_messages={"required": _("Say how many delegates come.")},
    )
    layout = forms.ChoiceField(label=_("Layout"))
    basis = forms.ChoiceField(label=_("Price"), widget=forms.RadioSelect)
    nights = forms.ChoiceField(label=_("Ends"), choices=NIGHTS, required=False)
    title = forms.CharField(label=_("Name of your meeting"), max_length=200, required=False)
    codes = forms.CharField(
        label=_("Promotion code"), max_length=MOST_CODES * (LONGEST_CODE + 2), required=False, strip=True
    )

    def __init__(self, venue: VenueView, space: SpaceView, day: Day, *args: Any, **kwargs: Any) -> None:
        asked: QueryDict | None = kwargs.pop("asked", None)
        super().__init__(*args, **kwargs)
        self.venue, self.space = venue, space
        self.fields["from"] = forms.TimeField(label=gettext("From"))
        self.fields["to"] = forms.TimeField(label=gettext("To"))
        self._choice("layout").choices = [
            (layout.value, labels.word(layout, words.language())) for layout in space.capacities
        ]
        offers = list(_offers(venue, space, day))
        self._choice("basis").choices = offers
        if offers and self.initial.get("basis") not in dict(offers):
            self.initial["basis"] = offers[0][0]
        for extra in venue.extras:
            self.fields[EXTRA + extra.code] = forms.IntegerField(
                label=words.named(extra.names), required=False, min_value=0, max_value=MOST_OF_AN_EXTRA
            )
        self.rooms = list(self._rooms(offers, asked))

    def _rooms(self, offers: list[tuple[str, str]], asked: QueryDict | None) -> Iterator[RoomForm]:
        """Make the forms of further rooms: as sent, or prefilled from what the page was asked with."""
        if not any(code == Basis.HIRE.value for code, _text in offers):
            offers = [*offers, (Basis.HIRE.value, gettext("Room hire only"))]
        if self.is_bound:
            for number in rooms.numbers(self.data):
                yield RoomForm(self.venue, number, offers, data=self.data)
        elif asked is not None:
            for number in rooms.numbers(asked):
                yield RoomForm(self.venue, number, offers, asked=asked)

    def clean(self) -> dict[str, Any]:
        """Tell what is wrong with further rooms together with the rest."""
        told = super().clean() or {}
        for error in rooms.told(self.rooms):
            self.add_error(None, error)
        return told

    def refuse(self, refusal: Refusal, sentence: str) -> None:
        """Put a refusal at the field it is about, of the room it is about."""
        name = FIELD_OF.get(refusal.code)
        room = next((room for room in self.rooms if _is_about(refusal, room)), None)
        if name is not None and room is not None:
            room.add_error(name, sentence)
            self.add_error(None, sentence)
        else:
            certain = not self.rooms or refusal.code in OF_ONE_ROOM
            self.add_error(name if certain and name in self.fields else None, sentence)

    def places(self) -> dict[str, str]:
        """Tell by the id of its field where each mistake in a further room is, also one told for the whole form."""
        of_rooms = {
            str(error): room[name].auto_id
            for room in self.rooms
            for name, errors in room.errors.items()
            if name in room.fields
            for error in errors
        }
        return of_rooms | rooms.told(self.rooms)

    def can_add_room(self) -> bool:
        return len(self.rooms) < MOST_ROOMS - 1

    def date_values(self) -> list[str]:
        """Return what stands in the date fields, with empty ones after it; the first one is the main one."""
        given = self["date"].value() or []
        texts = [day.isoformat() if isinstance(day, Day) else str(day) for day in given]
        return [*texts, *[""] * SPARE_DATES] if texts else [""] * (SPARE_DATES + 1)

    def times(self) -> tuple[BoundField, BoundField]:
        return self["from"], self["to"]

    def extras(self, priced: Iterable[ExtraPrice]) -> list[tuple[ExtraPrice, BoundField]]:
        """Pair the field of each extra with its price."""
        return [(found, self[EXTRA + found.extra.code]) for found in priced]

    def has_extras(self) -> bool:
        return any(self[EXTRA + extra.code].value() for extra in self.venue.extras)

    def wish(self) -> QuoteWish:
        """Return what was asked, of a valid form. Refuses: EmptyPeriod."""
        told = self.cleaned_data
        basis, _colon, code = told["basis"].partition(":")
        spans = self._spans()
        return QuoteWish(
            venue=self.venue.slug,
            space=self.space.slug,
            layout=Layout(told["layout"]),
            delegates=told["delegates"],
            spans=spans,
            basis=Basis(basis),
            package_code=code or None,
            extras=tuple(
                (extra.code, told[EXTRA + extra.code]) for extra in self.venue.extras if told.get(EXTRA + extra.code)
            ),
            title=told["title"].strip(),
            rooms=tuple(room.wish(spans) for room in self.rooms),
            codes=tuple(told["codes"].replace(",", " ").split()),
        )

    def _spans(self) -> tuple[LocalSpan, ...]:
        """Put the times on every day; without a night in between, an end at or before the start is the next day's."""
        told, folds = self.cleaned_data, self.said_folds()
        nights = int(told["nights"] or 0) or int(told["to"] <= told["from"])
        return tuple(
            LocalSpan(
                datetime.combine(day, told["from"]), datetime.combine(day + timedelta(days=nights), told["to"]), *folds
            )
            for day in told["date"]
        )

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one above
        return field


class HoldForm(forms.Form):
    """Until when to hold: the end of a day in the venue, or as long as the house usually gives."""

    until = forms.DateField(label=_("Hold until the end of"), required=False)
    may_wait = forms.BooleanField(required=False)


def usual_values(space: SpaceView, asked: QueryDict) -> dict[str, object]:
    """Prefill a quote form from the search state in the URL, with a working day where it says nothing."""
    starts, ends = DAYPARTS.get(asked.get("part", ""), (USUAL_FROM, USUAL_TO))
    found: dict[str, object] = {"from": f"{starts:%H:%M}", "to": f"{ends:%H:%M}"}
    found |= {name: value for name, value in asked.items() if value and name != "date"}
    layouts = [layout.value for layout in space.capacities]
    if found.get("layout") not in layouts:
        found["layout"] = next(iter(layouts), "")
    return {**found, "date": list(dict.fromkeys(text for text in asked.getlist("date") if text))}


def _is_about(refusal: Refusal, room: RoomForm) -> bool:
    """Tell whether a refusal names this room with what was asked of it, not the main one."""
    facts, asked = refusal.facts, room.cleaned_data
    name = room.names.get(asked.get("space", ""))
    if "other" in facts and refusal.code == RoomsOverlap.code:
        return facts["other"] == name
    return (
        facts.get("space") == name
        and facts.get("layout") == asked.get("layout")
        and facts.get("delegates", asked.get("delegates")) == asked.get("delegates")
    )


def _offers(venue: VenueView, space: SpaceView, day: date) -> Iterator[tuple[str, str]]:
    """Offer what can be paid for, with the day's price all in."""
    priced = tuple(prices.package_prices(venue, day))
    if len(priced) > 1:
        yield Basis.PACKAGE.value, gettext("The package that costs least")
    for found in priced:
        told = {"name": words.named(found.package.names), "amount": _money(found.price.gross)}
        yield PACKAGE + found.package.code, gettext("%(name)s, %(amount)s a delegate, all in") % told
    if space.hire:
        yield Basis.HIRE.value, gettext("Room hire only")


def _money(amount: Money) -> str:
    return formats.money(amount, words.language())
