"""Pages of the house itself: language, health, robots and the icon."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.pages import views

urlpatterns = [
    path("language", views.language, name="language"),
    path("prices", views.prices, name="prices"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, name="icon"),
]
