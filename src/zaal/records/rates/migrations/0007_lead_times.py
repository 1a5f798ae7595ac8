"""A house may say how many working days ahead it takes bookings."""

from __future__ import annotations

from django.db import migrations, models

KINDS = ("overtime", "layout_fee", "surcharge", "levy", "minimum_spend", "guarantee", "lead_time")


class Migration(migrations.Migration):
    dependencies = [("rates", "0006_change_cutoffs")]

    operations = [
        migrations.AlterField(
            model_name="chargerule",
            name="kind",
            field=models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=16),
        ),
    ]
