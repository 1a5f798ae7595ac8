"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The logbook room."""

    name = "zaal.records.logbook"
    label = "logbook"
    default_auto_field = "django.db.models.BigAutoField"
