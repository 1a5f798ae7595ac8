"""The search form: the shape of a wish as people fill it in. What it may mean is the domain's to say."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from zaal.domain.amenities import Amenity
from zaal.domain.layouts import Layout
from zaal.domain.places import LONGEST_TEXT, PlaceKind
from zaal.domain.pricing import Basis
from zaal.domain.search import MOST_RADIUS_KM, Circle, Sort, Wish
from zaal.domain.wishes import LONGEST_CODE, MOST_CODES, MOST_DELEGATES, MOST_SPANS, LocalSpan
from zaal.interfaces import labels
from zaal.interfaces.web.times import TimesForm
from zaal.interfaces.web.visitor import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zaal.queries.places import FoundPlace

DAYPARTS = {
    "morning": (time(9), time(13)),
    "afternoon": (time(13), time(17)),
    "day": (time(9), time(17)),
    "evening": (time(18), time(22)),
}
OWN_TIMES = "own"
PARTS = (
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("day", _("All day")),
    ("evening", _("Evening")),
    (OWN_TIMES, _("Own")),
)
USUAL_PART, USUAL_DELEGATES, USUAL_DAYS_AHEAD = "day", 12, 14
SPARE_DATES = 3
SATURDAY = 5
RADII_KM = (1, 2, 5, 10, 20, 50)
STARS = (3, 4, 5)
# A part of the map instead of the surroundings of the place; it belongs to the place named in ``near``.
CIRCLE = ("lat", "lon", "km", "near")
FILTERS = ("amenities", "stars", "instant", "budget", "currency", "radius", "codes", "sort", *CIRCLE)
# To which field a refusal of the domain belongs.
FIELD_OF = {
    "starts_in_past": "date",
    "too_many_days": "date",
    "days_overlap": "date",
    "period_empty": "to",
    "local_time_missing": "from",
    "delegates_out_of_range": "delegates",
    "radius_out_of_range": "radius",
    "place_out_of_range": "place",
    "too_many_codes": "codes",
}


class DatesInput(forms.TextInput):
    """Several date inputs under one name; those left empty are no dates."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:  # noqa: ARG002 - Django's own shape
        given = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        return [text for text in given if text]


class DatesField(forms.Field):
    """One or more days, in order, none twice."""

    widget = DatesInput

    def clean(self, value: list[str]) -> tuple[date, ...]:
        if not value:
            raise forms.ValidationError(_("Choose a date."), code="required")
        one = forms.DateField(error_messages={"invalid": _("Write the date as 2027-03-18.")})
        return tuple(sorted({one.clean(text) for text in value[: MOST_SPANS + 1]}))


class SearchForm(TimesForm):
    """One search, with the names it has in the URL."""

    place = forms.CharField(
        label=_("Place"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Say where: a city, district, airport or hotel.")},
    )
    date = DatesField(label=_("Date"))
    part = forms.ChoiceField(label=_("Part of the day"), choices=PARTS, required=False)
    delegates = forms.IntegerField(
        label=_("Delegates"),
        min_value=1,
        max_value=MOST_DELEGATES,
        error_messages={
            "required": _("Say how many delegates come."),
            "min_value": _("Give a number from 1 up."),
            "max_value": _("Give a number up to %(limit_value)s."),
        },
    )
    layout = forms.ChoiceField(label=_("Layout"), choices=[("", _("Any")), *labels.LAYOUTS.items()], required=False)
    basis = forms.ChoiceField(label=_("Price"), choices=list(labels.BASES.items()), required=False)
    amenities = forms.MultipleChoiceField(label=_("With"), choices=list(labels.AMENITIES.items()), required=False)
    stars = forms.TypedChoiceField(
        label=_("Stars"), choices=[("", _("Any")), *((str(n), str(n)) for n in STARS)], coerce=int, required=False
    )
    instant = forms.BooleanField(label=_("Confirms at once"), required=False)
    budget = forms.DecimalField(label=_("At most, in total"), min_value=Decimal(1), required=False)
    currency = forms.ChoiceField(
        label=_("Compare in"), choices=[("", _("Hotel's currency")), *((c, c) for c in CURRENCIES)], required=False
    )
    radius = forms.FloatField(label=_("Distance"), min_value=0, max_value=MOST_RADIUS_KM, required=False)
    lat = forms.FloatField(label=_("Map: latitude"), min_value=-90, max_value=90, required=False)
    lon = forms.FloatField(label=_("Map: longitude"), min_value=-180, max_value=180, required=False)
    km = forms.FloatField(label=_("Map: kilometres around"), min_value=0.1, max_value=MOST_RADIUS_KM, required=False)
    near = forms.CharField(label=_("Map: near"), max_length=LONGEST_TEXT, required=False)
    codes = forms.CharField(label=_("Promotion code"), max_length=MOST_CODES * (LONGEST_CODE + 2), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), choices=list(labels.SORTS.items()), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FILTERS:
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["from"] = forms.TimeField(label=_("From"), required=False)
        self.fields["to"] = forms.TimeField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("part") in DAYPARTS:
            told["from"], told["to"] = DAYPARTS[told["part"]]
        for name, sentence in (("from", _("Say when it starts.")), ("to", _("Say when it ends."))):
            if name not in self.errors and not told.get(name):
                self.add_error(name, sentence)
        circle = [name for name in CIRCLE[:3] if told.get(name) is not None or name in self.errors]
        if 0 < len(circle) < len(CIRCLE[:3]):
            self.add_error("km", _("A part of the map needs lat, lon and km together."))
        return told

    def filters(self) -> list[forms.BoundField]:
        """Return the fields that narrow down, which stand beside the results and not in the form itself."""
        return [self[name] for name in FILTERS]

    def circle(self) -> list[forms.BoundField]:
        """Return the fields that a part of the map is kept in."""
        return [self[name] for name in CIRCLE]

    def dates(self) -> list[str]:
        """Return what stands in the date inputs, the main one first, with empty ones to add days in."""
        return [*(self["date"].value() or [""]), *[""] * SPARE_DATES]

    def has_more(self) -> bool:
        """Tell whether something is filled in that is otherwise folded away."""
        return self["basis"].value() == Basis.PACKAGE or len(self.dates()) > 1 + SPARE_DATES

    def times(self) -> tuple[forms.BoundField, forms.BoundField]:
        """Return the two fields of one's own times."""
        return self["from"], self["to"]

    def parts(self) -> list[dict[str, object]]:
        """Return the parts of the day with their hours."""
        hours = {part: f"{starts:%H}–{ends:%H}" for part, (starts, ends) in DAYPARTS.items()}  # noqa: RUF001 - a range is written with an en dash
        return [{"value": part, "label": label, "hours": hours.get(part, "")} for part, label in PARTS]

    def spans(self) -> tuple[LocalSpan, ...]:
        """Put the times on every day; an end before the start is the next day's. Refuses: EmptyPeriod (equal ones)."""
        told, folds = self.cleaned_data, self.said_folds()
        nights = timedelta(days=int(told["to"] < told["from"]))
        return tuple(
            LocalSpan(datetime.combine(day, told["from"]), datetime.combine(day + nights, told["to"]), *folds)
            for day in told["date"]
        )

    def part_of_map(self) -> Circle | None:
        """Return the circle that was chosen on the map for this place, of a valid form."""
        told = self.cleaned_data
        if told["km"] is None or told["near"] not in {"", told["place"]}:
            return None
        return Circle(told["lat"], told["lon"], told["km"])

    def wish(self, place: FoundPlace, *, currency: str | None) -> Wish:
        """Return the search of a valid form. Refuses: EmptyPeriod, RadiusOutOfRange."""
        told = self.cleaned_data
        usual = Sort.DISTANCE if place.kind is PlaceKind.VENUE else Sort.PRICE
        return Wish(
            circle=self.part_of_map() or Circle(place.lat, place.lon, told["radius"] or place.radius_km),
            spans=self.spans(),
            delegates=told["delegates"],
            layout=Layout(told["layout"]) if told["layout"] else None,
            basis=Basis(told["basis"] or Basis.HIRE),
            amenities=frozenset(map(Amenity, told["amenities"])),
            stars=told["stars"] or 0,
            budget=told["budget"],
            currency=told["currency"] or currency,
            instant_only=told["instant"],
            sort=Sort(told["sort"] or usual),
            codes=tuple(told["codes"].replace(",", " ").split()),
        )


def asked_for(query: QueryDict) -> SearchForm:
    """Return the form with the search in the URL; a link may leave out what has a usual value."""
    state = query.copy()
    state.setdefault("part", OWN_TIMES if state.get("from") and state.get("to") else USUAL_PART)
    state.setdefault("basis", Basis.HIRE.value)
    return SearchForm(state)


def usual_values(today: date) -> dict[str, object]:
    """Return what the form says before anybody touched it: a whole working day in two weeks."""
    ahead = today + timedelta(days=USUAL_DAYS_AHEAD)
    ahead += timedelta(days=7 - ahead.weekday() if ahead.weekday() >= SATURDAY else 0)
    return {
        "date": [ahead.isoformat()],
        "part": USUAL_PART,
        "from": "09:00",
        "to": "17:00",
        "delegates": USUAL_DELEGATES,
        "layout": "",
        "basis": Basis.HIRE.value,
    }


def without_empty(asked: QueryDict) -> QueryDict:
    """Return the search state without fields that were left empty, as a browser sends them all the same."""
    state = QueryDict(mutable=True)
    for name, values in asked.lists():
        if said := [value for value in values if value]:
            state.setlist(name, said)
    return state


def address(asked: QueryDict, **changes: str | Iterable[str]) -> str:
    """Write the search state as a query, without what is empty, with some of it changed; paging starts anew.

    A part of the day is written with its hours too, for pages that know hours only.
    """
    state = without_empty(asked)
    state.pop("after", None)
    if state.get("near", state.get("place")) != state.get("place"):
        for name in CIRCLE:
            state.pop(name, None)
    hours = DAYPARTS.get(str(state.get("part")))
    if hours:
        state["from"], state["to"] = (f"{moment:%H:%M}" for moment in hours)
    for name, value in changes.items():
        state.setlist(name.rstrip("_"), [value] if isinstance(value, str) else list(value))
    return state.urlencode()


def address_of(asked: QueryDict, wish: Wish) -> str:
    """Write a wish that differs in times, layout or circle as the query that asks for it."""
    first = wish.spans[0]
    return address(
        asked,
        date=[span.starts.date().isoformat() for span in wish.spans],
        part=OWN_TIMES,
        from_=first.starts.strftime("%H:%M"),
        to=first.ends.strftime("%H:%M"),
        layout=wish.layout.value if wish.layout else "",
        **{"km" if asked.get("km") else "radius": f"{wish.circle.radius_km:g}"},
    )
