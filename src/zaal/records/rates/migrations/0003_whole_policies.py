"""Policies are kept whole, as the domain writes them, and may be an organisation's contract."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def keep_whole(apps: Any, _schema_editor: Any) -> None:
    policies = apps.get_model("rates", "CancellationPolicy")
    rows = list(policies.objects.prefetch_related("tiers"))
    for row in rows:
        tiers = sorted(row.tiers.all(), key=lambda tier: tier.position)
        row.terms = {
            "code": row.code,
            "name": row.name,
            "tiers": [[tier.amount, tier.unit, tier.strict, _percent(tier.percent)] for tier in tiers],
            "late": _percent(row.late_percent),
            "no_show": _percent(row.no_show_percent),
            "holiday_calendar": row.holiday_calendar,
            **({"fee_tax": "included"} if row.fee_taxed else {}),
        }
    policies.objects.bulk_update(rows, ["terms"], batch_size=500)


def _percent(percent: Any) -> list[str]:
    return ["percent", f"{percent.normalize():f}"]


class Migration(migrations.Migration):
    dependencies = [("rates", "0002_dutch_and_singapore_tax"), ("organisations", "0001_organisations")]

    operations = [
        migrations.AddField("cancellationpolicy", "terms", models.JSONField(default=dict)),
        migrations.AddField(
            "cancellationpolicy",
            "organisation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contracts",
                to="organisations.organisation",
            ),
        ),
        migrations.RunPython(keep_whole, migrations.RunPython.noop),
        # The constraints of the foreign key are checked now: a table with checks to come cannot be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("cancellationpolicy", "terms", models.JSONField()),
        migrations.RemoveConstraint("cancellationpolicy", "cancellationpolicy_once_per_start"),
        migrations.AddConstraint(
            "cancellationpolicy",
            models.UniqueConstraint(
                fields=["venue", "organisation", "code", "from_date"],
                name="cancellationpolicy_once_per_start",
                nulls_distinct=False,
            ),
        ),
        migrations.DeleteModel("CancellationTier"),
        *(
            migrations.RemoveField("cancellationpolicy", field)
            for field in ("name", "late_percent", "no_show_percent", "holiday_calendar", "fee_taxed")
        ),
    ]
