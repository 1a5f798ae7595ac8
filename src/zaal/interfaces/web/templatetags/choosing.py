"""What stands on cards and below results: whether a room is compared and kept, and the rooms chosen so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template

from zaal.interfaces.web.choosing import chosen
from zaal.interfaces.web.marketplace import forms
from zaal.queries import choosing, shortlists
from zaal.queries.choosing import Room

if TYPE_CHECKING:
    from zaal.interfaces.web.visitor import PageRequest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Choice:
    """A room on a card with its two controls; ``back`` is the page they lead back to without script."""

    room: str
    name: str
    is_compared: bool
    is_kept: bool
    state: str
    back: str

    @property
    def anchor(self) -> str:
        """The id of its controls: where the page stands again after a control was pressed without script."""
        return f"choice-{self.room.replace('/', '-')}"


@dataclass(frozen=True, slots=True)
class Tray:
    """The rooms to compare, as they are called, and the address that shows them side by side."""

    rooms: tuple[tuple[str, str, str], ...]
    address: str
    state: str
    back: str
    kept: tuple[str, ...]
    most: int = chosen.MOST_COMPARED


@register.simple_tag(takes_context=True)
def choice(context: template.Context) -> Choice | None:
    """Tell of the room that a card (``offer``) or a page (``venue``, ``space``) is about."""
    request, room, name = context["request"], *_room(context)
    if room is None:
        return None
    return Choice(
        room=chosen.written(room),
        name=name,
        is_compared=room in chosen.compared(request),
        is_kept=room in _kept(request),
        state=_state(context),
        back=_back(request),
    )


@register.simple_tag(takes_context=True)
def tray(context: template.Context) -> Tray:
    """Tell the rooms chosen so far; those no longer on offer drop out."""
    request = context["request"]
    names = choosing.names(chosen.compared(request))
    state = _state(context)
    query = urlencode({"room": [chosen.written(room) for room in names]}, doseq=True)
    return Tray(
        rooms=tuple((chosen.written(room), space, venue) for room, (space, venue) in names.items()),
        address="&".join(part for part in (query, state) if part),
        state=state,
        back=_back(request),
        kept=tuple(sorted(chosen.written(room) for room in _kept(request))),
    )


def _room(context: template.Context) -> tuple[Room | None, str]:
    if offer := context.get("offer"):
        return Room(offer.venue, offer.space), f"{offer.space_name}, {offer.venue_name}"
    venue, space = context.get("venue"), context.get("space")
    return (Room(venue.slug, space.slug), f"{space.name}, {venue.name}") if venue and space else (None, "")


def _kept(request: PageRequest) -> frozenset[Room]:
    """Read once for all cards of a page what is kept."""
    found: frozenset[Room] | None = getattr(request, "kept_rooms", None)
    if found is None:
        _token, found = shortlists.kept_now(keeper=chosen.keeper(request))
        request.kept_rooms = found  # type: ignore[attr-defined]  # kept for the other cards of this answer
    return found


def _state(context: template.Context) -> str:
    given: Any = context.get("state")
    return given if isinstance(given, str) else forms.address(context["request"].GET)


def _back(request: PageRequest) -> str:
    return request.POST.get("back") or request.get_full_path()
