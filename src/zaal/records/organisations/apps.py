"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The organisations room."""

    name = "zaal.records.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
