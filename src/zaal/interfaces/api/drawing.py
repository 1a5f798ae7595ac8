"""Rooms drawn to scale: as geometry, and as a picture."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import BaseModel, Field

from zaal.domain.floorplans import MOST_DRAWN
from zaal.domain.layouts import Layout
from zaal.interfaces import floorplan_svg
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads the annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import anyone
from zaal.interfaces.wire.plans import PlanOut
from zaal.interfaces.wire.wishes import Slug  # noqa: TC001 - the library reads the annotations
from zaal.queries import plans

# A picture instead of JSON.
PICTURE: dict[str, Any] = {
    "responses": {200: {"content": {"image/svg+xml": {"schema": {"type": "string", "description": "SVG 1.1"}}}}}
}

router = Router(tags=["Search"])


class DrawingIn(BaseModel):
    """What to draw."""

    layout: Layout
    delegates: int = Field(ge=1, le=MOST_DRAWN, description="How many places to draw, as far as they fit.")


@router.get(
    "venues/{slug}/spaces/{space}/plan.svg",
    response=answers(200, None, 404),
    auth=anyone,
    operation_id="space_plan_picture",
    openapi_extra=PICTURE,
)
def plan_picture(
    request: ApiRequest,  # noqa: ARG001 - every operation gets it
    slug: Slug,
    space: Slug,
    asked: Query[DrawingIn],
) -> HttpResponse:
    """A room drawn to scale as SVG, in the language of Accept-Language."""
    told = plans.of_offer(slug, space, layout=asked.layout, delegates=asked.delegates)
    picture = floorplan_svg.svg(told.drawing, room=f"{told.space}, {told.venue}", language=get_language() or "en")
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


@router.get(
    "venues/{slug}/spaces/{space}/plan",
    response=answers(200, PlanOut, 404),
    auth=anyone,
    operation_id="space_plan",
)
def plan(
    request: ApiRequest,  # noqa: ARG001 - every operation gets it
    slug: Slug,
    space: Slug,
    asked: Query[DrawingIn],
) -> PlanOut:
    """A room drawn to scale, as geometry in metres."""
    told = plans.of_offer(slug, space, layout=asked.layout, delegates=asked.delegates)
    return PlanOut.from_plan(told, get_language() or "en")
