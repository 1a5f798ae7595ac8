"""One key, one outcome: for one person, one act and one request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import given

from zaal.domain.actors import GUEST, Actor
from zaal.domain.sales import QuoteExpired, ReplayMismatch
from zaal.records.logbook.models import Replay
from zaal.records.sales.models import Quote
from zaal.usecases import quotes, replays

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def test_the_act_is_done_once_and_its_outcome_told_again(anna: Actor):
    made: list[str] = []

    told = [_once(anna, made) for _ in range(3)]

    assert (told, made) == (["Q-1"] * 3, ["Q-1"])


def test_without_a_key_every_request_is_a_new_one(anna: Actor):
    made: list[str] = []

    told = [_once(anna, made, key=None) for _ in range(2)]

    assert told == made == ["Q-1", "Q-2"]
    assert not Replay.objects.exists()


def test_another_request_under_the_same_key_is_refused(anna: Actor):
    made: list[str] = []
    _once(anna, made)

    with pytest.raises(ReplayMismatch):
        _once(anna, made, request="another")

    assert made == ["Q-1"]


def test_another_act_or_person_has_keys_of_its_own(anna: Actor):
    made: list[str] = []

    told = [_once(anna, made), _once(anna, made, act="option"), _once(given.a_booker(given.BRAM), made)]

    assert told == ["Q-1", "Q-2", "Q-3"]


def test_guests_with_the_same_key_meet_only_over_the_same_request():
    made: list[str] = []

    told = [_once(GUEST, made), _once(GUEST, made), _once(GUEST, made, request="another")]

    assert told == ["Q-1", "Q-1", "Q-2"]


def test_what_was_refused_can_be_tried_again(anna: Actor):
    def refuse() -> str:
        raise QuoteExpired

    with pytest.raises(QuoteExpired):
        replays.once(actor=anna, act="quote", key="one", request="wish", now=given.NOW, make=refuse)

    assert _once(anna, []) == "Q-1"


def test_a_key_is_forgotten_after_its_time_and_what_it_made_stays():
    quote = quotes.make(actor=GUEST, wish=given.a_wish(venue=given.a_venue()), now=given.NOW, key="one")

    kept = replays.forget_before(before=given.NOW)
    gone = replays.forget_before(before=given.NOW + timedelta(microseconds=1))

    assert (kept, gone) == (0, 1)
    assert not Replay.objects.exists()
    assert Quote.objects.get().reference == quote
    assert quotes.make(actor=GUEST, wish=given.a_wish(), now=given.NOW, key="one") != quote


@pytest.mark.parametrize("key", ["a" * 100_000, "\x00", "sleutel 钥匙"])
def test_any_text_is_a_key(anna: Actor, key: str):
    made: list[str] = []

    told = [_once(anna, made, key=key) for _ in range(2)]

    assert (told, made) == (["Q-1"] * 2, ["Q-1"])


def _once(actor: Actor, made: list[str], *, key: str | None = "one", act: str = "quote", request: str = "wish") -> str:
    def make() -> str:
        made.append(f"Q-{len(made) + 1}")
        return made[-1]

    return replays.once(actor=actor, act=act, key=key, request=request, now=given.NOW, make=make)
