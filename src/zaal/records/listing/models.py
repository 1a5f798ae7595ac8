"""One row per sellable space with all that search asks, one prepared rate card per venue; derived, never the truth."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zaal.domain.layouts import Layout

# Positions in the per-layout arrays of a listing (PostgreSQL counts from 1). The first stands for "any layout".
LAYOUT_POSITION = {None: 1} | {layout: position for position, layout in enumerate(Layout, start=2)}


class MultirangeField(models.Field):  # type: ignore[type-arg]  # Django's own Field cannot be subscripted at run time
    """A PostgreSQL ``tstzmultirange``; read and written in SQL only."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - Django's signature
        return "tstzmultirange"


class Listing(models.Model):
    """A space as search sees it: busy times (blocking entries) beside place, capacities and amenities.

    The arrays hold one value per LAYOUT_POSITION; a capacity of 0 means the layout is not offered.
    ``opens``/``closes`` hold minutes per weekday (Monday first), -1 when closed.
    """

    space = models.OneToOneField("venues.Space", on_delete=models.CASCADE, primary_key=True, related_name="listing")
    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="listings")
    country = models.CharField(max_length=2)
    lat = models.FloatField()
    lon = models.FloatField()
    time_zone = models.CharField(max_length=64)
    stars = models.PositiveSmallIntegerField(default=0)
    amenities = models.IntegerField(default=0)
    max_delegates = ArrayField(models.IntegerField())
    min_delegates = ArrayField(models.IntegerField())
    setup_minutes = ArrayField(models.SmallIntegerField())
    breakdown_minutes = ArrayField(models.SmallIntegerField())
    opens = ArrayField(models.SmallIntegerField())
    closes = ArrayField(models.SmallIntegerField())
    card_version = models.BigIntegerField()
    busy = MultirangeField(default="{}")

    class Meta:
        indexes = [models.Index(fields=["lat", "lon"], name="listing_place")]

    def __str__(self) -> str:
        return f"listing of space {self.space_id}"


class PreparedCard(models.Model):
    """A venue's rates as one JSON value, with the version that listings carry; a new version for every change."""

    venue = models.OneToOneField(
        "venues.Venue", on_delete=models.CASCADE, primary_key=True, related_name="prepared_card"
    )
    version = models.BigIntegerField()
    card = models.JSONField()

    def __str__(self) -> str:
        return f"card {self.version} of venue {self.venue_id}"
