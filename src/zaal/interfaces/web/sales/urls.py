"""Addresses of the sale: venue, quote, option, booking. Nouns only; a change of state is a resource."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.sales import bookings, calendar, changes, options, plans, queue, quotes, venue

urlpatterns = [
    path("venues/<slug:slug>", venue.venue, name="venue"),
    path("venues/<slug:slug>/plan", plans.drawn, name="venue_plan"),
    path("venues/<slug:slug>/free", calendar.free, name="venue_free"),
    path("venues/<slug:slug>/spaces/<slug:space>/plan.svg", plans.file, name="plan_file"),
    path("quotes", quotes.quotes_, name="quotes"),
    path("quotes/<str:reference>.pdf", quotes.document, name="quote_document"),
    path("quotes/<str:reference>", quotes.quote, name="quote"),
    path("quotes/<str:reference>/option", quotes.option, name="quote_option"),
    path("quotes/<str:reference>/booking", quotes.booking, name="quote_booking"),
    path("options/<str:reference>", options.option, name="option"),
    path("options/<str:reference>/booking", options.booking, name="option_booking"),
    path("options/<str:reference>/request", options.request_, name="option_request"),
    path("options/<str:reference>/extension", queue.extension, name="option_extension"),
    path("options/<str:reference>/challenge", queue.challenge, name="option_challenge"),
    path("options/<str:reference>/refusal", queue.refusal, name="option_refusal"),
    path("options/<str:reference>/release", options.release, name="option_release"),
    path("bookings", bookings.bookings_, name="bookings"),
    path("bookings/<str:reference>.ics", bookings.calendar, name="booking_calendar"),
    path("bookings/<str:reference>.pdf", bookings.document, name="booking_document"),
    path("bookings/<str:reference>", bookings.booking, name="booking"),
    path("bookings/<str:reference>/change", changes.change, name="booking_change"),
    path("bookings/<str:reference>/changes", changes.changes_, name="booking_changes"),
    path("bookings/<str:reference>/cancellation", bookings.cancellation, name="booking_cancellation"),
]
