"""Prices that hang on the request, charges besides, and deals; a minimum spend becomes such a charge."""

from __future__ import annotations

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


def keep_minimums(apps: Any, _schema_editor: Any) -> None:
    rules = apps.get_model("rates", "ChargeRule")
    tariffs = apps.get_model("rates", "Tariff").objects.exclude(minimum_spend=None)
    rules.objects.bulk_create(
        rules(
            venue_id=row.venue_id,
            kind="minimum_spend",
            details={"amount": f"{row.minimum_spend.normalize():f}", "base": "all", "per": "meeting"},
            from_date=row.from_date,
            until_date=row.until_date,
        )
        for row in tariffs
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_organisations"),
        ("rates", "0003_whole_policies"),
        ("venues", "0001_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChargeRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overtime", "overtime"),
                            ("layout_fee", "layout_fee"),
                            ("surcharge", "surcharge"),
                            ("levy", "levy"),
                            ("minimum_spend", "minimum_spend"),
                            ("guarantee", "guarantee"),
                        ],
                        max_length=16,
                    ),
                ),
                ("details", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=48)),
                (
                    "kind",
                    models.CharField(choices=[("negotiated", "negotiated"), ("promotion", "promotion")], max_length=16),
                ),
                ("names", models.JSONField(default=dict)),
                ("word", models.CharField(blank=True, max_length=32)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="package",
            name="package_once_per_start",
        ),
        migrations.AddField(
            model_name="adjustment",
            name="condition",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="hirerate",
            name="deal",
            field=models.SlugField(blank=True, db_index=False, max_length=48),
        ),
        migrations.AddField(
            model_name="hirerate",
            name="min_quantity",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="package",
            name="deal",
            field=models.SlugField(blank=True, db_index=False, max_length=48),
        ),
        migrations.AlterField(
            model_name="extra",
            name="tax_class",
            field=models.CharField(
                choices=[
                    ("room", "room"),
                    ("food", "food"),
                    ("alcohol", "alcohol"),
                    ("equipment", "equipment"),
                    ("lodging", "lodging"),
                    ("levy", "levy"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="packagepart",
            name="tax_class",
            field=models.CharField(
                choices=[
                    ("room", "room"),
                    ("food", "food"),
                    ("alcohol", "alcohol"),
                    ("equipment", "equipment"),
                    ("lodging", "lodging"),
                    ("levy", "levy"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="taxrule",
            name="tax_class",
            field=models.CharField(
                choices=[
                    ("room", "room"),
                    ("food", "food"),
                    ("alcohol", "alcohol"),
                    ("equipment", "equipment"),
                    ("lodging", "lodging"),
                    ("levy", "levy"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.UniqueConstraint(
                fields=("venue", "code", "deal", "from_date"), name="package_once_per_start"
            ),
        ),
        migrations.AddField(
            model_name="chargerule",
            name="space",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="charge_rules", to="venues.space"
            ),
        ),
        migrations.AddField(
            model_name="chargerule",
            name="venue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="charge_rules", to="venues.venue"
            ),
        ),
        migrations.AddField(
            model_name="deal",
            name="organisations",
            field=models.ManyToManyField(blank=True, related_name="deals", to="organisations.organisation"),
        ),
        migrations.AddField(
            model_name="deal",
            name="venue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deals", to="venues.venue"
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(fields=("venue", "code"), name="deal_once_per_venue"),
        ),
        migrations.RunPython(keep_minimums, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="tariff",
            name="minimum_spend",
        ),
    ]
