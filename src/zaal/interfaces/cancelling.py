"""What cancelling costs, in words and drawn to scale: said alike on pages, in letters and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.interfaces import wording
from zaal.interfaces.timeline import placed, position, stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from zaal.domain.cancellation import Step
    from zaal.domain.money import Money
    from zaal.interfaces.timeline import Label, Paper, Stretch

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """What is drawn: from ``since`` (called ``begin``; may be empty) to the start, with ``now`` on it where it counts.

    Instants; days are written on the clock of ``zone``.
    """

    since: datetime
    begin: str
    now: datetime | None
    starts_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch and how much of the value it costs, 0 to 1; None where the terms do not say."""

    stretch: Stretch
    share: float | None

    @property
    def tone(self) -> str:
        """How heavy it weighs, as a word for the ink it is drawn in."""
        if self.share is None:
            return "unknown"
        if not self.share:
            return "free"
        if self.share < HALF:
            return "some"
        return "much" if self.share < 1 else "all"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line in bands, with labels above it (begin, now, start) and below (each bound with what it costs from then).

    ``told`` says the whole drawing in words.
    """

    bands: tuple[Band, ...]
    above: tuple[Label, ...]
    below: tuple[Label, ...]
    now: float | None
    told: str


def fee(step: Step, language: str) -> str:
    """Say what a step costs: ``nothing``, ``€105.00 (15%)``, or that the terms do not say."""
    owed: Money | None = step.fee
    if owed is None:
        return _("not stated in the hotel's terms: ask the hotel")
    if not owed:
        return _("nothing")
    share = f" ({wording.percent(step.percent, language)})" if step.percent is not None else ""
    return wording.money(owed, language) + share


def brief_fee(step: Step, language: str) -> str:
    """Say what a step costs in an amount alone."""
    owed: Money | None = step.fee
    if owed is None:
        return _("ask the hotel")
    return wording.money(owed, language) if owed else _("nothing")


def share_of_price(step: Step, language: str) -> str:
    """Say what a step costs as a share, where there is one."""
    if step.percent is None:
        return brief_fee(step, language)
    return wording.percent(step.percent, language)


def drawing(  # noqa: PLR0913 - what a drawing is of, and how it is written
    steps: Sequence[Step], span: Span, *, value: Money, paper: Paper, said: Callable[[Step, str], str], language: str
) -> Drawing | None:
    """Draw the steps of a meeting worth ``value``; None when it has started. Texts in the language that is active."""
    if span.since >= span.starts_at:
        return None
    drawn = stretches(steps, since=span.since, until=span.starts_at)
    now = _now(span)
    return Drawing(
        bands=tuple(Band(part, _share(part.step, value)) for part in drawn),
        above=placed(sorted(_above(drawn, span, now, said, language)), paper),
        below=placed(_below(drawn, span, said, language), paper),
        now=now,
        told=" ".join(_told(drawn, span, said, language)),
    )


def _now(span: Span) -> float | None:
    if span.now is None or not span.since <= span.now < span.starts_at:
        return None
    return position(span.now, since=span.since, until=span.starts_at)


def _share(step: Step, value: Money) -> float | None:
    owed: Money | None = step.fee
    if owed is None:
        return None
    return min(float(owed.amount / value.amount), 1.0) if value else 0.0


def _above(
    drawn: Sequence[Stretch], span: Span, now: float | None, said: Callable[[Step, str], str], language: str
) -> Iterator[tuple[float, str]]:
    first = drawn[0].step
    if span.begin:
        yield 0.0, span.begin if now is not None else f"{span.begin}: {said(first, language)}"
    if now is not None:
        applying = next(part.step for part in reversed(drawn) if part.left <= now)
        yield now, f"{_('now')}: {said(applying, language)}"
    yield 1.0, _("start %(day)s") % {"day": wording.brief_day(span.starts_at, span.zone, language)}


def _below(
    drawn: Sequence[Stretch], span: Span, said: Callable[[Step, str], str], language: str
) -> Iterator[tuple[float, str]]:
    for before, part in pairwise(drawn):
        if before.step.until is not None:
            day = wording.brief_day(before.step.until, span.zone, language)
            yield part.left, f"{day}: {said(part.step, language)}"


def _told(drawn: Sequence[Stretch], span: Span, said: Callable[[Step, str], str], language: str) -> Iterator[str]:
    since = span.since
    for part in drawn:
        words = {"moment": wording.moment(since, span.zone, language), "fee": said(part.step, language)}
        yield _("From %(moment)s: %(fee)s.") % words
        since = part.step.until or span.starts_at
    yield _("The meeting starts on %(moment)s.") % {"moment": wording.moment(span.starts_at, span.zone, language)}
