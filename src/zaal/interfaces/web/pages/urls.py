"""Pages of the house itself: language, health, the icon, and what search engines read first."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.pages import finding, views

urlpatterns = [
    path("language", views.language, name="language"),
    path("prices", views.prices, name="prices"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", finding.robots, name="robots"),
    path("sitemap.xml", finding.sitemap, name="sitemap"),
    path("sitemap-pages.xml", finding.sitemap_pages, name="sitemap_pages"),
    path("sitemap-venues-<int:number>.xml", finding.sitemap_venues, name="sitemap_venues"),
    path("favicon.ico", views.icon, name="icon"),
]
