import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_organisations"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("name_folded", models.CharField(editable=False, max_length=200)),
                ("descriptions", models.JSONField(default=dict)),
                ("country", models.CharField(max_length=2)),
                ("city", models.CharField(max_length=120)),
                ("district", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=16)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("time_zone", models.CharField(max_length=64)),
                ("currency", models.CharField(max_length=3)),
                ("stars", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("bedrooms", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list, size=None
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=32)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.URLField(blank=True)),
                (
                    "amenities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list, size=None
                    ),
                ),
                ("listed", models.BooleanField(default=True)),
                ("invented", models.BooleanField(default=False)),
                ("instant", models.BooleanField(default=True)),
                ("min_lead_hours", models.PositiveIntegerField(default=48)),
                ("max_lead_days", models.PositiveIntegerField(blank=True, null=True)),
                ("max_instant_delegates", models.PositiveIntegerField(blank=True, null=True)),
                ("max_instant_value", models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ("option_days", models.PositiveSmallIntegerField(default=7)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="venues",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Space",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120)),
                ("name", models.CharField(max_length=120)),
                ("area_sqm", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ("length_m", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ("width_m", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ("height_m", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("floor", models.SmallIntegerField(blank=True, null=True)),
                ("daylight", models.BooleanField(null=True)),
                ("step_free", models.BooleanField(null=True)),
                ("hearing_loop", models.BooleanField(null=True)),
                ("fixed_furniture", models.BooleanField(default=False)),
                (
                    "amenities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list, size=None
                    ),
                ),
                ("setup_minutes", models.PositiveSmallIntegerField(default=0)),
                ("breakdown_minutes", models.PositiveSmallIntegerField(default=0)),
                ("buffers_inside", models.BooleanField(default=False)),
                ("listed", models.BooleanField(default=True)),
                ("instant", models.BooleanField(null=True)),
                ("min_lead_hours", models.PositiveIntegerField(blank=True, null=True)),
                ("max_instant_delegates", models.PositiveIntegerField(blank=True, null=True)),
                ("max_instant_value", models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ("sections", models.ManyToManyField(related_name="spaces", to="venues.section")),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spaces", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=48)),
                ("external_id", models.CharField(max_length=300)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="section",
            name="venue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="venues.venue"
            ),
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens_minute", models.PositiveSmallIntegerField()),
                ("closes_minute", models.PositiveSmallIntegerField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opening_hours", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("theatre", "theatre"),
                            ("classroom", "classroom"),
                            ("u_shape", "u_shape"),
                            ("boardroom", "boardroom"),
                            ("hollow_square", "hollow_square"),
                            ("cabaret", "cabaret"),
                            ("banquet", "banquet"),
                            ("reception", "reception"),
                        ],
                        max_length=16,
                    ),
                ),
                ("min_delegates", models.PositiveIntegerField(default=1)),
                ("max_delegates", models.PositiveIntegerField()),
                ("setup_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("breakdown_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="capacities", to="venues.space"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("space", "layout"), name="capacity_once_per_layout"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_delegates__gte", models.F("min_delegates")), ("min_delegates__gte", 1)
                        ),
                        name="capacity_upside_down",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="venue",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_folded"], name="venue_name_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                name="venue_off_the_globe",
            ),
        ),
        migrations.AddConstraint(
            model_name="space",
            constraint=models.UniqueConstraint(fields=("venue", "slug"), name="space_slug_once_per_venue"),
        ),
        migrations.AddConstraint(
            model_name="sourcerow",
            constraint=models.UniqueConstraint(fields=("source", "external_id"), name="sourcerow_one_venue_per_row"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("venue", "name"), name="section_name_once_per_venue"),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.UniqueConstraint(fields=("venue", "weekday"), name="openinghours_once_per_weekday"),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_minute__lte", 2880), ("opens_minute__lt", models.F("closes_minute")), ("weekday__lte", 6)
                ),
                name="openinghours_upside_down",
            ),
        ),
    ]
