"""How often a house says no, and why: counted beside the acts that it refuses, without who asked."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from django.db import connection, transaction

from zaal.domain.period import local
from zaal.domain.references import tidy
from zaal.domain.refusals import Conflict, Invalid, Refusal
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

P = ParamSpec("P")
R = TypeVar("R")
# What says something about the form or the program, not about the house.
NOT_COUNTED: Final = frozenset({"idempotency_key_reused", "diary_busy"})
COUNT: Final = """
    INSERT INTO logbook_refusalcount (venue, day, code, number) VALUES (%s, %s, %s, 1)
    ON CONFLICT (venue, day, code) DO UPDATE SET number = logbook_refusalcount.number + 1
"""


def counted(act: Callable[P, R]) -> Callable[P, R]:
    """Count what this act refuses about a house, once it is rolled back; the refusal goes on as it is.

    Outermost, so that every door is counted alike. What may not be done or is not there (NotAllowed, NotFound) says
    nothing of the house and is not counted.
    """

    @wraps(act)
    def counting(*args: P.args, **told: P.kwargs) -> R:
        try:
            return act(*args, **told)
        except (Conflict, Invalid) as refusal:
            count(refusal, told)
            raise

    return counting


@transaction.atomic(durable=True)
def count(refusal: Refusal, told: Mapping[str, Any]) -> None:
    """Count one refusal for the house that a wish, a quote or an option is of; two statements.

    A crash may lose the last ones: waiting for the disk would hold up everybody who is refused the same.
    """
    house = None if refusal.code in NOT_COUNTED else _house(told)
    if house is None:
        return
    slug, zone = house
    now: datetime = told["now"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
        cursor.execute(COUNT, [slug, local(now, zone).date(), refusal.code])


def _house(told: Mapping[str, Any]) -> tuple[str, str] | None:
    if "wish" in told:
        found = {"slug": told["wish"].venue.replace("\x00", "")}
    elif "quote" in told:
        found = {"quotes__reference": tidy(told["quote"])}
    else:
        found = {"quotes__option__reference": tidy(told["option"])}
    return Venue.objects.filter(**found).values_list("slug", "time_zone").first()
