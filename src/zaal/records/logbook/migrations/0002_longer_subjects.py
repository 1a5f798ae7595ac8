from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logbook", "0001_facts")]

    operations = [
        migrations.AlterField(
            model_name="fact",
            name="subject",
            field=models.CharField(db_index=True, max_length=128),
        ),
    ]
