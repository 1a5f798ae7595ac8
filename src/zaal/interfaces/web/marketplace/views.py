"""Search: the first page, the results, and names of places while somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from zaal.domain.period import LocalTimeAmbiguous
from zaal.domain.places import PlaceAmbiguous, PlaceOutOfRange, PlaceUnknown
from zaal.domain.refusals import Invalid
from zaal.domain.search import WhyNot
from zaal.interfaces import clock, labels, refusals
from zaal.interfaces.web.marketplace import chips, forms, remedies
from zaal.interfaces.web.marketplace.cards import Page, card
from zaal.interfaces.web.marketplace.forms import SearchForm, address, address_of
from zaal.interfaces.web.pictures import shown as pictures
from zaal.interfaces.web.visitor import CURRENCY_COOKIE
from zaal.queries import cities, places, search
from zaal.queries.alternatives import alternatives

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.domain.search import Wish
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.places import FoundPlace
    from zaal.queries.search import Answer, Facets

MOST_CITIES = 10
YEAR_SECONDS = 31_536_000


@require_GET
def home(request: PageRequest) -> HttpResponse:
    """Show the search form, filled in as most people need it, and the cities with most hotels."""
    usual = forms.usual_values(clock.now().date())
    found = cities.with_most_venues(MOST_CITIES, language=request.visitor.language)
    return render(
        request,
        "marketplace/home.html",
        {
            "form": SearchForm(initial=usual),
            "cities": [(city, urlencode({**usual, "place": city.name}, doseq=True)) for city in found],
        },
    )


@require_GET
def results(request: PageRequest) -> HttpResponse:
    """Show what is free for the search in the URL: a page, or for htmx the part of it that changes."""
    if not request.GET:
        return redirect("home")
    hotels_own = request.GET.get("currency") == ""
    if hotels_own:
        request.visitor = replace(request.visitor, currency=None)
    tidy = forms.without_empty(request.GET)
    if tidy != request.GET and not request.htmx:
        tidied = redirect(f"{request.path}?{tidy.urlencode()}")
        if hotels_own:
            tidied.delete_cookie(CURRENCY_COOKIE, samesite="Lax")
        return tidied
    form = forms.asked_for(request.GET)
    context = {"form": form, "state": address(request.GET), **_found(request, form)}
    partly = request.htmx and not request.htmx.history_restore_request
    template = "marketplace/results.html#region" if partly else "marketplace/results.html"
    response = render(request, template, context, status=422 if form.errors else 200)
    patch_vary_headers(response, ["HX-Request"])
    if partly and form.errors:
        response.headers["HX-Reswap"], response.headers["HX-Push-Url"] = "none", "false"
    elif partly:
        response.headers["HX-Push-Url"] = f"{request.path}?{context['state']}"
    if hotels_own:
        response.delete_cookie(CURRENCY_COOKIE, samesite="Lax")
    elif form.is_valid() and form.cleaned_data["currency"]:
        chosen = form.cleaned_data["currency"]
        response.set_cookie(CURRENCY_COOKIE, chosen, max_age=YEAR_SECONDS, secure=settings.SECURE, samesite="Lax")
    return response


@require_GET
@cache_control(private=True, max_age=600)
def place_names(request: PageRequest) -> HttpResponse:
    """Offer the places that the text typed so far may mean, as options of a datalist."""
    try:
        matches = places.find(request.GET.get("place", ""), language=request.visitor.language).matches
    except PlaceOutOfRange:
        matches = ()
    return render(request, "marketplace/places.html", {"matches": matches})


def _found(request: PageRequest, form: SearchForm) -> dict[str, Any]:
    """Search, or say what must be chosen or corrected first."""
    if not form.is_valid():
        return {}
    language = request.visitor.language
    try:
        place = places.the_one(form.cleaned_data["place"], language=language)
    except (PlaceAmbiguous, PlaceUnknown) as refusal:
        return _which_place(request, refusal)
    except PlaceOutOfRange as refusal:
        form.add_error("place", refusals.sentence(refusal, language))
        return {}
    try:
        wish = form.wish(place, currency=request.visitor.currency)
    except Invalid as refusal:
        form.add_error(forms.FIELD_OF.get(refusal.code), refusals.sentence(refusal, language, place.time_zone))
        return {}
    try:
        answer = search.spaces(wish, now=clock.now(), after=request.GET.get("after"), actor=request.actor)
    except Invalid as refusal:
        return _refused(request, form, place, wish, refusal)
    return _shown(request, place, wish, answer) | _beside(request, form, wish, answer)


def _refused(request: PageRequest, form: SearchForm, place: FoundPlace, wish: Wish, refusal: Invalid) -> dict[str, Any]:
    """Say at its field why this cannot be searched, and what can be."""
    language = request.visitor.language
    sentence = refusals.sentence(refusal, language, place.time_zone)
    if isinstance(refusal, LocalTimeAmbiguous):
        form.ask_which(refusal, wish.spans, sentence)
    else:
        form.add_error(forms.FIELD_OF.get(refusal.code), sentence)
    asked = remedies.Asked(request.GET, wish.spans, clock.now().date(), language)
    return {"remedies": remedies.against(refusal, asked)}


def _which_place(request: PageRequest, refusal: PlaceAmbiguous | PlaceUnknown) -> dict[str, Any]:
    """Offer the places that may be meant, each as the same search with its full name."""
    text = request.GET.get("place", "")
    offered = refusal.facts["matches"] if isinstance(refusal, PlaceAmbiguous) else refusal.facts["suggestions"]
    known = {match.label: match for match in places.find(text, language=request.visitor.language, limit=12).matches}
    return {
        "place_choice": {
            "text": text,
            "ambiguous": isinstance(refusal, PlaceAmbiguous),
            "matches": [(known[label], address(request.GET, place=label)) for label in offered if label in known],  # type: ignore[attr-defined]  # facts are plain values
        }
    }


def _shown(request: PageRequest, place: FoundPlace, wish: Wish, answer: Answer) -> dict[str, Any]:
    state, language = address(request.GET), request.visitor.language
    towns = cities.called(((offer.city, offer.country) for offer in answer.offers), language=language)
    rooms = ((offer.venue, offer.space) for offer in answer.offers)
    views = pictures.of_rooms(rooms, layout=wish.layout, delegates=wish.delegates)
    page = Page(wish, towns, views, state, language)
    return {
        "place": place,
        "wish": wish,
        "times": [(span.starts, span.ends) for span in wish.spans],
        "answer": answer,
        "cards": [card(offer, page) for offer in answer.offers],
        "first_page": request.GET.get("after") is None,
        "more": address(request.GET, after=answer.next) if answer.next else None,
        "one_zone": len({offer.time_zone for offer in answer.offers}) == 1,
        "tiles": {"url": settings.TILES_URL, "credit": settings.TILES_CREDIT},
    }


def _beside(request: PageRequest, form: SearchForm, wish: Wish, answer: Answer) -> dict[str, Any]:
    """Tell what stands around the list: filters, what narrows it down, and a way on where it is empty."""
    on_map = form.part_of_map() is not None
    active = chips.active(request.GET, wish, language=request.visitor.language, on_map=on_map)
    told = {
        "on_map": on_map,
        "filters": _filters(wish, answer.facets),
        "chips": active,
        "filters_set": sum(chip.is_filter for chip in active),
        "cleared": chips.cleared(request.GET),
    }
    if answer.total:
        return told
    causes = remedies.causes(answer.why_not, request.GET)
    too_large = WhyNot.TOO_SMALL in answer.why_not and not any(cause.address for cause in causes)
    smaller = remedies.smaller_group(wish, request.GET, now=clock.now()) if too_large else None
    instead = _alternatives(request, wish)
    stuck = not instead and smaller is None and not any(cause.address for cause in causes)
    return {**told, "causes": causes, "smaller": smaller, "alternatives": instead, "stuck": stuck}


def _filters(wish: Wish, facets: Facets) -> dict[str, Any]:
    """Count what each filter would leave; a chosen one stays there to be undone."""
    shown = [amenity for amenity in labels.AMENITIES if amenity in facets.amenities or amenity in wish.amenities]
    amenities = [(amenity, facets.amenities.get(amenity, 0)) for amenity in shown]
    stars = [(least, sum(n for stars, n in facets.stars.items() if stars >= least)) for least in forms.STARS]
    return {"amenities": amenities, "stars": stars, "instant": facets.instant, "radii": forms.RADII_KM}


def _alternatives(request: PageRequest, wish: Wish) -> list[dict[str, Any]]:
    return [
        {"offered": offered, "address": address_of(request.GET, offered.wish)}
        for offered in alternatives(wish, now=clock.now())
    ]
