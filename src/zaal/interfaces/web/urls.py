"""The pages of the web door."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("zaal.interfaces.web.pages.urls")),
    path("", include("zaal.interfaces.web.help.urls")),
    path("", include("zaal.interfaces.web.choosing.urls")),
    path("", include("zaal.interfaces.web.marketplace.urls")),
    path("", include("zaal.interfaces.web.cities.urls")),
    path("", include("zaal.interfaces.web.sales.urls")),
    path("", include("zaal.interfaces.web.drawn.urls")),
    path("", include("zaal.interfaces.web.account.urls")),
    path("", include("zaal.interfaces.web.desk.urls")),
    path("", include("zaal.interfaces.web.pictures.urls")),
    path("", include("zaal.interfaces.web.orders.urls")),
    path("", include("zaal.interfaces.web.rooms.urls")),
]
if settings.DEMO:
    urlpatterns += [
        path("", include("zaal.interfaces.web.outbox.urls")),
        path("", include("zaal.interfaces.web.style.urls")),
    ]
