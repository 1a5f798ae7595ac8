"""Who waits may challenge who holds."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

ENDINGS = ["confirmed", "released", "expired", "lapsed_by_challenge"]


class Migration(migrations.Migration):
    dependencies = [("sales", "0006_longer_options")]

    operations = [
        migrations.AlterField(
            "optionend",
            "ending",
            models.CharField(choices=[(ending, ending) for ending in ENDINGS], max_length=24),
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("otherwise_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "challenged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="challenges", to="sales.option"
                    ),
                ),
                (
                    "challenger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="challenges_made", to="sales.option"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(ended_at=None),
                        fields=("challenger", "challenged"),
                        name="challenge_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(answer_by__lte=models.F("otherwise_at")), name="challenge_never_extends"
                    ),
                ],
            },
        ),
    ]
