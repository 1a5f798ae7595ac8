"""What is typed of rooms and charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.amenities import Amenity
from zaal.domain.chart_decisions import LONGEST_CORRECTION, Choice, Decision, Wanted
from zaal.domain.floorplans import Wall
from zaal.domain.house_checks import LONGEST_NAME
from zaal.domain.houses import Seating, SpacePlan
from zaal.domain.layouts import Layout
from zaal.gateways.charts import MEASURED, ColumnChoice
from zaal.interfaces import labels, refusals, wording
from zaal.interfaces.web.rooms import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.chart_decisions import Oddity
    from zaal.domain.mistakes import HouseWrong
    from zaal.gateways.charts import ColumnGuess
    from zaal.queries.chart_uploads import Preview, Upload

FILES: Final = ".xlsx,.ods,.csv,.tsv,.txt,.html,.htm,.json"
MOST_PASTED: Final = 500_000
MEASURES: Final = ("area_sqm", "length_m", "width_m", "height_m")
SEATING: Final = ("min_delegates", "max_delegates", "setup_minutes", "breakdown_minutes")


class ChartForm(forms.Form):
    """A chart as a file, or pasted."""

    file = forms.FileField(
        label=lazy("File"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": FILES}),
        help_text=lazy("XLSX, ODS, CSV or a saved web page; at most 10 MB. Of a workbook the first sheet is read."),
    )
    text = forms.CharField(
        label=lazy("Or paste the table here"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "chart-paste"}),
        help_text=lazy("Copied from a spreadsheet, a web page or a mail, with its head."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        told = super().clean() or {}
        if not self.errors and bool(told.get("file")) == bool((told.get("text") or "").strip()):
            raise forms.ValidationError(
                _("Choose a file, or paste a table: one of the two.")
                if told.get("file")
                else _("Choose a file, or paste a table.")
            )
        return told


class ColumnsForm(forms.Form):
    """What each column of a chart means, with the guess preselected."""

    def __init__(self, upload: Upload, data: Any = None) -> None:
        super().__init__(data)
        self.guesses = upload.guess.columns
        chosen = upload.choices or tuple(ColumnChoice(guess.means, guess.unit) for guess in self.guesses)
        for at, (guess, choice) in enumerate(zip(self.guesses, chosen, strict=True)):
            name = guess.name or _("Column %(number)s") % {"number": at + 1}
            self.fields[f"means_{at}"] = forms.ChoiceField(
                label=_("What “%(column)s” means") % {"column": name},
                required=False,
                initial=choice.means,
                choices=_meanings(guess),
                widget=forms.Select(attrs={"class": "input"}),
            )
            # What is known to be no measure is not asked for its unit.
            if choice.means and choice.means not in set(MEASURED):
                continue
            self.fields[f"unit_{at}"] = forms.ChoiceField(
                label=_("Unit of “%(column)s”") % {"column": name},
                required=False,
                initial=choice.unit,
                choices=list(words.UNITS.items()),
                widget=forms.Select(attrs={"class": "input"}),
            )

    def rows(self) -> Iterator[tuple[ColumnGuess, forms.BoundField, forms.BoundField | None]]:
        """Return each column with its two questions, the second only where it may be a measure."""
        for at, guess in enumerate(self.guesses):
            yield guess, self[f"means_{at}"], self[f"unit_{at}"] if f"unit_{at}" in self.fields else None

    def choices(self) -> list[ColumnChoice]:
        """Return what a valid form says of the columns, in their order; a unit only where there is a measure."""
        means = [self.cleaned_data[f"means_{at}"] for at in range(len(self.guesses))]
        units = [self.cleaned_data.get(f"unit_{at}", "") for at in range(len(self.guesses))]
        return [
            ColumnChoice(mean, unit if mean in set(MEASURED) else "") for mean, unit in zip(means, units, strict=True)
        ]


class DecisionsForm(forms.Form):
    """What is done about each oddity of a chart; what was decided before is preselected, else what is usual."""

    def __init__(self, preview: Preview, data: Any = None) -> None:
        super().__init__(data)
        self.oddities = preview.oddities
        for oddity in self.oddities:
            decision = preview.decisions[oddity.key]
            self.fields[f"choice_{oddity.key}"] = forms.ChoiceField(
                label=words.subject(oddity),
                initial=decision.choice.value,
                choices=[(one.value, words.choice(oddity, one)) for one in oddity.choices],
                widget=forms.RadioSelect,
            )
            if Choice.CORRECT in oddity.choices:
                self.fields[f"correction_{oddity.key}"] = forms.CharField(
                    label=_("%(room)s: the correction") % {"room": words.subject(oddity)},
                    required=False,
                    initial=decision.correction,
                    max_length=LONGEST_CORRECTION,
                    widget=forms.TextInput(attrs={"class": _width(oddity), "inputmode": _keys(oddity)}),
                )

    def rows(self) -> Iterator[tuple[Oddity, forms.BoundField, forms.BoundField | None]]:
        """Return each oddity with its question, and the field for a correction where one is possible."""
        for oddity in self.oddities:
            name = f"correction_{oddity.key}"
            yield oddity, self[f"choice_{oddity.key}"], self[name] if name in self.fields else None

    def decisions(self) -> dict[str, Decision]:
        """Return what a valid form decides."""
        return {
            oddity.key: Decision(
                Choice(self.cleaned_data[f"choice_{oddity.key}"]),
                self.cleaned_data.get(f"correction_{oddity.key}", ""),
            )
            for oddity in self.oddities
        }

    def refuse(self, facts: Any, sentence: str) -> None:
        """Say at its field which correction cannot be."""
        for oddity in self.oddities:
            name = f"correction_{oddity.key}"
            if name in self.fields and self.cleaned_data.get(f"choice_{oddity.key}") == Choice.CORRECT and (
                self.cleaned_data.get(name, "")[:60] == facts.get("given")
            ):  # fmt: skip
                self.add_error(name, sentence)
                return
        self.add_error(None, sentence)


def yes_no(label: Any) -> forms.TypedChoiceField:
    """Ask what may also not be known."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", lazy("not told")), ("yes", lazy("yes")), ("no", lazy("no"))],
        coerce=lambda told: told == "yes",
        empty_value=None,
    )


def _minutes(label: Any, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1440, required=required)


class RoomForm(forms.Form):
    """One room: its measures, walls, layouts, set-up and the parts it is made of."""

    name = forms.CharField(label=lazy("Name"), max_length=LONGEST_NAME)
    area_sqm = forms.DecimalField(label=lazy("Area, m²"), min_value=0, max_digits=8, decimal_places=2, required=False)
    length_m = forms.DecimalField(label=lazy("Length, m"), min_value=0, max_digits=6, decimal_places=2, required=False)
    width_m = forms.DecimalField(label=lazy("Width, m"), min_value=0, max_digits=6, decimal_places=2, required=False)
    height_m = forms.DecimalField(label=lazy("Height, m"), min_value=0, max_digits=5, decimal_places=2, required=False)
    floor = forms.IntegerField(label=lazy("Floor"), required=False, help_text=lazy("0 is the ground floor."))
    daylight = yes_no(lazy("Daylight"))
    step_free = yes_no(lazy("Step-free access"))
    hearing_loop = yes_no(lazy("Hearing loop"))
    fixed_furniture = forms.BooleanField(label=lazy("The furniture is fixed"), required=False)
    door_wall = forms.ChoiceField(label=lazy("Wall with the door"), required=False)
    window_walls = forms.MultipleChoiceField(
        label=lazy("Walls with windows"), required=False, widget=forms.CheckboxSelectMultiple
    )
    setup_minutes = _minutes(lazy("Set-up, minutes"), required=True)
    breakdown_minutes = _minutes(lazy("Breakdown, minutes"), required=True)
    buffers_inside = forms.BooleanField(label=lazy("Set-up and breakdown are within the booked time"), required=False)
    amenities = forms.MultipleChoiceField(label=lazy("Facilities"), required=False, widget=forms.CheckboxSelectMultiple)
    sections = forms.MultipleChoiceField(
        label=lazy("Made of these parts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_sections = forms.CharField(
        label=lazy("Further parts"),
        required=False,
        max_length=1000,
        help_text=lazy("With + between them. A room that is never divided has one part of its own name."),
    )

    def __init__(self, sections: tuple[str, ...], plan: SpacePlan | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(plan), auto_id="room-%s")
        self.plan = plan
        walls = [(wall.value, words.WALLS[wall]) for wall in Wall]
        self._offer("door_wall", [("", _("not told")), *walls])
        self._offer("window_walls", walls)
        self._offer("amenities", [(one.value, labels.AMENITIES[one]) for one in Amenity])
        self._offer("sections", [(name, name) for name in sections])
        for layout in Layout:
            name = wording.layout_name(layout)
            self.fields[f"max_delegates_{layout}"] = _people(_("%(layout)s: at most") % {"layout": name})
            self.fields[f"min_delegates_{layout}"] = _people(_("%(layout)s: at least") % {"layout": name})
            for kind, label in (("setup", _("%(layout)s: set-up")), ("breakdown", _("%(layout)s: breakdown"))):
                self.fields[f"{kind}_minutes_{layout}"] = _minutes(label % {"layout": name}, required=False)

    def layouts(self) -> Iterator[tuple[Layout, str, list[forms.BoundField]]]:
        """Return the four questions of each layout."""
        for layout in Layout:
            yield layout, wording.layout_name(layout), [self[f"{name}_{layout}"] for name in SEATING]

    def measures(self) -> list[forms.BoundField]:
        """Return the questions for figures."""
        return [self[name] for name in (*MEASURES, "floor")]

    def told(self) -> SpacePlan:
        """Return what a valid form says of the room."""
        data = self.cleaned_data
        new = [" ".join(part.split()) for part in data["new_sections"].split("+")]
        sections = tuple(dict.fromkeys([*data["sections"], *filter(None, new)]))
        return SpacePlan(
            name=data["name"],
            sections=sections or (data["name"],),
            seatings=tuple(self._seatings()),
            floor=data["floor"],
            daylight=data["daylight"],
            step_free=data["step_free"],
            hearing_loop=data["hearing_loop"],
            fixed_furniture=data["fixed_furniture"],
            amenities=tuple(data["amenities"]),
            setup_minutes=data["setup_minutes"],
            breakdown_minutes=data["breakdown_minutes"],
            buffers_inside=data["buffers_inside"],
            door_wall=Wall(data["door_wall"]) if data["door_wall"] else None,
            window_walls=tuple(Wall(one) for one in data["window_walls"]),
            area_sqm=_cents(data["area_sqm"]),
            length_m=_cents(data["length_m"]),
            width_m=_cents(data["width_m"]),
            height_m=_cents(data["height_m"]),
        )

    def refuse(self, wrong: HouseWrong, language: str) -> None:
        """Say each thing that is wrong at its field, as far as it has one."""
        layouts = [seating.layout for seating in self.told().seatings]
        for mistake in wrong.mistakes:
            at, _dot, fact = mistake.at.partition(".")
            number = at.removeprefix("seatings[").rstrip("]")
            if number.isdecimal() and int(number) < len(layouts):
                at = f"{fact or 'max_delegates'}_{layouts[int(number)]}"
            field = "new_sections" if at.startswith("sections") else at
            sentence = refusals.sentence(mistake.refusal, language)
            self.add_error(field if field in self.fields else None, sentence)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one above
        field.choices = choices

    def _seatings(self) -> Iterator[Seating]:
        """Return the layouts with a number, those the room has already in their order."""
        before = [seating.layout for seating in self.plan.seatings] if self.plan else []
        for layout in [*before, *(one for one in Layout if one not in before)]:
            most = self.cleaned_data[f"max_delegates_{layout}"]
            if most:
                yield Seating(
                    layout,
                    self.cleaned_data[f"min_delegates_{layout}"] or 1,
                    most,
                    self.cleaned_data[f"setup_minutes_{layout}"],
                    self.cleaned_data[f"breakdown_minutes_{layout}"],
                )


def _meanings(guess: ColumnGuess) -> list[tuple[str, str]]:
    told = [(means, words.meaning(means)) for means in words.MEANINGS]
    told += [(f"capacity:{layout}", words.meaning(f"capacity:{layout}")) for layout in Layout]
    if guess.means not in dict(told):
        told.append((guess.means, words.meaning(guess.means)))
    return told


def _keys(oddity: Oddity) -> str:
    return {Wanted.NUMBER: "decimal", Wanted.SEATS: "numeric"}.get(oddity.wanted, "text")


def _width(oddity: Oddity) -> str:
    return "input rooms-words" if oddity.wanted is Wanted.WORDS else "input"


def _people(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, required=False)


def _initial(plan: SpacePlan | None) -> dict[str, Any]:
    if plan is None:
        return {"setup_minutes": 0, "breakdown_minutes": 0}
    told = {name: getattr(plan, name) for name in RoomForm.base_fields if name != "new_sections"}
    told |= {name: "" if told[name] is None else ("yes" if told[name] else "no") for name in _YES_NO}
    for seating in plan.seatings:
        told |= {f"{name}_{seating.layout}": getattr(seating, name) for name in SEATING}
    return told


_YES_NO: Final = ("daylight", "step_free", "hearing_loop")


def _cents(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))
