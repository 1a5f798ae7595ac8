"""Registers the room with Django."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The shortlists room."""

    name = "zaal.records.shortlists"
    label = "shortlists"
    default_auto_field = "django.db.models.BigAutoField"
