"""Addresses of the cities' pages."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.cities import views

urlpatterns = [path("meeting-rooms/<slug:country>/<str:city>", views.city, name="city")]
