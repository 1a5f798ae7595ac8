"""The forms of the sale: what a quote is asked for, until when an option is held, which reference is looked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import MOST_DELEGATES, LocalSpan, QuoteWish
from zaal.interfaces import labels
from zaal.interfaces.web import formats
from zaal.interfaces.web.marketplace.forms import DAYPARTS, DatesField
from zaal.interfaces.web.sales import prices, words
from zaal.interfaces.web.times import TimesForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.forms import BoundField
    from django.http import QueryDict

    from zaal.domain.money import Money
    from zaal.interfaces.web.sales.prices import ExtraPrice
    from zaal.queries.venues import SpaceView, VenueView

Day = date  # inside the form, "date" is the name of a field
EXTRA = "extra-"
PACKAGE = "package:"
MOST_OF_AN_EXTRA = 999
SPARE_DATES = 3
USUAL_FROM, USUAL_TO = time(9), time(17)
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

    def __init__(self, venue: VenueView, space: SpaceView, day: Day, *args: Any, **kwargs: Any) -> None:
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
        basis, _, code = told["basis"].partition(":")
        return QuoteWish(
            venue=self.venue.slug,
            space=self.space.slug,
            layout=Layout(told["layout"]),
            delegates=told["delegates"],
            spans=self._spans(),
            basis=Basis(basis),
            package_code=code or None,
            extras=tuple(
                (extra.code, told[EXTRA + extra.code]) for extra in self.venue.extras if told.get(EXTRA + extra.code)
            ),
            title=told["title"].strip(),
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
