"""Changing a booking: what is asked, and what it would come to beside what is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from zaal.domain.changes import ChangeKind, Wanted
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import MOST_DELEGATES, MOST_ROOMS
from zaal.interfaces.wire.sales import MoneyIn, QuoteOut
from zaal.interfaces.wire.times import Days, Fold, LocalMoment, TimesIn
from zaal.interfaces.wire.values import MoneyOut, facts, money
from zaal.interfaces.wire.wishes import MOST_EXTRAS, Code, ExtraIn, RoomIn, Slug

if TYPE_CHECKING:
    from zaal.domain.refusals import Refusal
    from zaal.domain.wishes import LocalSpan
    from zaal.usecases.changes import Preview

BOTH_ENDS = ("both_ends", "Give both from and to, or neither; days go with them")


class ChangeIn(BaseModel):
    """What is to be different; all that is left out stays as booked."""

    model_config = ConfigDict(populate_by_name=True)

    space: Slug | None = Field(None, description="Another space of the same hotel.")
    layout: Layout | None = None
    delegates: int | None = Field(None, ge=1, le=MOST_DELEGATES, examples=[25])
    starts: LocalMoment | None = Field(None, alias="from", description="Start on the venue's clock; with ``to``.")
    ends: LocalMoment | None = Field(None, alias="to", description="End on the venue's clock; with ``from``.")
    days: Days = Field("", description="More days with the same hours; with ``from`` and ``to``.")
    from_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")
    to_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")
    basis: Basis | None = Field(None, description="Another basis forgets the package that was booked.")
    package: Code | None = None
    extras: list[ExtraIn] | None = Field(None, max_length=MOST_EXTRAS, description="All extras from now on.")
    rooms: list[RoomIn] | None = Field(
        None,
        max_length=MOST_ROOMS - 1,
        description="All further spaces from now on, none with an empty list; left out, they go with the main one.",
    )

    @model_validator(mode="after")
    def _both_ends(self) -> Self:
        if (self.starts is None) != (self.ends is None) or (self.days and self.starts is None):
            raise PydanticCustomError(*BOTH_ENDS)
        return self

    def wanted(self) -> Wanted:
        """Say what is to be different. Refuses: EmptyPeriod."""
        extras = None if self.extras is None else tuple((extra.code, extra.count) for extra in self.extras)
        return Wanted(
            space=self.space,
            layout=self.layout,
            delegates=self.delegates,
            spans=self._spans(),
            basis=self.basis,
            package_code=self.package,
            extras=extras,
            rooms=None if self.rooms is None else tuple(room.wish(()) for room in self.rooms),
        )

    def _spans(self) -> tuple[LocalSpan, ...] | None:
        if self.starts is None or self.ends is None:
            return None
        return TimesIn.model_construct(
            starts=self.starts, ends=self.ends, days=self.days, from_fold=self.from_fold, to_fold=self.to_fold
        ).spans()


class AgreedChangeIn(ChangeIn):
    """A change at the price and fee that the preview showed: if either is another by now, nothing is changed."""

    expected_total: MoneyIn
    expected_fee: MoneyIn


class ChangeObstacleOut(BaseModel):
    """Why the customer cannot make the change here: the code of the refusal that making it would meet."""

    code: str = Field(examples=["cutoff_passed"])
    detail: str = Field(description="What is the matter and what to do next.")
    facts: dict[str, Any]


class PreviewOut(BaseModel):
    """A change as it would be made now: the quote as booked and as it would be, and what comes besides."""

    booking: str
    differs: list[ChangeKind]
    before: QuoteOut
    after: QuoteOut = Field(description="Not kept: its reference leads nowhere.")
    difference: MoneyOut = Field(description="The new all-in price less the one agreed; below zero it is less.")
    lost: MoneyOut = Field(description="The part of the agreed value that is given up.")
    fee: MoneyOut = Field(description="What the hotel's terms ask for the change now, besides the new price.")
    tax: MoneyOut = Field(description="VAT or GST in the fee.")
    late_fee: MoneyOut = Field(description="What of the fee is for changing anything so late.")
    payments_differ: bool = Field(description="Whether ``payment`` of both versions differs in amounts or moments.")
    can_change: bool
    obstacle: ChangeObstacleOut | None

    @classmethod
    def from_preview(cls, preview: Preview, detail: str) -> PreviewOut:
        """Write a preview; the door says the obstacle in its words (``detail``)."""
        refusal = preview.obstacle
        return cls(
            booking=preview.booking,
            differs=list(preview.differs),
            before=QuoteOut.from_quote(preview.before),
            after=QuoteOut.from_quote(preview.after),
            difference=money(preview.difference),
            lost=money(preview.lost),
            fee=money(preview.fee),
            tax=money(preview.tax),
            late_fee=money(preview.late),
            payments_differ=preview.payments_differ,
            can_change=refusal is None,
            obstacle=_obstacle(refusal, detail, preview.after.house.time_zone) if refusal else None,
        )


def _obstacle(refusal: Refusal, detail: str, zone: str) -> ChangeObstacleOut:
    return ChangeObstacleOut(code=refusal.code, detail=detail, facts=facts(refusal.facts, zone))
