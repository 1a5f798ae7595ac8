"""Houses and their rooms: venues, sections, spaces made of sections, layouts with capacities, opening hours, facts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from zaal.domain.floorplans import Wall
from zaal.domain.layouts import Capacity as CapacityValue
from zaal.domain.layouts import Layout
from zaal.domain.stated import LONGEST_SOURCE, LONGEST_VALUE, FactKind
from zaal.domain.stated import StatedFact as StatedFactValue

LAYOUT_CHOICES = [(layout.value, layout.value) for layout in Layout]
WALL_CHOICES = [(wall.value, wall.value) for wall in Wall]


class Venue(models.Model):
    """A hotel or conference centre: its time zone and currency decide every time and price in it.

    Instant confirmation: a booking confirms at once when ``instant`` and within the limits below;
    ``min_lead_hours`` before the start, at most ``max_lead_days`` ahead, up to ``max_instant_delegates``
    people and ``max_instant_value`` all-in. An option is held for ``option_days``, and once extended by the customer
    for at most ``option_most_days``; challenged, its holder has ``challenge_hours`` (24 or 48). ``invented`` marks
    rooms and rates made for trials.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="venues")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    descriptions = models.JSONField(default=dict)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=120)
    district = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    time_zone = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    bedrooms = models.PositiveIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    amenities = ArrayField(models.CharField(max_length=32), default=list)
    listed = models.BooleanField(default=True)
    invented = models.BooleanField(default=False)
    instant = models.BooleanField(default=True)
    min_lead_hours = models.PositiveIntegerField(default=48)
    max_lead_days = models.PositiveIntegerField(null=True, blank=True)
    max_instant_delegates = models.PositiveIntegerField(null=True, blank=True)
    max_instant_value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    option_days = models.PositiveSmallIntegerField(default=7)
    option_most_days = models.PositiveSmallIntegerField(default=14)
    challenge_hours = models.PositiveSmallIntegerField(default=48)

    class Meta:
        indexes = [
            GinIndex(fields=["name_folded"], name="venue_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="venue_off_the_globe",
            ),
            models.CheckConstraint(
                condition=models.Q(challenge_hours__in=[24, 48]), name="venue_challenges_for_24_or_48_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceRow(models.Model):
    """Which row of which outside list a venue came from, so that importing again doubles nothing."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="sources")
    source = models.CharField(max_length=48)
    external_id = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="sourcerow_one_venue_per_row"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"


class StatedFact(models.Model):
    """What the house states about access or footprint: a value of its kind, when, on whose word, until when."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="stated_facts")
    kind = models.CharField(max_length=32, choices=[(kind.value, kind.value) for kind in FactKind])
    value = models.CharField(max_length=LONGEST_VALUE)
    stated_on = models.DateField()
    source = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "kind"], name="statedfact_once_per_kind"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("stated_on")),
                name="statedfact_over_before_stated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

    def as_stated(self) -> StatedFactValue:
        return StatedFactValue(FactKind(self.kind), self.value, self.stated_on, self.source, self.valid_until)


class OpeningHours(models.Model):
    """When a venue receives meetings on one weekday (0 Monday), in minutes of its wall clock.

    ``closes_minute`` past 1440 is after midnight; a weekday without a row is closed.
    """

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "weekday"], name="openinghours_once_per_weekday"),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, opens_minute__lt=models.F("closes_minute"), closes_minute__lte=2880),
                name="openinghours_upside_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens_minute}-{self.closes_minute}"


class Section(models.Model):
    """The smallest part an airwall makes; the unit the diary guards."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "name"], name="section_name_once_per_venue")]

    def __str__(self) -> str:
        return self.name


class Space(models.Model):
    """A sellable room: a listed set of sections. Two spaces exclude each other when they share a section.

    ``buffers_inside``: set-up and breakdown fall inside the booked time instead of around it.
    The instant limits override the venue's where they are set. Walls are named as one sees them who faces the front of
    the room in its usual set-up; none where nobody said so.
    """

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="spaces")
    sections = models.ManyToManyField(Section, related_name="spaces")
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    area_sqm = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    length_m = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    width_m = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    height_m = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    daylight = models.BooleanField(null=True)
    step_free = models.BooleanField(null=True)
    hearing_loop = models.BooleanField(null=True)
    fixed_furniture = models.BooleanField(default=False)
    amenities = ArrayField(models.CharField(max_length=32), default=list)
    setup_minutes = models.PositiveSmallIntegerField(default=0)
    breakdown_minutes = models.PositiveSmallIntegerField(default=0)
    buffers_inside = models.BooleanField(default=False)
    listed = models.BooleanField(default=True)
    instant = models.BooleanField(null=True)
    min_lead_hours = models.PositiveIntegerField(null=True, blank=True)
    max_instant_delegates = models.PositiveIntegerField(null=True, blank=True)
    max_instant_value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    door_wall = models.CharField(max_length=8, blank=True, choices=WALL_CHOICES)
    window_walls = ArrayField(models.CharField(max_length=8, choices=WALL_CHOICES), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "slug"], name="space_slug_once_per_venue")]

    def __str__(self) -> str:
        return self.name


class Capacity(models.Model):
    """How many delegates the hotel seats in one space and layout; buffers here override the space's."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="capacities")
    layout = models.CharField(max_length=16, choices=LAYOUT_CHOICES)
    min_delegates = models.PositiveIntegerField(default=1)
    max_delegates = models.PositiveIntegerField()
    setup_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    breakdown_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "layout"], name="capacity_once_per_layout"),
            models.CheckConstraint(
                condition=models.Q(min_delegates__gte=1, max_delegates__gte=models.F("min_delegates")),
                name="capacity_upside_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layout} {self.max_delegates}"

    def as_capacity(self) -> CapacityValue:
        return CapacityValue(Layout(self.layout), self.min_delegates, self.max_delegates)


class ChartUpload(models.Model):
    """A capacity chart on its way in, with what was said of it so far: kept until it is written, or for a few days.

    ``choices`` are what its columns mean, one each in the chart's order; none until somebody confirmed them.
    ``decisions`` are what is done about its oddities, by their keys.
    """

    reference = models.CharField(max_length=16, unique=True)
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="chart_uploads")
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    choices = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference
