"""The line of a cancellation: to scale, in order, whole, and every label readable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, strategies

from zaal.domain.cancellation import Step
from zaal.domain.money import Money
from zaal.interfaces.timeline import Paper, extent, overlap, placed, position, stretches

STARTS_AT = datetime(2027, 4, 15, 7, 0, tzinfo=UTC)
PAPER = Paper(width=300, character=7, gap=8)

ahead = strategies.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=900))
some_bounds = strategies.lists(ahead, max_size=9, unique=True)
some_texts = strategies.lists(
    strategies.tuples(strategies.floats(0, 1), strategies.text("abc 1", min_size=1, max_size=40)), max_size=9
).map(sorted)


def a_step(until: datetime | None, percent: int = 0) -> Step:
    return Step(until, Decimal(percent), Money(Decimal(percent), "EUR"))


def some_steps(bounds: list[timedelta]) -> list[Step]:
    untils = sorted(STARTS_AT - bound for bound in bounds)
    return [*(a_step(until) for until in untils), a_step(None, 100)]


def test_a_step_of_a_week_is_a_quarter_of_four_weeks():
    since = STARTS_AT - timedelta(weeks=4)
    steps = [a_step(STARTS_AT - timedelta(weeks=1)), a_step(None, 100)]

    drawn = stretches(steps, since=since, until=STARTS_AT)

    assert [(part.left, part.width, part.step) for part in drawn] == [(0.0, 0.75, steps[0]), (0.75, 0.25, steps[1])]


def test_a_step_that_is_over_is_not_drawn():
    since = STARTS_AT - timedelta(days=10)

    drawn = stretches(some_steps([timedelta(days=28), timedelta(days=5)]), since=since, until=STARTS_AT)

    assert [part.width for part in drawn] == [0.5, 0.5]


@given(some_bounds, ahead)
def test_stretches_follow_each_other_and_fill_the_line_to_scale(bounds: list[timedelta], length: timedelta):
    since = STARTS_AT - length
    steps = some_steps(bounds)

    drawn = stretches(steps, since=since, until=STARTS_AT)

    assert drawn[0].left == 0
    assert drawn[-1].left + drawn[-1].width == pytest.approx(1)
    assert [part.step for part in drawn] == [step for step in steps if step in {part.step for part in drawn}]
    for one, following in pairwise(drawn):
        assert one.left + one.width == pytest.approx(following.left)
        assert one.step.until is not None
        assert following.left == position(one.step.until, since=since, until=STARTS_AT)


@given(some_texts, strategies.floats(1, 6))
def test_labels_never_stand_on_each_other_however_wide_the_page(texts: list[tuple[float, str]], wider: float):
    labels = placed(texts, PAPER)

    page = Paper(PAPER.width * wider, PAPER.character, PAPER.gap * 0.99)
    assert [(label.at, label.text) for label in labels] == texts
    assert not any(overlap(one, other, page) for one, other in combinations(labels, 2))


@given(some_texts)
def test_labels_stay_on_the_page(texts: list[tuple[float, str]]):
    for label in placed(texts, PAPER):
        left, right = extent(label, PAPER)

        assert left >= -1e-6
        assert right <= max(PAPER.width, len(label.text) * PAPER.character) + 1e-6


def test_labels_close_together_go_in_rows_the_latest_furthest_away():
    labels = placed([(0.0, "now"), (0.81, "18 Mar: 15%"), (0.86, "25 Mar: 35%"), (0.99, "13 Apr: 100%")], PAPER)

    assert [label.row for label in labels] == [0, 0, 1, 2]
