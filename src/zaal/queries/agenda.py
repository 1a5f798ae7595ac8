"""All sales of an actor parted by what they ask of whom: to decide, waiting for others, to come, past, and gone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Count, F, FloatField, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Cast, Extract, RowNumber

from zaal.domain.actors import Role
from zaal.queries.sales import sale_row, with_sale
from zaal.records.sales.line import visible
from zaal.records.sales.models import Quote, QuoteSlot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet
    from django.db.models.functions.datetime import Extract as Epoch
    from django_stubs_ext import WithAnnotations

    from zaal.domain.actors import Actor
    from zaal.queries.sales import SaleRow

    class Told(TypedDict):
        """What is worked out of a sale to list it."""

        starts: datetime
        ends: datetime
        due: datetime
        part: str
        key: float

    Parted = WithAnnotations[Quote, Told]

BRIEFLY, A_PAGE = 5, 20
# Nobody has more; a larger number in an address is a slip.
LAST_PAGE = 1_000


class Part(StrEnum):
    """Where a sale is listed, in the order of the page."""

    DECIDE = "decide"
    WAITING = "waiting"
    COMING = "coming"
    PAST = "past"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Listed:
    """One sale in the list; ``due`` is when it lapses by itself, ``is_asked`` that the hotel was asked to confirm."""

    sale: SaleRow
    part: Part
    due: datetime | None
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """Some sales in the order of their parts, and how many there are in each part; ``more``: a further page."""

    rows: tuple[Listed, ...]
    counts: Mapping[Part, int]
    page: int
    more: bool

    def of(self, part: Part) -> tuple[Listed, ...]:
        """Return the rows of one part."""
        return tuple(row for row in self.rows if row.part is part)


def overview(*, actor: Actor, now: datetime, most: int = BRIEFLY) -> Agenda:
    """Return the first few sales of each part: what lapses or starts first, of what is over the latest. Three queries.

    A hotel member sees those of the house too; a bare quote is listed for its own customer only.
    """
    found = _parted(actor, now)
    place = Window(RowNumber(), partition_by=F("part"), order_by=("key", "pk"))
    rows = found.annotate(place=place).filter(place__lte=most).order_by("place")
    return Agenda(_listed(rows, now), _counts(found), page=1, more=False)


def of_part(part: Part, *, actor: Actor, now: datetime, page: int = 1, most: int = A_PAGE) -> Agenda:
    """Return one page of one part, ordered as in ``overview``. Three queries."""
    page = min(max(page, 1), LAST_PAGE)
    found = _parted(actor, now)
    first = (page - 1) * most
    rows = _listed(found.filter(part=part.value).order_by("key", "pk")[first : first + most + 1], now)
    return Agenda(rows[:most], _counts(found), page=page, more=len(rows) > most)


def _parted(actor: Actor, now: datetime) -> QuerySet[Parted]:
    own = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    listed = own | Q(option__isnull=False) | Q(booking__isnull=False)
    slots = QuoteSlot.objects.filter(quote=OuterRef("pk"))
    return (
        with_sale(Quote.objects.filter(visible(actor), change_from=None).filter(listed))
        .select_related("option__request")
        .annotate(
            starts=Subquery(slots.order_by("starts_at").values("starts_at")[:1]),
            ends=Subquery(slots.order_by("-ends_at").values("ends_at")[:1]),
            due=Case(When(option__isnull=False, then=F("option__release_at")), default=F("valid_until")),
        )
        .annotate(part=_part(actor, now))
        .annotate(key=_key())
    )


def _part(actor: Actor, now: datetime) -> Case:
    """Tell where a sale is listed. An option is its customer's to decide until the hotel is asked to confirm."""
    asked, first = Q(option__request__isnull=False), Q(option__rank=1)
    mine = asked & first if actor.role is Role.HOTEL else ~asked & first
    ended = Q(option__end__isnull=False) | Q(option__release_at__lte=now)
    return Case(
        When(booking__cancellation__isnull=False, then=Value(Part.GONE.value)),
        When(Q(booking__isnull=False, ends__gt=now), then=Value(Part.COMING.value)),
        When(booking__isnull=False, then=Value(Part.PAST.value)),
        When(Q(option__isnull=False) & ended, then=Value(Part.GONE.value)),
        When(Q(option__isnull=False) & mine, then=Value(Part.DECIDE.value)),
        When(option__isnull=False, then=Value(Part.WAITING.value)),
        When(valid_until__gt=now, starts__gt=now, then=Value(Part.DECIDE.value)),
        default=Value(Part.GONE.value),
        output_field=CharField(),
    )


def _key() -> Case:
    """Number the sales of a part: what lapses first, what starts first, what was last, what was asked last."""
    return Case(
        When(part__in=(Part.DECIDE, Part.WAITING), then=_seconds("due")),
        When(part=Part.COMING, then=_seconds("starts")),
        When(part=Part.PAST, then=0 - _seconds("starts")),
        default=0 - Cast("pk", FloatField()),
        output_field=FloatField(),
    )


def _seconds(moment: str) -> Epoch:
    return Extract(moment, "epoch", output_field=FloatField())


def _counts(found: QuerySet[Parted]) -> Mapping[Part, int]:
    counted = dict(found.prefetch_related(None).order_by().values_list("part").annotate(number=Count("pk")))
    return {part: counted.get(part.value, 0) for part in Part}


def _listed(found: QuerySet[Parted], now: datetime) -> tuple[Listed, ...]:
    return tuple(_rows(found, now))


def _rows(found: Iterable[Parted], now: datetime) -> Iterable[Listed]:
    for row in found:
        part = Part(row.part)
        yield Listed(
            sale=sale_row(row, now=now),
            part=part,
            due=row.due if part in {Part.DECIDE, Part.WAITING} else None,
            is_asked=hasattr(row, "option") and hasattr(row.option, "request"),
        )
