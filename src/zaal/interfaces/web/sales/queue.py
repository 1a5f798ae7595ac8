"""What is done to an option in the queue from its page: hold it longer, challenge those ahead, refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import options, signing_in, words
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import sales
from zaal.usecases import challenges, extensions, requests

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest


class ExtensionForm(forms.Form):
    """Until the end of which day to hold; empty is as long as one may."""

    until = forms.DateField(label=gettext_lazy("Hold until the end of"), required=False)


@takes_form_of("option")
def extension(request: PageRequest, reference: str) -> HttpResponse:
    """Hold the option longer."""
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return options.answer(request, reference, unreadable=" ".join(str(error) for error in form.errors["until"]))
    until = form.cleaned_data["until"]
    try:
        release_at = extensions.extend(actor=request.actor, option=reference, now=clock.now(), until=until)
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refusal:
        return options.answer(request, reference, refusal=refusal)
    zone = sales.option(reference, actor=request.actor, now=clock.now()).quote.house.time_zone
    told = {"until": formats.moment(release_at, zone, words.language())}
    messages.success(request, _("The option is extended until %(until)s.") % told)
    return redirect("option", reference)


@takes_form_of("option")
def challenge(request: PageRequest, reference: str) -> HttpResponse:
    """Say that one is ready to book, so that those ahead decide."""
    try:
        challenges.challenge(actor=request.actor, option=reference, now=clock.now())
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refusal:
        return options.answer(request, reference, refusal=refusal)
    messages.success(request, _("Those ahead of you are asked to decide; we tell you what they say."))
    return redirect("option", reference)


@takes_form_of("option")
def refusal(request: PageRequest, reference: str) -> HttpResponse:
    """Turn down what the customer asked to book."""
    asked = {"reason": request.POST.get("reason", ""), "words": request.POST.get("words", "").replace("\x00", "")}
    try:
        requests.refuse(actor=request.actor, option=reference, now=clock.now(), **asked)
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refused:
        return options.answer(request, reference, refusal=refused)
    messages.success(request, _("The request is refused; the customer is told."))
    return redirect("option", reference)
