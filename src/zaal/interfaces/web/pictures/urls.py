"""Addresses of pictures, and of the hotel's page to manage them."""

from __future__ import annotations

from django.urls import path, re_path

from zaal.interfaces.web.pictures import desk, files

ONE = "desk/<str:venue>/pictures/<str:reference>"

urlpatterns = [
    re_path(r"^pictures/(?P<digest>[0-9a-f]{64})\.(?P<kind>avif|webp|jpeg)$", files.made, name="picture"),
    path("desk/<str:venue>/pictures", desk.page, name="pictures"),
    path(ONE, desk.picture, name="picture_told"),
    path(f"{ONE}/whole.jpeg", files.whole, name="picture_whole"),
    path(f"{ONE}/progress", desk.progress, name="picture_progress"),
    path(f"{ONE}/again", desk.again, name="picture_again"),
    *(path(f"{ONE}/{what}", desk.act, {"what": what}, name=f"picture_{what}") for what in desk.ACTS),
]
