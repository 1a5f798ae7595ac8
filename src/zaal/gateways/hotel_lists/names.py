"""Names and addresses as people write them: stray space and entities gone, shouting turned into title case."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

# Letters that stand for themselves: they stay capitals when the rest of a shouted name does not.
_INITIALS: Final = frozenset(
    {"ABC", "YMCA", "YWCA", "RELC", "NTUC", "MBS", "OSS", "HDB", "SAFRA", "USA", "UK", "NH", "WTC"}
)
_SMALL_WORDS: Final = frozenset(
    {"a", "an", "and", "at", "by", "de", "den", "der", "en", "het", "in", "of", "on", "the", "to", "van"}
)
_VOWELS: Final = frozenset("AEIOUY")
_SHORT_WORD: Final = 3
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def spaced(text: str) -> str:
    """Undo HTML entities and stray space: ``277 Orchard Road , # 10-01`` becomes ``277 Orchard Road, #10-01``."""
    plain = unicodedata.normalize("NFC", " ".join(html.unescape(text).split()))
    return re.sub(r"#\s+(?=\w)", "#", re.sub(r"\s+,", ",", plain))


def tidied(text: str) -> str:
    """Tidy space, and turn a name without any small letter into title case; other spellings are the hotel's own."""
    plain = spaced(text)
    if any(letter.islower() for letter in plain) or not re.search(r"[^\W\d_]{4}", plain):
        return plain
    return _WORD.sub(lambda found: _quieter(found.group(), first=found.start() == 0), plain)


def _quieter(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL_WORDS:
        return word.capitalize() if first else word.lower()
    if word in _INITIALS or len(word) == 1 or (len(word) <= _SHORT_WORD and not _VOWELS & set(word)):
        return word
    # D'HOTEL is two names, BACKPACKER'S one: a single letter before the mark starts a new capital.
    return re.sub(r"^([^\W\d_])(['\u2019])([^\W\d_])", lambda m: m[1] + m[2] + m[3].upper(), word.capitalize())
