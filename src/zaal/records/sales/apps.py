"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The sales room."""

    name = "zaal.records.sales"
    label = "sales"
    default_auto_field = "django.db.models.BigAutoField"
