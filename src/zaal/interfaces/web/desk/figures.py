"""A house's figures in pictures, with the table behind each, and all of them as a spreadsheet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zaal.domain.figures import require_days
from zaal.domain.refusals import Invalid
from zaal.gateways import spreadsheets
from zaal.interfaces import clock, figures_sheets, reasons, refusals
from zaal.interfaces.web.desk import figures_drawn
from zaal.interfaces.web.sales import words
from zaal.queries import answering, figures

if TYPE_CHECKING:
    from datetime import date

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.figures import House

# How many days are told of before and after today, unless other days are asked for.
AROUND = timedelta(days=90)
A_MONTH = timedelta(days=30)


class DaysForm(forms.Form):
    """Over which days figures are told, both included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", gettext_lazy("From")), ("to", gettext_lazy("Until and with"))):
            self.fields[name] = forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """Pass days that figures can be told of; say in a sentence why others cannot."""
        told = super().clean() or {}
        if "from" in told and "to" in told:
            try:
                require_days(told["from"], told["to"])
            except Invalid as refusal:
                raise forms.ValidationError(
                    refusals.sentence(refusal, words.language()), code=refusal.code
                ) from refusal
        return told


@require_safe
def page(request: PageRequest, venue: str) -> HttpResponse:
    """Show a house's figures; over days that cannot be told of, the sentence why and the days to correct."""
    now = clock.now()
    house = figures.house(venue, actor=request.actor, now=now)
    form = _form(request, house)
    told: dict[str, Any] = {"house": house, "form": form, "presets": _presets(house, form)}
    if not form.is_valid():
        return render(request, "desk/figures.html", told, status=422)
    first, last = form.cleaned_data["from"], form.cleaned_data["to"]
    found = figures.figures(venue, actor=request.actor, first=first, last=last, now=now)
    language = request.visitor.language
    pictures = figures_drawn.pictures(found, language)
    told |= {"pictures": pictures, "workbook": _address("figures_workbook", house, first, last)}
    record = answering.of_house(house.slug, now=now)
    told["answers"] = [one for one in (reasons.answers_in(record, language), reasons.honoured(record)) if one]
    return render(request, "desk/figures.html", told)


@require_safe
def workbook(request: PageRequest, venue: str) -> HttpResponse:
    """Give out all tables of the figures as one workbook. Days that cannot be told of are refused as on the page."""
    now = clock.now()
    house = figures.house(venue, actor=request.actor, now=now)
    form = _form(request, house)
    if not form.is_valid():
        return page(request, venue)
    first, last = form.cleaned_data["from"], form.cleaned_data["to"]
    found = figures.figures(venue, actor=request.actor, first=first, last=last, now=now)
    sheets = figures_sheets.all_sheets(found, request.visitor.language)
    named = f"{house.slug}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.xlsx"
    return HttpResponse(
        spreadsheets.workbook(sheets),
        content_type=spreadsheets.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{named}"', "Cache-Control": "private, no-store"},
    )


def _form(request: PageRequest, house: House) -> DaysForm:
    usual = {"from": house.today - AROUND, "to": house.today + AROUND}
    asked = {name: request.GET[name] for name in usual if name in request.GET}
    return DaysForm({name: day.isoformat() for name, day in usual.items()} | asked)


def _presets(house: House, form: DaysForm) -> list[tuple[str, str, bool]]:
    """Name spans of days with their addresses, and whether one is what is shown."""
    today = house.today
    this_year = today.replace(month=1, day=1)
    spans = (
        (_("90 days back and ahead"), today - AROUND, today + AROUND),
        (_("Last 30 days"), today - A_MONTH, today),
        (_("Next 90 days"), today, today + AROUND),
        (_("This year"), this_year, this_year.replace(month=12, day=31)),
        (
            _("Last year"),
            this_year.replace(year=today.year - 1),
            this_year.replace(year=today.year - 1, month=12, day=31),
        ),
    )
    shown = (form["from"].value(), form["to"].value())
    return [
        (name, _address("figures", house, first, last), shown == (first.isoformat(), last.isoformat()))
        for name, first, last in spans
    ]


def _address(name: str, house: House, first: date, last: date) -> str:
    return f"{reverse(name, args=[house.slug])}?{urlencode({'from': first.isoformat(), 'to': last.isoformat()})}"
