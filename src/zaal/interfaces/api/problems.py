"""How the API says no: RFC 9457 problems with a refusal's code and facts, and its sentence in the reader's language."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja.errors import HttpError, ValidationError

from zaal.domain.refusals import Refusal
from zaal.interfaces import refusals
from zaal.interfaces.wire.problems import ProblemOut
from zaal.interfaces.wire.values import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ninja import NinjaAPI

    from zaal.domain.actors import Actor

MEDIA_TYPE = "application/problem+json"
BUSY_SECONDS = 2
MOST_FIELDS_TOLD = 20
# What PostgreSQL says when it gave up on purpose: serialization, deadlock, no lock in time, statement timeout.
BUSY_STATES = frozenset({"40001", "40P01", "55P03", "57014"})


class ApiRequest(HttpRequest):
    """A request whose actor is known."""

    auth: Actor
    LANGUAGE_CODE: str
    zone: str | None


def add_handlers(api: NinjaAPI) -> None:
    """Have every refusal, unreadable request and database that gave up answered as a problem."""
    # Any: the library's own type wants a handler to take the class too, which it never gives.
    handlers: dict[type[Exception], Any] = {
        Refusal: _refused,
        ValidationError: _misshapen,
        HttpError: _unreadable,
        OperationalError: _gave_up,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def problem(request: HttpRequest, status: int, code: str, told: Mapping[str, object]) -> HttpResponse:
    """Write a problem that only the door knows; its sentence stands with the refusals'."""
    language = _language(request)
    return _written(request, status, code, refusals.say(code, told, language), dict(told))


@contextmanager
def venue_clock(request: ApiRequest, zone_of: Callable[[], str]) -> Iterator[None]:
    """Have moments in a refusal told on a venue's clock; ``zone_of`` looks it up, only when something is refused."""
    try:
        yield
    except Refusal:
        try:
            request.zone = zone_of()
        except Refusal:
            request.zone = None
        raise


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status, zone = refusals.status(refusal), getattr(request, "zone", None)
    detail = refusals.sentence(refusal, _language(request), zone)
    response = _written(request, status, refusal.code, detail, facts(refusal.facts, zone))
    if status == 401:  # noqa: PLR2004 - HTTP
        error = ', error="invalid_token"' if "Authorization" in request.headers else ""
        response["WWW-Authenticate"] = f'Bearer realm="zaal"{error}'
    return response


def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [
        {"field": _field(told["loc"]), "code": told["type"], "message": told["msg"]}
        for told in error.errors[:MOST_FIELDS_TOLD]
    ]
    named = "; ".join(f"{told['field']}: {told['message']}" for told in fields)
    detail = refusals.say("invalid_request", {"fields": named}, _language(request))
    return _written(request, 422, "invalid_request", detail, {"fields": fields})


def _unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    return problem(request, 400, "malformed_json", {})


def _gave_up(request: HttpRequest, error: OperationalError) -> HttpResponse:
    if getattr(error.__cause__, "sqlstate", None) not in BUSY_STATES:
        raise error
    response = problem(request, 503, "busy_try_again", {"seconds": BUSY_SECONDS})
    response["Retry-After"] = str(BUSY_SECONDS)
    return response


def _written(request: HttpRequest, status: int, code: str, detail: str, told: dict[str, Any]) -> HttpResponse:
    body = ProblemOut(
        type=f"urn:zaal:problem:{code}",
        title=refusals.title(status, _language(request)),
        status=status,
        detail=detail,
        instance=request.path,
        code=code,
        facts=told,
    )
    return HttpResponse(body.model_dump_json(), status=status, content_type=MEDIA_TYPE)


def docs_address() -> str:
    """Return the path of the list of what there is."""
    return reverse("api:openapi-view")


def _field(location: tuple[str | int, ...]) -> str:
    """Name a field as the asker wrote it: without where it came from and the name our function gives it."""
    source, *path = location
    inner = path[1:] if source in {"body", "query"} and len(path) > 1 else path
    return ".".join(str(part) for part in inner) or str(source)


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "en"))
