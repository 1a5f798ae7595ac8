import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sales", "0005_tax_in_fees_of_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="FinalNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("delegates", models.PositiveIntegerField()),
                ("given_at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="final_numbers", to="sales.booking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="order_draft", to="sales.booking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("booked", "booked"),
                            ("handed_in", "handed_in"),
                            ("changed", "changed"),
                            ("final_number", "final_number"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sheet", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=200)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="order_versions", to="sales.booking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderPrint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("printed_at", models.DateTimeField()),
                ("printed_by", models.CharField(max_length=200)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prints", to="orders.orderversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NumberAsking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="number_askings", to="sales.booking"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "due_at"), name="numberasking_once_per_moment")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="orderversion",
            constraint=models.UniqueConstraint(fields=("booking", "number"), name="orderversion_twice_a_number"),
        ),
    ]
