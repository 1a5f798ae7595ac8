from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zaal.domain.options import (
    OptionExpired,
    ReleaseInPast,
    ReleaseTooLate,
    Term,
    TermUnit,
    expired,
    release_moment,
    require_held,
)
from zaal.domain.period import NaiveMoment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINGAPORE = ZoneInfo("Asia/Singapore")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MEETING = datetime(2027, 6, 24, 7, tzinfo=UTC)


def test_t38_a_moment_is_taken_as_given():
    until = datetime(2026, 12, 1, 17, tzinfo=SINGAPORE)

    release_at = release_moment(until, now=NOW, starts_at=MEETING, zone="Asia/Singapore")

    assert release_at == datetime(2026, 12, 1, 9, tzinfo=UTC) == datetime(2026, 12, 1, 10, tzinfo=AMSTERDAM)


def test_t38_the_last_second_still_confirms_and_the_moment_itself_does_not():
    release_at = datetime(2026, 12, 1, 17, tzinfo=SINGAPORE)
    last_second = release_at - timedelta(seconds=1)

    assert not expired(release_at, last_second)
    assert expired(release_at, release_at)
    require_held(release_at, now=last_second)
    with pytest.raises(OptionExpired) as refused:
        require_held(release_at, now=release_at)
    assert refused.value.facts == {"release_at": release_at}


def test_t38_a_date_is_the_end_of_that_day_at_the_venue():
    release_at = release_moment(date(2026, 12, 1), now=NOW, starts_at=MEETING, zone="Asia/Singapore")

    assert release_at == datetime(2026, 12, 1, 16, tzinfo=UTC) == datetime(2026, 12, 1, 17, tzinfo=AMSTERDAM)


def test_t38_fourteen_days_are_calendar_days_also_over_the_spring_night():
    placed = datetime(2027, 3, 14, 12, tzinfo=AMSTERDAM)

    release_at = release_moment(Term(14, TermUnit.DAYS), now=placed, starts_at=MEETING, zone="Europe/Amsterdam")

    assert release_at == datetime(2027, 3, 28, 10, tzinfo=UTC)
    assert release_at - placed.astimezone(UTC) == timedelta(hours=335)


def test_t38_forty_eight_hours_elapse_also_over_the_spring_night():
    challenged = datetime(2027, 3, 26, 17, 30, tzinfo=AMSTERDAM)

    release_at = release_moment(Term(48, TermUnit.HOURS), now=challenged, starts_at=MEETING, zone="Europe/Amsterdam")

    assert release_at == datetime(2027, 3, 28, 18, 30, tzinfo=AMSTERDAM).astimezone(UTC)


def test_a_term_never_runs_beyond_the_start_of_the_meeting():
    tomorrow = NOW + timedelta(days=1)

    release_at = release_moment(Term(14, TermUnit.DAYS), now=NOW, starts_at=tomorrow, zone="Europe/Amsterdam")

    assert release_at == tomorrow


def test_the_day_of_the_meeting_ends_when_it_starts_and_the_day_after_is_too_late():
    release_at = release_moment(date(2027, 6, 24), now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")

    assert release_at == MEETING
    with pytest.raises(ReleaseTooLate) as refused:
        release_moment(date(2027, 6, 25), now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")
    assert refused.value.facts["latest"] == MEETING


def test_a_moment_beyond_the_start_is_refused_with_the_latest_possible():
    with pytest.raises(ReleaseTooLate) as refused:
        release_moment(MEETING + timedelta(seconds=1), now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")

    assert refused.value.facts["latest"] == MEETING


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), date(2026, 11, 22), Term(0, TermUnit.HOURS)])
def test_a_moment_that_has_passed_is_refused(until: datetime | date | Term):
    with pytest.raises(ReleaseInPast):
        release_moment(until, now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")


def test_a_moment_without_zone_is_refused():
    with pytest.raises(NaiveMoment):
        release_moment(
            datetime(2026, 12, 1, 17),  # noqa: DTZ001 - a wall clock has no zone
            now=NOW,
            starts_at=MEETING,
            zone="Europe/Amsterdam",
        )


def test_the_last_and_the_first_day_of_the_calendar_are_refused_too():
    with pytest.raises(ReleaseTooLate):
        release_moment(date.max, now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")
    with pytest.raises(ReleaseInPast):
        release_moment(date.min, now=NOW, starts_at=MEETING, zone="Europe/Amsterdam")
