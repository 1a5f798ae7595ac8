"""Options held longer, and since when each has held its space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def first_since_placed(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Let those that hold their space have held it since they were placed: nothing else is known of them."""
    apps.get_model("sales", "Option").objects.filter(rank=1).update(first_at=F("placed_at"))


class Migration(migrations.Migration):
    dependencies = [("sales", "0005_tax_in_fees_of_changes")]

    operations = [
        migrations.AddField("option", "first_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(first_since_placed, migrations.RunPython.noop),
        migrations.CreateModel(
            name="OptionExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_house", models.BooleanField()),
                ("was_until", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("extended_at", models.DateTimeField()),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="sales.option"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(by_house=False),
                        fields=("option",),
                        name="optionextension_once_by_the_customer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(until__gt=models.F("was_until")), name="optionextension_longer"
                    ),
                ],
            },
        ),
    ]
