"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The rates room."""

    name = "zaal.records.rates"
    label = "rates"
    default_auto_field = "django.db.models.BigAutoField"
