"""How long options may be held at most, and how long their holders have once they are challenged."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0002_walls_and_stated_facts")]

    operations = [
        migrations.AddField("venue", "option_most_days", models.PositiveSmallIntegerField(default=14)),
        migrations.AddField("venue", "challenge_hours", models.PositiveSmallIntegerField(default=48)),
        migrations.AddConstraint(
            "venue",
            models.CheckConstraint(
                condition=models.Q(challenge_hours__in=[24, 48]), name="venue_challenges_for_24_or_48_hours"
            ),
        ),
    ]
