"""Requests refused with a reason, and how far silence was pressed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

ENDINGS = ["confirmed", "released", "expired", "lapsed_by_challenge", "refused"]
REASONS = ["room_needed", "works", "short_notice", "not_suited", "price", "other"]


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_challenges")]

    operations = [
        migrations.AlterField(
            "optionend",
            "ending",
            models.CharField(choices=[(ending, ending) for ending in ENDINGS], max_length=24),
        ),
        migrations.AddField("bookingrequest", "pressed", models.PositiveSmallIntegerField(default=0)),
        migrations.CreateModel(
            name="RequestRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(choices=[(reason, reason) for reason in REASONS], max_length=16)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("refused_at", models.DateTimeField()),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="sales.bookingrequest",
                    ),
                ),
            ],
        ),
    ]
