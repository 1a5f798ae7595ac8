"""What happened, by whom, when (append-only); how often what was refused; requests answered; letters that went out."""

from __future__ import annotations

from django.db import models


class Fact(models.Model):
    """Something that happened to a quote, option, booking or house. Never changed, never deleted."""

    kind = models.CharField(max_length=48)
    subject = models.CharField(max_length=128, db_index=True)
    actor = models.CharField(max_length=200)
    person_id = models.BigIntegerField(null=True, blank=True)
    happened_at = models.DateTimeField()
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class RefusalCount(models.Model):
    """How often a house refused something for one reason on one of its own days; nobody is named."""

    venue = models.SlugField(max_length=120, db_index=False)
    day = models.DateField()
    code = models.CharField(max_length=48)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "day", "code"], name="refusalcount_once_per_day_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.day}: {self.code} {self.number}"


class Replay(models.Model):
    """An answered request with its ``Idempotency-Key``: the same key gives the same outcome again."""

    person_id = models.BigIntegerField()
    act = models.CharField(max_length=48)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    reference = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "act", "key"], name="replay_one_outcome_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"


class Letter(models.Model):
    """A mail written because of a fact; one per fact and recipient, so that a retried job sends nothing twice."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="letters", null=True)
    recipient = models.EmailField()
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=16, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "recipient"], name="letter_once_per_fact_and_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}"
