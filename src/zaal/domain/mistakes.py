"""Everything that is wrong with what somebody wrote, told at once, each with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zaal.domain.refusals import Refusal

MOST_TOLD = 50


class Mistake(NamedTuple):
    """One thing that is wrong, and where: ``rates.packages[3].starts`` counts the rows from 0."""

    at: str
    refusal: Refusal


class HouseWrong(Invalid):
    """A house, or its rates, with mistakes in it: ``count`` in all, the first fifty of them with place and word."""

    code = "house_wrong"

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes[:MOST_TOLD]
        told = [{"at": one.at, "code": one.refusal.code, "facts": one.refusal.facts} for one in self.mistakes]
        super().__init__(count=len(mistakes), mistakes=told)


def require_none(mistakes: Iterable[Mistake]) -> None:
    """Pass when nothing is wrong. Refuses: HouseWrong."""
    found = tuple(mistakes)
    if found:
        raise HouseWrong(found)


def under(place: str, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    """Give the mistakes of a part of something, told from the whole."""
    for one in mistakes:
        yield Mistake(f"{place}.{one.at}" if one.at else place, one.refusal)
