"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The calendars room."""

    name = "zaal.records.calendars"
    label = "calendars"
    default_auto_field = "django.db.models.BigAutoField"
