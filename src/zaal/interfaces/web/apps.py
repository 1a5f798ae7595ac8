"""Registers the web door with Django, for its templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web door."""

    name = "zaal.interfaces.web"
    label = "web"
