"""The hotel's first steps on its desk: what each is called, and where it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zaal.interfaces.web.help import pages
from zaal.queries import first_steps
from zaal.queries.first_steps import Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zaal.interfaces.web.visitor import PageRequest

COOKIE, AWAY = "first_steps", "away"
NAMES = {
    Step.ROOMS: _("Rooms with how many they seat"),
    Step.OPENING_HOURS: _("Opening hours"),
    Step.RATES: _("Rates: hire or packages"),
    Step.TERMS: _("Cancellation terms"),
    Step.PICTURES: _("Pictures of your own"),
    Step.CLOSURE: _("A room closed for a while, to try it"),
}


class Told(NamedTuple):
    """One step as the desk shows it."""

    name: StrOrPromise
    address: str
    is_done: bool


class Card(NamedTuple):
    """The steps of one house; ``is_begun`` when at least half is done."""

    house: str
    steps: tuple[Told, ...]
    done: int
    is_begun: bool


def card(request: PageRequest, house: str | None) -> Card | None:
    """Tell how far a house is; None for a group, when nothing is left, and for who has put the card away."""
    if house is None or request.COOKIES.get(COOKIE) == AWAY:
        return None
    taken = first_steps.taken(house, actor=request.actor)
    if taken == frozenset(Step):
        return None
    told = tuple(Told(name, _address(step, house), step in taken) for step, name in NAMES.items())
    return Card(house, told, len(taken), len(taken) * 2 >= len(Step))


def _address(step: Step, house: str) -> str:
    if step is Step.PICTURES:
        return reverse("pictures", args=[house])
    if step is Step.CLOSURE:
        return "#closures"
    return f"{pages.address('hotel')}#{step.value.replace('_', '-')}"
