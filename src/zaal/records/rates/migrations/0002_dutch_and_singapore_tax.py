"""VAT of the Netherlands and GST of Singapore with their dates (DOMAIN 3.1 and 3.2)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import migrations

RULES = [
    ("NL", "BTW", "room", "21", date(2012, 10, 1), None),
    ("NL", "BTW", "equipment", "21", date(2012, 10, 1), None),
    ("NL", "BTW", "alcohol", "21", date(2012, 10, 1), None),
    ("NL", "BTW", "food", "9", date(2019, 1, 1), None),
    # Lodging moved from the reduced to the standard rate; the night decides, not the payment.
    ("NL", "BTW", "lodging", "9", date(2019, 1, 1), date(2025, 12, 31)),
    ("NL", "BTW", "lodging", "21", date(2026, 1, 1), None),
    *(
        ("SG", "GST", tax_class, percent, from_date, until_date)
        for tax_class in ("room", "food", "alcohol", "equipment", "lodging")
        for percent, from_date, until_date in (
            ("7", date(2007, 7, 1), date(2022, 12, 31)),
            ("8", date(2023, 1, 1), date(2023, 12, 31)),
            ("9", date(2024, 1, 1), None),
        )
    ),
]


def enter(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("rates", "TaxRule").objects.bulk_create(
        apps.get_model("rates", "TaxRule")(
            country=country,
            name=name,
            tax_class=tax_class,
            percent=Decimal(percent),
            from_date=from_date,
            until_date=until_date,
        )
        for country, name, tax_class, percent, from_date, until_date in RULES
    )


class Migration(migrations.Migration):
    dependencies = [("rates", "0001_rates")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
