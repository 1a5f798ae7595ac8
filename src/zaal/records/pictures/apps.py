"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The pictures room."""

    name = "zaal.records.pictures"
    label = "pictures"
    default_auto_field = "django.db.models.BigAutoField"
