"""Houses as data: what a hotel (or the operator) reads and writes of its own rates."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router
from ninja.params import functions

from zaal.gateways import houses as files
from zaal.interfaces import clock
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import person
from zaal.interfaces.wire.houses import HOUSE, RATES, ChangesOut
from zaal.queries import houses
from zaal.usecases import rates

FILENAME = "rates.json"
SLUG = functions.Path(..., description="The venue's slug.", max_length=120)
DRY_RUN = functions.Query(default=False, description="Only tell what would change.")

router = Router(tags=["Houses"])


@router.get(
    "venues/{slug}/house",
    response=answers(200, None, 403, 404),
    auth=person,
    operation_id="house",
    openapi_extra=HOUSE,
)
def house(request: ApiRequest, slug: str = SLUG) -> HttpResponse:
    """Everything a house is made of: facts, rooms, rates, rules and terms."""
    told = houses.plan(slug, actor=request.auth)
    return _json(files.write(told, organisations=houses.organisation_names(told)))


@router.get(
    "venues/{slug}/rates",
    response=answers(200, None, 403, 404),
    auth=person,
    operation_id="rates",
    openapi_extra=RATES["answer"],
)
def rates_of(request: ApiRequest, slug: str = SLUG) -> HttpResponse:
    """All that a house charges, and on which terms."""
    told = houses.rates(slug, actor=request.auth)
    return _json(files.write_rates(told, organisations=houses.organisation_names(told)))


@router.put(
    "venues/{slug}/rates",
    response=answers(200, ChangesOut, 400, 403, 404, 413),
    auth=person,
    operation_id="replace_rates",
    openapi_extra=RATES["body"],
)
def replace_rates(request: ApiRequest, slug: str = SLUG, dry_run: bool = DRY_RUN) -> ChangesOut:  # noqa: FBT001 - a query parameter
    """Put these rates in the place of all that the house charges.

    All or nothing; quotes and bookings made before keep theirs.
    """
    data = request.body
    named = houses.organisation_numbers(files.named_organisations(data, filename=FILENAME))
    plan = files.read_rates(data, filename=FILENAME, organisations=named)
    if dry_run:
        return ChangesOut.of(rates.preview(actor=request.auth, venue_slug=slug, plan=plan))
    return ChangesOut.of(rates.replace(actor=request.auth, venue_slug=slug, plan=plan, now=clock.now()))


def _json(told: bytes) -> HttpResponse:
    return HttpResponse(told, content_type="application/json")
