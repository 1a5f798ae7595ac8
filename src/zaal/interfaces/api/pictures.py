"""Pictures of hotels and their rooms: where they are found; a hotel's own people can take one away."""

from __future__ import annotations

from ninja import Router, Status
from ninja.params import functions

from zaal.interfaces import clock
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads the annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import anyone, person
from zaal.interfaces.wire.pictures import PicturesOut
from zaal.interfaces.wire.wishes import Slug  # noqa: TC001 - the library reads the annotations
from zaal.queries import pictures as told
from zaal.usecases import pictures

REFERENCE = functions.Path(..., description="As the list of pictures tells it.", max_length=16)

router = Router(tags=["Houses"])


@router.get("venues/{slug}/pictures", response=answers(200, PicturesOut, 404), auth=anyone, operation_id="pictures")
def listed(request: ApiRequest, slug: Slug) -> PicturesOut:  # noqa: ARG001 - every operation gets it
    """The pictures a hotel shows of itself and its rooms, in every size and format."""
    return PicturesOut.of(told.gallery(slug))


@router.delete(
    "venues/{slug}/pictures/{picture}",
    response=answers(204, None, 403, 404),
    auth=person,
    operation_id="remove_picture",
)
def removed(request: ApiRequest, slug: Slug, picture: str = REFERENCE) -> Status[None]:
    """Take a picture off all pages; for seven days the hotel's desk can bring it back."""
    pictures.remove(actor=request.auth, venue_slug=slug, picture=picture, now=clock.now())
    return Status(204, None)
