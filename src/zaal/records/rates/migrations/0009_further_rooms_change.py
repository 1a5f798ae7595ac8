"""Further rooms have a cut-off of their own; until a hotel states another one it is that of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAID = ("venue_id", "amount", "unit", "strict", "from_date", "until_date")
KINDS = ("delegates", "times", "layout", "space", "extras", "package", "day", "rooms")


def take_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the cut-off of the room hold for further rooms, as it did for adding and dropping them."""
    cutoffs = apps.get_model("rates", "ChangeCutoff").objects.using(editor.connection.alias)
    cutoffs.bulk_create(cutoffs.model(kind="rooms", **said) for said in cutoffs.filter(kind="space").values(*SAID))


def forget(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the cut-offs of further rooms."""
    apps.get_model("rates", "ChangeCutoff").objects.using(editor.connection.alias).filter(kind="rooms").delete()


class Migration(migrations.Migration):
    dependencies = [("rates", "0008_prices_by_weekday")]

    operations = [
        migrations.AlterField(
            "changecutoff", "kind", models.CharField(max_length=16, choices=[(kind, kind) for kind in KINDS])
        ),
        migrations.RunPython(take_over, forget),
    ]
