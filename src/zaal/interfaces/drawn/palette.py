"""The few colours of the drawn pictures: paper, ink, and one muted tone a house, by day and by night.

A picture is shown by day in the light mode and by night in the dark one: its own style sheet holds both.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NIGHT: Final = "#171b24"
# Clay, sage, dusk, ochre, brick, slate, sea, plum, moss, sand: a wash, the tone itself, and deep.
_TONES: Final = (
    ("#efdfd2", "#cf9c7e", "#8f5a3d"),
    ("#e4e7d8", "#a9b48f", "#66744f"),
    ("#dfe6ea", "#9bb0be", "#50687a"),
    ("#f2e6c9", "#d8b76d", "#8f6d26"),
    ("#efdad4", "#c58a7d", "#85463a"),
    ("#e4e4e4", "#a5a8b0", "#5b606c"),
    ("#dae7e3", "#8fb5ac", "#44736a"),
    ("#e9dfe5", "#b498aa", "#70526a"),
    ("#e6e6d0", "#b3b27c", "#6d6c35"),
    ("#f0e8da", "#cfbd9c", "#8a7751"),
)


class Tone(NamedTuple):
    """A muted tone in three strengths."""

    wash: str
    mid: str
    deep: str


class Look(NamedTuple):
    """How something is drawn: what it is filled with, its line, and the line's width in pixels; none is ''."""

    fill: str = ""
    line: str = ""
    width: float = 0


def tone_of(slug: str) -> Tone:
    """Choose the tone of a house, always the same one."""
    return Tone(*_TONES[int(sha256(slug.encode()).hexdigest()[:8], 16) % len(_TONES)])


def colours(tone: Tone) -> dict[str, tuple[str, str]]:
    """Return each colour's name with how it looks by day and by night."""
    return {
        "paper": ("#fbf8f2", "#1c212c"),
        "raised": ("#fffdf9", "#262c39"),
        "sunk": ("#f2ede3", "#161a23"),
        "shade": ("#e7e0d2", "#10131a"),
        "moon": ("#fffdf9", "#d8d2c4"),
        "sky": ("#f6f2e9", "#12161f"),
        "glass": ("#e4eaec", "#2b3444"),
        "lit": ("#eaeeed", "#e6c27c"),
        "wash": (tone.wash, mixed(tone.deep, NIGHT, 0.24)),
        "mid": (tone.mid, mixed(tone.mid, NIGHT, 0.4)),
        "deep": (tone.deep, mixed(tone.mid, NIGHT, 0.54)),
        "ink": ("#1b2130", "#d8d2c5"),
        "soft": ("#6d6a66", "#8a8f9b"),
        "hair": ("#c4bba9", "#3f4757"),
        "shadow": ("#ddd4c3", "#0d1016"),
        "figure": ("#3a4150", "#8b92a1"),
        "green": ("#c3ccb0", "#2f3b31"),
        "leafage": ("#d3dac3", "#2c3a31"),
        "roof": ("#8b8f98", "#0f1219"),
        "door": ("#46506a", "#0d1016"),
        "board": ("#1b2130", "#0b0e13"),
        "on_board": ("#fbf8f2", "#f0d9a4"),
        "leaf": ("#98a680", "#435343"),
        "water": ("#dde6e8", "#18212c"),
    }


def style_sheet(looks: Mapping[str, Look], tone: Tone) -> str:
    """Write the rules for the looks used, by day, and what of them is different by night."""
    known = colours(tone)
    day = "".join(f".{name}{{{_rule(look, known, 0, with_width=True)}}}" for name, look in looks.items())
    night = "".join(f".{name}{{{_rule(look, known, 1, with_width=False)}}}" for name, look in looks.items())
    return (
        f"path{{fill:none;stroke-linejoin:round;stroke-linecap:round}}{day}@media(prefers-color-scheme:dark){{{night}}}"
    )


def mixed(one: str, other: str, share: float) -> str:
    """Mix two colours: so much of the first."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> Iterable[int]:
    return (int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _rule(look: Look, known: Mapping[str, tuple[str, str]], time: int, *, with_width: bool) -> str:
    said = [f"fill:{known[look.fill][time]}"] if look.fill else []
    if look.line:
        said.append(f"stroke:{known[look.line][time]}")
        if with_width:
            said.append(f"stroke-width:{look.width:g}")
    return ";".join(said)
