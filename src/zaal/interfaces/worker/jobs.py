"""The jobs: letters about what happened, and what happens to options by itself, on the minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock
from zaal.interfaces.worker import letters, outgoing
from zaal.interfaces.worker.tidings import before, sale_of
from zaal.queries import deliveries as post
from zaal.usecases import challenges, deliveries, options, pictures, replays, requests

if TYPE_CHECKING:
    from collections.abc import Sequence

REMINDED_AHEAD = timedelta(hours=24)
# After 4, 16, 64 s and so on: the eighth and last after 18 hours, more than most mail servers are away.
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)
SOON = RetryStrategy(max_attempts=10, wait=1)
SILENT_SECONDS = 60
# How long a picture that was taken away can be brought back, and how old a file nobody names must be.
REMOVED_KEPT = timedelta(days=7)
UNNAMED_KEPT = timedelta(days=1)


@queue.task(name="tell", queue="letters", retry=PATIENTLY)
def tell(fact_id: int) -> None:
    """Write the letters about a fact, keep them, and send those that have not gone out; twice is the same as once."""
    fact = post.fact(fact_id)
    sale = sale_of(fact, actor=SYSTEM)
    sides = post.correspondents(sale.quote.reference)
    written = letters.write(fact, sale, sides, base_url=settings.BASE_URL, before=before(fact, actor=SYSTEM))
    deliveries.keep(fact=fact_id, letters=written, now=clock.now())
    outgoing.send(fact_id)


@queue.task(name="move_up", queue="sales", retry=SOON)
def move_up(sections: Sequence[int]) -> None:
    """Let the options waiting on these sections try again to be the first in line."""
    options.move_up(actor=SYSTEM, sections=sections, now=clock.now())


@queue.task(name="withdraw_challenges", queue="sales", retry=SOON)
def withdraw_challenges(option: int) -> None:
    """End the challenges of an option that has ended."""
    challenges.withdraw(option=option, now=clock.now())


@queue.periodic(cron="* * * * *")
@queue.task(name="expire_due", queue="sales")
def expire_due(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute it asks
    """End every option whose release moment has come."""
    while options.expire_due(actor=SYSTEM, now=clock.now()):
        pass


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="remind_due", queue="sales")
def remind_due(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Tell whoever holds an option that lapses within a day."""
    options.remind_due(actor=SYSTEM, now=clock.now(), ahead=REMINDED_AHEAD)


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="press_due", queue="sales")
def press_due(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Tell of requests that the hotel has not answered."""
    requests.press_due(actor=SYSTEM, now=clock.now())


@queue.periodic(cron="* * * * *")
@queue.task(name="pick_up", queue="upkeep")
async def pick_up(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Do again the jobs that a worker left half-way when it was killed."""
    for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await queue.job_manager.retry_job(job)


@queue.task(name="make_picture", queue="pictures", retry=SOON)
def make_picture(picture: str, version: int) -> None:
    """Make a picture in all its sizes and formats, a size at a time; twice is the same as once."""
    while pictures.make_next(picture=picture, version=version):
        pass


@queue.periodic(cron="43 3 * * *")
@queue.task(name="clear_pictures_away", queue="upkeep")
def clear_pictures_away(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Delete the files of pictures that were taken away, and those that nothing names."""
    now = clock.now()
    pictures.clear_away(removed_before=now - REMOVED_KEPT, written_before=now - UNNAMED_KEPT)


@queue.periodic(cron="23 3 * * *")
@queue.task(name="forget_replays", queue="upkeep")
def forget_replays(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Forget idempotency keys that nobody sends again."""
    replays.forget_before(before=clock.now() - replays.KEPT)
