"""How sign-up and sign-in speak with the rest of Zaal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from zaal.interfaces import clock
from zaal.interfaces.web.account.sentences import ERRORS
from zaal.interfaces.web.choosing import chosen
from zaal.interfaces.web.sales import signing_in
from zaal.usecases import accounts

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.http import HttpRequest


class Site(NamedTuple):
    """What letters call this place; django-allauth would name the host instead."""

    name: str
    domain: str
    url: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The adapter that django-allauth asks."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}  # noqa: RUF012 - allauth asks for a dict

    def new_user(self, request: HttpRequest) -> Any:
        """Start a person who is written to in the language they signed up in."""
        person = super().new_user(request)
        person.language = get_language() or person.language
        return person

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and take up what was made before in this browser, after any transaction of the sign-in."""
        super().login(request, user)
        transaction.on_commit(lambda: signing_in.take_up(request.session, accounts.actor_of(user), now=clock.now()))
        transaction.on_commit(lambda: chosen.take_up(request.session, accounts.actor_of(user)))

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], **more: Any) -> EmailMessage:
        """Write a letter of the account in the name of Zaal."""
        site = Site("Zaal", "Zaal", settings.BASE_URL)
        return super().render_mail(template_prefix, email, {**context, "current_site": site}, **more)  # type: ignore[no-any-return]  # allauth ships no types
