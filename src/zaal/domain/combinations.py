"""Combined rooms: the notations hotels use for them, and which rooms of the chart they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.charts import ChartRoom

_FEWEST_PARTS, _MOST_PARTS = 2, 12
_OR: Final = r"(?:el|eller|of|oder|or)"
_COMBINED = re.compile(
    r"(?:combined|combination|combinatie|kombination|kombinerad)\b\.?\s*(?:[(:]\s*(.*?)\s*\)?)?", re.IGNORECASE
)
_LETTERS = re.compile(r"(.*\S)\s+([A-Z]{2,6})")
_LETTER_CHOICE = re.compile(rf"(.*\S)\s+([A-Z]{{1,6}}(?:\s+{_OR}\s+[A-Z]{{1,6}})+)")
_SHARED_WORD = re.compile(r"(.*\s)(?=\S*$)")


@dataclass(frozen=True, slots=True)
class _Written:
    """A name as it reads: the name to show, and the words for its parts, () for a single room."""

    name: str
    parts: tuple[str, ...]


def resolve(rooms: Sequence[ChartRoom]) -> tuple[tuple[ChartRoom, ...], tuple[Finding, ...]]:
    """Give each combined room the names of its parts; one line for ``AB or BC`` becomes two rooms.

    Abbreviated parts (``Mich.``) are looked up among the single rooms of the same hotel. Codes:
    ``alternatives_split``, ``part_not_listed``, ``combination_without_parts``.
    """
    found: list[Finding] = []
    read: list[ChartRoom] = []
    for room in rooms:
        written = _alternatives(room.name)
        if len(written) > 1:
            names = tuple(one.name for one in written)
            found.append(Finding("alternatives_split", {"given": room.name, "rooms": names}, room.row))
        read += [replace(room, name=one.name, parts=one.parts) for one in written]
    resolved: dict[int, ChartRoom] = {}
    for _, members in groupby(sorted(enumerate(read), key=_hotel), key=_hotel):
        numbered = list(members)
        singles = tuple(room.name for _, room in numbered if not room.parts)
        resolved |= {at: _resolved(room, singles, found) for at, room in numbered}
    return tuple(resolved[at] for at in sorted(resolved)), tuple(found)


def _resolved(room: ChartRoom, singles: tuple[str, ...], found: list[Finding]) -> ChartRoom:
    told = _COMBINED.fullmatch(room.name)
    if told and not room.parts:
        found.append(Finding("combination_without_parts", {"room": room.name}, room.row))
        return room
    words = room.parts or _joined_singles(room.name, singles)
    parts = []
    for word in words:
        fitting = _fitting(word, singles)
        parts.append(fitting[0] if len(fitting) == 1 else word)
        if len(fitting) != 1:
            facts = {"room": room.name, "part": word, "candidates": fitting}
            found.append(Finding("part_not_listed", facts, room.row))
    name = " & ".join((", ".join(parts[:-1]), parts[-1])) if told and parts else room.name
    return replace(room, name=name, parts=tuple(parts))


def _alternatives(name: str) -> tuple[_Written, ...]:
    """Read one written name: nearly always one room, two or more when it says ``or`` between letters."""
    choice = _LETTER_CHOICE.fullmatch(name)
    groups = re.split(rf"\s+{_OR}\s+", choice[2]) if choice else []
    if choice and all(_in_row(letters) for letters in groups):
        return tuple(_lettered(choice[1], letters) for letters in groups)
    return (_Written(name, _parts(name)),)


def _parts(name: str) -> tuple[str, ...]:
    combined = _COMBINED.fullmatch(name)
    if combined:
        return _split(combined[1] or "", r"\s*(?:[,&+/]|\band\b|\ben\b|\bund\b|\boch\b)\s*")
    if "+" in name:
        return _split(name, r"\s*\+\s*")
    lettered = _LETTERS.fullmatch(name)
    return _lettered(lettered[1], lettered[2]).parts if lettered and _in_row(lettered[2]) else ()


def _split(text: str, between: str) -> tuple[str, ...]:
    """Cut a list of parts; ``Zaal 1 + 2`` lends its first word to the bare number that follows."""
    words = [word for word in re.split(between, text) if word]
    if not _FEWEST_PARTS <= len(words) <= _MOST_PARTS:
        return ()
    shared = _SHARED_WORD.match(words[0])
    bare = re.compile(r"\d+|[A-Z]")
    if shared and bare.fullmatch(words[0][shared.end() :]):
        words[1:] = [shared[0] + word if bare.fullmatch(word) else word for word in words[1:]]
    return tuple(words)


def _lettered(base: str, letters: str) -> _Written:
    name = f"{base} {letters}"
    return _Written(name, tuple(f"{base} {letter}" for letter in letters) if len(letters) > 1 else ())


def _in_row(letters: str) -> bool:
    """Tell whether letters follow each other in the alphabet: ABC names three parts, VIP does not."""
    return all(ord(after) - ord(before) == 1 for before, after in pairwise(letters))


def _joined_singles(name: str, singles: tuple[str, ...]) -> tuple[str, ...]:
    """Take ``Oxford & Cambridge`` for a combination only when both are rooms of their own."""
    words = _split(name, r"\s*[&/]\s*")
    return words if words and all(len(_exact(word, singles)) == 1 for word in words) else ()


def _fitting(word: str, singles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the single rooms a part may mean: by its name, else by how its name begins."""
    begins = word.rstrip(". ").casefold()
    return _exact(word, singles) or tuple(
        single for single in singles if begins and single.casefold().startswith(begins)
    )


def _exact(word: str, singles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(single for single in singles if single.casefold() == word.casefold()))


def _hotel(numbered: tuple[int, ChartRoom]) -> str:
    return numbered[1].hotel or ""
