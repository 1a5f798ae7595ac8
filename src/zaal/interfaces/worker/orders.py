"""The jobs of event orders: final numbers are asked for in time, and letters about orders are written and sent."""

from __future__ import annotations

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from zaal.domain.actors import SYSTEM
from zaal.gateways import mail
from zaal.interfaces import clock
from zaal.interfaces.worker import order_letters
from zaal.queries import deliveries as post
from zaal.queries import event_orders as told
from zaal.queries import sales
from zaal.usecases import deliveries, event_orders

# As long as for all letters: the last try is 18 hours later.
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)


@queue.task(name="tell_of_order", queue="letters", retry=PATIENTLY)
def tell_of_order(fact_id: int) -> None:
    """Write the letter about an order, keep it, and send what has not gone out; twice is the same as once."""
    fact, now = post.fact(fact_id), clock.now()
    order = told.order(fact.subject, actor=SYSTEM, now=now)
    sale = sales.booking(fact.subject, actor=SYSTEM, now=now)
    letters = order_letters.write(fact, order, post.correspondents(sale.quote.reference), base_url=settings.BASE_URL)
    deliveries.keep(fact=fact_id, letters=letters, now=now)
    if settings.EMAIL_HOST:
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
        for unsent in post.unsent(fact_id):
            mail.send(unsent.letter, message_id=f"<letter-{unsent.number}@{host}>")
            deliveries.mark_sent(letter=unsent.number, now=clock.now())


@queue.periodic(cron="17 * * * *")
@queue.task(name="ask_for_numbers", queue="sales")
def ask_for_numbers(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute it asks
    """Ask for the final numbers that are due soon, and remind of them."""
    event_orders.ask_due(actor=SYSTEM, now=clock.now())
