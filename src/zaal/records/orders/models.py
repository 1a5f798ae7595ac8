"""Event orders: what a customer tells beyond the sale, the versions the house works by, and final numbers."""

from __future__ import annotations

from django.db import models

from zaal.domain.event_orders import Because


class OrderDraft(models.Model):
    """What a customer has filled in and may not have handed in yet; ``told`` as snapshots write it."""

    booking = models.OneToOneField("sales.Booking", on_delete=models.PROTECT, related_name="order_draft")
    told = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.saved_at}"


class OrderVersion(models.Model):
    """The whole order of a booking as it stood from ``made_at`` on, a snapshot. Never changed; the newest holds.

    The first is the booking as it was made. It is written when there is a second one, or when it was printed.
    """

    booking = models.ForeignKey("sales.Booking", on_delete=models.PROTECT, related_name="order_versions")
    number = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=16, choices=[(reason.value, reason.value) for reason in Because])
    sheet = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "number"], name="orderversion_twice_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} version {self.number}"


class OrderPrint(models.Model):
    """A version that the house has put on paper: from then on it hears of what differs."""

    version = models.ForeignKey(OrderVersion, on_delete=models.PROTECT, related_name="prints")
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.version_id}: {self.printed_at}"


class FinalNumber(models.Model):
    """A number of people that the customer gave as final; it holds while it is the number booked."""

    booking = models.ForeignKey("sales.Booking", on_delete=models.PROTECT, related_name="final_numbers")
    delegates = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.delegates}"


class NumberAsking(models.Model):
    """The customer was asked for the final number due at that moment, and reminded of it; once each."""

    booking = models.ForeignKey("sales.Booking", on_delete=models.PROTECT, related_name="number_askings")
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "due_at"], name="numberasking_once_per_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.due_at}"
