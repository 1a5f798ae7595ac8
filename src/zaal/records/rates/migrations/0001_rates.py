import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("venues", "0001_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
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
                ("code", models.SlugField(max_length=48)),
                ("percent", models.DecimalField(decimal_places=2, max_digits=6)),
                (
                    "applies_to",
                    models.CharField(choices=[("hire", "hire"), ("package", "package"), ("all", "all")], max_length=16),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adjustments", to="venues.venue"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CancellationPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=48)),
                ("name", models.CharField(max_length=200)),
                ("late_percent", models.DecimalField(decimal_places=2, default=100, max_digits=5)),
                ("no_show_percent", models.DecimalField(decimal_places=2, default=100, max_digits=5)),
                ("holiday_calendar", models.CharField(max_length=2)),
                ("fee_taxed", models.BooleanField(default=False)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cancellation_policies",
                        to="venues.venue",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CancellationTier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("months", "months"),
                            ("weeks", "weeks"),
                            ("days", "days"),
                            ("working_days", "working_days"),
                            ("hours", "hours"),
                        ],
                        max_length=16,
                    ),
                ),
                ("strict", models.BooleanField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tiers", to="rates.cancellationpolicy"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Daypart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16)),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dayparts", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Extra",
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
                ("code", models.SlugField(max_length=48)),
                ("names", models.JSONField(default=dict)),
                (
                    "unit",
                    models.CharField(
                        choices=[("delegate", "delegate"), ("piece", "piece"), ("hour", "hour"), ("day", "day")],
                        max_length=16,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=3, max_digits=12)),
                (
                    "tax_class",
                    models.CharField(
                        choices=[
                            ("room", "room"),
                            ("food", "food"),
                            ("alcohol", "alcohol"),
                            ("equipment", "equipment"),
                            ("lodging", "lodging"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extras", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HireRate",
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
                    "unit",
                    models.CharField(choices=[("hour", "hour"), ("daypart", "daypart"), ("day", "day")], max_length=16),
                ),
                ("amount", models.DecimalField(decimal_places=3, max_digits=12)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hire_rates", to="venues.space"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Package",
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
                ("code", models.SlugField(max_length=48)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("half_day", "half_day"),
                            ("day", "day"),
                            ("hours_12", "hours_12"),
                            ("hours_24", "hours_24"),
                            ("hours_32", "hours_32"),
                            ("ddr_half", "ddr_half"),
                            ("ddr_full", "ddr_full"),
                        ],
                        max_length=16,
                    ),
                ),
                ("names", models.JSONField(default=dict)),
                ("amount", models.DecimalField(decimal_places=3, max_digits=12)),
                (
                    "starts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TimeField(), blank=True, default=list, size=None
                    ),
                ),
                ("length_minutes", models.PositiveIntegerField()),
                ("min_delegates", models.PositiveIntegerField(default=1)),
                ("max_delegates", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="packages", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackagePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=48)),
                (
                    "tax_class",
                    models.CharField(
                        choices=[
                            ("room", "room"),
                            ("food", "food"),
                            ("alcohol", "alcohol"),
                            ("equipment", "equipment"),
                            ("lodging", "lodging"),
                        ],
                        max_length=16,
                    ),
                ),
                ("market_value", models.DecimalField(decimal_places=3, max_digits=12)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="rates.package"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tariff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.CharField(
                        choices=[("gross", "gross"), ("net", "net"), ("plus_plus", "plus_plus")], max_length=16
                    ),
                ),
                ("service_percent", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                ("minimum_spend", models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tariffs", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaxRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=16)),
                (
                    "tax_class",
                    models.CharField(
                        choices=[
                            ("room", "room"),
                            ("food", "food"),
                            ("alcohol", "alcohol"),
                            ("equipment", "equipment"),
                            ("lodging", "lodging"),
                        ],
                        max_length=16,
                    ),
                ),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("country", "tax_class", "from_date"), name="taxrule_once_per_start")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="cancellationpolicy",
            constraint=models.UniqueConstraint(fields=("venue", "from_date"), name="cancellationpolicy_once_per_start"),
        ),
        migrations.AddConstraint(
            model_name="cancellationtier",
            constraint=models.UniqueConstraint(
                fields=("policy", "position"), name="cancellationtier_once_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="cancellationtier",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                name="cancellationtier_percent_out_of_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="daypart",
            constraint=models.UniqueConstraint(fields=("venue", "code"), name="daypart_once_per_venue"),
        ),
        migrations.AddConstraint(
            model_name="extra",
            constraint=models.UniqueConstraint(fields=("venue", "code", "from_date"), name="extra_once_per_start"),
        ),
        migrations.AddConstraint(
            model_name="extra",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="extra_negative"),
        ),
        migrations.AddConstraint(
            model_name="hirerate",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="hirerate_negative"),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.UniqueConstraint(fields=("venue", "code", "from_date"), name="package_once_per_start"),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="package_negative"),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.UniqueConstraint(fields=("venue", "from_date"), name="tariff_once_per_start"),
        ),
    ]
