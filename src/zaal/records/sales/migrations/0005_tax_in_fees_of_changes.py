"""The fee of a change may hold tax."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_fees_with_tax")]

    operations = [
        migrations.AddField("bookingchange", "tax", models.DecimalField(max_digits=14, decimal_places=3, null=True)),
    ]
