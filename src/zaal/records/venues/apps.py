"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The venues room."""

    name = "zaal.records.venues"
    label = "venues"
    default_auto_field = "django.db.models.BigAutoField"
