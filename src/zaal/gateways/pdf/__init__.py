"""Documents as PDF for keeping (PDF/A-3) and for everybody (PDF/UA, tagged), set by typst from a template and data."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

FOLDER = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
# Drawn for what no font of ours has; all have this one.
UNKNOWN = "\N{WHITE SQUARE}"
# Control characters, halves of surrogates, private and unassigned ones, the byte order mark: the standards allow none.
UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
JOINING = frozenset({"Mn", "Mc", "Me", "Cf"})
BYTE_ORDER_MARK = "\ufeff"
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def document(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Set ``data`` by the template of that name; the same data and moment give the same bytes.

    Texts come out letter by letter, whatever they hold: they reach the template as data, never as its language.
    A character that no font of ours has is drawn as an empty square.
    """
    plain = _each_text(data, _printable)
    unknown: set[str] = set()
    while True:
        try:
            return _compiled(template, _each_text(plain, partial(_squared, unknown=unknown)), made_at)
        except typst.TypstError as error:
            more = _missing(error.diagnostic) - unknown
            if not more:
                raise
            unknown |= more


def picture(template: str, data: Mapping[str, Any]) -> bytes:
    """Set ``data`` by the template of that name as a PNG, one pixel a point; the same data give the same bytes.

    Texts come out letter by letter, as in documents; a character that no font of ours has is an empty box.
    """
    made = typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72,
        sys_inputs={"data": json.dumps(_each_text(data, _printable))},
    )
    if not isinstance(made, bytes):
        several = f"{template} has more than one page"
        raise TypeError(several)
    return made


def _compiled(template: str, data: Any, made_at: datetime) -> bytes:
    return typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=STANDARDS,
        timestamp=int(made_at.timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    """Read our fonts once; those of the machine are left out, so that a document looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER / "fonts"])


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case dict():
            return {name: _each_text(part, change) for name, part in value.items()}
        case list() | tuple():
            return [_each_text(part, change) for part in value]
        case _:
            return value


def _printable(text: str) -> str:
    kept = text.replace(BYTE_ORDER_MARK, "")
    return "".join(" " if unicodedata.category(c) in UNPRINTABLE else c for c in kept)


def _squared(text: str, *, unknown: set[str]) -> str:
    """Draw squares for the unknown; what only joins or marks letters goes, for no font might have it on a square."""
    if unknown.isdisjoint(text):
        return text
    return "".join(UNKNOWN if c in unknown else c for c in text if unicodedata.category(c) not in JOINING)


def _missing(diagnostic: str) -> set[str]:
    """Read from the compiler's words which characters no font has; it names them all, in Rust's quoting."""
    found: set[str] = set()
    for quoted in MISSING.findall(diagnostic):
        found.update(ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else part[2], quoted))
    return {character for character in found if ord(character) > ord("~")}
