"""Addresses of the hotel's desk. The state of the diary (house, stretch, day) is in the query."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.desk import calendars, closing, diary, figures, phone

urlpatterns = [
    path("desk/", diary.diary, name="desk"),
    path("desk/rooms", phone.rooms, name="desk_rooms"),
    path("desk/closures", closing.closures_, name="desk_closures"),
    path("desk/closures/reopening", closing.reopening, name="desk_reopening"),
    path("desk/<str:venue>/figures", figures.page, name="figures"),
    path("desk/<str:venue>/figures.xlsx", figures.workbook, name="figures_workbook"),
    path("calendars/<str:secret>.ics", calendars.feed, name="calendar_feed"),
    path("desk/<str:venue>/calendars", calendars.page, name="calendars"),
    path("desk/<str:venue>/calendars/files", calendars.file, name="calendar_file"),
    path("desk/<str:venue>/calendars/feeds", calendars.feeds, name="calendar_feeds"),
    path("desk/<str:venue>/calendars/feeds/<str:reference>/revocation", calendars.revocation, name="calendar_revoked"),
    path("desk/<str:venue>/calendars/<str:reference>", calendars.source, name="calendar_source"),
    path("desk/<str:venue>/calendars/<str:reference>/reading", calendars.reading, name="calendar_reading"),
    path("desk/<str:venue>/calendars/<str:reference>/file", calendars.newer, name="calendar_newer"),
    path("desk/<str:venue>/calendars/<str:reference>/removal", calendars.removal, name="calendar_removal"),
]
