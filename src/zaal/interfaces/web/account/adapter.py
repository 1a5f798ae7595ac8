"""How sign-up and sign-in speak with the rest of Zaal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The adapter that django-allauth asks."""

    def new_user(self, request: HttpRequest) -> Any:
        """Start a person who is written to in the language they signed up in."""
        person = super().new_user(request)
        person.language = get_language() or person.language
        return person
