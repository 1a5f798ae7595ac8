"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The identity room."""

    name = "zaal.records.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
