"""The doors that answer over HTTP."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("zaal.interfaces.api.urls")),
    path("", include("zaal.interfaces.web.urls")),
]
