"""Drawn pictures: houses, rooms, and the one to share."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.drawn import views

urlpatterns = [
    path("drawn/<str:venue>/<str:space>.svg", views.room, name="drawn-room"),
    path("drawn/<str:venue>.svg", views.house, name="drawn-house"),
    path("share/<str:venue>.png", views.share, name="share-picture"),
]
