import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import zaal.records.listing.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("venues", "0001_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreparedCard",
            fields=[
                (
                    "venue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="prepared_card",
                        serialize=False,
                        to="venues.venue",
                    ),
                ),
                ("version", models.BigIntegerField()),
                ("card", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="venues.space",
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("time_zone", models.CharField(max_length=64)),
                ("stars", models.PositiveSmallIntegerField(default=0)),
                ("amenities", models.IntegerField(default=0)),
                (
                    "max_delegates",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                (
                    "min_delegates",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                (
                    "setup_minutes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None),
                ),
                (
                    "breakdown_minutes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None),
                ),
                ("opens", django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ("closes", django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ("card_version", models.BigIntegerField()),
                ("busy", zaal.records.listing.models.MultirangeField(default="{}")),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="listings", to="venues.venue"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lat", "lon"], name="listing_place")],
            },
        ),
        # Room on each page for the row's next version: updates of busy stay off the indexes (HOT).
        migrations.RunSQL("ALTER TABLE listing_listing SET (fillfactor = 80)", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE SEQUENCE listing_card_version", "DROP SEQUENCE listing_card_version"),
    ]
