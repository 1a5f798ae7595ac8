"""A room for whoever is on the phone: the free ones of a house from the smallest, with the price to name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from zaal.domain.pricing import Basis
from zaal.domain.refusals import Invalid
from zaal.interfaces import clock, labels, refusals
from zaal.interfaces.web.desk.asked import Asked
from zaal.interfaces.web.desk.forms import PhoneForm
from zaal.interfaces.web.sales import words
from zaal.queries import desk
from zaal.queries.venues import VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.search import Answer, Offer


@require_GET
def rooms(request: PageRequest) -> HttpResponse:
    """List the free rooms that fit; one click makes the quote."""
    now, house = clock.now(), request.GET.get("house", "").replace("\x00", "")
    theirs = {one.slug: one for one in desk.houses(request.actor, now=now)}
    if house not in theirs:
        raise VenueUnknown(venue=house)
    form, found, refusal = PhoneForm(request.GET), None, None
    if form.is_valid():
        try:
            found = desk.free_rooms(
                actor=request.actor,
                house=house,
                span=form.span(),
                delegates=form.cleaned_data["delegates"],
                layout=form.layout_asked(),
                basis=form.basis_asked(),
                now=now,
            )
        except Invalid as caught:
            refusal = caught
    status = refusals.status(refusal) if refusal else 200 if found else 422
    shown = {
        "house": theirs[house],
        "phone": form,
        "offers": list(_offers(found)) if found else (),
        "why_not": _reasons(found) if found else (),
        "is_answered": found is not None,
        "back": Asked(house, on=form.cleaned_data.get("date")).address,
        "refusal": refusals.sentence(refusal, words.language(), theirs[house].time_zone) if refusal else "",
    }
    return render(request, "desk/rooms.html", shown, status=status)


def _offers(found: Answer) -> Iterator[tuple[Offer, str, str]]:
    """Pair each room with the basis a quote of it is asked on, and with what keeps it from confirming at once."""
    for offer in found.offers:
        package = offer.basis is Basis.PACKAGE and offer.package_code
        basis = f"package:{offer.package_code}" if package else offer.basis.value
        yield offer, basis, labels.obstacle(offer.obstacle, words.language()) if offer.obstacle else ""


def _reasons(found: Answer) -> list[tuple[str, int]]:
    return [(str(labels.REASONS[reason]), number) for reason, number in found.why_not.items() if number]
