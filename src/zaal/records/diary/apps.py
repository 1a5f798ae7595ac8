"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The diary room."""

    name = "zaal.records.diary"
    label = "diary"
    default_auto_field = "django.db.models.BigAutoField"
