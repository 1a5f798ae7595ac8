"""How sign-up and sign-in speak with the rest of Zaal."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The adapter that django-allauth asks."""
