"""The API as OpenAPI describes it, with what the library cannot know: media types and headers of problems and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from ninja import NinjaAPI
from ninja.parser import Parser

from zaal.interfaces.api.problems import MEDIA_TYPE
from zaal.interfaces.api.tokens import BearerTokenOrGuest
from zaal.interfaces.wire.problems import ProblemOut

if TYPE_CHECKING:
    from django.http import HttpRequest
    from ninja.openapi.schema import OpenAPISchema
    from pydantic import BaseModel

FIRST_PROBLEM = 400
TOKEN = "BearerToken"  # noqa: S105 - a name in the schema
HEADERS = {
    201: ("Location", "Where what was made can be read."),
    401: ("WWW-Authenticate", "How to sign in."),
    503: ("Retry-After", "After how many seconds to try again."),
}
# A file instead of JSON.
CALENDAR: dict[str, Any] = {
    "responses": {
        200: {"content": {"text/calendar": {"schema": {"type": "string", "description": "iCalendar, RFC 5545"}}}}
    }
}
DOCUMENT: dict[str, Any] = {
    "responses": {
        200: {
            "content": {
                "application/pdf": {
                    "schema": {"type": "string", "format": "binary", "description": "PDF/A-3a and PDF/UA-1"}
                }
            }
        }
    }
}


class StrictParser(Parser):
    """Reads JSON and nothing that only looks like it (NaN, broken UTF-8, endless nesting)."""

    def parse_body(self, request: HttpRequest) -> Any:
        return orjson.loads(request.body)


class DescribedApi(NinjaAPI):
    """An API whose schema tells problems as problems."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Complete the library's schema."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in schema["paths"].values():
            for operation in path.values():
                operation["security"] = _security(operation)
                operation["summary"] = operation["description"].partition("\n")[0].rstrip(".")
                for status, answer in operation["responses"].items():
                    _complete(int(status), answer)
        schema["components"]["securitySchemes"] = {TOKEN: {"type": "http", "scheme": "bearer"}}
        return schema


def answers(status: int, shape: type[BaseModel] | None, *others: int) -> dict[int, Any]:
    """List what an operation answers: its shape, the given problems, and those that can meet any request."""
    return {status: shape, **dict.fromkeys(sorted({401, 422, 503, *others}), ProblemOut)}


def _complete(status: int, answer: dict[str, Any]) -> None:
    if status >= FIRST_PROBLEM:
        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    if status in HEADERS:
        name, meaning = HEADERS[status]
        answer["headers"] = {name: {"description": meaning, "required": True, "schema": {"type": "string"}}}


def _security(operation: dict[str, Any]) -> list[dict[str, list[str]]]:
    """Say that it is the same token everywhere, which may be left out where a guest may ask."""
    optional = any(BearerTokenOrGuest.__name__ in scheme for scheme in operation["security"])
    return [{TOKEN: []}, {}] if optional else [{TOKEN: []}]
