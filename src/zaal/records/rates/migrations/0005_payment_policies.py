"""When bookings are paid, as terms of a venue or of an organisation's contract."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_organisations"),
        ("rates", "0004_conditions_charges_deals"),
        ("venues", "0001_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=48)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("terms", models.JSONField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payment_contracts",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="payment_policies", to="venues.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "organisation", "code", "from_date"),
                        name="paymentpolicy_once_per_start",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
