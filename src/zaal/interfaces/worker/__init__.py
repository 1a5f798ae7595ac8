"""The jobs' door: what happens by itself, on time or after an act. Call ``run`` to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DeleteJobCondition

if TYPE_CHECKING:
    from procrastinate import App

POLL_SECONDS = 5.0
GRACE_SECONDS = 20.0


def run(concurrency: int) -> None:
    """Do jobs, ``concurrency`` at a time, until SIGTERM or SIGINT; what is being done then gets 20 s to end.

    A new job is heard of at once (LISTEN); polling only catches what a lost connection missed.
    """
    doer().run_worker(
        concurrency=concurrency,
        fetch_job_polling_interval=POLL_SECONDS,
        shutdown_graceful_timeout=GRACE_SECONDS,
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
    )


def doer() -> App:
    """Return the queue as a worker uses it, on a connection of its own that can wait for news.

    The queue of the use-cases stays on Django's connection, in a worker too: on another one, what they defer
    would no longer be part of their transaction.
    """
    return queue.with_connector(DjangoConnector().get_worker_connector())
