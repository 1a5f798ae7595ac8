"""The tokens and icons as their files hold them, so that the page cannot say otherwise."""

from __future__ import annotations

import re
from typing import NamedTuple

from zaal.interfaces.web.stylesheet import STATIC

_COLOUR = re.compile(r"--([a-z-]+): light-dark\((.+?), (#?\w+(?:\(.+?\))?)\);")
_SIGN = re.compile(r'<symbol id="(\w+)" viewBox="0 0 24 24"')


class Colour(NamedTuple):
    """A colour's name, and its value on light and on dark."""

    name: str
    light: str
    dark: str


class Length(NamedTuple):
    """A length's name and value."""

    name: str
    value: str


def colours() -> list[Colour]:
    """Read the colours."""
    return [Colour(*found.groups()) for found in _COLOUR.finditer(_tokens())]


def lengths(kind: str) -> list[Length]:
    """Read the tokens of one kind (text, space), from small to large as they stand."""
    found = re.finditer(rf"--({kind}-\w+): (.+?);", _tokens())
    return [Length(*each.groups()) for each in found]


def signs() -> list[str]:
    """Read the names of the small icons."""
    return _SIGN.findall((STATIC / "img" / "icons.svg").read_text())


def _tokens() -> str:
    return (STATIC / "css" / "tokens.css").read_text()
