"""Clients that fire at the same room in the same moment over HTTP, and what came of it."""

from __future__ import annotations

import json
import secrets
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from threading import Barrier
from typing import TYPE_CHECKING, Any

from zaal.interfaces.cli.benching.arena import DELEGATES, LAYOUT, SECTIONS
from zaal.interfaces.cli.benching.figures import Figures, measured
from zaal.interfaces.cli.benching.servers import connected
from zaal.queries.verification import double_bookings, listing_differences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Fired = Sequence["Shot"]

PATIENCE_SECONDS = 120
# In turn: everybody wants one room; or the hall and its halves, of which the whole or both halves can be had.
SCENES = (("study",), ("hall", "hall-east", "hall-west"))
ACTS = ("bookings", "options", "bookings")


@dataclass(frozen=True, slots=True)
class Shot:
    """One client's try in one round."""

    round_number: int
    space: str
    status: int
    told: bool
    milliseconds: float
    same_again: bool

    @property
    def sections(self) -> frozenset[str]:
        return SECTIONS[self.space]


@dataclass(frozen=True, slots=True)
class Race:
    """Where and how long is raced: rounds take a day each from ``first_day`` on."""

    url: str
    venue: str
    tokens: tuple[str, ...]
    first_day: date
    clients: int
    rounds: int


def race(course: Race, *, done: Callable[[int], None]) -> Figures:
    """Race all rounds, then judge; ``done`` hears of every round."""
    line = Barrier(course.clients)
    started = time.perf_counter()
    with ThreadPoolExecutor(course.clients) as pool:
        running = [pool.submit(_client, course, number, line, done) for number in range(course.clients)]
        shots = [shot for client in running for shot in client.result()]
    seconds = time.perf_counter() - started
    return measured(
        "race",
        sizes={"clients": course.clients, "rounds": course.rounds},
        milliseconds=[shot.milliseconds for shot in shots],
        seconds=seconds,
        result=_judged(shots),
    )


def is_clean(figures: Figures) -> bool:
    """Tell whether no round had two winners or none, every loser was told, and the diary agrees."""
    faults = ("other_answers", "two_winners", "no_winner", "losers_not_told", "not_same_again")
    return not any(figures.result[fault] for fault in (*faults, "double_bookings", "listing_differences"))


def _client(course: Race, number: int, line: Barrier, done: Callable[[int], None]) -> list[Shot]:
    http, token = connected(course.url), course.tokens[number % len(course.tokens)]
    shots: list[Shot] = []
    held: list[str] = []
    try:
        for round_number in range(course.rounds):
            scene = SCENES[round_number % len(SCENES)]
            space = scene[(number + round_number) % len(scene)]
            quote = _quote(http, token, course, space, round_number)
            act, key = ACTS[(number + round_number // 2) % len(ACTS)], secrets.token_hex(8)
            line.wait(PATIENCE_SECONDS)
            fired_at = time.perf_counter()
            status, told = _post(http, token, act, {"quote": quote}, key)
            milliseconds = (time.perf_counter() - fired_at) * 1000
            won = status == HTTPStatus.CREATED
            again = _post(http, token, act, {"quote": quote}, key)[1].get("reference") if won else None
            named = told.get("code") == "space_taken" and bool(told["facts"].get("taken"))
            same_again = not won or again == told["reference"]
            shots.append(Shot(round_number, space, status, named, milliseconds, same_again))
            # All have left the round before by now: what was held in it is let go, as nobody may hold too many at once.
            while held:
                _post(http, token, f"options/{held.pop()}/release", {}, secrets.token_hex(8))
            if won and act == "options":
                held.append(told["reference"])
            if number == 0:
                done(round_number + 1)
    except BaseException:
        line.abort()
        raise
    return shots


def _quote(http: Any, token: str, course: Race, space: str, round_number: int) -> str:
    day = course.first_day + timedelta(days=round_number)
    asked = {
        "venue": course.venue,
        "space": space,
        "layout": LAYOUT.value,
        "delegates": DELEGATES,
        "from": f"{day}T09:00",
        "to": f"{day}T17:00",
    }
    status, told = _post(http, token, "quotes", asked, secrets.token_hex(8))
    if status != HTTPStatus.CREATED:
        message = f"no quote: {status} {told}"
        raise RuntimeError(message)
    return str(told["reference"])


def _post(http: Any, token: str, path: str, asked: Mapping[str, object], key: str) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"}
    http.request("POST", f"/api/v1/{path}", json.dumps(asked), headers)
    response = http.getresponse()
    body = response.read()
    try:
        return response.status, json.loads(body)
    except ValueError:
        return response.status, {}


def _judged(shots: Fired) -> dict[str, object]:
    """Count what was answered, round by round, and ask the diary, which knows nothing of the answers."""
    rounds: dict[int, list[Shot]] = {}
    for shot in shots:
        rounds.setdefault(shot.round_number, []).append(shot)
    answers = Counter(shot.status for shot in shots)
    others = {str(status): number for status, number in answers.items() if status not in {201, 409}}
    return {
        "created": answers[HTTPStatus.CREATED],
        "refused": answers[HTTPStatus.CONFLICT],
        "other_answers": others,
        "two_winners": sum(_two_winners(fired) for fired in rounds.values()),
        "no_winner": sum(_no_winner(fired) for fired in rounds.values()),
        "losers_not_told": sum(shot.status == HTTPStatus.CONFLICT and not shot.told for shot in shots),
        "not_same_again": sum(not shot.same_again for shot in shots),
        "double_bookings": len(double_bookings()),
        "listing_differences": len(listing_differences()[1]),
    }


def _won(fired: Fired) -> list[frozenset[str]]:
    return [shot.sections for shot in fired if shot.status == HTTPStatus.CREATED]


def _two_winners(fired: Fired) -> bool:
    """Tell whether one section was given to two clients."""
    return any(number > 1 for number in Counter(section for sections in _won(fired) for section in sections).values())


def _no_winner(fired: Fired) -> bool:
    """Tell whether somebody lost what nobody won."""
    had = frozenset().union(*_won(fired))
    return any(shot.status != HTTPStatus.CREATED and not shot.sections & had for shot in fired)
