"""Slots name their room, a quote its wish and version, a booking its changes."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from zaal.domain.layouts import Layout

LAYOUTS = [(layout.value, layout.value) for layout in Layout]
OF_THE_QUOTE = """
    UPDATE sales_quoteslot slot SET space_id = quote.space_id, layout = quote.layout, delegates = quote.delegates
    FROM sales_quote quote WHERE quote.id = slot.quote_id
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_customers_ask_to_book"), ("venues", "0001_venues")]

    operations = [
        migrations.AddField("quote", "version", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "quote",
            "replaces",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="sales.quote",
            ),
        ),
        migrations.AddField("quote", "wish", models.JSONField(default=dict)),
        migrations.AddField(
            "quoteslot",
            "space",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="slots",
                to="venues.space",
            ),
        ),
        migrations.AddField("quoteslot", "layout", models.CharField(max_length=16, choices=LAYOUTS, default="theatre")),
        migrations.AddField("quoteslot", "delegates", models.PositiveIntegerField(default=1)),
        migrations.RunSQL(OF_THE_QUOTE, migrations.RunSQL.noop),
        # The constraints of the foreign key are checked now: a table with checks to come cannot be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "quoteslot",
            "space",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="slots",
                to="venues.space",
            ),
        ),
        migrations.AlterField("quoteslot", "layout", models.CharField(max_length=16, choices=LAYOUTS)),
        migrations.AlterField("quoteslot", "delegates", models.PositiveIntegerField()),
        migrations.CreateModel(
            name="BookingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_at", models.DateTimeField()),
                ("fee", models.DecimalField(max_digits=14, decimal_places=3)),
                ("currency", models.CharField(max_length=3)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="sales.booking"
                    ),
                ),
                (
                    "from_quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change_from", to="sales.quote"
                    ),
                ),
                (
                    "to_quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change_to", to="sales.quote"
                    ),
                ),
            ],
        ),
    ]
