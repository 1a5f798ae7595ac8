"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.marketplace import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.results, name="search"),
    path("places", views.place_names, name="places"),
]
