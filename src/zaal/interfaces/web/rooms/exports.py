"""A whole house as a file for its own people: JSON, or a workbook; what is read back from either is the same house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from zaal.gateways import houses as files
from zaal.queries import houses

if TYPE_CHECKING:
    from zaal.interfaces.web.visitor import PageRequest

KINDS = {
    "json": (files.write, "application/json"),
    "xlsx": (files.write_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def house(request: PageRequest, venue: str, kind: str) -> HttpResponse:
    """Give out a house with its rooms, rates, rules and terms."""
    if kind not in KINDS:
        raise Http404
    write, media_type = KINDS[kind]
    plan = houses.exported(venue, actor=request.actor)
    data = write(plan, organisations=houses.organisation_names(plan))
    named = f'attachment; filename="{plan.facts.slug}.{kind}"'
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": named})
