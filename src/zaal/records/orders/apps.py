"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The room of event orders."""

    name = "zaal.records.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
