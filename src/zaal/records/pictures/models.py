"""Pictures of houses and rooms: what a hotel uploaded and says of it, and what was made of it for the pages."""

from __future__ import annotations

from django.db import models

from zaal.domain.pictures import Kind

KIND_CHOICES = [(kind.value, kind.value) for kind in Kind]


class Picture(models.Model):
    """One uploaded file: ``width`` and ``height`` are those of the picture as it is seen, turned upright.

    The crop is in fractions of them. Each other crop is another ``version``; pages show ``shown_version``, the newest
    that is made whole. ``failure`` is the code of the refusal by which the worker gave up on this version. Without
    words (``alts``, by language) no page shows it. ``whole`` names the file of the picture uncut, for choosing a crop.
    """

    reference = models.CharField(max_length=16, unique=True)
    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="pictures")
    space = models.ForeignKey("venues.Space", on_delete=models.SET_NULL, related_name="pictures", null=True, blank=True)
    position = models.PositiveIntegerField()
    alts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=8)
    size_bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    whole = models.CharField(max_length=64)
    crop_x = models.FloatField()
    crop_y = models.FloatField()
    crop_width = models.FloatField()
    crop_height = models.FloatField()
    version = models.PositiveIntegerField(default=1)
    shown_version = models.PositiveIntegerField(null=True, blank=True)
    failure = models.CharField(max_length=48, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["space", "position"], name="picture_by_space")]
        constraints = [
            models.UniqueConstraint(fields=["venue", "sha256"], name="picture_twice_in_a_venue"),
            models.CheckConstraint(
                condition=models.Q(
                    crop_x__gte=0, crop_y__gte=0, crop_width__gt=0, crop_height__gt=0, crop_x__lt=1, crop_y__lt=1
                ),
                name="picture_crop_outside",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Rendition(models.Model):
    """One size and format of one version of a picture; ``digest`` (SHA-256) names its file and its address."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=KIND_CHOICES)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "version", "kind", "width"], name="rendition_once_per_size"),
        ]

    def __str__(self) -> str:
        return f"{self.width} {self.kind}"


class Removal(models.Model):
    """A picture that was taken away, by whom and when; it can be brought back until its files are cleared away."""

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="removal")
    removed_at = models.DateTimeField()
    removed_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.removed_at:%Y-%m-%d %H:%M}"
