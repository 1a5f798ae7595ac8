"""A package or an extra may have a price of its own for some weekdays from the same day on."""

from __future__ import annotations

from django.db import migrations, models

PACKAGE = ("venue", "code", "deal", "from_date", "weekdays")
EXTRA = ("venue", "code", "from_date", "weekdays")


class Migration(migrations.Migration):
    dependencies = [("rates", "0007_lead_times")]

    operations = [
        migrations.RemoveConstraint("package", "package_once_per_start"),
        migrations.AddConstraint("package", models.UniqueConstraint(fields=PACKAGE, name="package_once_per_start")),
        migrations.RemoveConstraint("extra", "extra_once_per_start"),
        migrations.AddConstraint("extra", models.UniqueConstraint(fields=EXTRA, name="extra_once_per_start")),
    ]
