"""The hotel's page of its pictures: upload, describe, cut, order, take away and bring back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaal.domain.period import local
from zaal.domain.pictures import PictureUnknown
from zaal.domain.refusals import Refusal
from zaal.gateways.images import MOST_BYTES, PictureTooLarge
from zaal.interfaces import clock, refusals
from zaal.interfaces.web.pictures.forms import DescribeForm, UploadForm
from zaal.interfaces.web.pictures.shown import Shown, uploaded
from zaal.queries import pictures as told
from zaal.usecases import pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.pictures import HousePictures, Managed

# As the worker does it: interfaces.worker.jobs.
BROUGHT_BACK_WITHIN = timedelta(days=7)
# How large the uncut picture is shown at most, in CSS pixels: on a screen together with its three numbers.
STAGE = (640, 400)
ACTS = {
    "up": pictures.move_up,
    "down": pictures.move_down,
    "removal": pictures.remove,
    "return": pictures.bring_back,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The part to show, in the pixels of a drawing of the uncut picture."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """One picture of the page: how far it is, what it looks like on the pages, and the form to describe it."""

    picture: Managed
    form: DescribeForm
    preview: Shown | None
    failure: str
    is_first: bool
    is_last: bool
    frame: Frame
    stage: tuple[int, int]
    is_open: bool
    gone_on: date | None


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PageRequest, venue: str) -> HttpResponse:
    """Show a house's pictures, or take in the files that were sent: each is taken or refused by itself."""
    house = told.of_desk(venue, actor=request.actor)
    if request.method != "POST":
        return _answer(request, house)
    form = UploadForm(house, request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, house, upload=form)
    refused = _take_in(request, venue, form)
    taken = len(form.cleaned_data["pictures"]) - len(refused)
    if taken:
        words = ngettext(
            "%(n)s picture is uploaded. Say what is to be seen in it; then it is shown.",
            "%(n)s pictures are uploaded. Say what is to be seen in each; then they are shown.",
            taken,
        )
        messages.success(request, words % {"n": taken})
    if not refused:
        return redirect("pictures", venue)
    for sentence in refused:
        form.add_error("pictures", sentence)
    return _answer(request, told.of_desk(venue, actor=request.actor), upload=form)


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Keep what is told of one picture; what is refused is said beside it, with the input kept."""
    house = told.of_desk(venue, actor=request.actor)
    one = _one(house, reference)
    if request.method != "POST":
        return redirect(f"{_address(venue)}#picture-{reference}")
    form = DescribeForm(house, one, request.POST)
    if form.is_valid():
        try:
            pictures.describe(
                actor=request.actor,
                venue_slug=venue,
                picture=reference,
                space_slug=form.cleaned_data["space"] or None,
                alts=form.alts(),
                cut=form.cut(),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal.code, refusals.sentence(refusal, request.visitor.language))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{_address(venue)}#picture-{reference}")
    return _answer(request, house, sent={reference: form})


@require_POST
def act(request: PageRequest, venue: str, reference: str, what: str) -> HttpResponse:
    """Move a picture, take it away or bring it back."""
    ACTS[what](actor=request.actor, venue_slug=venue, picture=reference, now=clock.now())
    return redirect(f"{_address(venue)}#picture-{reference}")


@require_POST
def again(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Have a picture made again that could not be made."""
    pictures.try_again(actor=request.actor, venue_slug=venue, picture=reference)
    return redirect(f"{_address(venue)}#picture-{reference}")


@require_GET
def progress(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Tell how far one picture is."""
    house = told.of_desk(venue, actor=request.actor)
    card = _card(house, _one(house, reference), request.visitor.language)
    return render(request, "pictures/now.html", {"house": house, "card": card})


def _take_in(request: PageRequest, venue: str, form: UploadForm) -> list[str]:
    """Add each file; return the sentences about those that are refused."""
    refused = []
    for file in form.cleaned_data["pictures"]:
        try:
            pictures.add(
                actor=request.actor,
                venue_slug=venue,
                space_slug=form.cleaned_data["space"] or None,
                data=_read(file),
                filename=file.name or "",
                now=clock.now(),
            )
        except Refusal as refusal:
            refused.append(refusals.sentence(refusal, request.visitor.language))
    return refused


def _read(file: UploadedFile[bytes]) -> bytes:
    """Read one file, but none that is too large anyway."""
    if (file.size or 0) > MOST_BYTES:
        raise PictureTooLarge(filename=file.name or "", bytes=file.size, limit_bytes=MOST_BYTES)
    return bytes(file.read())


def _answer(
    request: PageRequest,
    house: HousePictures,
    *,
    upload: UploadForm | None = None,
    sent: dict[str, DescribeForm] | None = None,
) -> HttpResponse:
    forms, language = sent or {}, request.visitor.language
    names = dict(house.rooms)
    groups = [
        (names[space] if space else _("The house itself"), _cards(house, list(some), forms, language))
        for space, some in groupby(house.pictures, key=lambda one: one.space)
    ]
    shown = {
        "house": house,
        "upload": upload or UploadForm(house),
        "form": next(iter(forms.values()), None),
        "groups": groups,
        "keeps_forms": bool(request.htmx) and request.htmx.target == "pictures",
    }
    return render(request, "pictures/desk.html", shown, status=422 if upload or sent else 200)


def _cards(house: HousePictures, some: Sequence[Managed], forms: dict[str, DescribeForm], language: str) -> list[Card]:
    present = [one.reference for one in some if one.removed_at is None]
    return [_card(house, one, language, form=forms.get(one.reference), present=present) for one in some]


def _card(
    house: HousePictures,
    one: Managed,
    language: str,
    *,
    form: DescribeForm | None = None,
    present: Sequence[str] = (),
) -> Card:
    crop, removed_at = one.crop, one.removed_at
    gone_at = removed_at + BROUGHT_BACK_WITHIN if removed_at else None
    return Card(
        picture=one,
        form=form or DescribeForm(house, one),
        preview=uploaded(one.shown) if one.shown else None,
        failure=refusals.say(one.failure, {"filename": one.reference}, language) if one.failure else "",
        is_first=one.reference in present[:1],
        is_last=one.reference in present[-1:],
        frame=Frame(
            round(crop.x * one.width),
            round(crop.y * one.height),
            round(crop.width * one.width),
            round(crop.height * one.height),
        ),
        stage=_within(one.width, one.height),
        is_open=form is not None or not one.is_described,
        gone_on=local(gone_at, house.time_zone).date() if gone_at else None,
    )


def _one(house: HousePictures, reference: str) -> Managed:
    for one in house.pictures:
        if one.reference == reference:
            return one
    raise PictureUnknown(picture=reference)


def _within(width: int, height: int) -> tuple[int, int]:
    scale = min(STAGE[0] / width, STAGE[1] / height)
    return round(width * scale), round(height * scale)


def _address(venue: str) -> str:
    return reverse("pictures", args=[venue])
