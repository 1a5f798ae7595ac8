"""Two customers want one room in the same second: one gets it, the other hears what is taken."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests import Response
    from tests.journeys.servers import RunningZaal


def test_one_gets_the_room_and_the_other_hears_what_is_taken(running: RunningZaal) -> None:
    day = datetime.now(UTC) + timedelta(weeks=20)
    times = {"from": f"{day:%Y-%m-%d}T09:00", "to": f"{day:%Y-%m-%d}T12:00"}
    clients = [running.client(running.zaal("token", "create", f"{name}@zaal.test").strip()) for name in PEOPLE]
    offer = clients[0].get("offers", params={"place": "Amsterdam", "delegates": "10", "instant": "true", **times})
    wanted = {name: offer.json()["offers"][0][name] for name in ("venue", "space", "layout", "basis")}
    quotes = [client.post("quotes", json={**wanted, **times, "delegates": 10}).json() for client in clients]
    start, answers = Barrier(len(clients)), []

    def book(number: int) -> None:
        start.wait()
        answers.append(clients[number].post("bookings", json={"quote": quotes[number]["reference"]}))

    rivals = [Thread(target=book, args=(number,)) for number in range(len(clients))]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    won, lost = sorted(answers, key=_status)
    assert (won.status_code, lost.status_code) == (201, 409)
    assert lost.json()["code"] == "space_taken"
    assert won.json()["quote"]["house"]["space_name"] in lost.json()["detail"]


def test_of_a_hall_and_its_halves_exactly_one_claim_wins_each_round(running: RunningZaal) -> None:
    told = running.zaal("bench", "race", "--clients", "4", "--rounds", "10", "--json", "--url", running.url)

    (figures,) = json.loads(told)["figures"]
    assert (figures["sizes"]["clients"], figures["sizes"]["rounds"]) == (4, 10), told
    assert figures["result"]["two_winners"] == 0, told
    assert running.zaal("diary", "verify").endswith(", 0 differ\n")


PEOPLE = ("booker", "second.booker")


def _status(answer: Response) -> int:
    return answer.status_code
