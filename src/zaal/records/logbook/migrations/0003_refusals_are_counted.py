from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logbook", "0002_longer_subjects")]

    operations = [
        migrations.CreateModel(
            name="RefusalCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("venue", models.SlugField(db_index=False, max_length=120)),
                ("day", models.DateField()),
                ("code", models.CharField(max_length=48)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "day", "code"), name="refusalcount_once_per_day_and_code"),
                ],
            },
        ),
    ]
