"""Addresses of choosing: compare, shortlists, the month beside a search."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.choosing import compare, lists, month

urlpatterns = [
    path("compare", compare.side_by_side, name="compare"),
    path("compare/rooms", compare.rooms, name="compare_rooms"),
    path("lists", lists.own, name="lists"),
    path("lists/rooms", lists.rooms, name="list_rooms"),
    path("lists/<str:token>", lists.shortlist, name="shortlist"),
    path("lists/<str:token>/title", lists.title, name="shortlist_title"),
    path("lists/<str:token>/note", lists.note, name="shortlist_note"),
    path("lists/<str:token>/removal", lists.removal, name="shortlist_removal"),
    path("lists/<str:token>/return", lists.put_back, name="shortlist_return"),
    path("search/month", month.month, name="search_month"),
]
