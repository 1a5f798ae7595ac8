"""The sale, one way downhill: quote, option, booking, cancellation, each row made from the one before."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.requests import LONGEST_WORDS, RefusalReason
from zaal.domain.sales import OptionEnding


class Quote(models.Model):
    """A priced offer, a snapshot: lines, taxes and terms as they were when it was made.

    ``price`` and ``terms`` hold domain values as JSON (see zaal.records.sales.snapshots); the totals stand
    beside them for sorting. ``person`` is empty for a guest's quote until somebody takes it up. ``space``, ``layout``,
    ``delegates``, ``basis`` and ``package_code`` are of the main room; every room's times are slots. A changed sale is
    a new quote, one ``version`` higher, that ``replaces`` the one before.
    """

    reference = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="quotes")
    venue = models.ForeignKey("venues.Venue", on_delete=models.PROTECT, related_name="quotes")
    space = models.ForeignKey("venues.Space", on_delete=models.PROTECT, related_name="quotes")
    layout = models.CharField(max_length=16, choices=[(layout.value, layout.value) for layout in Layout])
    delegates = models.PositiveIntegerField()
    basis = models.CharField(max_length=16, choices=[(basis.value, basis.value) for basis in Basis])
    package_code = models.CharField(max_length=48, blank=True)
    title = models.CharField(max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    wish = models.JSONField(default=dict)
    currency = models.CharField(max_length=3)
    gross = models.DecimalField(max_digits=14, decimal_places=3)
    price = models.JSONField()
    terms = models.JSONField()
    language = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference


class QuoteSlot(models.Model):
    """One room for one period: as asked (the customer's time) and as blocked (with set-up and breakdown)."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="slots")
    space = models.ForeignKey("venues.Space", on_delete=models.PROTECT, related_name="slots")
    layout = models.CharField(max_length=16, choices=[(layout.value, layout.value) for layout in Layout])
    delegates = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blocks_from = models.DateTimeField()
    blocks_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                & models.Q(blocks_from__lte=models.F("starts_at"), blocks_until__gte=models.F("ends_at")),
                name="quoteslot_upside_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} - {self.ends_at}"


class Option(models.Model):
    """The quoted space held free of charge until ``release_at``; rank 1 blocks the diary, higher ranks wait.

    ``first_at`` is when it came to hold the space; none while it waits.
    """

    reference = models.CharField(max_length=16, unique=True)
    quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="option")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="options")
    rank = models.PositiveSmallIntegerField()
    placed_at = models.DateTimeField()
    first_at = models.DateTimeField(null=True, blank=True)
    release_at = models.DateTimeField(db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.reference


class OptionExtension(models.Model):
    """An option held longer: from which release moment to which, and whether the customer did it or the house."""

    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="extensions")
    by_house = models.BooleanField()
    was_until = models.DateTimeField()
    until = models.DateTimeField()
    extended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["option"], condition=models.Q(by_house=False), name="optionextension_once_by_the_customer"
            ),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("was_until")), name="optionextension_longer"),
        ]

    def __str__(self) -> str:
        return f"{self.was_until} to {self.until}"


class Challenge(models.Model):
    """The next in line is ready to book: until ``answer_by`` the challenged confirms or lets go, else it lapses.

    ``otherwise_at`` is the release moment without any challenge; it comes back when the challenge falls. ``ended_at``
    is when it was answered or withdrawn; a challenge also ends with either option.
    """

    challenger = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="challenges_made")
    challenged = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="challenges")
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    otherwise_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenger", "challenged"],
                condition=models.Q(ended_at=None),
                name="challenge_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_by__lte=models.F("otherwise_at")), name="challenge_never_extends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenger_id} challenges {self.challenged_id} until {self.answer_by}"


class OptionEnd(models.Model):
    """How and when an option ended; an option without this row is alive."""

    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="end")
    ending = models.CharField(max_length=24, choices=[(ending.value, ending.value) for ending in OptionEnding])
    ended_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ending


class BookingRequest(models.Model):
    """The customer asked the hotel to confirm what the option holds: without it the hotel cannot bind anybody.

    ``pressed`` counts how often the hotel's silence was told of.
    """

    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="request")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="booking_requests")
    asked_at = models.DateTimeField()
    pressed = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.option_id}: {self.asked_at}"


class RequestRefusal(models.Model):
    """The hotel turned a request down: a reason of the list, and what it says besides."""

    request = models.OneToOneField(BookingRequest, on_delete=models.PROTECT, related_name="refusal")
    reason = models.CharField(max_length=16, choices=[(reason.value, reason.value) for reason in RefusalReason])
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    refused_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Booking(models.Model):
    """The contract: made from a quote, or from the option on it."""

    reference = models.CharField(max_length=16, unique=True)
    quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="booking")
    option = models.OneToOneField(Option, on_delete=models.PROTECT, null=True, related_name="booking")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings")
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference


class BookingChange(models.Model):
    """A booking brought from one version of its quote to the next; the booking's ``quote`` is the newest one.

    ``fee`` is what reducing it cost by the frozen terms of the version before, with ``tax`` in it (empty: not kept
    then); it is due besides the new price.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="changes")
    from_quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="change_from")
    to_quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="change_to")
    changed_at = models.DateTimeField()
    fee = models.DecimalField(max_digits=14, decimal_places=3)
    tax = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"{self.from_quote_id} to {self.to_quote_id}"


class Cancellation(models.Model):
    """A booking called off, with the fee that its frozen terms gave at that moment, and the tax in it.

    ``percent`` is empty where the fee is no share: an amount, or what the hotel said where its terms did not.
    """

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="cancellation")
    cancelled_at = models.DateTimeField()
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    fee = models.DecimalField(max_digits=14, decimal_places=3)
    tax = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.fee} {self.currency}"
