"""What a quote is asked for: a space of a venue, further ones beside it, extras and promotion codes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import LONGEST_CODE, MOST_CODES, MOST_DELEGATES, MOST_ROOMS, LocalSpan, QuoteWish, RoomWish
from zaal.interfaces.wire.times import Days, Fold, LocalMoment, TimesIn, fold, spread

MOST_EXTRAS = 50
BOTH_TIMES = ("both_times", "Give both from and to (then also days), or none of them for the main space's times")
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]


class ExtraIn(BaseModel):
    """So many of an extra, for every day."""

    code: Code
    count: int = Field(1, ge=1, le=MOST_DELEGATES)


class RoomIn(BaseModel):
    """A further space of the same venue beside the main one: a breakout, a second plenary, a place to eat."""

    model_config = ConfigDict(populate_by_name=True)

    space: Slug = Field(examples=["kamer-1"])
    layout: Layout
    delegates: int = Field(ge=1, le=MOST_DELEGATES, examples=[10])
    starts: LocalMoment | None = Field(
        None, alias="from", description="Start on the venue's clock; without times they are those of the main space."
    )
    ends: LocalMoment | None = Field(None, alias="to", description="End on the venue's clock.")
    days: Days = Field("", description="More days with the same hours.")
    from_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")
    to_fold: Fold | None = Field(None, description="0 or 1: the first or second of two equal autumn times is meant.")
    basis: Basis = Basis.HIRE
    package: Code | None = Field(None, description="With basis package; the cheapest that covers it when left out.")

    @model_validator(mode="after")
    def _both_times(self) -> Self:
        if (self.starts is None) != (self.ends is None) or (self.starts is None and self.days):
            raise PydanticCustomError(*BOTH_TIMES)
        return self

    def wish(self, main: tuple[LocalSpan, ...]) -> RoomWish:
        """Make the wish beside a main space with these times (none: not known here). Refuses: EmptyPeriod."""
        return RoomWish(
            space=self.space,
            layout=self.layout,
            delegates=self.delegates,
            spans=self._spans() or main,
            basis=self.basis,
            package_code=self.package,
        )

    def _spans(self) -> tuple[LocalSpan, ...]:
        if self.starts is None or self.ends is None:
            return ()
        return spread(LocalSpan(self.starts, self.ends, fold(self.from_fold), fold(self.to_fold)), self.days)


class QuoteIn(TimesIn):
    """What a quote is asked for: a space in one layout, and further spaces beside it."""

    venue: Slug = Field(examples=["hotel-de-gulden-karveel"])
    space: Slug = Field(examples=["beurszaal"])
    layout: Layout
    delegates: int = Field(ge=1, le=MOST_DELEGATES, examples=[30])
    basis: Basis = Basis.HIRE
    package: Code | None = Field(
        None, examples=[None], description="With basis package; the cheapest that covers it when left out."
    )
    extras: list[ExtraIn] = Field([], max_length=MOST_EXTRAS)
    title: str = Field("", max_length=200, pattern=r"^[^\x00]*$", description="What the meeting is called.")
    rooms: list[RoomIn] = Field(
        [], max_length=MOST_ROOMS - 1, description="Further spaces of this venue; extras go with the main one."
    )
    codes: list[Annotated[str, Field(max_length=LONGEST_CODE, pattern=r"^[^\x00]*$")]] = Field(
        [], max_length=MOST_CODES, description="Promotion codes; capitals do not matter."
    )

    def wish(self) -> QuoteWish:
        """Make the wish. Refuses: EmptyPeriod."""
        spans = self.spans()
        return QuoteWish(
            venue=self.venue,
            space=self.space,
            layout=self.layout,
            delegates=self.delegates,
            spans=spans,
            basis=self.basis,
            package_code=self.package,
            extras=tuple((extra.code, extra.count) for extra in self.extras),
            title=self.title,
            rooms=tuple(room.wish(spans) for room in self.rooms),
            codes=tuple(self.codes),
        )
