"""Addresses of event orders: beside the customer's booking, and at the house's desk by day."""

from __future__ import annotations

from django.urls import path

from zaal.interfaces.web.orders import customer, desk

DESK = "desk/<str:venue>"

urlpatterns = [
    path("bookings/<str:reference>/order", customer.order, name="booking_order"),
    path("bookings/<str:reference>/order.pdf", customer.document, name="booking_order_document"),
    path("bookings/<str:reference>/order/number", customer.number, name="booking_order_number"),
    path(f"{DESK}/orders", desk.orders, name="orders"),
    path(f"{DESK}/orders/<str:reference>.pdf", desk.document, name="desk_order_document"),
    path(f"{DESK}/orders/<str:reference>", desk.order, name="desk_order"),
    path(f"{DESK}/orders/<str:reference>/print", desk.print_, name="desk_order_print"),
    path(f"{DESK}/runsheet", desk.run_sheet, name="run_sheet"),
    path(f"{DESK}/runsheet.pdf", desk.run_sheet_document, name="run_sheet_document"),
    path(f"{DESK}/doorcards.pdf", desk.door_cards, name="door_cards"),
]
