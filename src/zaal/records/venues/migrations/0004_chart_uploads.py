"""Capacity charts on their way in: uploaded, not written yet."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0003_longer_options")]

    operations = [
        migrations.CreateModel(
            "ChartUpload",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("filename", models.CharField(max_length=200)),
                ("data", models.BinaryField()),
                ("choices", models.JSONField(default=list)),
                ("decisions", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="chart_uploads", to="venues.venue"
                    ),
                ),
            ],
        ),
    ]
