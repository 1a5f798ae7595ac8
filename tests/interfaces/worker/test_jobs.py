from __future__ import annotations

from datetime import timedelta
from inspect import unwrap
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given
from tests.pictures_made import a_picture

from zaal.domain.diary import SpaceTaken
from zaal.interfaces import clock
from zaal.interfaces.worker import doer, jobs
from zaal.queries import pictures as told_of_pictures
from zaal.queries import sales
from zaal.queries.sales import Stage
from zaal.records.logbook.models import Fact, Letter, Replay
from zaal.records.sales.models import Quote
from zaal.usecases import options, pictures, quotes
from zaal.usecases.facts import TOLD

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

LAPSED = given.NOW + timedelta(days=7)


def waiting_jobs(task: str = "tell") -> list[dict[str, object]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task, status="todo").order_by("pk")]


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: object) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


MOST_ROUNDS = 5


def work() -> None:
    """Let a worker do what is waiting, and what that asks for, then stop.

    Told not to wait, a worker stops when it finds nothing, also while a running job is about to ask for more.
    """
    for _ in range(MOST_ROUNDS):
        doer().run_worker(wait=False, install_signal_handlers=False, concurrency=2)
        if not ProcrastinateJob.objects.filter(status="todo", scheduled_at=None).exists():
            return


@pytest.fixture(autouse=True)
def brief_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a worker's threads close their connections after each job: the test database has to go at the end."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)


@pytest.mark.django_db
def test_every_told_fact_has_its_letters():
    assert set(jobs.letters.Kind) == TOLD


@pytest.mark.django_db
def test_the_jobs_that_use_cases_ask_for_exist():
    jobs.queue.perform_import_paths()

    assert {"tell", "move_up", "expire_due", "remind_due", "pick_up", "forget_replays", "make_picture"} <= set(
        jobs.queue.tasks
    )


@pytest.mark.django_db
def test_an_act_asks_for_its_letters():
    option = given.an_option()

    fact = Fact.objects.get(kind="OptionPlaced", subject=option)
    assert waiting_jobs() == [{"fact_id": fact.pk}]


@pytest.mark.django_db
def test_a_refused_act_tells_nobody():
    given.a_confirmed_booking()
    told = waiting_jobs()
    late = quotes.make(
        actor=given.a_booker(given.BRAM), wish=given.a_wish(space="kleine-zaal", delegates=5), now=given.NOW
    )
    given.a_confirmed_booking(given.a_booker(), space="kleine-zaal", delegates=5)

    with pytest.raises(SpaceTaken):
        options.place(actor=given.a_booker(given.BRAM), quote=late, now=given.NOW)

    assert len(waiting_jobs()) == len(told) + 1


@pytest.mark.usefixtures("committed")
def test_an_act_that_rolls_back_takes_its_jobs_with_it():
    quote = given.a_quote()

    with pytest.raises(RuntimeError, match="fails at last"):
        _place_and_fail(quote)

    assert waiting_jobs() == []
    assert not Fact.objects.filter(kind="OptionPlaced").exists()


@pytest.mark.django_db
def test_an_option_lapses_on_the_minute_and_the_next_moves_up(monkeypatch: pytest.MonkeyPatch):
    anna, bram = given.a_booker(), given.a_booker(given.BRAM)
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True, now=given.NOW + timedelta(hours=1))

    set_clock(monkeypatch, LAPSED - timedelta(seconds=1))
    jobs.expire_due(timestamp=0)
    assert sales.option(first, actor=anna, now=clock.now()).stage is Stage.HELD

    set_clock(monkeypatch, LAPSED)
    jobs.expire_due(timestamp=0)

    assert sales.option(first, actor=anna, now=LAPSED).stage is Stage.EXPIRED
    assert sales.option(second, actor=bram, now=LAPSED).stage is Stage.HELD
    assert Fact.objects.filter(kind="OptionPromoted", subject=second).count() == 1


@pytest.mark.django_db
def test_whoever_is_about_to_lose_an_option_is_reminded_once(monkeypatch: pytest.MonkeyPatch):
    option = given.an_option()
    set_clock(monkeypatch, LAPSED - timedelta(hours=25))
    jobs.remind_due(timestamp=0)
    assert not Fact.objects.filter(kind="OptionReminded").exists()

    set_clock(monkeypatch, LAPSED - timedelta(hours=23))
    jobs.remind_due(timestamp=0)
    jobs.remind_due(timestamp=600)

    assert Fact.objects.filter(kind="OptionReminded", subject=option).count() == 1


@pytest.mark.django_db
def test_idempotency_keys_are_forgotten_after_thirty_days(monkeypatch: pytest.MonkeyPatch):
    given.a_venue()
    quotes.make(actor=given.a_booker(), wish=given.a_wish(), now=given.NOW, key="one")
    thirty_days_on = given.NOW + timedelta(days=30)

    set_clock(monkeypatch, thirty_days_on)
    jobs.forget_replays(timestamp=0)
    assert Replay.objects.exists()

    set_clock(monkeypatch, thirty_days_on + timedelta(seconds=1))
    jobs.forget_replays(timestamp=0)
    assert not Replay.objects.exists()


@pytest.mark.usefixtures("committed", "clock_at_now")
def test_a_worker_writes_the_letters_of_what_happened():
    given.a_confirmed_booking()

    work()

    assert sorted(Letter.objects.values_list("recipient", flat=True)) == [given.ANNA, "zalen@damrak.example.org"]
    assert waiting_jobs() == []


@pytest.mark.usefixtures("committed")
def test_a_worker_ends_an_option_and_tells_both_holders(monkeypatch: pytest.MonkeyPatch):
    given.an_option(given.a_booker())
    given.an_option(given.a_booker(given.BRAM), may_wait=True, now=given.NOW + timedelta(hours=1))
    set_clock(monkeypatch, LAPSED)
    jobs.expire_due.defer(timestamp=0)

    work()

    told = Letter.objects.filter(fact__kind__in=["OptionExpired", "OptionPromoted"])
    assert sorted(told.exclude(recipient__startswith="zalen").values_list("fact__kind", "recipient")) == [
        ("OptionExpired", given.ANNA),
        ("OptionPromoted", given.BRAM),
    ]


@pytest.mark.usefixtures("committed", "clock_at_now")
def test_a_job_left_half_way_by_a_killed_worker_is_done_again():
    given.a_confirmed_booking()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        (killed,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [killed])

    jobs.pick_up.defer(timestamp=0)
    work()

    assert Letter.objects.count() == 2


@transaction.atomic
def _place_and_fail(quote: str) -> None:
    """Place an option and fail after it, in one transaction."""
    unwrap(options.place)(actor=given.a_booker(), quote=quote, now=given.NOW)
    assert len(waiting_jobs()) == 1
    raise RuntimeError("fails at last")  # noqa: EM101, TRY003 - the fault of the scene


@pytest.mark.django_db
def test_letters_of_one_sale_wait_for_each_other_and_not_for_another_sales():
    option = given.an_option()
    options.let_go(actor=given.a_booker(), option=option, now=given.NOW)
    given.a_confirmed_booking(given.a_booker(given.BRAM), space="kleine-zaal", delegates=5)

    locks = list(ProcrastinateJob.objects.filter(task_name="tell").order_by("pk").values_list("lock", flat=True))

    anna, bram = Quote.objects.order_by("pk").values_list("reference", flat=True)
    assert locks == [anna, anna, bram]


@pytest.mark.usefixtures("committed")
def test_a_worker_makes_a_picture_in_all_its_sizes(tmp_path: Path, settings: SettingsWrapper):
    settings.DATA_DIR = tmp_path
    member = given.a_hotel_member()
    picture = pictures.add(
        actor=member,
        venue_slug=given.DAMRAK,
        space_slug=None,
        data=a_picture(960, 640),
        filename="gevel.jpg",
        now=given.NOW,
    )

    work()

    (made,) = told_of_pictures.of_desk(given.DAMRAK, actor=member).pictures
    assert (made.reference, made.made, made.failure) == (picture, 6, "")
    assert not waiting_jobs("make_picture")
