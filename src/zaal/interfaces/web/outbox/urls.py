"""Addresses of the demo's outbox."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.outbox import views

urlpatterns = [
    path("outbox", views.outbox, name="outbox"),
    path("outbox/<int:number>", views.letter, name="letter"),
    path("outbox/<int:number>/html", views.letter_html, name="letter_html"),
    path("outbox/<int:number>.ics", views.letter_calendar, name="letter_calendar"),
]
