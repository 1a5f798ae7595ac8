"""A fee may be no share of the price, and may hold tax."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_rooms_and_versions")]

    operations = [
        migrations.AlterField(
            "cancellation", "percent", models.DecimalField(max_digits=5, decimal_places=2, null=True)
        ),
        migrations.AddField("cancellation", "tax", models.DecimalField(max_digits=14, decimal_places=3, null=True)),
    ]
