"""Addresses of the rooms of a house, of charts on their way in, and of the house as a file."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.rooms import charts, exports, one, table

CHART = "desk/<str:venue>/chart/<str:chart>"

urlpatterns = [
    path("desk/<str:venue>/rooms", table.page, name="house_rooms"),
    path("desk/<str:venue>/new-room", one.new, name="house_room_new"),
    path("desk/<str:venue>/rooms/<str:space>", one.page, name="house_room"),
    *(
        path(f"desk/<str:venue>/rooms/<str:space>/{what}", one.act, {"what": what}, name=f"house_room_{what}")
        for what in one.ACTS
    ),
    path("desk/<str:venue>/house.<str:kind>", exports.house, name="house_file"),
    path("desk/<str:venue>/chart", charts.upload, name="chart"),
    path(f"{CHART}/columns", charts.columns, name="chart_columns"),
    path(f"{CHART}/preview", charts.preview, name="chart_preview"),
    path(f"{CHART}/removal", charts.let_go, name="chart_removal"),
]
