"""Addresses of pictures, and of the hotel's page to manage them."""

from __future__ import annotations

from django.urls import path, re_path

from zaal.interfaces.web.pictures import files

urlpatterns = [
    re_path(r"^pictures/(?P<digest>[0-9a-f]{64})\.(?P<kind>avif|webp|jpeg)$", files.made, name="picture"),
    path("desk/<str:venue>/pictures/<str:reference>/whole.jpeg", files.whole, name="picture_whole"),
]
