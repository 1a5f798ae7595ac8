"""References people read out over the phone: no letter or digit that looks or sounds like another."""

from __future__ import annotations

import secrets

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
PREFIXES = {"quote": "Q", "option": "O", "booking": "B"}


def new_reference(kind: str) -> str:
    """Draw a reference such as ``B-7KMF-3XTD``; 23**8 (78 thousand million) of each kind."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{PREFIXES[kind]}-{drawn[:4]}-{drawn[4:]}"


def tidy(typed: str) -> str:
    """Bring a reference as people type it (lower case, spaces, no dashes) into its written form."""
    kept = "".join(c for c in typed.upper() if c.isalnum())
    if len(kept) == 9:  # noqa: PLR2004 - 1 + 8
        return f"{kept[:1]}-{kept[1:5]}-{kept[5:]}"
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    return typed.replace("\x00", "").strip().upper()
