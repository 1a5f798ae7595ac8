import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("venues", "0001_venues"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cancelled_at", models.DateTimeField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                ("fee", models.DecimalField(decimal_places=3, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cancellation", to="sales.booking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("rank", models.PositiveSmallIntegerField()),
                ("placed_at", models.DateTimeField()),
                ("release_at", models.DateTimeField(db_index=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="options", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="booking",
            name="option",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="booking", to="sales.option"
            ),
        ),
        migrations.CreateModel(
            name="OptionEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ending",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("released", "released"), ("expired", "expired")],
                        max_length=16,
                    ),
                ),
                ("ended_at", models.DateTimeField()),
                (
                    "option",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="sales.option"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("theatre", "theatre"),
                            ("classroom", "classroom"),
                            ("u_shape", "u_shape"),
                            ("boardroom", "boardroom"),
                            ("hollow_square", "hollow_square"),
                            ("cabaret", "cabaret"),
                            ("banquet", "banquet"),
                            ("reception", "reception"),
                        ],
                        max_length=16,
                    ),
                ),
                ("delegates", models.PositiveIntegerField()),
                ("basis", models.CharField(choices=[("hire", "hire"), ("package", "package")], max_length=16)),
                ("package_code", models.CharField(blank=True, max_length=48)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("currency", models.CharField(max_length=3)),
                ("gross", models.DecimalField(decimal_places=3, max_digits=14)),
                ("price", models.JSONField()),
                ("terms", models.JSONField()),
                ("language", models.CharField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("valid_until", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to="venues.space"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to="venues.venue"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="option",
            name="quote",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="option", to="sales.quote"
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="quote",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="booking", to="sales.quote"
            ),
        ),
        migrations.CreateModel(
            name="QuoteSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("blocks_from", models.DateTimeField()),
                ("blocks_until", models.DateTimeField()),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="sales.quote"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("starts_at")),
                            ("blocks_from__lte", models.F("starts_at")),
                            ("blocks_until__gte", models.F("ends_at")),
                        ),
                        name="quoteslot_upside_down",
                    )
                ],
            },
        ),
    ]
