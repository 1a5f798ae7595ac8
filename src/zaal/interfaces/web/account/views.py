"""One's own account: how one is called and written to, and the API tokens that act in one's name."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zaal.domain.actors import Scope
from zaal.interfaces import clock
from zaal.interfaces.web.account.forms import SCOPE_WORDS, ProfileForm, TokenForm
from zaal.queries import accounts as own
from zaal.usecases import accounts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest

YEAR_SECONDS = 365 * 24 * 3600


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: PageRequest) -> HttpResponse:
    """Show the profile, or keep what was filled in."""
    kept = own.profile(actor=request.actor)
    initial = {**asdict(kept), "time_zone": kept.time_zone or request.visitor.time_zone}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        shown = {"form": form, "email": kept.email}
        return render(request, "account/profile.html", shown, status=422 if form.is_bound else 200)
    accounts.remember(actor=request.actor, **form.cleaned_data)
    language = form.cleaned_data["language"]
    with override(language):
        messages.success(request, gettext("Your profile was saved."))
    response = redirect("profile")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR_SECONDS, secure=settings.SECURE, samesite="Lax"
    )
    return response


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: PageRequest) -> HttpResponse:
    """List the tokens; a new one is shown in this one answer and never again."""
    kept = own.profile(actor=request.actor)
    form = TokenForm(request.POST if request.method == "POST" else None)
    made = None
    if form.is_valid():
        made = accounts.create_token(
            email=kept.email,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            now=clock.now(),
        )
        form = TokenForm()
    shown = {
        "form": form,
        "made": made,
        "tokens": [
            (token, ", ".join(str(SCOPE_WORDS[Scope(scope)]) for scope in token.scopes))
            for token in own.tokens(actor=request.actor)
        ],
        "zone": kept.time_zone or request.visitor.time_zone or "UTC",
    }
    return render(request, "account/tokens.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_POST
def revocation(request: PageRequest, number: int) -> HttpResponse:
    """End one of the person's own tokens."""
    accounts.revoke_token(actor=request.actor, token_id=number, now=clock.now())
    messages.success(request, gettext("The token no longer works."))
    return redirect("tokens")
