"""A house's calendars: those that go out, those that come in, and what to send to make one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from zaal.domain.feeds import LONGEST_ADDRESS, LONGEST_NAME, Landing, Shows, Target
from zaal.queries.calendar_sources import State

if TYPE_CHECKING:
    from zaal.queries.calendar_sources import FeedRow, HouseCalendars, Said, SourceRow


class FeedOut(BaseModel):
    """A calendar that goes out; ``space`` is null for the whole house."""

    reference: str
    space: str | None
    shows: Shows
    made_at: datetime

    @classmethod
    def of(cls, row: FeedRow) -> FeedOut:
        """Write one calendar."""
        return cls(reference=row.reference, space=row.space or None, shows=row.shows, made_at=row.made_at)


class SaidOut(BaseModel):
    """What is to be known of a reading: a stable code with its facts."""

    code: str
    facts: dict[str, Any]

    @classmethod
    def of(cls, said: Said) -> SaidOut:
        """Write one."""
        return cls(code=said.code, facts=said.facts)


class SourceOut(BaseModel):
    """A calendar that comes in; ``host`` is null where it came as a file."""

    reference: str
    name: str
    rooms: Target
    space: str | None
    host: str | None
    state: State
    read_at: datetime | None
    failing_since: datetime | None
    failure: SaidOut | None
    events: int = Field(description="How many of its events stand in the diary.")
    clashes: list[SaidOut] = Field(description="Events that met somebody who was there before.")
    findings: list[SaidOut]

    @classmethod
    def of(cls, row: SourceRow) -> SourceOut:
        """Write one calendar."""
        return cls(
            reference=row.reference,
            name=row.name,
            rooms=row.target,
            space=row.space or None,
            host=row.host or None,
            state=row.state,
            read_at=row.read_at,
            failing_since=row.failing_since,
            failure=SaidOut.of(row.failure) if row.failure else None,
            events=row.events,
            clashes=[SaidOut.of(one) for one in row.clashes],
            findings=[SaidOut.of(one) for one in row.findings],
        )


class CalendarsOut(BaseModel):
    """All calendars of a house."""

    feeds: list[FeedOut]
    sources: list[SourceOut]

    @classmethod
    def of(cls, house: HouseCalendars) -> CalendarsOut:
        """Write them all."""
        return cls(feeds=[FeedOut.of(row) for row in house.feeds], sources=[SourceOut.of(row) for row in house.sources])


class FeedIn(BaseModel):
    """Which calendar goes out, and how much it tells."""

    model_config = ConfigDict(extra="forbid")

    space: str | None = Field(default=None, max_length=120, description="A room's slug; the whole house without.")
    shows: Shows = Shows.BUSY


class MadeFeedOut(BaseModel):
    """A calendar's address, told this once."""

    reference: str
    address: str


class SourceIn(BaseModel):
    """Which calendar comes in, and which rooms it takes."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=LONGEST_NAME)
    address: str = Field(max_length=LONGEST_ADDRESS, examples=["https://calendar.example.org/basic.ics"])
    rooms: Target
    space: str | None = Field(default=None, max_length=120, description="A room's slug, for ``rooms: space`` only.")

    def landing(self) -> Landing:
        """Return where its events go."""
        return Landing(self.rooms, self.space)


class ReferenceOut(BaseModel):
    """By which reference the calendar is known."""

    reference: str
