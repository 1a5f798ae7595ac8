"""Every refusal has a status and a sentence."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import zaal
from zaal.domain.diary import SpaceTaken
from zaal.domain.mistakes import HouseWrong, Mistake
from zaal.domain.money import Money
from zaal.domain.rate_checks import DaypartsOverlap, TariffsOverlap
from zaal.domain.refusals import Conflict, Invalid, NotAllowed, NotFound, Refusal
from zaal.domain.sales import FeeChanged
from zaal.interfaces import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {"not_allowed", "not_found", "conflict", "invalid"}
KNOWN_AT_THE_DOOR = {
    "malformed_json",
    "invalid_request",
    "path_unknown",
    "method_not_allowed",
    "body_too_large",
    "busy_try_again",
}
MORNING = {
    "starts_at": datetime(2027, 3, 18, 8, 0, tzinfo=UTC),
    "ends_at": datetime(2027, 3, 18, 11, 30, tzinfo=UTC),
    "kind": "booking",
}


def every_refusal() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(zaal.__path__, "zaal."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return list(_below(Refusal))


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_every_refusal_of_the_house_has_a_sentence() -> None:
    silent = {kind.code for kind in every_refusal()} - set(refusals.SENTENCES)

    assert not silent


def test_no_sentence_is_left_of_what_is_never_said() -> None:
    codes = {kind.code for kind in every_refusal()} | KINDS | KNOWN_AT_THE_DOOR

    assert {code.partition(".")[0] for code in refusals.SENTENCES} <= codes


def test_every_sentence_can_be_said_in_every_language_without_any_facts() -> None:
    for code in refusals.SENTENCES:
        for language in ("en", "nl", "zh-hans"):
            assert refusals.say(code, {}, language)


@pytest.mark.parametrize(
    ("kind", "status"), [(NotAllowed, 403), (NotFound, 404), (Conflict, 409), (Invalid, 422), (SpaceTaken, 409)]
)
def test_a_refusal_has_the_status_of_its_kind(kind: type[Refusal], status: int) -> None:
    assert refusals.status(kind()) == status


def test_what_is_taken_is_told_on_the_venues_clock_and_once() -> None:
    refusal = SpaceTaken(space="de Beurszaal", taken=[{**MORNING, "section": "A"}, {**MORNING, "section": "B"}])

    told = refusals.sentence(refusal, "en", "Europe/Amsterdam")

    assert told == "De Beurszaal is taken on 18 March 2027 from 09:00 to 12:30. Choose another time or room."


def test_without_a_zone_moments_are_told_in_utc_and_say_so() -> None:
    told = refusals.sentence(SpaceTaken(space="Beurszaal", taken=[MORNING]), "en")

    assert "from 08:00 to 11:30 UTC" in told


def test_money_is_written_as_the_reader_does() -> None:
    changed = FeeChanged(expected=Money(Decimal(0), "EUR"), fee=Money(Decimal("1234.5"), "EUR"))

    assert "€1,234.50" in refusals.sentence(changed, "en")
    assert "€\xa01.234,50" in refusals.sentence(changed, "nl")


def test_everything_wrong_with_a_house_is_told_line_by_line_with_its_place() -> None:
    refusal = HouseWrong(
        (
            Mistake("rates.dayparts[1]", DaypartsOverlap(daypart="ochtend", other="middag")),
            Mistake("rates.tariffs[1]", TariffsOverlap(day=date(2027, 3, 18))),
        )
    )

    assert refusals.sentence(refusal, "nl").splitlines() == [
        "Er is niets veranderd. Dit moet anders (2):",
        "rates.dayparts[1]: De dagdelen “ochtend” en “middag” delen een deel van de dag. Verander een van de twee.",
        "rates.tariffs[1]: Op 18 maart 2027 gelden twee tarieven. Laat het eerste de dag ervoor eindigen.",
    ]
