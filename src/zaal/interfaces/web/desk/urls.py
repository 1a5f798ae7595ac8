"""Addresses of the hotel's desk. The state of the diary (house, stretch, day) is in the query."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.desk import closing, diary, phone

urlpatterns = [
    path("desk/", diary.diary, name="desk"),
    path("desk/rooms", phone.rooms, name="desk_rooms"),
    path("desk/closures", closing.closures_, name="desk_closures"),
    path("desk/closures/reopening", closing.reopening, name="desk_reopening"),
]
