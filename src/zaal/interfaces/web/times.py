"""Times in forms: which of two equal times of the autumn night is meant is asked only once it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BoundField

    from zaal.domain.period import LocalTimeAmbiguous
    from zaal.domain.wishes import LocalSpan

FOLDS = (("0", _("the first, summer time")), ("1", _("the second, winter time")))
STARTS, ENDS = "from_fold", "to_fold"


class TimesForm(forms.Form):
    """A form with wall-clock times; a choice shows where the clock was found to show one of them twice."""

    from_fold = forms.ChoiceField(label=_("Which start"), choices=FOLDS, widget=forms.RadioSelect, required=False)
    to_fold = forms.ChoiceField(label=_("Which end"), choices=FOLDS, widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: set[str] = set()

    def ask_which(self, refusal: LocalTimeAmbiguous, spans: Iterable[LocalSpan], sentence: str) -> None:
        """Ask, at the end of the span it is about, which of the two times is meant."""
        name = STARTS if any(span.starts == refusal.facts["local"] for span in spans) else ENDS
        self._asked.add(name)
        self.add_error(name, sentence)

    def folds(self) -> list[BoundField]:
        """Return the choices that were asked for or made."""
        return [self[name] for name in (STARTS, ENDS) if name in self._asked or self[name].value()]

    def said_folds(self) -> tuple[int | None, int | None]:
        """Return what was said about start and end of a valid form."""
        starts, ends = (self.cleaned_data[name] for name in (STARTS, ENDS))
        return int(starts) if starts else None, int(ends) if ends else None
