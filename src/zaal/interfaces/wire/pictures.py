"""A hotel's pictures: where each size and format is found, and the words for whoever cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from pydantic import BaseModel, Field

from zaal.domain.pictures import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.queries.pictures import Published


class SizeOut(BaseModel):
    """One file; what an address gives never changes."""

    format: Kind
    width: int
    height: int
    path: str = Field(examples=["/pictures/3f0c.avif"], description="On this site.")

    @classmethod
    def of(cls, kind: Kind, width: int, height: int, digest: str) -> SizeOut:
        """Write one file."""
        return cls(format=kind, width=width, height=height, path=reverse("picture", args=[digest, kind.value]))


class PictureOut(BaseModel):
    """One picture, three wide to two high; ``space`` is null where it shows the house itself."""

    reference: str
    space: str | None
    alt: dict[str, str] = Field(description="What is to be seen, by language.")
    sizes: list[SizeOut]

    @classmethod
    def of(cls, picture: Published) -> PictureOut:
        """Write one picture."""
        return cls(
            reference=picture.reference,
            space=picture.space,
            alt=picture.alts,
            sizes=[SizeOut.of(one.kind, one.width, one.height, one.digest) for one in picture.made],
        )


class PicturesOut(BaseModel):
    """The pictures a hotel shows, in its order: of the house, then of each room."""

    pictures: list[PictureOut]

    @classmethod
    def of(cls, pictures: Sequence[Published]) -> PicturesOut:
        """Write all of them."""
        return cls(pictures=[PictureOut.of(one) for one in pictures])
