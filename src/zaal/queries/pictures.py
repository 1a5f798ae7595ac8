"""Pictures as pages show them, as the hotel's desk manages them, and the files behind their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from zaal.domain.permissions import Action, Owner, SignInNeeded, may, require
from zaal.domain.pictures import Crop, Kind, PictureUnknown, first_language, widths_of
from zaal.queries.venues import VenueUnknown
from zaal.records.pictures.models import Picture, Rendition
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from decimal import Decimal

    from zaal.domain.actors import Actor

ON_PAGES = Q(removal=None, shown_version__isnull=False) & ~Q(alts={})


@dataclass(frozen=True, slots=True)
class Made:
    """One size and format of a picture; ``digest`` names its file."""

    kind: Kind
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Published:
    """A picture that pages may show: its words by language, and its sizes from the smallest."""

    reference: str
    space: str | None
    alts: dict[str, str]
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class RoomLead:
    """A room by name and measure, with the first of its own pictures; None where it has none."""

    name: str
    area_sqm: Decimal | None
    picture: Published | None


@dataclass(frozen=True, slots=True)
class HouseLead:
    """A house by name with its first picture, one of a room where it has none of itself; None without any."""

    name: str
    picture: Published | None


@dataclass(frozen=True, slots=True)
class Managed:
    """One picture at the desk. ``made`` of ``to_make`` sizes of this version are there; ``failure`` is a code."""

    reference: str
    space: str | None
    alts: dict[str, str]
    crop: Crop
    width: int
    height: int
    version: int
    made: int
    to_make: int
    failure: str
    is_shown: bool
    shown: Published | None
    uploaded_at: datetime
    removed_at: datetime | None

    @property
    def is_ready(self) -> bool:
        return self.made >= self.to_make

    @property
    def is_described(self) -> bool:
        return bool(self.alts)


@dataclass(frozen=True, slots=True)
class HousePictures:
    """All pictures of one house, those taken away among them where they were.

    ``first_language`` is that in which each must say what is seen.
    """

    slug: str
    name: str
    time_zone: str
    first_language: str
    rooms: tuple[tuple[str, str], ...]
    pictures: tuple[Managed, ...]


def of_rooms(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], RoomLead]:
    """Return the leading picture of each room, by the slugs of venue and space; one statement for all of them."""
    wanted = {(venue.replace("\x00", ""), space.replace("\x00", "")) for venue, space in pairs}
    rows = Space.objects.filter(venue__slug__in={venue for venue, _ in wanted}, slug__in={room for _, room in wanted})
    told = rows.annotate(lead=_lead(Picture.objects.filter(space=OuterRef("pk")), "position", "pk"))
    return {
        (venue, slug): RoomLead(name, area, _published(lead))
        for venue, slug, name, area, lead in told.values_list("venue__slug", "slug", "name", "area_sqm", "lead")
        if (venue, slug) in wanted
    }


def of_houses(slugs: Iterable[str]) -> Mapping[str, HouseLead]:
    """Return the leading picture of each house; one statement for all of them."""
    rows = Venue.objects.filter(slug__in={slug.replace("\x00", "") for slug in slugs})
    of_the_house_first = F("space").asc(nulls_first=True)
    told = rows.annotate(lead=_lead(Picture.objects.filter(venue=OuterRef("pk")), of_the_house_first, "position", "pk"))
    return {slug: HouseLead(name, _published(lead)) for slug, name, lead in told.values_list("slug", "name", "lead")}


def gallery(slug: str) -> tuple[Published, ...]:
    """Return all pictures that pages may show of a house, those of the house first; two statements.

    Refuses: VenueUnknown (not on offer).
    """
    venue = Venue.objects.filter(slug=slug.replace("\x00", ""), listed=True).first()
    if venue is None:
        raise VenueUnknown(venue=slug)
    rows = Picture.objects.filter(ON_PAGES, venue=venue).annotate(told=_told())
    ordered = rows.order_by(F("space__name").asc(nulls_first=True), "position", "pk")
    return tuple(one for row in ordered.values_list("told", flat=True) if (one := _published([row])))


def rooms(slug: str) -> tuple[str, ...]:
    """Name the rooms on offer of a house by their slugs, the largest first; one statement."""
    rows = Space.objects.filter(venue__slug=slug.replace("\x00", ""), listed=True)
    return tuple(rows.order_by(F("area_sqm").desc(nulls_last=True), "pk").values_list("slug", flat=True))


def of_desk(slug: str, *, actor: Actor) -> HousePictures:
    """Return all of a house's pictures for its own people; three statements.

    Refuses: SignInNeeded, VenueUnknown (also when it is another's house).
    """
    venue = managed_venue(slug, actor=actor)
    written = [code for code, _ in settings.LANGUAGES]
    rows = Picture.objects.filter(venue=venue).annotate(
        told=_told(), made=ArraySubquery(_versions(OuterRef("version")).values("digest"))
    )
    told = rows.select_related("space", "removal").order_by(F("space__name").asc(nulls_first=True), "position", "pk")
    return HousePictures(
        slug=venue.slug,
        name=venue.name,
        time_zone=venue.time_zone,
        first_language=first_language(venue.languages, written),
        rooms=tuple(Space.objects.filter(venue=venue).order_by("name", "pk").values_list("slug", "name")),
        pictures=tuple(_managed(row) for row in told),
    )


def whole(slug: str, reference: str, *, actor: Actor) -> str:
    """Return the digest of a picture's uncut file, for its house's own people.

    Refuses: SignInNeeded, VenueUnknown, PictureUnknown.
    """
    venue = managed_venue(slug, actor=actor)
    found = Picture.objects.filter(venue=venue, reference=reference.replace("\x00", ""))
    digest = found.values_list("whole", flat=True).first()
    if digest is None:
        raise PictureUnknown(picture=reference)
    return digest


def is_open(digest: str, kind: Kind) -> bool:
    """Tell whether a file may be shown to anyone: a rendition of a picture that was not taken away; one statement."""
    return Rendition.objects.filter(digest=digest, kind=kind.value, picture__removal=None).exists()


def managed_venue(slug: str, *, actor: Actor) -> Venue:
    """Return a house whose pictures the actor may manage. Refuses: SignInNeeded, ScopeMissing, VenueUnknown."""
    venue = Venue.objects.filter(slug=slug.replace("\x00", "")).first()
    if actor.person_id is None and not may(actor, Action.MANAGE_VENUE, owner=Owner()):
        raise SignInNeeded(action=Action.MANAGE_VENUE.value)
    if venue is None:
        raise VenueUnknown(venue=slug)
    owner = Owner(hotel_id=venue.organisation_id)
    if venue.organisation_id in actor.hotels:
        require(actor, Action.MANAGE_VENUE, owner=owner)
    if not may(actor, Action.MANAGE_VENUE, owner=owner):
        raise VenueUnknown(venue=slug)
    return venue


def _versions(version: OuterRef) -> QuerySet[Rendition]:
    return Rendition.objects.filter(picture=OuterRef("pk"), version=version).order_by("width", "kind")


def _told() -> JSONObject:
    """Put a picture with its sizes into one JSON value, so that a page of pictures is one statement."""
    made = _versions(OuterRef("shown_version")).values(
        told=JSONObject(kind="kind", width="width", height="height", digest="digest")
    )
    return JSONObject(reference="reference", space="space__slug", alts="alts", made=ArraySubquery(made))


def _lead(rows: QuerySet[Picture], *order: Any) -> ArraySubquery:
    return ArraySubquery(rows.filter(ON_PAGES).order_by(*order).values(told=_told())[:1])


def _published(found: list[dict[str, Any]]) -> Published | None:
    if not found or not found[0]["made"]:
        return None
    told = found[0]
    made = (Made(Kind(one["kind"]), one["width"], one["height"], one["digest"]) for one in told["made"])
    return Published(told["reference"], told["space"], told["alts"], tuple(made))


def _managed(row: Any) -> Managed:
    crop = Crop(row.crop_x, row.crop_y, row.crop_width, row.crop_height)
    removal = getattr(row, "removal", None)
    return Managed(
        reference=row.reference,
        space=row.space.slug if row.space else None,
        alts=row.alts,
        crop=crop,
        width=row.width,
        height=row.height,
        version=row.version,
        made=len(row.made),
        to_make=len(widths_of(crop, row.width)) * len(Kind),
        failure=row.failure,
        is_shown=bool(row.alts) and row.shown_version is not None and removal is None,
        shown=_published([row.told]),
        uploaded_at=row.uploaded_at,
        removed_at=removal.removed_at if removal else None,
    )
