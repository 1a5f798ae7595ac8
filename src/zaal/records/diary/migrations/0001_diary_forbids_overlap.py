import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("venues", "0001_venues"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("option", "option"),
                            ("booking", "booking"),
                            ("closure", "closure"),
                            ("external", "external"),
                        ],
                        max_length=16,
                    ),
                ),
                ("blocking", models.BooleanField(default=True)),
                ("reference", models.CharField(db_index=True, max_length=300)),
                ("label", models.CharField(blank=True, max_length=300)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="venues.section"
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="venues.space"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("blocking", True)),
                        expressions=[("section", "="), ("during", "&&")],
                        name="entry_forbids_overlap",
                    ),
                    models.CheckConstraint(condition=models.Q(("during__isempty", False)), name="entry_without_time"),
                ],
            },
        ),
    ]
