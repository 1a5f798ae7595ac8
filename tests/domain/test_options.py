from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from zaal.domain.challenges import answer_by
from zaal.domain.options import (
    ExtendedBefore,
    ExtensionTooLong,
    HeldLongest,
    OptionExpired,
    ReleaseInPast,
    ReleaseNotLater,
    ReleaseTooLate,
    SomebodyWaits,
    Standing,
    Term,
    TermUnit,
    expired,
    extended_release,
    release_moment,
    require_held,
)
from zaal.domain.period import NaiveMoment

if TYPE_CHECKING:
    from zaal.domain.refusals import Refusal

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


def standing(**changes: object) -> Standing:
    usual = Standing(
        since=datetime(2027, 3, 14, 12, tzinfo=AMSTERDAM),
        release_at=datetime(2027, 3, 21, 12, tzinfo=AMSTERDAM),
        starts_at=MEETING,
        zone="Europe/Amsterdam",
        most_days=14,
        behind=0,
        was_extended=False,
    )
    return replace(usual, **changes)


HELD = datetime(2027, 3, 20, 12, tzinfo=AMSTERDAM)


def test_an_extension_runs_to_the_houses_maximum_in_calendar_days_over_the_spring_night():
    extended = extended_release(standing(), None, by_house=False, now=HELD)

    assert extended == datetime(2027, 3, 28, 12, tzinfo=AMSTERDAM) == datetime(2027, 3, 28, 10, tzinfo=UTC)


def test_an_extension_never_runs_beyond_the_start_of_the_meeting():
    starts_at = datetime(2027, 3, 24, 9, tzinfo=AMSTERDAM)

    assert extended_release(standing(starts_at=starts_at), None, by_house=False, now=HELD) == starts_at


def test_the_customer_chooses_a_day_within_the_maximum():
    assert extended_release(standing(), date(2027, 3, 25), by_house=False, now=HELD) == datetime(
        2027, 3, 25, 23, tzinfo=UTC
    )
    with pytest.raises(ExtensionTooLong) as refused:
        extended_release(standing(), date(2027, 3, 28), by_house=False, now=HELD)
    assert refused.value.facts == {"latest": datetime(2027, 3, 28, 10, tzinfo=UTC)}
    with pytest.raises(ReleaseNotLater):
        extended_release(standing(), date(2027, 3, 20), by_house=False, now=HELD)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"was_extended": True}, ExtendedBefore),
        ({"behind": 1}, SomebodyWaits),
        ({"most_days": 7}, HeldLongest),
        ({"most_days": 0}, HeldLongest),
        ({"starts_at": datetime(2027, 3, 21, 12, tzinfo=AMSTERDAM)}, HeldLongest),
        ({"release_at": HELD}, OptionExpired),
    ],
)
def test_the_customer_extends_once_while_nobody_waits_and_it_still_holds(
    changes: dict[str, object], refusal: type[Refusal]
):
    with pytest.raises(refusal):
        extended_release(standing(**changes), None, by_house=False, now=HELD)


def test_the_house_extends_to_any_moment_before_the_meeting_whoever_waits():
    stands = standing(was_extended=True, behind=2, most_days=7)

    assert extended_release(stands, date(2027, 6, 1), by_house=True, now=HELD) == datetime(2027, 6, 1, 22, tzinfo=UTC)
    assert extended_release(stands, MEETING, by_house=True, now=HELD) == MEETING
    assert extended_release(stands, None, by_house=True, now=HELD) == MEETING
    with pytest.raises(ReleaseTooLate):
        extended_release(stands, MEETING + timedelta(seconds=1), by_house=True, now=HELD)
    with pytest.raises(OptionExpired):
        extended_release(standing(release_at=HELD), MEETING, by_house=True, now=HELD)


def test_t38_a_challenge_runs_forty_eight_elapsed_hours_over_the_spring_night():
    challenged = datetime(2027, 3, 26, 17, 30, tzinfo=AMSTERDAM)

    until = answer_by(48, release_at=MEETING, now=challenged)

    assert until == datetime(2027, 3, 28, 18, 30, tzinfo=AMSTERDAM).astimezone(UTC)


def test_a_challenge_never_runs_beyond_the_release_itself():
    release_at = NOW + timedelta(hours=20)

    assert answer_by(24, release_at=release_at, now=NOW) == release_at
    assert answer_by(24, release_at=NOW + timedelta(hours=24), now=NOW) == NOW + timedelta(hours=24)
