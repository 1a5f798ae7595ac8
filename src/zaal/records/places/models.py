"""Places, the names people type for them, and which gazetteer they were copied from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable

    PlaceRow = tuple[str, str, str, str, str, str, float, float, int, float, str]
    NameRow = tuple[str, str, str, str]


class PlaceQuerySet(models.QuerySet["Place"]):
    """Whole gazetteers in and out."""

    def replace_all(self, places: Iterable[PlaceRow], names: Iterable[NameRow]) -> None:
        """Put these places and names where the present ones stand; needs a transaction and locks both tables."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE places_placename, places_place")
            with cursor.copy(
                "COPY places_place (place_id, kind, name, country, region, region_code, lat, lon, weight, radius_km,"
                " time_zone) FROM STDIN"
            ) as copy:
                for place in places:
                    copy.write_row(place)
            with cursor.copy("COPY places_placename (place_id, name, folded, language) FROM STDIN") as copy:
                for name in names:
                    copy.write_row(name)


class Place(models.Model):
    """One place; ``weight`` is its people, or what an airport or landmark is worth in people."""

    place_id = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=16)
    name = models.TextField()
    country = models.CharField(max_length=2)
    region = models.TextField(blank=True)
    region_code = models.CharField(max_length=3, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    weight = models.IntegerField()
    radius_km = models.FloatField()
    time_zone = models.CharField(max_length=40)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        """The nearest place to a point is looked for by latitude and longitude."""

        indexes = (models.Index(fields=["lat", "lon"], name="places_place_lat_lon"),)

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    """One name of a place, and the same folded as typed text is; ``language`` is empty where nobody says."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names", db_index=False)
    name = models.TextField()
    folded = models.TextField()
    language = models.CharField(max_length=2, blank=True)

    class Meta:
        """Three ways in: the same or the first letters, alike letters, and all names of one place."""

        indexes = (
            models.Index(fields=["folded"], opclasses=["text_pattern_ops"], name="places_placename_start"),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="places_placename_alike"),
            models.Index(fields=["place", "language"], name="places_placename_language"),
        )

    def __str__(self) -> str:
        return self.name


class GazetteerQuerySet(models.QuerySet["Gazetteer"]):
    """One load at a time."""

    def hold(self) -> None:
        """Make a second load wait until this transaction ends; readers pass."""
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE places_gazetteer IN SHARE ROW EXCLUSIVE MODE")


class Gazetteer(models.Model):
    """Which shipped gazetteer the places were copied from: one row, or none before the first load."""

    version = models.CharField(max_length=16)
    loaded_at = models.DateTimeField()

    objects = GazetteerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.version
