"""Make the tables of places and their names, with the extension that finds alike letters."""

from __future__ import annotations

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Gazetteer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=16)),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("place_id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("name", models.TextField()),
                ("country", models.CharField(max_length=2)),
                ("region", models.TextField(blank=True)),
                ("region_code", models.CharField(blank=True, max_length=3)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("weight", models.IntegerField()),
                ("radius_km", models.FloatField()),
                ("time_zone", models.CharField(max_length=40)),
            ],
            options={"indexes": [models.Index(fields=["lat", "lon"], name="places_place_lat_lon")]},
        ),
        migrations.CreateModel(
            name="PlaceName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("folded", models.TextField()),
                ("language", models.CharField(blank=True, max_length=2)),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["folded"], name="places_placename_start", opclasses=["text_pattern_ops"]),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="places_placename_alike", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["place", "language"], name="places_placename_language"),
                ]
            },
        ),
    ]
