"""Addresses of one's own account; signing up and in are those of django-allauth."""

from __future__ import annotations

from django.urls import include, path

from zaal.interfaces.web.account import views

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("profile", views.profile, name="profile"),
    path("profile/tokens", views.tokens, name="tokens"),
    path("profile/tokens/<int:number>/revocation", views.revocation, name="token_revocation"),
]
