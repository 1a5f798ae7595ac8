"""Addresses that only take a form: whoever comes by without one is led to the page on which it stands."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest

    View = Callable[..., HttpResponse]


def takes_form_of(page: str) -> Callable[[View], View]:
    """Send anything but a form to the page of this name: a reload after a refusal is no dead end."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                where: HttpResponse = redirect(page, *args, **kwargs)
                return where
            return view(request, *args, **kwargs)

        return answered

    return decorate
