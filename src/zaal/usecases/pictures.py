"""What can be done with pictures of a house: upload, describe and cut, order, take away and bring back, and make."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app as queue

from zaal.domain.pictures import (
    MOST_PICTURES,
    Crop,
    Kind,
    PictureThere,
    PictureUnknown,
    TooManyPictures,
    check_alts,
    check_size,
    crop_of,
    earlier,
    first_language,
    largest_crop,
    later,
    widths_of,
)
from zaal.domain.refusals import Refusal
from zaal.gateways import images
from zaal.gateways.images import kept
from zaal.queries.pictures import managed_venue
from zaal.records.pictures.models import Picture, Removal, Rendition
from zaal.records.venues.models import Space, Venue
from zaal.usecases import facts
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor


@transaction.atomic(durable=True)
def add(  # noqa: PLR0913 - what an upload is made of
    *, actor: Actor, venue_slug: str, space_slug: str | None, data: bytes, filename: str, now: datetime
) -> str:
    """Take in a picture of a house, or of one of its rooms, have it made, and return its reference.

    One that was taken away and is sent again comes back as it was. No page shows it before it is described.
    Refuses: SignInNeeded, VenueUnknown, SpaceUnknown, TooManyPictures, PictureThere, PictureTooSmall, and what
    ``images.examine`` refuses.
    """
    managed_venue(venue_slug, actor=actor)
    found = images.examine(data, filename=filename)
    check_size(found.width, found.height)
    uncut = images.whole(data, filename=filename)
    # Locked only now: reading a large picture takes a second.
    venue = _locked_venue(venue_slug, actor)
    space = _space(venue, space_slug)
    sha256 = kept.keep_original(data, suffix=found.format)
    if there := Picture.objects.filter(venue=venue, sha256=sha256).first():
        if not Removal.objects.filter(picture=there).delete()[0]:
            raise PictureThere(filename=filename, picture=there.reference)
        facts.write("PictureBroughtBack", venue.slug, actor=actor, now=now, picture=there.reference)
        return there.reference
    if Picture.objects.filter(venue=venue, removal=None).count() >= MOST_PICTURES:
        raise TooManyPictures(most=MOST_PICTURES)
    crop = largest_crop(found.width, found.height)
    row = Picture.objects.create(
        reference=secrets.token_hex(6),
        venue=venue,
        space=space,
        position=1 + (Picture.objects.filter(venue=venue).aggregate(last=Max("position"))["last"] or 0),
        sha256=sha256,
        format=found.format,
        size_bytes=len(data),
        width=found.width,
        height=found.height,
        whole=kept.keep_made(uncut, suffix=Kind.JPEG),
        crop_x=crop.x,
        crop_y=crop.y,
        crop_width=crop.width,
        crop_height=crop.height,
        uploaded_at=now,
    )
    _have_made(row)
    facts.write("PictureAdded", venue.slug, actor=actor, now=now, picture=row.reference, space=space_slug)
    return row.reference


@transaction.atomic(durable=True)
def describe(  # noqa: PLR0913 - what is told of a picture at once
    *,
    actor: Actor,
    venue_slug: str,
    picture: str,
    space_slug: str | None,
    alts: Mapping[str, str],
    cut: tuple[float, float, float] | None,
    now: datetime,
) -> None:
    """Say what a picture shows, by language, and of which room; ``cut`` is left, top and width as fractions.

    Another cut is made by the worker; until it is there, pages show the one before.
    Refuses: SignInNeeded, VenueUnknown, PictureUnknown, SpaceUnknown, AltMissing, AltTooLong, AltLanguageUnknown,
    CropOutside, PictureTooSmall.
    """
    venue = _locked_venue(venue_slug, actor)
    row = _present(venue, picture)
    written = [code for code, _ in settings.LANGUAGES]
    row.alts = check_alts(alts, first=first_language(venue.languages, written), written=written)
    row.space = _space(venue, space_slug)
    crop = crop_of(*cut, width=row.width, height=row.height) if cut else _crop(row)
    if is_cut_anew := crop != _crop(row):
        row.crop_x, row.crop_y, row.crop_width, row.crop_height = crop.x, crop.y, crop.width, crop.height
        row.version, row.failure = row.version + 1, ""
    row.save()
    if is_cut_anew:
        _have_made(row)
    facts.write("PictureDescribed", venue.slug, actor=actor, now=now, picture=picture, space=space_slug)


@transaction.atomic(durable=True)
def move_up(*, actor: Actor, venue_slug: str, picture: str, now: datetime) -> None:
    """Show a picture one place earlier among those of its room. Refuses: SignInNeeded, VenueUnknown, PictureUnknown."""
    _move(actor, venue_slug, picture, earlier, now)


@transaction.atomic(durable=True)
def move_down(*, actor: Actor, venue_slug: str, picture: str, now: datetime) -> None:
    """Show a picture one place later among those of its room. Refuses: as ``move_up``."""
    _move(actor, venue_slug, picture, later, now)


@transaction.atomic(durable=True)
def remove(*, actor: Actor, venue_slug: str, picture: str, now: datetime) -> None:
    """Take a picture off all pages at once; it can be brought back for some days. Twice is the same as once.

    Refuses: SignInNeeded, VenueUnknown, PictureUnknown.
    """
    venue = _locked_venue(venue_slug, actor)
    row = _one(venue, picture)
    if hasattr(row, "removal"):
        return
    Removal.objects.create(picture=row, removed_at=now, removed_by=actor.label[: facts.LONGEST_LABEL])
    facts.write("PictureRemoved", venue.slug, actor=actor, now=now, picture=picture)


@transaction.atomic(durable=True)
def bring_back(*, actor: Actor, venue_slug: str, picture: str, now: datetime) -> None:
    """Put a picture that was taken away where it was. Twice is the same as once. Refuses: as ``remove``."""
    venue = _locked_venue(venue_slug, actor)
    row = _one(venue, picture)
    if Removal.objects.filter(picture=row).delete()[0]:
        facts.write("PictureBroughtBack", venue.slug, actor=actor, now=now, picture=picture)


@transaction.atomic(durable=True)
def try_again(*, actor: Actor, venue_slug: str, picture: str) -> None:
    """Have a picture made again that the worker gave up on. Refuses: SignInNeeded, VenueUnknown, PictureUnknown."""
    row = _present(_locked_venue(venue_slug, actor), picture)
    row.failure = ""
    row.save(update_fields=["failure"])
    _have_made(row)


@transaction.atomic(durable=True)
def make_next(*, picture: str, version: int) -> bool:
    """Make the next size of a picture that is missing, in all formats; tell whether another is missing after it.

    With the last one, pages show this version. A file that cannot be made is said at the desk, with the reason. Done
    again, or for a version that another crop has made old, nothing happens.
    """
    row = Picture.objects.filter(reference=picture, version=version).first()
    if row is None:
        return False
    crop, ready = _crop(row), _widths_made(row)
    missing = [width for width in widths_of(crop, row.width) if width not in ready]
    try:
        files = (
            images.make(kept.original(row.sha256, suffix=row.format), crop=crop, width=missing[0]) if missing else ()
        )
    except Refusal as refusal:
        Picture.objects.filter(pk=row.pk, version=version).update(failure=refusal.code)
        return False
    # Nothing was locked while the files were made: the hotel may have chosen another crop meanwhile.
    if not Picture.objects.select_for_update().filter(pk=row.pk, version=version).exists():
        return False
    Rendition.objects.bulk_create([_rendition(row, file) for file in files], ignore_conflicts=True)
    if len(missing) <= 1:
        Picture.objects.filter(pk=row.pk).update(shown_version=version, failure="")
        Rendition.objects.filter(picture=row).exclude(version=version).delete()
    return len(missing) > 1


@transaction.atomic(durable=True)
def clear_away(*, removed_before: datetime, written_before: datetime) -> int:
    """Forget pictures taken away before a moment, and the files that nothing names any more; return how many files.

    Files younger than ``written_before`` stay: theirs may be an upload that is not committed yet.
    """
    Picture.objects.filter(removal__removed_at__lt=removed_before).delete()
    named = set(Rendition.objects.values_list("digest", flat=True))
    for sha256, uncut in Picture.objects.values_list("sha256", "whole"):
        named |= {sha256, uncut}
    forgotten = {digest for digest in kept.digests_before(written_before) if digest not in named}
    for digest in forgotten:
        kept.forget(digest)
    return len(forgotten)


def _locked_venue(slug: str, actor: Actor) -> Venue:
    """Lock the house, so that two uploads or moves at the same moment follow each other."""
    venue = managed_venue(slug, actor=actor)
    return Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)


def _space(venue: Venue, slug: str | None) -> Space | None:
    if slug is None:
        return None
    space = Space.objects.filter(venue=venue, slug=slug.replace("\x00", "")).first()
    if space is None:
        raise SpaceUnknown(venue=venue.slug, space=slug)
    return space


def _one(venue: Venue, reference: str) -> Picture:
    row = Picture.objects.filter(venue=venue, reference=reference.replace("\x00", "")).first()
    if row is None:
        raise PictureUnknown(picture=reference)
    return row


def _present(venue: Venue, reference: str) -> Picture:
    row = _one(venue, reference)
    if hasattr(row, "removal"):
        raise PictureUnknown(picture=reference)
    return row


def _crop(row: Picture) -> Crop:
    return Crop(row.crop_x, row.crop_y, row.crop_width, row.crop_height)


def _have_made(row: Picture) -> None:
    """Ask the worker, in this transaction; one picture's versions are made one after the other."""
    job = queue.configure_task("make_picture", queue="pictures", lock=f"picture:{row.reference}")
    job.defer(picture=row.reference, version=row.version)


def _widths_made(row: Picture) -> set[int]:
    return set(Rendition.objects.filter(picture=row, version=row.version).values_list("width", flat=True))


def _rendition(row: Picture, file: images.Made) -> Rendition:
    return Rendition(
        picture=row,
        version=row.version,
        kind=file.kind.value,
        width=file.width,
        height=file.height,
        digest=kept.keep_made(file.data, suffix=file.kind.value),
        size_bytes=len(file.data),
    )


def _move(
    actor: Actor, slug: str, reference: str, way: Callable[[Sequence[int], int], list[int]], now: datetime
) -> None:
    """Put one picture elsewhere among those of the same room; the places they take together stay the same."""
    venue = _locked_venue(slug, actor)
    row = _present(venue, reference)
    rows = list(Picture.objects.filter(venue=venue, space=row.space, removal=None).order_by("position", "pk"))
    places = {one.pk: one for one in rows}
    order = way([one.pk for one in rows], row.pk)
    for position, number in zip(sorted(one.position for one in rows), order, strict=True):
        places[number].position = position
    Picture.objects.bulk_update(rows, ["position"])
    facts.write("PictureMoved", venue.slug, actor=actor, now=now, picture=reference)
