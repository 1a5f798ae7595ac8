"""Address of the design system's page."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.style import views

urlpatterns = [path("style", views.style, name="style")]
