"""Addresses of the help pages, of the statement on accessibility, and of the first steps."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.help import views

urlpatterns = [
    path("help", views.overview, name="help"),
    path("help/words", views.page, {"name": "words"}, name="words"),
    path("help/<slug:name>", views.page, name="help_page"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("welcome", views.welcome, name="welcome"),
    path("desk/first-steps", views.first_steps_away, name="first_steps_away"),
]
