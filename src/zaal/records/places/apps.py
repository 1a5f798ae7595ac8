"""The places app."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the places records under the label ``places``."""

    name = "zaal.records.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
