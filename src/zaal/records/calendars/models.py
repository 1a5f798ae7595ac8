"""Calendars that go out of a house under a secret address, and those that come into its diary from elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zaal.domain.feeds import LONGEST_ADDRESS, LONGEST_NAME, Shows, Target


class Feed(models.Model):
    """A calendar of a house, or of one of its spaces, for whoever knows its secret; only the hash is kept."""

    reference = models.CharField(max_length=16, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="feeds")
    space = models.ForeignKey("venues.Space", null=True, blank=True, on_delete=models.CASCADE, related_name="feeds")
    shows = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Shows])
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.reference


class Revocation(models.Model):
    """A feed that nobody can ask for any more."""

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, related_name="revocation")
    revoked_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"revocation of {self.feed_id}"


class Source(models.Model):
    """A calendar that comes in: from an ``address`` asked again and again, or from a file (empty address).

    Its events stand in the diary under references that begin with ``calendar-in:<reference>:``. ``etag`` and
    ``modified`` are what its server last said, ``failures`` how often in a row it could not be read since
    ``failing_since``, ``failure`` why (code and facts), ``findings`` what was odd about the last reading.
    """

    reference = models.CharField(max_length=16, unique=True)
    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="sources_in")
    space = models.ForeignKey(
        "venues.Space", null=True, blank=True, on_delete=models.CASCADE, related_name="sources_in"
    )
    target = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Target])
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    failure = models.JSONField(default=dict, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target=Target.SPACE.value, space__isnull=False)
                | (~Q(target=Target.SPACE.value) & Q(space__isnull=True)),
                name="source_without_its_target",
            ),
            models.CheckConstraint(condition=~Q(address="") | Q(due_at__isnull=True), name="source_file_asked_again"),
        ]
        indexes = [models.Index(fields=["due_at"], name="source_by_due")]

    def __str__(self) -> str:
        return self.reference
