"""Pages that only the demonstration has."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from zaal.interfaces.web.visitor import PageRequest

    View = Callable[..., HttpResponseBase]


def demo_only(view: View) -> View:
    """Answer 404 outside the demonstration."""

    @wraps(view)
    def shown(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return shown
