"""What is odd about a chart, decided by a person one by one: taken as stated, corrected, or left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from zaal.domain.layouts import Layout
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zaal.domain.charts import ChartRoom
    from zaal.domain.findings import Finding

MOST_ODDITIES: Final = 300
MOST_DELEGATES: Final = 100_000
LONGEST_CORRECTION: Final = 300
_MEASURES: Final = {"area": "area_sqm", "length": "length_m", "width": "width_m", "height": "height_m"}
_UNDERSTOOD: Final = frozenset({"measure_zero", "value_not_understood"})
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?", re.ASCII)


class TooManyOddities(Invalid):
    """More odd things than a person decides one by one; ``most`` says how many may be."""

    code = "too_many_oddities"


class CorrectionWrong(Invalid):
    """What was entered as a correction is no such figure; ``wanted`` is ``number``, ``seats`` or ``words``."""

    code = "correction_wrong"


class Choice(StrEnum):
    """What is done about an oddity."""

    TAKE = "take"
    CORRECT = "correct"
    LEAVE = "leave"


class Wanted(StrEnum):
    """What a correction of an oddity is."""

    NOTHING = "nothing"
    NUMBER = "number"
    SEATS = "seats"
    WORDS = "words"


_WANTED: Final = {
    "area_differs_from_sides": Wanted.NUMBER,
    "combination_area_differs": Wanted.NUMBER,
    "area_row_contradicts": Wanted.NUMBER,
    "capacity_overstated": Wanted.SEATS,
    "u_shape_above_boardroom": Wanted.SEATS,
    "capacity_open_ended": Wanted.SEATS,
    "name_repeated": Wanted.WORDS,
    "part_not_listed": Wanted.WORDS,
    "combination_without_parts": Wanted.WORDS,
    "probably_combination": Wanted.WORDS,
    "no_figures": Wanted.NOTHING,
    "zero_not_offered": Wanted.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person chose, and the correction when that is what they chose."""

    choice: Choice
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing to decide: ``key`` names it within its chart; ``usual`` is what holds unless somebody decides."""

    key: str
    finding: Finding
    wanted: Wanted
    choices: tuple[Choice, ...]
    usual: Decision


def to_decide(findings: Iterable[Finding]) -> tuple[Oddity, ...]:
    """Return what is to be decided, in the order of the chart's rows. Refuses: TooManyOddities."""
    told = [finding for finding in findings if _wanted(finding) is not None]
    # Of which rooms it is made is asked once, where a likely answer is known there.
    answered = {finding.row for finding in told if finding.code == "probably_combination"}
    told = [one for one in told if one.code != "combination_without_parts" or one.row not in answered]
    if len(told) > MOST_ODDITIES:
        raise TooManyOddities(found=len(told), most=MOST_ODDITIES)
    told.sort(key=lambda one: one.row or 0)
    seen: dict[str, int] = {}
    oddities: list[Oddity] = []
    for finding in told:
        name = f"{finding.row or 0}-{finding.code}"
        seen[name] = seen.get(name, 0) + 1
        oddities.append(_oddity(f"{name}-{seen[name]}", finding, is_first=_is_first(finding, oddities)))
    return tuple(oddities)


def decided(
    rooms: Sequence[ChartRoom], oddities: Sequence[Oddity], decisions: Mapping[str, Decision]
) -> tuple[tuple[ChartRoom, ...], frozenset[str]]:
    """Apply the decisions; return the rooms as they shall be and the names of those that are not for sale yet.

    Refuses: CorrectionWrong.
    """
    unlisted: set[str] = set()
    changed = list(rooms)
    for oddity in oddities:
        decision = decisions.get(oddity.key, oddity.usual)
        about = _about(changed, oddity.finding)
        changed = [
            one for room in changed for one in (_applied(room, oddity, decision, unlisted) if room in about else [room])
        ]
    return tuple(changed), frozenset(unlisted & {room.name for room in changed})


def _about(rooms: Sequence[ChartRoom], finding: Finding) -> list[ChartRoom]:
    """Return the rooms a finding is about: of a row that became several the one it names, else all of them."""
    if finding.row is None:
        return list(rooms)
    of_row = [room for room in rooms if room.row == finding.row]
    return [room for room in of_row if room.name == finding.message_facts.get("room")] or of_row


def _wanted(finding: Finding) -> Wanted | None:
    """Say what a correction would be; None where there is nothing to decide."""
    facts = finding.message_facts
    if finding.code in _UNDERSTOOD:
        measured = Wanted.NUMBER if facts.get("measure") in _MEASURES else None
        return Wanted.SEATS if facts.get("layouts") else measured
    return _WANTED.get(finding.code)


def _oddity(key: str, finding: Finding, *, is_first: bool) -> Oddity:
    wanted = _wanted(finding) or Wanted.NOTHING
    choices = (Choice.TAKE, Choice.CORRECT, Choice.LEAVE) if wanted is not Wanted.NOTHING else (
        Choice.TAKE, Choice.LEAVE
    )  # fmt: skip
    usual = Decision(Choice.TAKE)
    if finding.code in _UNDERSTOOD:
        choices, usual = (Choice.LEAVE, Choice.CORRECT), Decision(Choice.LEAVE)
    elif finding.code == "probably_combination":
        parts = finding.message_facts["parts"]
        assert isinstance(parts, tuple)  # noqa: S101 - zaal.domain.charts tells them so
        usual = Decision(Choice.CORRECT, " + ".join(parts))
    elif finding.code == "name_repeated" and not is_first:
        usual = Decision(Choice.LEAVE)
    return Oddity(key, finding, wanted, choices, usual)


def _is_first(finding: Finding, before: Sequence[Oddity]) -> bool:
    """Tell whether this is the first row of a name that stands in several."""
    name = str(finding.message_facts.get("room", "")).casefold()
    return not any(
        one.finding.code == finding.code and str(one.finding.message_facts.get("room", "")).casefold() == name
        for one in before
    )


def _applied(room: ChartRoom, oddity: Oddity, decision: Decision, unlisted: set[str]) -> list[ChartRoom]:
    code = oddity.finding.code
    if decision.choice is Choice.TAKE:
        if code == "combination_without_parts":
            unlisted.add(room.name)
        return [room]
    if code == "zero_not_offered":
        layouts = _layouts(oddity.finding)
        return [replace(room, not_offered=tuple(one for one in room.not_offered if one not in layouts))]
    if oddity.wanted in {Wanted.WORDS, Wanted.NOTHING}:
        return [] if decision.choice is Choice.LEAVE else [_worded(room, oddity, decision)]
    return [_figured(room, oddity, decision)]


def _figured(room: ChartRoom, oddity: Oddity, decision: Decision) -> ChartRoom:
    """Set the figure in doubt, or take it away."""
    is_left = decision.choice is Choice.LEAVE
    if oddity.wanted is Wanted.SEATS:
        layouts = _layouts(oddity.finding)
        others = {layout: seats for layout, seats in room.capacities.items() if layout not in layouts}
        told = {} if is_left else dict.fromkeys(layouts, _seats(room, decision.correction))
        return replace(room, capacities={**others, **told})
    measure = _MEASURES[str(oddity.finding.message_facts.get("measure", "area"))]
    value = None if is_left else _number(room, decision.correction)
    match measure:
        case "length_m":
            return replace(room, length_m=value)
        case "width_m":
            return replace(room, width_m=value)
        case "height_m":
            return replace(room, height_m=value)
    return replace(room, area_sqm=value)


def _worded(room: ChartRoom, oddity: Oddity, decision: Decision) -> ChartRoom:
    """Name a room anew, or say which rooms it is made of."""
    words = " ".join(decision.correction.split())[:LONGEST_CORRECTION]
    parts = tuple(part for part in re.split(r"\s*[+,;&]\s*", words) if part)
    if not parts:
        raise CorrectionWrong(room=room.name, given=decision.correction, wanted=Wanted.WORDS.value)
    if oddity.finding.code == "name_repeated":
        return replace(room, name=words)
    if oddity.finding.code == "part_not_listed":
        part = oddity.finding.message_facts["part"]
        told = [one for own in room.parts for one in (parts if own == part else (own,))]
        return replace(room, parts=tuple(dict.fromkeys(told)))
    return replace(room, parts=tuple(dict.fromkeys(parts)))


def _layouts(finding: Finding) -> tuple[Layout, ...]:
    """Return the layouts that a finding is about."""
    facts = finding.message_facts
    if finding.code == "u_shape_above_boardroom":
        return (Layout.U_SHAPE,)
    if "layout" in facts:
        return (Layout(str(facts["layout"])),)
    layouts = facts.get("layouts", ())
    assert isinstance(layouts, tuple)  # noqa: S101 - zaal.gateways.charts tells them so
    return tuple(Layout(one) for one in layouts)


def _seats(room: ChartRoom, written: str) -> int:
    told = written.strip()
    if not (told.isascii() and told.isdecimal() and 1 <= int(told[:9]) <= MOST_DELEGATES):
        raise CorrectionWrong(room=room.name, given=written[:60], wanted=Wanted.SEATS.value)
    return int(told)


def _number(room: ChartRoom, written: str) -> Decimal:
    told = written.strip()
    if not _NUMBER.fullmatch(told) or not Decimal(told.replace(",", ".")):
        raise CorrectionWrong(room=room.name, given=written[:60], wanted=Wanted.NUMBER.value)
    return Decimal(told.replace(",", "."))
