"""Rooms that people keep to come back to, on lists shared by their link."""

from __future__ import annotations

from django.db import models

from zaal.domain.shortlists import LONGEST_NOTE, LONGEST_TITLE


class Shortlist(models.Model):
    """A list; without a person it is a guest's, whose browser remembers the token."""

    token = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, null=True, related_name="shortlists")
    title = models.CharField(max_length=LONGEST_TITLE, default="", blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title or f"shortlist {self.pk}"


class KeptRoom(models.Model):
    """A room on a list with the wish it was kept for; one that was removed stays for a while, to be put back."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="rooms")
    space = models.ForeignKey("venues.Space", on_delete=models.CASCADE, related_name="kept")
    wish = models.JSONField()
    note = models.CharField(max_length=LONGEST_NOTE, default="", blank=True)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "space"], name="keptroom_once_per_shortlist"),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} on {self.shortlist_id}"
