"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The listing room."""

    name = "zaal.records.listing"
    label = "listing"
    default_auto_field = "django.db.models.BigAutoField"
