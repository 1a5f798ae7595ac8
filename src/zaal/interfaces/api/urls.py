"""The addresses of the API. What is not there, or not possible there, is answered as a problem too."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from zaal.interfaces.api import calendars, changing, drawing, houses, orders, pictures, searching, selling
from zaal.interfaces.api.problems import add_handlers, docs_address, problem
from zaal.interfaces.api.schema import DescribedApi, StrictParser

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

MOST_BODY_BYTES = 1024 * 1024

ABOUT = """
Meeting rooms of many hotels: search (`offers`), price (`quotes`), hold (`options`), book (`bookings`).

- **Times** are asked as the venue's clock shows them, without a zone (`2027-03-18T09:00`), and told with its offset.
- **Money** is a decimal string with its currency. Prices are all-in: taxes and service charge are inside `gross`.
- **Tokens**: `Authorization: Bearer zaal_...`. Without one you are a guest, who may search and quote.
- **Once**: send an `Idempotency-Key` with a POST; the same key with the same request makes one thing.
- **No** is said as `application/problem+json` with a stable `code`, its `facts`, and a sentence in `Accept-Language`.
- **Pages**: give `next` back as `page`.
"""

api = DescribedApi(
    title="Zaal",
    version="1",
    description=ABOUT,
    urls_namespace="api",
    parser=StrictParser(),
)
add_handlers(api)
api.add_router("", searching.router)
api.add_router("", drawing.router)
api.add_router("", selling.router)
api.add_router("", houses.router)
api.add_router("", changing.router)
api.add_router("", pictures.router)
api.add_router("", calendars.router)
api.add_router("", orders.router)


def as_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view's own "not here" and "not so", and a body that is too large, answered as problems."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BODY_BYTES:
            return problem(request, 413, "body_too_large", {"most_bytes": MOST_BODY_BYTES})
        try:
            response = view(request, *args, **values)
        except Http404:
            return unknown(request)
        return _not_allowed(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    return answer


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer an address that nothing stands at."""
    return problem(request, 404, "path_unknown", {"docs": docs_address()})


def _not_allowed(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    allowed = sorted(refused["Allow"].split(", "))
    response = problem(request, 405, "method_not_allowed", {"method": request.method, "allowed": allowed})
    response["Allow"] = ", ".join(allowed)
    return response


patterns, _, namespace = api.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern):
        pattern.callback = as_problems(pattern.callback)

urlpatterns = [
    path("", (patterns, "ninja", namespace)),  # as django.urls.include gives it
    re_path(".*", unknown),
]
