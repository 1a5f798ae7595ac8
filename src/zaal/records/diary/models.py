"""Who occupies which section when. PostgreSQL refuses overlap of blocking entries, whoever writes them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from zaal.domain.diary import EntryKind


class Entry(models.Model):
    """One section occupied for one period, set-up and breakdown included.

    ``reference`` names what it is for (an option, a booking, a closure, an imported calendar event);
    entries of one reference are made and removed together. A waiting option's entries do not block.
    """

    section = models.ForeignKey("venues.Section", on_delete=models.PROTECT, related_name="entries")
    space = models.ForeignKey("venues.Space", on_delete=models.PROTECT, related_name="entries")
    during = DateTimeRangeField()
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in EntryKind])
    blocking = models.BooleanField(default=True)
    reference = models.CharField(max_length=300, db_index=True)
    label = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="entry_forbids_overlap",
                expressions=[("section", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(blocking=True),
            ),
            models.CheckConstraint(condition=models.Q(during__isempty=False), name="entry_without_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
