"""Registers the room with Django."""

import gc

from django.apps import AppConfig

# Thousands of prepared rate cards live for long in every process. With Python's own thresholds a search triggers full
# collections that walk all of them (measured: 100 to 400 ms now and then at 1,800 hotels); with these it does not.
THRESHOLDS = (50_000, 20, 100)


class RoomConfig(AppConfig):
    """The listing room."""

    name = "zaal.records.listing"
    label = "listing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        gc.set_threshold(*THRESHOLDS)
