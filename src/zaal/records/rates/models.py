"""What hotels charge and on which terms, all of it dated."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zaal.domain.bounds import BoundUnit
from zaal.domain.changes import ChangeKind
from zaal.domain.rates import AppliesTo, DealKind, Entry, ExtraUnit, HireUnit, PackageKind, TaxClass


class ChargeKind(StrEnum):
    """Which rule of domain.rates.ChargeRules a row holds."""

    OVERTIME = "overtime"
    LAYOUT_FEE = "layout_fee"
    SURCHARGE = "surcharge"
    LEVY = "levy"
    MINIMUM_SPEND = "minimum_spend"
    GUARANTEE = "guarantee"
    LEAD_TIME = "lead_time"


def choices(
    codes: type[Entry | TaxClass | HireUnit | ExtraUnit | PackageKind | AppliesTo | DealKind | ChargeKind],
) -> list[tuple[str, str]]:
    """Offer the domain's codes to a field."""
    return [(code.value, code.value) for code in codes]


class Dated(models.Model):
    """The days (venue-local, last one included) and weekdays (0 Monday) on which a row holds."""

    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        abstract = True


class Tariff(models.Model):
    """How a venue writes its prices between two dates: entry and service charge."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="tariffs")
    entry = models.CharField(max_length=16, choices=choices(Entry))
    service_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "from_date"], name="tariff_once_per_start")]

    def __str__(self) -> str:
        return f"{self.entry} from {self.from_date}"


class Daypart(models.Model):
    """Morning, afternoon, evening as this venue cuts its day."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="dayparts")
    code = models.CharField(max_length=16)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "code"], name="daypart_once_per_venue")]

    def __str__(self) -> str:
        return self.code


class Deal(models.Model):
    """A negotiated rate or a promotion: who has it, and on which days of asking."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="deals")
    code = models.SlugField(max_length=48)
    kind = models.CharField(max_length=16, choices=choices(DealKind))
    names = models.JSONField(default=dict)
    word = models.CharField(max_length=32, blank=True)
    organisations = models.ManyToManyField("organisations.Organisation", blank=True, related_name="deals")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "code"], name="deal_once_per_venue")]

    def __str__(self) -> str:
        return self.code


class HireRate(Dated):
    """The price of a space alone; ``deal`` is the code of the deal it is part of, empty for everybody's."""

    space = models.ForeignKey("venues.Space", on_delete=models.CASCADE, related_name="hire_rates")
    unit = models.CharField(max_length=16, choices=choices(HireUnit))
    amount = models.DecimalField(max_digits=12, decimal_places=3)
    min_quantity = models.PositiveSmallIntegerField(default=1)
    deal = models.SlugField(max_length=48, blank=True, db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="hirerate_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} per {self.unit}"


class Package(Dated):
    """A price per delegate; ``starts`` empty means any start."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="packages")
    code = models.SlugField(max_length=48)
    kind = models.CharField(max_length=16, choices=choices(PackageKind))
    names = models.JSONField(default=dict)
    amount = models.DecimalField(max_digits=12, decimal_places=3)
    starts = ArrayField(models.TimeField(), default=list, blank=True)
    length_minutes = models.PositiveIntegerField()
    min_delegates = models.PositiveIntegerField(default=1)
    max_delegates = models.PositiveIntegerField(null=True, blank=True)
    deal = models.SlugField(max_length=48, blank=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "code", "deal", "from_date", "weekdays"], name="package_once_per_start"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="package_negative"),
        ]

    def __str__(self) -> str:
        return self.code


class PackagePart(models.Model):
    """One item a package includes, with the market value (excluding tax) that splits the price."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="parts")
    item = models.CharField(max_length=48)
    tax_class = models.CharField(max_length=16, choices=choices(TaxClass))
    market_value = models.DecimalField(max_digits=12, decimal_places=3)

    def __str__(self) -> str:
        return self.item


class Extra(Dated):
    """Equipment, food or drinks on top."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="extras")
    code = models.SlugField(max_length=48)
    names = models.JSONField(default=dict)
    unit = models.CharField(max_length=16, choices=choices(ExtraUnit))
    amount = models.DecimalField(max_digits=12, decimal_places=3)
    tax_class = models.CharField(max_length=16, choices=choices(TaxClass))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "code", "from_date", "weekdays"], name="extra_once_per_start"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="extra_negative"),
        ]

    def __str__(self) -> str:
        return self.code


class Adjustment(Dated):
    """Moves prices by a percentage; ``condition`` holds what is stated of a domain.rates.Condition."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="adjustments")
    code = models.SlugField(max_length=48)
    percent = models.DecimalField(max_digits=6, decimal_places=2)
    applies_to = models.CharField(max_length=16, choices=choices(AppliesTo))
    condition = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.percent}%"


class ChargeRule(Dated):
    """What a venue charges besides: ``details`` hold the rule's own fields (see zaal.records.rates.rules)."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="charge_rules")
    space = models.ForeignKey("venues.Space", null=True, on_delete=models.CASCADE, related_name="charge_rules")
    kind = models.CharField(max_length=16, choices=choices(ChargeKind))
    details = models.JSONField()

    def __str__(self) -> str:
        return self.kind


class TaxRule(models.Model):
    """What percentage a tax class carries in a country between two dates (DOMAIN 3)."""

    country = models.CharField(max_length=2)
    name = models.CharField(max_length=16)
    tax_class = models.CharField(max_length=16, choices=choices(TaxClass))
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "tax_class", "from_date"], name="taxrule_once_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.tax_class} {self.percent}%"


class CancellationPolicy(models.Model):
    """A venue's terms between two dates; of one organisation only where it is its contract.

    ``terms`` is the domain's policy as canonical JSON (see zaal.domain.frozen), checked before it is kept.
    """

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="cancellation_policies")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, related_name="contracts"
    )
    code = models.SlugField(max_length=48)
    terms = models.JSONField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "organisation", "code", "from_date"],
                name="cancellationpolicy_once_per_start",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.from_date}"


class PaymentPolicy(models.Model):
    """When bookings made between two dates are paid; of one organisation only where it is its contract.

    ``terms`` is the domain's payment terms as canonical JSON (see zaal.domain.frozen_payments), checked before it is
    kept. Of those that hold for a booking the one first in ``position`` counts.
    """

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="payment_policies")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, related_name="payment_contracts"
    )
    code = models.SlugField(max_length=48)
    position = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "organisation", "code", "from_date"],
                name="paymentpolicy_once_per_start",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.from_date}"


class ChangeCutoff(models.Model):
    """Until when customers change one kind of thing themselves, for bookings changed between two dates."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="change_cutoffs")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ChangeKind])
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=[(unit.value, unit.value) for unit in BoundUnit])
    strict = models.BooleanField(default=False)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "kind", "from_date"], name="changecutoff_once_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.unit}"
