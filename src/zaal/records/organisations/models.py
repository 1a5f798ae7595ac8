"""Customer companies, hotels (or groups) and the operator, with their members."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation is on the platform."""

    CUSTOMER = "customer"
    HOTEL = "hotel"
    OPERATOR = "operator"


class Organisation(models.Model):
    """A company, a hotel (group) or the marketplace itself."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=OrganisationKind)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person working for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="member_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id}"
